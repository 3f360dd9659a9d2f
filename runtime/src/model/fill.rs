//! Filling models from JSON text. Not generic: neither over types nor over formats.

use super::Model;
use super::cursor::Cursor;
use super::error::{Depth, Fault, Place};
use super::names::Names;
use super::object::{ObjectSlot, ObjectTarget, ObjectsSlot, TypeChoice};
use super::scalar::{Scalar, ScalarSlot};
use super::slot::Slot;
use super::spelling::{Form, remember};
use super::{enumeration, flags, polymorphic};

/// The form that a value had, if we would write it otherwise.
type Spelt = Option<Box<Form>>;

/// Fills a model from an object.
pub(super) fn fill(cursor: &mut Cursor<'_>, model: &mut dyn Model, depth: Depth) -> Result<(), Fault> {
    let table = model.table();
    let owner = table.type_name;
    let mut names = Names::new(table.names);
    let mut respelt = model.extra().spellings().is_some();
    let mut first = true;
    while cursor.more_members(first)? {
        first = false;
        let (index, property) = match names.expected() {
            Some((index, property)) if cursor.take_name(property)? => names.found(index, property),
            _ => {
                let name = cursor.name()?.text()?;
                match names.find(&name) {
                    Some(found) => found,
                    None => {
                        model.extra_mut().push(&name, cursor.value()?);
                        continue;
                    }
                }
            }
        };
        let form = put(cursor, model.slot(index), &Place { owner, property }, depth)?;
        if respelt || form.is_some() {
            remember(model, index, form);
            respelt = true;
        }
    }
    model.extra_mut().settle();
    Ok(())
}

/// Reads the next value into a slot.
pub(super) fn put(cursor: &mut Cursor<'_>, slot: Slot<'_>, place: &Place, depth: Depth) -> Result<Spelt, Fault> {
    match slot {
        Slot::String(slot) => put_string(cursor, slot, place),
        Slot::Object(slot) => put_object(cursor, slot, place, depth),
        Slot::Objects(slot) => put_objects(cursor, slot, place, depth),
        slot => match slot.without_numbers() {
            Ok(slot) if cursor.peek()? == b'"' => put_text(cursor, slot, place),
            Ok(slot) => {
                let raw = cursor.value()?;
                slot.read(raw, place).map(|exact| spelt(exact, raw))
            }
            Err(slot) => put_raw(cursor.value()?, slot, place),
        },
    }
}

fn spelt(exact: bool, raw: &str) -> Spelt {
    if exact { None } else { Form::text(raw) }
}

/// The most frequent of all, so it goes the shortest way.
fn put_string(cursor: &mut Cursor<'_>, slot: &mut Option<String>, place: &Place) -> Result<Spelt, Fault> {
    if cursor.peek()? == b'"' {
        *slot = Some(cursor.string()?.text()?.into_owned());
        return Ok(None);
    }
    match cursor.value()? {
        "null" => *slot = None,
        raw => return Err(place.wrong(String::EXPECTED, raw)),
    }
    Ok(None)
}

fn put_text(cursor: &mut Cursor<'_>, slot: &mut dyn ScalarSlot, place: &Place) -> Result<Spelt, Fault> {
    let quoted = cursor.string()?;
    match slot.read_text(&quoted.text()?) {
        Some(exact) => Ok(spelt(exact, quoted.raw)),
        None => Err(place.wrong(slot.expected(), quoted.raw)),
    }
}

fn put_raw(raw: &str, slot: Slot<'_>, place: &Place) -> Result<Spelt, Fault> {
    let exact = match slot {
        Slot::Enum(slot) => enumeration::read_slot(slot, raw, place)?,
        Slot::Enums(slot) => enumeration::read_slots(slot, raw, place)?,
        Slot::Flags(slot) => flags::read_slot(slot, raw, place)?,
        Slot::FlagSets(slot) => flags::read_slots(slot, raw, place)?,
        other => match other.scalar() {
            Some(slot) => slot.read(raw, place)?,
            None => true,
        },
    };
    Ok(spelt(exact, raw))
}

fn put_object(cursor: &mut Cursor<'_>, slot: &mut dyn ObjectSlot, place: &Place, depth: Depth) -> Result<Spelt, Fault> {
    if cursor.peek()? == b'{' {
        fill_target(cursor, slot, depth)?;
        return Ok(None);
    }
    match cursor.value()? {
        "null" => slot.clear(),
        raw => return Err(place.wrong("an object", raw)),
    }
    Ok(None)
}

fn put_objects(
    cursor: &mut Cursor<'_>,
    slot: &mut dyn ObjectsSlot,
    place: &Place,
    depth: Depth,
) -> Result<Spelt, Fault> {
    if cursor.peek()? != b'[' {
        return match cursor.value()? {
            "null" => {
                slot.clear();
                Ok(None)
            }
            raw => Err(place.wrong("a collection of objects", raw)),
        };
    }
    let depth = depth.deeper()?;
    slot.begin();
    let mut nulls = Vec::new();
    let mut count = 0;
    while cursor.item(count == 0)? {
        if cursor.peek()? == b'{' {
            fill_target(cursor, slot, depth)?;
        } else {
            match cursor.value()? {
                "null" => nulls.push(count),
                raw => return Err(place.wrong("an object", raw)),
            }
        }
        count += 1;
    }
    Ok(if nulls.is_empty() { None } else { Some(Box::new(Form::Nulls(nulls))) })
}

fn fill_target(cursor: &mut Cursor<'_>, target: &mut dyn ObjectTarget, depth: Depth) -> Result<(), Fault> {
    let depth = depth.deeper()?;
    let choice = match target.types() {
        Some(types) => polymorphic::choose(cursor.clone(), types)?,
        None => TypeChoice::Declared,
    };
    fill(cursor, target.start(choice), depth)
}
