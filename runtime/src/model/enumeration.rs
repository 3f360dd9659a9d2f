//! Enumerations whose values travel as names.

use std::borrow::Cow;

use serde::de::Deserializer;

use super::error::{Fault, Place};
use super::list;
use super::raw::{string, take};

const EXPECTED: &str = "the name of an enumeration member";

/// An enumeration type. Emitted code implements it and calls [`string_enum!`](crate::string_enum!).
pub trait Enum: Clone + Sized + 'static {
    /// The names of the members, as the metadata spells them.
    const NAMES: &'static [&'static str];

    /// The members, in the order of [`NAMES`](Self::NAMES).
    const MEMBERS: &'static [Self];

    /// A member that the metadata does not have.
    fn unknown(name: String) -> Self;

    /// The name of the member.
    fn as_str(&self) -> &str;
}

/// The qualified name of an enumeration, entity or complex type. Emitted code gives it to
/// [`string_enum!`](crate::string_enum!), [`flags!`](crate::flags!), [`model!`](crate::model!) and
/// [`polymorphic!`](crate::polymorphic!).
pub trait TypeName {
    /// The name, such as `microsoft.graph.importance`.
    const TYPE_NAME: &'static str;
}

/// The place of a member in the list of names, and whether the name is spelt exactly so. Names that
/// differ in the case of ASCII letters only are the second choice.
pub(super) fn find(names: &[&str], name: &str) -> Option<(usize, bool)> {
    if let Some(index) = names.iter().position(|known| *known == name) {
        return Some((index, true));
    }
    let index = names.iter().position(|known| known.eq_ignore_ascii_case(name))?;
    Some((index, false))
}

/// The member of that name, known or not.
#[must_use]
pub fn enum_from_str<E: Enum>(name: &str) -> E {
    let known = find(E::NAMES, name).and_then(|(index, _)| E::MEMBERS.get(index).cloned());
    known.unwrap_or_else(|| E::unknown(name.to_owned()))
}

/// Reads a member from any format.
///
/// # Errors
///
/// If the value is neither a string nor a number.
pub fn read_enum<'de, E: Enum, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    let raw = take(deserializer)?;
    match name(&raw) {
        Some((name, _)) => Ok(enum_from_str(&name)),
        None => Err(Place::NONE.wrong(EXPECTED, &raw).error()),
    }
}

/// The text of a JSON string or number, and whether it was a string.
pub(super) fn name(raw: &str) -> Option<(Cow<'_, str>, bool)> {
    match raw.as_bytes().first() {
        Some(b'-' | b'0'..=b'9') => Some((raw.into(), false)),
        _ => Some((string(raw)?, true)),
    }
}

/// The slot of an enumeration property, without its type.
pub trait EnumSlot {
    /// The names of the members.
    fn names(&self) -> &'static [&'static str];
    /// Puts in a member by its index. Tells whether there is one.
    fn put(&mut self, index: usize) -> bool;
    /// Puts in a member that is not known.
    fn put_unknown(&mut self, name: String);
    /// Makes the slot empty.
    fn clear(&mut self);
    /// The name of the member.
    fn get(&self) -> Option<&str>;
}

impl<E: Enum> EnumSlot for Option<E> {
    fn names(&self) -> &'static [&'static str] {
        E::NAMES
    }

    fn put(&mut self, index: usize) -> bool {
        *self = E::MEMBERS.get(index).cloned();
        self.is_some()
    }

    fn put_unknown(&mut self, name: String) {
        *self = Some(E::unknown(name));
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn get(&self) -> Option<&str> {
        self.as_ref().map(E::as_str)
    }
}

/// The slot of a collection of enumeration members, without its type.
pub trait EnumsSlot {
    /// The names of the members.
    fn names(&self) -> &'static [&'static str];
    /// Makes the slot an empty collection.
    fn begin(&mut self);
    /// Appends a member by its index. Tells whether there is one.
    fn push(&mut self, index: usize) -> bool;
    /// Appends a member that is not known.
    fn push_unknown(&mut self, name: String);
    /// Makes the slot empty.
    fn clear(&mut self);
    /// The number of members, if there is a collection.
    fn count(&self) -> Option<usize>;
    /// The name of a member of the collection.
    fn get(&self, index: usize) -> Option<&str>;
}

impl<E: Enum> EnumsSlot for Option<Vec<E>> {
    fn names(&self) -> &'static [&'static str] {
        E::NAMES
    }

    fn begin(&mut self) {
        *self = Some(Vec::new());
    }

    fn push(&mut self, index: usize) -> bool {
        match E::MEMBERS.get(index) {
            Some(member) => {
                self.get_or_insert_default().push(member.clone());
                true
            }
            None => false,
        }
    }

    fn push_unknown(&mut self, name: String) {
        self.get_or_insert_default().push(E::unknown(name));
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&str> {
        self.as_ref()?.get(index).map(E::as_str)
    }
}

/// Reads a JSON text into the slot. Tells whether the same text would be written.
pub(super) fn read_slot(slot: &mut dyn EnumSlot, raw: &str, place: &Place) -> Result<bool, Fault> {
    if raw == "null" {
        slot.clear();
        return Ok(true);
    }
    let Some((name, is_string)) = name(raw) else {
        return Err(place.wrong(EXPECTED, raw));
    };
    Ok(put_name(slot, name) && is_string)
}

/// Puts in the member of that name, known or not. Tells whether the same name would be written.
pub(super) fn put_name(slot: &mut dyn EnumSlot, name: Cow<'_, str>) -> bool {
    if let Some((index, exact)) = find(slot.names(), &name)
        && slot.put(index)
    {
        return exact;
    }
    slot.put_unknown(name.into_owned());
    true
}

/// The same for a collection.
pub(super) fn read_slots(slot: &mut dyn EnumsSlot, raw: &str, place: &Place) -> Result<bool, Fault> {
    if raw == "null" {
        slot.clear();
        return Ok(true);
    }
    slot.begin();
    list::read(raw, place, EXPECTED, &mut |raw| {
        let (name, is_string) = name(raw)?;
        if let Some((index, exact)) = find(slot.names(), &name)
            && slot.push(index)
        {
            return Some(exact && is_string);
        }
        slot.push_unknown(name.into_owned());
        Some(is_string)
    })
}
