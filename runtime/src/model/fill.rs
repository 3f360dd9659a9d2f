//! Filling models from JSON text. Not generic: neither over types nor over formats.

use super::Model;
use super::cursor::{Cursor, Quoted};
use super::enumeration::EnumSlot;
use super::error::{Depth, Fault, Place};
use super::names::Names;
use super::object::{ObjectSlot, ObjectTarget, ObjectsSlot, TypeChoice};
use super::order::{Property, Spot};
use super::scalar::{Scalar, ScalarSlot};
use super::slot::Slot;
use super::spelling::{Form, remember};
use super::{enumeration, flags, polymorphic};

/// After how many items the number of those to come is estimated.
const SAMPLE: usize = 8;

/// The form that a value had, if we would write it otherwise.
type Spelt = Option<Box<Form>>;

/// Fills a model from an object. The order of its names is learnt where the object stands in a place that
/// more of them may come in.
pub(super) fn fill(
    cursor: &mut Cursor<'_>,
    model: &mut dyn Model,
    spot: Option<Spot>,
    depth: Depth,
) -> Result<(), Fault> {
    let table = model.table();
    let owner = table.type_name;
    let mut names = Names::new(table.names);
    let mut respelt = model.extra().spellings().is_some();
    let spot = spot.filter(|spot| cursor.order.is_of(*spot, table.names));
    let mut last = spot;
    let mut keep = cursor.keep(spot);
    let mut first = true;
    while cursor.more_members(first)? {
        first = false;
        let member = next_member(cursor, &mut names, &mut last)?;
        let Some((index, property)) = member.property else {
            let (name, value) = (member.name.text()?, cursor.value()?);
            if let Some(extra) = model.extra_mut() {
                keep.push(&mut cursor.pool, extra, &name, value);
            }
            continue;
        };
        let place = Place { owner, property, spot: member.spot };
        let form = put(cursor, model.slot(index), &place, depth)?;
        if respelt || form.is_some() {
            remember(model, index, form);
            respelt = true;
        }
    }
    if let Some(extra) = model.extra_mut() {
        let undeclared = keep.settle(&mut cursor.pool, extra);
        if let Some(spot) = spot {
            cursor.order.note_undeclared(spot, undeclared);
        }
    }
    Ok(())
}

/// A name that was stepped over, and what it names.
struct Member<'a> {
    name: Quoted<'a>,
    property: Option<Property>,
    spot: Option<Spot>,
}

fn next_member<'a>(cursor: &mut Cursor<'a>, names: &mut Names, last: &mut Option<Spot>) -> Result<Member<'a>, Fault> {
    if let Some(after) = *last
        && let Some(spot) = cursor.follow(after)?
        && let Some((name, property)) = cursor.order.get(spot)
    {
        *last = Some(spot);
        return Ok(Member { name, property, spot: *last });
    }
    let name = cursor.name()?;
    let property = names.find(&name.text()?);
    let spot = last.and_then(|last| cursor.learn(last, name, property));
    *last = spot.or(*last);
    Ok(Member { name, property, spot })
}

/// Reads the next value into a slot.
pub(super) fn put(cursor: &mut Cursor<'_>, slot: Slot<'_>, place: &Place, depth: Depth) -> Result<Spelt, Fault> {
    match slot {
        Slot::String(slot) => put_string(cursor, slot, place),
        Slot::Object(slot) => put_object(cursor, slot, place, depth),
        Slot::Objects(slot) => put_objects(cursor, slot, place, depth),
        Slot::Enum(slot) if cursor.peek()? == b'"' => put_member(cursor, slot),
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
    if !cursor.take_null()? {
        return Err(place.wrong(String::EXPECTED, cursor.value()?));
    }
    *slot = None;
    Ok(None)
}

/// The name of a member of an enumeration.
fn put_member(cursor: &mut Cursor<'_>, slot: &mut dyn EnumSlot) -> Result<Spelt, Fault> {
    let quoted = cursor.string()?;
    let exact = enumeration::put_name(slot, quoted.text()?);
    Ok(spelt(exact, quoted.raw))
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
        let inside = place.spot.and_then(|spot| cursor.order.inside(spot));
        fill_target(cursor, slot, inside, depth)?;
        return Ok(None);
    }
    if !cursor.take_null()? {
        return Err(place.wrong("an object", cursor.value()?));
    }
    slot.clear();
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
                slot.begin(false);
                Ok(None)
            }
            raw => Err(place.wrong("a collection of objects", raw)),
        };
    }
    let depth = depth.deeper()?;
    slot.begin(true);
    let inside = match place.spot {
        Some(spot) => cursor.order.inside(spot),
        None => cursor.order.begin(),
    };
    let left = cursor.left();
    let mut nulls = Vec::new();
    let mut count = 0;
    while cursor.item(count == 0)? {
        if count == SAMPLE && place.is_whole() {
            expect_more(slot, (left - cursor.left()) / SAMPLE, cursor.left());
        }
        if cursor.peek()? == b'{' {
            fill_target(cursor, slot, inside, depth)?;
        } else {
            match cursor.value()? {
                "null" => nulls.push(count),
                raw => return Err(place.wrong("an object", raw)),
            }
        }
        count += 1;
        if let (1, Some(spot)) = (count, inside) {
            cursor.order.note_length(spot, left - cursor.left());
        }
    }
    if nulls.is_empty() {
        return Ok(None);
    }
    // Where they stood is remembered with a fingerprint of all of the objects.
    cursor.pool.close();
    Ok(Some(Box::new(Form::Nulls(nulls))))
}

fn fill_target(
    cursor: &mut Cursor<'_>,
    target: &mut dyn ObjectTarget,
    spot: Option<Spot>,
    depth: Depth,
) -> Result<(), Fault> {
    let depth = depth.deeper()?;
    let choice = match target.choices() {
        Some(choices) => polymorphic::choose(cursor.ahead(), choices.types)?,
        None => TypeChoice::Declared,
    };
    match target.start(choice) {
        Some(model) => fill(cursor, model, spot, depth),
        None => Ok(()),
    }
}

/// Makes room for the values to come: `left` bytes of text, of about `of_one` bytes each. They never get more memory
/// in advance than their text has, whatever it is that comes.
fn expect_more(slot: &mut dyn ObjectsSlot, of_one: usize, left: usize) {
    let size = slot.get(0).map_or(1, size_of_val);
    slot.reserve((left / size.max(1)).min(left / of_one.max(1) + 1));
}
