//! Finding out the type of an object from its `@odata.type`.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::error::Fault;
use super::extra::Extra;
use super::object::TypeChoice;
use super::raw::string;

/// The name that control information has for the type, in version 4.0 and in 4.01.
const TYPE_NAMES: [&str; 2] = ["@odata.type", "@type"];

/// The entry that tells the type.
pub(super) fn type_entry(extra: &Extra) -> Option<(&'static str, &str)> {
    if extra.is_empty() {
        return None;
    }
    let mut found = [None; TYPE_NAMES.len()];
    for (name, raw) in extra.iter().filter(|(name, _)| name.starts_with('@')) {
        for (slot, known) in found.iter_mut().zip(TYPE_NAMES).filter(|(_, known)| *known == name) {
            *slot = Some((known, raw));
        }
    }
    found.into_iter().flatten().next()
}

/// The qualified name in the JSON text of an `@odata.type`: what comes after `#`, or all of it.
pub(super) fn type_name(raw: &str) -> Option<Cow<'_, str>> {
    let cut = |text: &str| text.rfind('#').map_or(0, |at| at + 1);
    match string(raw)? {
        Cow::Borrowed(text) => text.get(cut(text)..).map(Cow::Borrowed),
        Cow::Owned(text) => text.get(cut(&text)..).map(|name| Cow::Owned(name.to_owned())),
    }
}

/// Looks for the type in an object, before the object is read. All of it is passed over: the type may
/// come at any place, and of a name given twice the last one counts, as it does for properties.
pub(super) fn choose(mut cursor: Cursor<'_>, types: &[&str]) -> Result<TypeChoice, Fault> {
    let mut found: [Option<&str>; TYPE_NAMES.len()] = [None; TYPE_NAMES.len()];
    let mut first = true;
    while let Some(name) = cursor.member(first)? {
        first = false;
        let raw = cursor.value()?;
        let name = name.text()?;
        for (slot, _) in found.iter_mut().zip(TYPE_NAMES).filter(|(_, known)| *known == name) {
            *slot = (raw != "null").then_some(raw);
        }
    }
    let Some(raw) = found.into_iter().flatten().next() else { return Ok(TypeChoice::Declared) };
    let index = type_name(raw).and_then(|name| types.iter().position(|known| *known == name));
    Ok(index.map_or(TypeChoice::Unknown, TypeChoice::Known))
}
