//! Which versions of CSDL are read.

use crate::diagnostic::{Code, Diagnostics};

use super::document::Text;

/// Checks the version that a document says it is of. `None`, with an error, where that is not read.
pub(super) fn check(version: &Text<'_>, diagnostics: &mut Diagnostics) -> Option<()> {
    let number = version.value.trim();
    match number.split_once('.').unwrap_or((number, "")) {
        ("4", "0" | "01") => Some(()),
        ("4", rest) if !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()) => {
            let message = format!("version {number} is not known; the document is read as 4.01");
            diagnostics.warn(Code::UnknownVersion, version.span, message);
            Some(())
        }
        ("1" | "2" | "3", _) => {
            let message = format!("this is CSDL {number}; only 4.0 and 4.01 are read");
            diagnostics.error(Code::OldVersion, version.span, message);
            None
        }
        _ => {
            let message = format!("`{number}` is no version of CSDL that is read: 4.0 or 4.01");
            diagnostics.error(Code::UnknownVersion, version.span, message);
            None
        }
    }
}
