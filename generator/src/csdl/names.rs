//! The syntax of names.

use crate::diagnostic::{Code, Diagnostics};

use super::document::Text;

/// Reports a name that is no simple identifier.
pub(super) fn check_identifier(text: &Text<'_>, diagnostics: &mut Diagnostics) {
    if !is_simple_identifier(&text.value) {
        diagnostics
            .error(Code::InvalidName, text.span, format!("`{}` is not a simple identifier", text.value))
            .help("a name starts with a letter or `_`, then has letters, digits and `_`, at most 128");
    }
}

/// Reports a name that is no namespace.
pub(super) fn check_namespace(text: &Text<'_>, diagnostics: &mut Diagnostics) {
    if !is_namespace(&text.value) {
        diagnostics
            .error(Code::InvalidName, text.span, format!("`{}` is not a namespace", text.value))
            .help("a namespace is one or more simple identifiers with dots between");
    } else if text.value.len() > 511 {
        diagnostics.error(Code::InvalidName, text.span, "a namespace has at most 511 characters");
    }
}

/// Whether a text is an OData simple identifier: a letter or `_`, then letters, digits, marks,
/// connectors; at most 128 characters.
pub(crate) fn is_simple_identifier(text: &str) -> bool {
    let classes = text.bytes().fold(0, |classes, byte| classes | CLASSES[usize::from(byte)]);
    if classes == LETTER || classes == LETTER | DIGIT {
        return text.len() <= 128 && text.bytes().next().is_some_and(|b| !b.is_ascii_digit());
    }
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(|c| unicode_ident::is_xid_continue(c) || is_format(c))
        && text.chars().count() <= 128
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const OTHER: u8 = 4;

/// What each byte is: an ASCII letter or `_`, a digit, or something that needs a closer look.
static CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_digit() {
            classes[byte] = DIGIT;
        } else if (byte as u8).is_ascii_alphabetic() || byte as u8 == b'_' {
            classes[byte] = LETTER;
        }
        byte += 1;
    }
    classes
};

/// Whether a text is a namespace: simple identifiers with dots between.
pub(crate) fn is_namespace(text: &str) -> bool {
    text.split('.').all(is_simple_identifier)
}

/// Format characters that stand inside of words: joiners, marks of direction, the soft hyphen. Unicode's
/// identifiers leave them out, CSDL's have them.
fn is_format(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200C}'..='\u{200F}')
}
