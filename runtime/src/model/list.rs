//! Collections of scalars, read from JSON text.

use super::cursor::Cursor;
use super::error::{Fault, Place};

/// Reads the items of a JSON array. `item` takes the text of one, and tells whether it would be
/// written so again; `None` if it is not of the type. The result tells the same of the whole.
///
/// A collection cannot hold null: such items are left out, and the whole is then not exact.
pub(super) fn read(
    raw: &str,
    place: &Place,
    expected: &str,
    item: &mut dyn FnMut(&str) -> Option<bool>,
) -> Result<bool, Fault> {
    if !raw.starts_with('[') {
        return Err(place.wrong(&format!("a collection, each item {expected}"), raw));
    }
    let mut cursor = Cursor::new(raw);
    let mut exact = true;
    let mut first = true;
    while cursor.item(first)? {
        first = false;
        let raw = cursor.value()?;
        if raw == "null" {
            exact = false;
            continue;
        }
        match item(raw) {
            Some(item_exact) => exact &= item_exact,
            None => return Err(place.wrong(expected, raw)),
        }
    }
    Ok(exact)
}
