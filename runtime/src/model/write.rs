//! Writing models to a serializer. Generic over the format, not over the type.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Model;
use super::declared::{Form as _, Structured};
use super::enumeration::EnumsSlot;
use super::extra::Extra;
use super::flags::{self, FlagSetsSlot};
use super::json_writer::{self, JsonWriter};
use super::object::{Choices, ObjectsSlot, type_to_write};
use super::polymorphic::{type_entry, type_name};
use super::raw::{Raw, is_serde_json_to_memory, raw_value};
use super::scalar::Scalar;
use super::slot::Peek;
use super::spelling::{Form, Spellings, recall};

/// Whether values are written in the spelling they came in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Wire,
    Plain,
}

/// Writes a structured value, with `@odata.type` first if it has one or needs one.
///
/// # Errors
///
/// If the serializer fails.
fn serialize_object<S: Serializer>(
    model: &dyn Model,
    choices: Option<&Choices>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let written = Written::new(model, choices, Mode::Wire);
    if is_serde_json_to_memory::<S>() {
        // As one piece of text: all that goes through serde_json's own writer is slower.
        return json_writer::with_json(&written, |json| match json {
            Ok(json) => raw_value(json).serialize(serializer),
            Err(error) => Err(S::Error::custom(error)),
        });
    }
    written.serialize(serializer)
}

/// The JSON text of a structured value, as [`serialize_object`] writes it to serde_json.
pub(super) fn append_object(
    model: &dyn Model,
    choices: Option<&Choices>,
    json: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    Written::new(model, choices, Mode::Wire).serialize(JsonWriter(json))
}

/// Writes a model, with `@odata.type` first if it has one or needs one.
///
/// # Errors
///
/// If the serializer fails.
pub fn serialize_model<S: Serializer>(model: &dyn Model, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_object(model, None, serializer)
}

/// Writes a value of one of several types, as [`serialize_model`] does.
///
/// # Errors
///
/// If the serializer fails.
pub fn serialize_choice<T: Structured, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_object(T::Kind::model(value), T::Kind::CHOICES, serializer)
}

/// A structured value as it is written.
pub(super) struct Written<'a> {
    model: &'a dyn Model,
    type_to_write: Option<&'static str>,
    mode: Mode,
}

impl<'a> Written<'a> {
    pub(super) fn new(model: &'a dyn Model, choices: Option<&Choices>, mode: Mode) -> Self {
        Self { model, type_to_write: type_to_write(model, choices), mode }
    }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let extra = self.model.extra();
        let type_name = write_type(extra, self.type_to_write, &mut map)?;
        self.properties(extra, &mut map)?;
        for (name, raw) in extra.iter() {
            if type_name != Some(name) && !self.has_value(name) {
                map.serialize_entry(name, &Raw(raw))?;
            }
        }
        map.end()
    }
}

impl Written<'_> {
    fn properties<M: SerializeMap>(&self, extra: &Extra, map: &mut M) -> Result<(), M::Error> {
        let spellings = extra.spellings().filter(|_| self.mode == Mode::Wire);
        for (index, name) in self.model.table().names.iter().enumerate() {
            let peek = self.model.peek(index);
            if peek.is_some() {
                write_property(spellings, index, name, &peek, self.mode, map)?;
            }
        }
        Ok(())
    }

    /// Whether a declared property of that name is written.
    fn has_value(&self, name: &str) -> bool {
        // Control information is not declared.
        if name.starts_with('@') {
            return false;
        }
        let index = self.model.table().names.iter().position(|known| *known == name);
        index.is_some_and(|index| self.model.peek(index).is_some())
    }
}

/// Writes the type of an object, where it has one or needs one. Gives the entry that told it.
pub(super) fn write_type<M: SerializeMap>(
    extra: &Extra,
    type_to_write: Option<&'static str>,
    map: &mut M,
) -> Result<Option<&'static str>, M::Error> {
    let type_entry = type_entry(extra);
    match (type_entry, type_to_write) {
        // What was kept may have been moved here from a value of another type: the value's own counts.
        (Some((name, raw)), own) if own.is_none_or(|own| type_name(raw).as_deref() == Some(own)) => {
            map.serialize_entry(name, &Raw(raw))?;
        }
        (_, Some(own)) => map.serialize_entry("@odata.type", &format_args!("#{own}"))?,
        (_, None) => {}
    }
    Ok(type_entry.map(|(name, _)| name))
}

/// Writes a property that has a value, in the spelling it came in where that is known.
pub(super) fn write_property<M: SerializeMap>(
    spellings: Option<&Spellings>,
    index: usize,
    name: &str,
    peek: &Peek<'_>,
    mode: Mode,
    map: &mut M,
) -> Result<(), M::Error> {
    match spellings.and_then(|spellings| recall(spellings, index, peek)) {
        None => map.serialize_entry(name, &Value { peek, mode }),
        Some(Form::Text(raw)) => map.serialize_entry(name, &Raw(raw)),
        Some(Form::Nulls(nulls)) => match *peek {
            Peek::Objects(slot) => map.serialize_entry(name, &Items { slot, nulls, mode }),
            _ => Ok(()),
        },
    }
}

/// The value of a property as it is written.
pub(super) struct Value<'a> {
    pub(super) peek: &'a Peek<'a>,
    pub(super) mode: Mode,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.peek.write(self.mode, serializer)
    }
}

impl Peek<'_> {
    /// Writes what is no scalar.
    pub(super) fn write_other<S: Serializer>(&self, mode: Mode, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Enum(slot) => match slot.get() {
                Some(name) => serializer.serialize_str(name),
                None => serializer.serialize_none(),
            },
            Self::Enums(slot) => EnumItems(slot).serialize(serializer),
            Self::Flags(slot) => match slot.get() {
                Some(set) => flags::Names(set, slot.names()).serialize(serializer),
                None => serializer.serialize_none(),
            },
            Self::FlagSets(slot) => FlagItems(slot).serialize(serializer),
            Self::Object(slot) => match slot.get() {
                Some(model) => Written::new(model, slot.choices(), mode).serialize(serializer),
                None => serializer.serialize_none(),
            },
            Self::Objects(slot) => Items { slot, nulls: &[], mode }.serialize(serializer),
            _ => serializer.serialize_none(),
        }
    }
}

/// A collection of objects, with `null` at some places.
struct Items<'a> {
    slot: &'a dyn ObjectsSlot,
    nulls: &'a [usize],
    mode: Mode,
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let length = self.slot.count().unwrap_or(0) + self.nulls.len();
        let mut items = serializer.serialize_seq(Some(length))?;
        let choices = self.slot.choices();
        let mut nulls = self.nulls.iter().peekable();
        let mut index = 0;
        for place in 0..length {
            if nulls.next_if_eq(&&place).is_some() {
                items.serialize_element(&())?;
            } else if let Some(model) = self.slot.get(index) {
                items.serialize_element(&Written::new(model, choices, self.mode))?;
                index += 1;
            }
        }
        items.end()
    }
}

struct EnumItems<'a>(&'a dyn EnumsSlot);

impl Serialize for EnumItems<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let length = self.0.count().unwrap_or(0);
        serializer.collect_seq((0..length).filter_map(|index| self.0.get(index)))
    }
}

struct FlagItems<'a>(&'a dyn FlagSetsSlot);

impl Serialize for FlagItems<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let length = self.0.count().unwrap_or(0);
        let names = self.0.names();
        serializer.collect_seq((0..length).filter_map(|index| Some(flags::Names(self.0.get(index)?, names))))
    }
}

/// A scalar as OData writes it.
pub(super) struct ScalarValue<'a, T>(pub(super) &'a T);

impl<T: Scalar> Serialize for ScalarValue<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}
