//! What can be given as a value: in filters, and in writes.

use std::borrow::Cow;
use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp, ZonedDateTime};
use uuid::Uuid;

use super::ast::Node;
use super::expression::Expression;
use super::literal::{Literal, ToLiteral};
use super::path::{NavigationPath, Path};
use super::property::Property;
use super::types::{EdmType, Primitive};
use super::value::{IntoValue, JsonResult};
use crate::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};

/// What can be given as a literal of the type `Value`.
///
/// That is the type itself and a reference to it, and types that hold nothing else: `&str` for
/// strings, narrower numbers for wider, `jiff::Timestamp`, `jiff::ZonedDateTime` and `SystemTime` for
/// [`DateTimeOffset`].
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::{IntoLiteral, Property};
///
/// fn one_of<V, const N: usize>(property: Property<Task, V>, values: [impl IntoLiteral<V>; N]) {
///     let _ = property.is_in(values);
/// }
/// one_of(Task::DISPLAY_NAME, ["a", "b"]);
/// one_of(Task::EXECUTION_SEQUENCE, [1, 2]);
/// ```
///
/// A member of another enumeration cannot be given:
///
/// ```compile_fail,E0277
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// let _ = TaskProcessingResult::PROCESSING_STATUS.is_in([LifecycleTaskCategory::JOINER]);
/// ```
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be given as a value of type `{Value}`")]
pub trait IntoLiteral<Value> {
    /// The literal.
    fn into_literal(self) -> Literal;
}

/// What can be compared with an expression over `Owner` of the type `Value`: what can be given as a
/// literal of it, and properties, paths and expressions of the same two types.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// # use odata_runtime::query::EnumStyle;
/// let filter = Task::DISPLAY_NAME.to_lower().ne(Task::DISPLAY_NAME);
/// assert_eq!(filter.render(EnumStyle::Plain), "tolower(displayName) ne displayName");
/// ```
///
/// A property of another type cannot be:
///
/// ```compile_fail,E0277
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// let _ = Task::DISPLAY_NAME.eq(Workflow::DISPLAY_NAME);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with a value of type `{Value}` in `{Owner}`",
    label = "not a `{Value}`, nor an expression over `{Owner}` that gives one"
)]
pub trait IntoOperand<Owner, Value> {
    /// The operand.
    fn into_operand(self) -> Expression<Owner, Value>;
}

impl<Value: Primitive> IntoLiteral<Value> for Value {
    fn into_literal(self) -> Literal {
        self.to_literal()
    }
}

impl<Value: Primitive> IntoLiteral<Value> for &Value {
    fn into_literal(self) -> Literal {
        self.to_literal()
    }
}

impl<Owner, Value: Primitive> IntoOperand<Owner, Value> for Value {
    fn into_operand(self) -> Expression<Owner, Value> {
        Expression::new(Node::Literal(self.to_literal()))
    }
}

impl<Owner, Value: Primitive> IntoOperand<Owner, Value> for &Value {
    fn into_operand(self) -> Expression<Owner, Value> {
        Expression::new(Node::Literal(self.to_literal()))
    }
}

/// Implements [`IntoOperand`] for what is an expression already.
macro_rules! operands {
    ($($name:ident)*) => {$(
        impl<Owner, Value> IntoOperand<Owner, Value> for $name<Owner, Value> {
            fn into_operand(self) -> Expression<Owner, Value> {
                Expression::new(self.into_node())
            }
        }
    )*};
}

operands! { Property Path NavigationPath Expression }

/// Implements the conversions of some types to another: as literal, as operand, and as JSON.
macro_rules! conversions {
    ($($to:ty: $($from:ty),+;)*) => {$($(
        impl IntoLiteral<$to> for $from {
            fn into_literal(self) -> Literal {
                <$to>::from(self).to_literal()
            }
        }
        impl<Owner> IntoOperand<Owner, $to> for $from {
            fn into_operand(self) -> Expression<Owner, $to> {
                <$to>::from(self).into_operand()
            }
        }
        impl IntoValue<$to> for $from {
            fn into_json(self) -> JsonResult {
                <$to>::from(self).to_json()
            }
        }
    )+)*};
}

// An integer literal without a type is an `i32` where several types would do, and takes on the only
// type where one does. So the types that an `i32` does not fit have no conversions but their own.
conversions! {
    String: &str, Cow<'_, str>, Box<str>;
    DateTimeOffset: Timestamp, ZonedDateTime, &ZonedDateTime, SystemTime;
    Date: jiff::civil::Date;
    TimeOfDay: jiff::civil::Time;
    Duration: std::time::Duration, SignedDuration;
    Guid: Uuid;
    Binary: &[u8], Vec<u8>;
    i32: i8, u8, i16, u16;
    i64: i8, u8, i16, u16, i32, u32;
    f64: i8, u8, i16, u16, i32, u32, f32;
    Decimal: i32, u32, i64, u64, rust_decimal::Decimal;
}

/// Implements the conversions of references to what can be copied or borrowed from.
macro_rules! references {
    ($($to:ty: $($from:ty),+;)*) => {$($(
        impl IntoLiteral<$to> for &$from {
            fn into_literal(self) -> Literal {
                IntoLiteral::<$to>::into_literal(self.clone())
            }
        }
        impl<Owner> IntoOperand<Owner, $to> for &$from {
            fn into_operand(self) -> Expression<Owner, $to> {
                IntoOperand::<Owner, $to>::into_operand(self.clone())
            }
        }
        impl IntoValue<$to> for &$from {
            fn into_json(self) -> JsonResult {
                IntoValue::<$to>::into_json(self.clone())
            }
        }
    )+)*};
}

references! {
    String: &str, Cow<'_, str>;
    DateTimeOffset: Timestamp, SystemTime;
    Guid: Uuid;
}
