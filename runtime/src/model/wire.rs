//! Bodies of requests and answers.

use super::Model;
use super::cursor::Cursor;
use super::declared::Structured;
use super::error::{Depth, Fault, Place};
use super::extra::Extra;
use super::facts::TypeFacts;
use super::fill::{fill, put};
use super::object::{ObjectSlot, ObjectsSlot};
use super::raw::take;
use super::slot::Slot;
use super::wrapper::read_wrapped;
use super::write::append_object;
use crate::query::EdmType;
use serde::de::{Deserializer, Error};

/// A type that can be the body of a request or an answer: a model, an enumeration, a primitive value,
/// or a collection of one of them.
///
/// Values can be sent between threads where all of their fields can, as models' can. The trait does not
/// ask for it: where thousands of types hold each other, the compiler would have to walk through all of
/// them at every call, and gives up at its limit of recursion.
pub trait Wire: Sized + 'static {
    /// What requests for values of the type need besides what the standard says of them.
    const FACTS: TypeFacts = TypeFacts::NONE;

    /// Reads a body that is one value. A value in a wrapper, `{"value": ...}`, is taken out of it.
    ///
    /// # Errors
    ///
    /// If the body is not JSON, or not of the type.
    fn read_json(body: &[u8]) -> Result<Self, serde_json::Error>;

    /// Reads a body that is a page of values.
    ///
    /// # Errors
    ///
    /// If the body is not JSON, or not a collection of the type.
    fn read_page(body: &[u8]) -> Result<PageParts<Self>, serde_json::Error>;

    /// Writes the value as JSON.
    ///
    /// # Errors
    ///
    /// If the value cannot be written as JSON.
    fn write_json(&self) -> Result<Vec<u8>, serde_json::Error>;

    /// Writes the value as JSON to the end of a text.
    ///
    /// # Errors
    ///
    /// If the value cannot be written as JSON.
    #[doc(hidden)]
    fn append_json(&self, json: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        json.extend(self.write_json()?);
        Ok(())
    }

    /// Takes the ETag that came in the header of an answer.
    #[doc(hidden)]
    fn note_etag(&mut self, etag: &str) {
        let _ = etag;
    }
}

/// A structured type that requests read and write.
pub trait Entity: Wire + Structured + EdmType {}

impl<T: Wire + Structured + EdmType> Entity for T {}

/// A page of a collection.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageParts<T> {
    /// The items.
    pub items: Vec<T>,
    /// The number of items on all pages.
    pub count: Option<u64>,
    /// Where the next page is.
    pub next_link: Option<String>,
    /// Where changes from now on are.
    pub delta_link: Option<String>,
    /// The context URL.
    pub context: Option<String>,
    /// What else there was.
    pub extra: Extra,
}

/// A page of a collection without its items.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PageInfo {
    /// The number of items on all pages.
    pub count: Option<u64>,
    /// Where the next page is.
    pub next_link: Option<String>,
    /// Where changes from now on are.
    pub delta_link: Option<String>,
    /// The context URL.
    pub context: Option<String>,
    /// What else there was.
    pub extra: Extra,
}

/// Reads an object into a model.
///
/// # Errors
///
/// If the text is not JSON, or a property is not of its type.
pub fn read_json(json: &[u8], model: &mut dyn Model) -> Result<(), serde_json::Error> {
    read_whole(json, |cursor| fill(cursor, model, None, Depth::TOP.deeper()?))
}

/// Writes a model as JSON.
///
/// # Errors
///
/// If the model cannot be written as JSON.
pub fn write_json(model: &dyn Model) -> Result<Vec<u8>, serde_json::Error> {
    let mut json = Vec::new();
    append_object(model, None, &mut json)?;
    Ok(json)
}

/// Reads a page of a collection.
///
/// # Errors
///
/// If the body is not JSON, or not a collection of the type.
pub fn read_page<T: Wire>(body: &[u8]) -> Result<PageParts<T>, serde_json::Error> {
    T::read_page(body)
}

/// Reads a page of a collection of structured values into a slot.
///
/// # Errors
///
/// If the body is not JSON, or not a collection of the type.
pub fn read_page_into(body: &[u8], slot: &mut dyn ObjectsSlot) -> Result<PageInfo, serde_json::Error> {
    page_of(read_wrapped(body, Slot::Objects(slot))?)
}

/// Reads one value of a type that is no structured one.
pub(super) fn read_one<T>(body: &[u8], slot: fn(&mut Option<T>) -> Slot<'_>) -> Result<T, serde_json::Error> {
    let mut value = None;
    read_wrapped(body, slot(&mut value))?;
    value.ok_or_else(missing)
}

/// Reads a page.
pub(super) fn read_many<T>(
    body: &[u8],
    slot: fn(&mut Option<Vec<T>>) -> Slot<'_>,
) -> Result<PageParts<T>, serde_json::Error> {
    let mut items = None;
    let PageInfo { count, next_link, delta_link, context, extra } = page_of(read_wrapped(body, slot(&mut items))?)?;
    Ok(PageParts { items: items.unwrap_or_default(), count, next_link, delta_link, context, extra })
}

/// An empty page says so. What says nothing of items is no page: to read it as one would hide that.
pub(super) fn page_of((page, found): (PageInfo, bool)) -> Result<PageInfo, serde_json::Error> {
    if found { Ok(page) } else { Err(serde_json::Error::custom("expected a collection in `value`, found none")) }
}

/// Reads a model from any format.
///
/// # Errors
///
/// If the value is no object of the type.
#[doc(hidden)]
pub fn read_model<'de, T: Model + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut model = T::default();
    match fill_model(&mut model, deserializer) {
        Ok(()) => Ok(model),
        Err(error) => Err(error),
    }
}

fn fill_model<'de, D: Deserializer<'de>>(model: &mut dyn Model, deserializer: D) -> Result<(), D::Error> {
    let raw = take(deserializer)?;
    put_model(model, &raw).map_err(Fault::error)
}

fn put_model(model: &mut dyn Model, raw: &str) -> Result<(), Fault> {
    let mut cursor = Cursor::new(raw);
    if cursor.peek()? == b'{' {
        return fill(&mut cursor, model, None, Depth::TOP.deeper()?);
    }
    match cursor.value()? {
        "null" => Err(Fault::Wrong(MISSING.to_owned())),
        other => Err(Place::NONE.wrong("an object", other)),
    }
}

/// Reads a value of one of several types from any format.
///
/// # Errors
///
/// If the value is no object of a type.
#[doc(hidden)]
pub fn read_choice<'de, T: Structured, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value: Option<T> = None;
    read_object(&mut value, deserializer)?;
    value.ok_or_else(missing)
}

fn read_object<'de, D: Deserializer<'de>>(slot: &mut dyn ObjectSlot, deserializer: D) -> Result<(), D::Error> {
    let raw = take(deserializer)?;
    put(&mut Cursor::new(&raw), Slot::Object(slot), &Place::NONE, Depth::TOP).map(|_| ()).map_err(Fault::error)
}

const MISSING: &str = "expected a value, found null";

/// The error of a value that is null.
pub(super) fn missing<E: Error>() -> E {
    E::custom(MISSING)
}

/// Reads the whole of a body.
pub(super) fn read_whole<R>(
    body: &[u8],
    read: impl FnOnce(&mut Cursor<'_>) -> Result<R, Fault>,
) -> Result<R, serde_json::Error> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let text = std::str::from_utf8(body).map_err(serde_json::Error::custom)?;
    let mut cursor = Cursor::new(text);
    let value = read(&mut cursor).and_then(|value| cursor.end().map(|()| value));
    value.map_err(|fault| fault.error_at(text, &cursor))
}
