//! A serializer that writes compact JSON text, as serde_json does byte by byte, and faster: it knows that
//! it writes to memory, and looks for what must be escaped eight bytes at a time.

use std::any::type_name;
use std::cell::Cell;
use std::fmt::Display;

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Error;

use super::escape::push_string;

/// Writes one value to the end of a text.
///
/// Bytes, which are no value in OData, are JSON text to it: whoever knows the text of a value gives it
/// as such.
pub(super) struct JsonWriter<'a>(pub(super) &'a mut Vec<u8>);

/// Whether a serializer is a [`JsonWriter`].
pub(crate) fn is_json_writer<S>() -> bool {
    // Types that borrow cannot be asked for their identity, but for their name.
    type_name::<S>() == type_name::<JsonWriter<'_>>()
}

/// A thread keeps memory of no more than so many bytes to write in.
const MOST_KEPT: usize = 1 << 16;

thread_local! {
    /// Memory to write in: what is written is handed on at once, and often the next value is of the same size.
    static MEMORY: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Gives the JSON text of a value to what makes use of it.
pub(super) fn with_json<T: Serialize + ?Sized, R>(value: &T, make: impl FnOnce(Result<&str, Error>) -> R) -> R {
    // What is written meanwhile by the same thread finds no memory there, and takes its own; as does what is written
    // while the thread ends and its memory is gone.
    let mut json = MEMORY.try_with(Cell::take).unwrap_or_default();
    let written = value.serialize(JsonWriter(&mut json));
    let text = written.and_then(|()| str::from_utf8(&json).map_err(Error::custom));
    let made = make(text);
    if json.capacity() <= MOST_KEPT {
        json.clear();
        let _ = MEMORY.try_with(|memory| memory.set(json));
    }
    made
}

/// What no value of a model is.
fn never<T>(what: &str) -> Result<T, Error> {
    Err(Error::custom(format_args!("{what} has no form in OData")))
}

impl<'a> JsonWriter<'a> {
    /// Writes what serde_json writes, where that is as fast.
    fn by_serde_json<T: Serialize>(self, value: T) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value)
    }

    fn text(self, text: &[u8]) -> Result<(), Error> {
        self.0.extend_from_slice(text);
        Ok(())
    }

    fn open(self, open: u8, close: u8) -> Open<'a> {
        self.0.push(open);
        Open { json: self.0, is_empty: true, close }
    }
}

macro_rules! by_serde_json {
    ($($method:ident $type:ty;)*) => {$(
        fn $method(self, value: $type) -> Result<(), Error> {
            self.by_serde_json(value)
        }
    )*};
}

impl<'a> Serializer for JsonWriter<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeStruct = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    by_serde_json! {
        serialize_i8 i8;
        serialize_i16 i16;
        serialize_i32 i32;
        serialize_i64 i64;
        serialize_u8 u8;
        serialize_u16 u16;
        serialize_u32 u32;
        serialize_u64 u64;
        serialize_f32 f32;
        serialize_f64 f64;
        serialize_char char;
    }

    fn serialize_bytes(self, json: &[u8]) -> Result<(), Error> {
        self.text(json)
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.text(if value { b"true".as_slice() } else { b"false" })
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        push_string(self.0, text);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.serialize_str(&value.to_string())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.text(b"null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.text(b"null")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        never("a variant with a value")
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        never("a tuple")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        never("a tuple")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        never("a variant with values")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        never("a struct")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        never("a variant with fields")
    }
}

/// An array or an object that is being written.
pub(super) struct Open<'a> {
    json: &'a mut Vec<u8>,
    is_empty: bool,
    close: u8,
}

impl Open<'_> {
    fn separate(&mut self) {
        if !self.is_empty {
            self.json.push(b',');
        }
        self.is_empty = false;
    }

    fn close(self) -> Result<(), Error> {
        self.json.push(self.close);
        Ok(())
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.separate();
        value.serialize(JsonWriter(self.json))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.separate();
        key.serialize(JsonWriter(self.json))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.json.push(b':');
        value.serialize(JsonWriter(self.json))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::{MEMORY, MOST_KEPT, with_json};

    fn same<T: Serialize + ?Sized>(value: &T) {
        let own = with_json(value, |json| json.unwrap().to_owned());
        assert_eq!(own, serde_json::to_string(value).unwrap());
    }

    #[test]
    fn memory_is_taken_while_it_is_written_in_and_kept_within_bounds() {
        let text = "x".repeat(MOST_KEPT);
        with_json(&text, |outer| {
            with_json("inner", |inner| assert_eq!(inner.unwrap(), "\"inner\""));
            assert_eq!(outer.unwrap().len(), text.len() + 2);
        });
        let kept = MEMORY.take().capacity();
        assert!((1..=MOST_KEPT).contains(&kept), "{kept}");
    }

    #[test]
    fn writes_what_serde_json_writes() {
        same([1.0, -0.0, 1e300, 5e-324, 0.1, 1e15, 123_456_789.125].as_slice());
        same([1.5_f32, f32::MIN_POSITIVE, 16_777_216.0].as_slice());
        same([i64::MIN, 0, i64::MAX].as_slice());
        same([u64::MAX].as_slice());
        same([Some(true), Some(false), None].as_slice());
        same(&BTreeMap::from([("", 1_u8), ("a\"b", 2)]));
        same(&BTreeMap::<&str, ()>::new());
        same(&Vec::<String>::new());
        same(&format_args!("#{}", "a\"b"));
    }

    #[test]
    fn escapes_what_serde_json_escapes() {
        for code in 0..0x180 {
            let character = char::from_u32(code).unwrap();
            for before in 0..10 {
                same(&format!("{}{character}{character}after it", "x".repeat(before)));
            }
        }
        same("\u{2028}\u{fffd}\u{10ffff}");
    }
}
