//! What can be written to a property.

use serde_json::value::{RawValue, to_raw_value};

use super::types::EdmType;

/// A value as JSON, or why it cannot be written so.
pub type JsonResult = Result<Box<RawValue>, serde_json::Error>;

/// What can be written to a property of the type `Value`: the type itself and a reference to it, what
/// can be given as a literal of it ([`IntoLiteral`](super::IntoLiteral)), and for a collection a
/// `Vec`, an array or a slice of what can be written to one of it.
///
/// ```
/// use odata_runtime::query::IntoValue;
///
/// assert_eq!(IntoValue::<String>::into_json("a\"b")?.get(), r#""a\"b""#);
/// assert_eq!(IntoValue::<i64>::into_json(5_i32)?.get(), "5");
/// assert_eq!(IntoValue::<Vec<String>>::into_json(vec!["a", "b"])?.get(), r#"["a","b"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A value of another type cannot be written:
///
/// ```compile_fail,E0277
/// # use odata_runtime::query::IntoValue;
/// let _ = IntoValue::<i32>::into_json("5");
/// ```
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be written to a property of type `{Value}`")]
pub trait IntoValue<Value> {
    /// The value as JSON.
    ///
    /// # Errors
    ///
    /// Fails where the value cannot be written as JSON.
    fn into_json(self) -> JsonResult;
}

impl<Value: EdmType> IntoValue<Value> for Value {
    fn into_json(self) -> JsonResult {
        self.to_json()
    }
}

impl<Value: EdmType> IntoValue<Value> for &Value {
    fn into_json(self) -> JsonResult {
        self.to_json()
    }
}

impl<Value, Given: IntoValue<Value>> IntoValue<Vec<Value>> for Vec<Given> {
    fn into_json(self) -> JsonResult {
        collection(self)
    }
}

impl<Value, Given: IntoValue<Value>, const N: usize> IntoValue<Vec<Value>> for [Given; N] {
    fn into_json(self) -> JsonResult {
        collection(self)
    }
}

impl<'a, Value, Given> IntoValue<Vec<Value>> for &'a [Given]
where
    &'a Given: IntoValue<Value>,
{
    fn into_json(self) -> JsonResult {
        collection(self)
    }
}

impl<'a, Value, Given> IntoValue<Vec<Value>> for &'a Vec<Given>
where
    &'a Given: IntoValue<Value>,
{
    fn into_json(self) -> JsonResult {
        collection(self)
    }
}

fn collection<Value>(values: impl IntoIterator<Item = impl IntoValue<Value>>) -> JsonResult {
    let values: Result<Vec<_>, _> = values.into_iter().map(IntoValue::into_json).collect();
    to_raw_value(&values?)
}
