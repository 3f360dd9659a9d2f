//! Enumerations whose values are sets of members.

use std::fmt;

use serde::de::Deserializer;
use serde::ser::{Serialize, Serializer};

use super::enumeration::{find, name};
use super::error::{Fault, Place};
use super::list;
use super::raw::take;

const EXPECTED: &str = "names of enumeration members, separated by commas";

/// A set of members of a flags enumeration. Members that the metadata does not have are kept by name.
///
/// Members are sets of names, not bits: two names of one value stay apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FlagSet {
    members: u128,
    /// In alphabetical order.
    unknown: Vec<String>,
}

impl FlagSet {
    /// How many members an enumeration can have.
    pub const MAX_MEMBERS: usize = 128;

    /// The set of one member, by its place in [`Flags::NAMES`]. Empty where the place is
    /// [`MAX_MEMBERS`](Self::MAX_MEMBERS) or more.
    #[must_use]
    pub const fn member(index: usize) -> Self {
        let members = if index < Self::MAX_MEMBERS { 1 << index } else { 0 };
        Self { members, unknown: Vec::new() }
    }

    /// Whether all of `other` is in this set.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.members & other.members == other.members
            && other.unknown.iter().all(|name| self.unknown.binary_search(name).is_ok())
    }

    /// Adds all of `other`.
    pub fn insert(&mut self, other: &Self) {
        self.members |= other.members;
        for name in &other.unknown {
            self.insert_unknown(name);
        }
    }

    /// Takes out all of `other`.
    pub fn remove(&mut self, other: &Self) {
        self.members &= !other.members;
        self.unknown.retain(|name| other.unknown.binary_search(name).is_err());
    }

    /// Whether there is no member.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.members == 0 && self.unknown.is_empty()
    }

    /// The members that the metadata does not have, in alphabetical order.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.unknown.iter().map(String::as_str)
    }

    /// The names of all members, those that are known first. `names` is [`Flags::NAMES`].
    pub fn names<'a>(&'a self, names: &'static [&'static str]) -> impl Iterator<Item = &'a str> {
        let places = names.iter().take(Self::MAX_MEMBERS).enumerate();
        let known = places.filter(|(index, _)| self.members >> index & 1 == 1);
        known.map(|(_, name)| *name).chain(self.unknown())
    }

    fn insert_unknown(&mut self, name: &str) {
        if let Err(at) = self.unknown.binary_search_by(|known| known.as_str().cmp(name)) {
            self.unknown.insert(at, name.to_owned());
        }
    }

    /// Writes the names with commas between them, or `0` for none.
    pub(super) fn text(&self, names: &'static [&'static str]) -> String {
        if self.is_empty() {
            return "0".to_owned();
        }
        let mut text = String::new();
        for name in self.names(names) {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(name);
        }
        text
    }

    /// Reads names with commas between them. Tells whether the same text would be written.
    fn parse(text: &str, names: &'static [&'static str]) -> (Self, bool) {
        let mut set = Self::default();
        let mut unknown = Vec::new();
        for name in text.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "0") {
            match find(names, name).filter(|(index, _)| *index < Self::MAX_MEMBERS) {
                Some((index, _)) => set.members |= 1 << index,
                None => unknown.push(name.to_owned()),
            }
        }
        unknown.sort_unstable();
        unknown.dedup();
        set.unknown = unknown;
        let exact = if set.is_empty() { text == "0" } else { set.names(names).eq(text.split(',')) };
        (set, exact)
    }
}

/// A flags enumeration type. Emitted code implements it and calls [`flags!`](crate::flags!).
pub trait Flags: Sized + 'static {
    /// The names of the members, as the metadata spells them.
    const NAMES: &'static [&'static str];

    /// The members.
    fn set(&self) -> &FlagSet;

    /// The members, to change.
    fn set_mut(&mut self) -> &mut FlagSet;

    /// A value of those members.
    fn from_set(set: FlagSet) -> Self;
}

/// The value of names with commas between them, known or not.
#[must_use]
pub fn flags_from_str<F: Flags>(text: &str) -> F {
    F::from_set(FlagSet::parse(text, F::NAMES).0)
}

/// Reads a value from any format.
///
/// # Errors
///
/// If the value is neither a string nor a number.
pub fn read_flags<'de, F: Flags, D: Deserializer<'de>>(deserializer: D) -> Result<F, D::Error> {
    let raw = take(deserializer)?;
    match name(&raw) {
        Some((text, _)) => Ok(flags_from_str(&text)),
        None => Err(Place::NONE.wrong(EXPECTED, &raw).error()),
    }
}

/// The slot of a flags property, without its type.
pub trait FlagsSlot {
    /// The names of the members.
    fn names(&self) -> &'static [&'static str];
    /// Puts in a value, or makes the slot empty.
    fn set(&mut self, set: Option<FlagSet>);
    /// The value.
    fn get(&self) -> Option<&FlagSet>;
}

impl<F: Flags> FlagsSlot for Option<F> {
    fn names(&self) -> &'static [&'static str] {
        F::NAMES
    }

    fn set(&mut self, set: Option<FlagSet>) {
        *self = set.map(F::from_set);
    }

    fn get(&self) -> Option<&FlagSet> {
        self.as_ref().map(F::set)
    }
}

/// The slot of a collection of flags, without its type.
pub trait FlagSetsSlot {
    /// The names of the members.
    fn names(&self) -> &'static [&'static str];
    /// Makes the slot an empty collection, or no collection at all.
    fn begin(&mut self, is_collection: bool);
    /// Appends a value.
    fn push(&mut self, set: FlagSet);
    /// The number of values, if there is a collection.
    fn count(&self) -> Option<usize>;
    /// A value of the collection.
    fn get(&self, index: usize) -> Option<&FlagSet>;
}

impl<F: Flags> FlagSetsSlot for Option<Vec<F>> {
    fn names(&self) -> &'static [&'static str] {
        F::NAMES
    }

    fn begin(&mut self, is_collection: bool) {
        *self = if is_collection { Some(Vec::new()) } else { None };
    }

    fn push(&mut self, set: FlagSet) {
        if let Some(sets) = self {
            sets.push(F::from_set(set));
        }
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&FlagSet> {
        self.as_ref()?.get(index).map(F::set)
    }
}

/// Reads a JSON text into the slot. Tells whether the same text would be written.
pub(super) fn read_slot(slot: &mut dyn FlagsSlot, raw: &str, place: &Place) -> Result<bool, Fault> {
    if raw == "null" {
        slot.set(None);
        return Ok(true);
    }
    let Some((text, is_string)) = name(raw) else {
        return Err(place.wrong(EXPECTED, raw));
    };
    let (set, exact) = FlagSet::parse(&text, slot.names());
    slot.set(Some(set));
    Ok(exact && is_string)
}

/// The same for a collection.
pub(super) fn read_slots(slot: &mut dyn FlagSetsSlot, raw: &str, place: &Place) -> Result<bool, Fault> {
    if raw == "null" {
        slot.begin(false);
        return Ok(true);
    }
    slot.begin(true);
    list::read(raw, place, EXPECTED, &mut |raw| {
        let (text, is_string) = name(raw)?;
        let (set, exact) = FlagSet::parse(&text, slot.names());
        slot.push(set);
        Some(exact && is_string)
    })
}

/// Writes a value as names with commas between them.
///
/// # Errors
///
/// If the formatter fails.
pub fn write_flags<F: Flags>(value: &F, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.pad(&value.set().text(F::NAMES))
}

/// A set as it is written.
pub(super) struct Names<'a>(pub(super) &'a FlagSet, pub(super) &'static [&'static str]);

impl Serialize for Names<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.text(self.1))
    }
}
