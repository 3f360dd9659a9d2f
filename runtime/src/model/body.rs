//! Bodies that are values of declared types, each kind in its way.

use serde::Serialize;

use super::control::note_etag;
use super::declared::{Boxed, Choice, Declared, Form, Member, One, Set, Structured};
use super::error::{Depth, Place};
use super::fill::put;
use super::object::ObjectSlot;
use super::slot::Slot;
use super::wire::{PageParts, Wire, missing, read_many, read_one, read_whole};
use super::write::append_object;
use super::{Enum, Flags, Model, TypeFacts};

/// How values of a kind of types are read and written as bodies.
#[doc(hidden)]
pub trait Body<T> {
    fn read_json(body: &[u8]) -> Result<T, serde_json::Error>;
    fn read_page(body: &[u8]) -> Result<PageParts<T>, serde_json::Error>;
    fn append_json(value: &T, json: &mut Vec<u8>) -> Result<(), serde_json::Error>;
    fn note_etag(value: &mut T, etag: &str);
}

impl<T: Declared<Kind: Body<T>>> Wire for T {
    const FACTS: TypeFacts = <T as Declared>::FACTS;

    fn read_json(body: &[u8]) -> Result<Self, serde_json::Error> {
        T::Kind::read_json(body)
    }

    fn read_page(body: &[u8]) -> Result<PageParts<Self>, serde_json::Error> {
        T::Kind::read_page(body)
    }

    fn write_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = Vec::with_capacity(512);
        T::Kind::append_json(self, &mut json)?;
        Ok(json)
    }

    fn append_json(&self, json: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        T::Kind::append_json(self, json)
    }

    fn note_etag(&mut self, etag: &str) {
        T::Kind::note_etag(self, etag);
    }
}

/// Bodies that are objects.
macro_rules! objects {
    ($($Kind:ident $(<$Owner:ident>)?;)*) => {$(
        impl<T: Structured<Kind = Self> $(, $Owner)?> Body<T> for $Kind $(<$Owner>)?
        where
            Self: Form<T>,
        {
            fn read_json(body: &[u8]) -> Result<T, serde_json::Error> {
                let mut value: Option<T> = None;
                read_structured(body, &mut value)?;
                value.ok_or_else(missing)
            }

            fn read_page(body: &[u8]) -> Result<PageParts<T>, serde_json::Error> {
                read_many(body, |values| Slot::Objects(values))
            }

            fn append_json(value: &T, json: &mut Vec<u8>) -> Result<(), serde_json::Error> {
                append_object(Self::model(value), Self::CHOICES, json)
            }

            fn note_etag(value: &mut T, etag: &str) {
                note_etag(Self::model_mut(value), etag);
            }
        }
    )*};
}

objects! { One; Choice<Owner>; Boxed; }

/// Bodies that are names of members, mostly in a wrapper. They have no version of their own.
macro_rules! names {
    ($($Kind:ident: $Type:ident, $One:ident $Many:ident;)*) => {$(
        impl<T: $Type + Serialize> Body<T> for $Kind {
            fn read_json(body: &[u8]) -> Result<T, serde_json::Error> {
                read_one(body, |value| Slot::$One(value))
            }

            fn read_page(body: &[u8]) -> Result<PageParts<T>, serde_json::Error> {
                read_many(body, |values| Slot::$Many(values))
            }

            fn append_json(value: &T, json: &mut Vec<u8>) -> Result<(), serde_json::Error> {
                serde_json::to_writer(json, value)
            }

            fn note_etag(_: &mut T, _: &str) {}
        }
    )*};
}

names! {
    Member: Enum, Enum Enums;
    Set: Flags, Flags FlagSets;
}

fn read_structured(body: &[u8], slot: &mut dyn ObjectSlot) -> Result<(), serde_json::Error> {
    read_whole(body, |cursor| put(cursor, Slot::Object(slot), &Place::NONE, Depth::TOP))?;
    if let Some(inner) = slot.get().and_then(wrapped).map(str::to_owned) {
        read_whole(inner.as_bytes(), |cursor| put(cursor, Slot::Object(slot), &Place::NONE, Depth::TOP))?;
    }
    Ok(())
}

/// The JSON text of an object that was wrapped: the model has no value but an undeclared `value` that
/// is an object, beside control information.
fn wrapped(model: &dyn Model) -> Option<&str> {
    let inner = model.extra().get_raw("value").filter(|raw| raw.starts_with('{'))?;
    let only = model.extra().iter().all(|(name, _)| name == "value" || name.starts_with('@'));
    let empty = (0..model.table().names.len()).all(|index| !model.peek(index).is_some());
    (only && empty).then_some(inner)
}
