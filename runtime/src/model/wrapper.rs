//! Objects with a `value` beside control information: pages, and values that are no objects.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::error::{Depth, Fault, Place};
use super::fill::put;
use super::raw::string;
use super::slot::Slot;
use super::wire::{PageInfo, read_whole};

/// Where the value of a wrapper stands.
pub(super) const PLACE: Place = Place { owner: "", property: "value", spot: None };

/// Reads a value that is in a wrapper, or bare; tells whether there was one, be it null in its wrapper.
pub(super) fn read_wrapped(body: &[u8], mut slot: Slot<'_>) -> Result<(PageInfo, bool), serde_json::Error> {
    read_wrapped_by(body, &mut |cursor, place, _| put(cursor, slot.again(), place, Depth::TOP).map(|_| ()))
}

/// Reads what stands in a wrapper; it is given the context URL, as far as that came before.
pub(super) type ReadValue<'r> = dyn FnMut(&mut Cursor<'_>, &Place, Option<&str>) -> Result<(), Fault> + 'r;

/// [`read_wrapped`] for what no slot is for.
pub(super) fn read_wrapped_by(body: &[u8], read: &mut ReadValue<'_>) -> Result<(PageInfo, bool), serde_json::Error> {
    read_whole(body, |cursor| {
        if cursor.peek()? == b'{' {
            return read_wrapper(cursor, read);
        }
        let is_null = cursor.peek()? == b'n';
        read(cursor, &Place::NONE, None)?;
        Ok((PageInfo::default(), !is_null))
    })
}

fn read_wrapper(cursor: &mut Cursor<'_>, read: &mut ReadValue<'_>) -> Result<(PageInfo, bool), Fault> {
    let mut page = PageInfo::default();
    let (mut first, mut found, mut controlled) = (true, false, false);
    while let Some(name) = cursor.member(first)? {
        first = false;
        let name = name.text()?;
        if name == "value" {
            found = true;
            read(cursor, &PLACE, page.context.as_deref())?;
            continue;
        }
        let raw = cursor.value()?;
        controlled |= name.starts_with('@');
        if !page.take(&name, raw) {
            page.extra.push(&name, raw);
        }
    }
    page.extra.settle();
    // Control information makes it an answer of the service, if one without items.
    Ok((page, found || controlled))
}

impl PageInfo {
    /// Takes control information that it knows. Version 4.01 allows names without `odata.`.
    fn take(&mut self, name: &str, raw: &str) -> bool {
        let Some(name) = name.strip_prefix('@') else { return false };
        let taken = match name.strip_prefix("odata.").unwrap_or(name) {
            "nextLink" => &mut self.next_link,
            "deltaLink" => &mut self.delta_link,
            "context" => &mut self.context,
            "count" => {
                let number = string(raw).map_or_else(|| raw.parse(), |text| text.parse());
                self.count = number.ok();
                return self.count.is_some();
            }
            _ => return false,
        };
        *taken = string(raw).map(Cow::into_owned);
        taken.is_some() || raw == "null"
    }
}
