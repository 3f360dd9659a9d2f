//! [`Wire`] for primitive types and collections.

use serde::de::Error;

use super::facts::TypeFacts;
use super::object::Object;
use super::slot::Slot;
use super::wire::{PageParts, Wire, read_json, read_many, read_one};
use super::write::ScalarValue;
use crate::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Json, TimeOfDay};

macro_rules! scalars {
    ($($One:ident $Many:ident $type:ty;)*) => {$(
        impl Wire for $type {
            fn read_json(body: &[u8]) -> Result<Self, serde_json::Error> {
                read_one(body, |value| Slot::$One(value))
            }

            fn read_page(body: &[u8]) -> Result<PageParts<Self>, serde_json::Error> {
                read_many(body, |values| Slot::$Many(values))
            }

            fn write_json(&self) -> Result<Vec<u8>, serde_json::Error> {
                serde_json::to_vec(&ScalarValue(self))
            }
        }
    )*};
}

scalars! {
    Boolean Booleans bool;
    Byte Bytes u8;
    SByte SBytes i8;
    Int16 Int16s i16;
    Int32 Int32s i32;
    Int64 Int64s i64;
    Single Singles f32;
    Double Doubles f64;
    Decimal Decimals Decimal;
    String Strings String;
    Guid Guids Guid;
    Binary Binaries Binary;
    Date Dates Date;
    DateTimeOffset DateTimeOffsets DateTimeOffset;
    TimeOfDay TimesOfDay TimeOfDay;
    Duration Durations Duration;
    Json Jsons Json;
}

impl<T: Wire> Wire for Vec<T> {
    const FACTS: TypeFacts = T::FACTS;

    /// The items of a page. That there are more pages is not seen here.
    fn read_json(body: &[u8]) -> Result<Self, serde_json::Error> {
        T::read_page(body).map(|page| page.items)
    }

    fn read_page(_: &[u8]) -> Result<PageParts<Self>, serde_json::Error> {
        Err(Error::custom("a collection of collections has no JSON form in OData"))
    }

    fn write_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = vec![b'['];
        for item in self {
            if json.len() > 1 {
                json.push(b',');
            }
            item.append_json(&mut json)?;
        }
        json.push(b']');
        Ok(json)
    }
}

/// No value: an empty body, or `null`.
impl<T: Wire> Wire for Option<T> {
    const FACTS: TypeFacts = T::FACTS;

    fn read_json(body: &[u8]) -> Result<Self, serde_json::Error> {
        if is_nothing(body) { Ok(None) } else { T::read_json(body).map(Some) }
    }

    fn read_page(body: &[u8]) -> Result<PageParts<Self>, serde_json::Error> {
        let PageParts { items, count, next_link, delta_link, context, extra } = T::read_page(body)?;
        let items = items.into_iter().map(Some).collect();
        Ok(PageParts { items, count, next_link, delta_link, context, extra })
    }

    fn write_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        self.as_ref().map_or_else(|| Ok(b"null".to_vec()), T::write_json)
    }

    fn note_etag(&mut self, etag: &str) {
        if let Some(value) = self {
            value.note_etag(etag);
        }
    }
}

/// Whether a body is empty, `null`, or wraps `null`.
fn is_nothing(body: &[u8]) -> bool {
    let body = body.trim_ascii();
    if body.is_empty() || body == b"null" {
        return true;
    }
    let mut object = Object::default();
    read_json(body, &mut object).is_ok()
        && object.extra.get_raw("value") == Some("null")
        && object.extra.iter().all(|(name, _)| name == "value" || name.starts_with('@'))
}
