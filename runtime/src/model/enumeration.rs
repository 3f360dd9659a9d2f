//! Enumerations whose values travel as names.

use std::borrow::Cow;
use std::fmt;

use serde::de::Deserializer;

use super::error::{Fault, Place};
use super::list;
use super::raw::{string, take};
use crate::query::Literal;

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

/// The name of a member, known or not.
#[derive(Debug)]
pub struct Name<'a> {
    text: Cow<'a, str>,
    /// Its place in [`Enum::NAMES`].
    index: Option<usize>,
    is_exact: bool,
}

impl<'a> Name<'a> {
    fn new(text: Cow<'a, str>, names: &[&str]) -> Self {
        match find(names, &text) {
            Some((index, is_exact)) => Self { text, index: Some(index), is_exact },
            None => Self { text, index: None, is_exact: true },
        }
    }

    /// The name of a member that is known where it is spelt exactly so: of a value, not of an answer.
    pub(super) fn exact(name: &'a str, names: &[&str]) -> Self {
        let index = names.iter().position(|known| *known == name);
        Self { text: name.into(), index, is_exact: true }
    }

    /// The member of that name. It takes a reference, so that nothing needs to be dropped in what is compiled for
    /// every type.
    fn member<E: Enum>(&self) -> E {
        let known = match self.index {
            Some(index) => E::MEMBERS.get(index),
            None => None,
        };
        match known {
            Some(member) => member.clone(),
            None => E::unknown(self.text()),
        }
    }

    fn text(&self) -> String {
        self.text.clone().into_owned()
    }
}

/// The member of that name, known or not.
#[must_use]
pub fn enum_from_str<E: Enum>(name: &str) -> E {
    Name::new(name.into(), E::NAMES).member()
}

/// A member, or a set of them, as a literal.
#[must_use]
pub fn literal(type_name: &'static str, members: &dyn fmt::Display) -> Literal {
    Literal::enumeration(type_name, members.to_string())
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
    /// Puts in a member, or makes the slot empty.
    fn set(&mut self, name: Option<&Name<'_>>);
    /// The name of the member.
    fn get(&self) -> Option<&str>;
}

#[allow(clippy::manual_map, reason = "`map` would be compiled for every type")]
impl<E: Enum> EnumSlot for Option<E> {
    fn names(&self) -> &'static [&'static str] {
        E::NAMES
    }

    fn set(&mut self, name: Option<&Name<'_>>) {
        *self = match name {
            Some(name) => Some(name.member()),
            None => None,
        };
    }

    fn get(&self) -> Option<&str> {
        match self {
            Some(member) => Some(member.as_str()),
            None => None,
        }
    }
}

/// The slot of a collection of enumeration members, without its type.
pub trait EnumsSlot {
    /// The names of the members.
    fn names(&self) -> &'static [&'static str];
    /// Makes the slot an empty collection, or no collection at all.
    fn begin(&mut self, is_collection: bool);
    /// Appends a member to the collection.
    fn push(&mut self, name: &Name<'_>);
    /// The number of members, if there is a collection.
    fn count(&self) -> Option<usize>;
    /// The name of a member of the collection.
    fn get(&self, index: usize) -> Option<&str>;
}

impl<E: Enum> EnumsSlot for Option<Vec<E>> {
    fn names(&self) -> &'static [&'static str] {
        E::NAMES
    }

    fn begin(&mut self, is_collection: bool) {
        *self = if is_collection { Some(Vec::new()) } else { None };
    }

    fn push(&mut self, name: &Name<'_>) {
        if let Some(members) = self {
            members.push(name.member());
        }
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
        slot.set(None);
        return Ok(true);
    }
    let Some((name, is_string)) = name(raw) else {
        return Err(place.wrong(EXPECTED, raw));
    };
    Ok(put_name(slot, name) && is_string)
}

/// Puts in the member of that name, known or not. Tells whether the same name would be written.
pub(super) fn put_name(slot: &mut dyn EnumSlot, name: Cow<'_, str>) -> bool {
    let name = Name::new(name, slot.names());
    slot.set(Some(&name));
    name.is_exact
}

/// The same for a collection.
pub(super) fn read_slots(slot: &mut dyn EnumsSlot, raw: &str, place: &Place) -> Result<bool, Fault> {
    if raw == "null" {
        slot.begin(false);
        return Ok(true);
    }
    slot.begin(true);
    let names = slot.names();
    list::read(raw, place, EXPECTED, &mut |raw| {
        let (name, is_string) = name(raw)?;
        let name = Name::new(name, names);
        slot.push(&name);
        Some(name.is_exact && is_string)
    })
}
