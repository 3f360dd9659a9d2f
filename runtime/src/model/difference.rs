//! What differs between two models of one type, as the members of a request that makes one of the other.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::declared::{Form as _, Structured};
use super::extra::Extra;
use super::object::{Object, type_to_write};
use super::polymorphic::{type_entry, type_name};
use super::raw::Raw;
use super::same::{same_json, same_value};
use super::slot::Peek;
use super::write::{Mode, write_property, write_type};
use super::{Model, read_json};
use crate::error::Fault;

/// The members to set: what differs, with null for what the new model does not have; first the type,
/// where it must be named. Empty where nothing differs.
///
/// Keys, navigation properties and control information are left out.
pub(crate) fn changes<T: Structured>(old: &T, new: &T) -> Result<Vec<(String, Box<RawValue>)>, Fault> {
    members(old.model(), new.model(), type_to_write(new.model(), T::Kind::CHOICES))
}

fn members(
    old: &dyn Model,
    new: &dyn Model,
    type_to_write: Option<&'static str>,
) -> Result<Vec<(String, Box<RawValue>)>, Fault> {
    if !same_type(old, new) {
        return Err("the old and the new model are of different types".into());
    }
    if let Some(name) = new.table().key.iter().find(|name| key_differs(old, new, name)) {
        return Err(Fault(format!("the old and the new model are two entities: their `{name}` differs")));
    }
    let fault = |error: serde_json::Error| Fault(format!("what differs cannot be written: {error}"));
    let json = serde_json::to_vec(&Changed { old, new, type_to_write, is_whole: false }).map_err(fault)?;
    let members = object_members(&json).map_err(fault)?;
    let is_nothing = members.iter().all(|(name, _)| name.starts_with('@'));
    Ok(if is_nothing { Vec::new() } else { members })
}

/// The members of a JSON object, in their order.
pub(crate) fn object_members(json: &[u8]) -> serde_json::Result<Vec<(String, Box<RawValue>)>> {
    let mut object = Object::default();
    read_json(json, &mut object)?;
    let own = |(name, raw): (&str, &str)| Ok((name.to_owned(), RawValue::from_string(raw.to_owned())?));
    object.extra.iter().map(own).collect()
}

/// Whether two models are of one type. What has no declared type tells it in its control information.
pub(super) fn same_type(one: &dyn Model, other: &dyn Model) -> bool {
    let told = |model: &dyn Model| type_entry(model.extra()).and_then(|(_, raw)| Some(type_name(raw)?.into_owned()));
    let (name, other_name) = (one.table().type_name, other.table().type_name);
    name == other_name && (!name.is_empty() || told(one) == told(other))
}

fn key_differs(old: &dyn Model, new: &dyn Model, name: &str) -> bool {
    let value = |model: &dyn Model| model.table().names.iter().position(|known| *known == name);
    let (Some(before), Some(after)) = (value(old), value(new)) else { return false };
    let (before, after) = (old.peek(before), new.peek(after));
    before.is_some() && after.is_some() && !same_value(&before, &after)
}

/// Whether an undeclared entry is data: control information and annotations have an `@` in their names.
pub(super) fn is_data(name: &str) -> bool {
    !name.contains('@')
}

/// A model as it is written to a service that has the old one and merges what it gets into it.
struct Changed<'a> {
    old: &'a dyn Model,
    new: &'a dyn Model,
    type_to_write: Option<&'static str>,
    /// Whether what is the same is written too. Services differ in whether they merge the value of a
    /// complex property or replace it: written whole, with null for what is gone, both come to the same.
    is_whole: bool,
}

impl Serialize for Changed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let written = write_type(self.new.extra(), self.type_to_write, &mut map)?;
        let table = self.new.table();
        for (index, name) in table.names.iter().enumerate() {
            if !table.key.contains(name) && !table.navigation.contains(name) {
                self.property(index, name, &mut map)?;
            }
        }
        self.undeclared(written, &mut map)?;
        map.end()
    }
}

impl Changed<'_> {
    fn property<M: SerializeMap>(&self, index: usize, name: &str, map: &mut M) -> Result<(), M::Error> {
        let (before, after) = (self.old.peek(index), self.new.peek(index));
        if !after.is_some() {
            return self.absent(&before, name, map);
        }
        if !self.is_whole && same_value(&before, &after) {
            return Ok(());
        }
        if let (Peek::Object(before), Peek::Object(after)) = (before, after)
            && let (Some(old), Some(new)) = (before.get(), after.get())
            && same_type(old, new)
        {
            let type_to_write = type_to_write(new, after.choices());
            return map.serialize_entry(name, &Changed { old, new, type_to_write, is_whole: true });
        }
        write_property(self.new.extra().spellings(), index, name, &after, Mode::Wire, map)
    }

    /// A declared property without a value: null where it had one, or what was put in under its name.
    fn absent<M: SerializeMap>(&self, before: &Peek<'_>, name: &str, map: &mut M) -> Result<(), M::Error> {
        let raw = |extra: &Extra| extra.get_raw(name).map(str::to_owned);
        match (raw(self.old.extra()), raw(self.new.extra())) {
            (Some(old), Some(new)) if !self.is_whole && same_json(&old, &new) => Ok(()),
            (_, Some(new)) => map.serialize_entry(name, &Raw(&new)),
            (Some(old), None) if old != "null" => map.serialize_entry(name, &()),
            _ if before.is_some() => map.serialize_entry(name, &()),
            _ => Ok(()),
        }
    }

    /// What the type does not declare, but for what was written already.
    fn undeclared<M: SerializeMap>(&self, written: Option<&str>, map: &mut M) -> Result<(), M::Error> {
        let declared: HashSet<&str> = self.new.table().names.iter().copied().collect();
        let before: HashMap<&str, &str> = self.old.extra().iter().collect();
        let is_due = |name: &str| !declared.contains(name) && (is_data(name) || self.is_whole);
        for (name, raw) in self.new.extra().iter().filter(|(name, _)| is_due(name) && written != Some(name)) {
            let is_same = || before.get(name).is_some_and(|before| same_json(before, raw));
            if self.is_whole || !is_same() {
                map.serialize_entry(name, &Raw(raw))?;
            }
        }
        let after: HashSet<&str> = self.new.extra().iter().map(|(name, _)| name).collect();
        for (name, _) in self.old.extra().iter().filter(|(name, raw)| is_data(name) && *raw != "null") {
            if !declared.contains(name) && !after.contains(name) {
                map.serialize_entry(name, &())?;
            }
        }
        Ok(())
    }
}
