//! The primitive types of EDM as query values.

use serde_json::value::to_raw_value;

use super::literal::{Literal, ToLiteral};
use super::types::{Arithmetic, EdmType, Fractional, HasDate, HasTime, Item, Numeric, Ordered, Primitive};
use super::value::JsonResult;
use crate::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Json, TimeOfDay};

/// Implements the traits that all primitive types share.
macro_rules! primitives {
    ($($name:ty => |$value:ident| $literal:expr;)*) => {$(
        impl EdmType for $name {
            type Scope = Item<Self>;
        }
        impl ToLiteral for $name {
            fn to_literal(&self) -> Literal {
                let $value = self;
                $literal
            }
        }
        impl Primitive for $name {}
    )*};
}

primitives! {
    bool => |value| Literal::bare(if *value { "true" } else { "false" });
    i8 => |value| Literal::bare(value.to_string());
    u8 => |value| Literal::bare(value.to_string());
    i16 => |value| Literal::bare(value.to_string());
    i32 => |value| Literal::bare(value.to_string());
    i64 => |value| Literal::bare(value.to_string());
    Decimal => |value| Literal::bare(value.to_string());
    String => |value| Literal::string(value.as_str());
    Guid => |value| Literal::bare(value.to_string());
    DateTimeOffset => |value| Literal::bare(with_offset(value));
    Date => |value| Literal::bare(value.to_string());
    TimeOfDay => |value| Literal::bare(value.to_string());
    Duration => |value| Literal::prefixed("duration", value.to_string());
    Binary => |value| Literal::prefixed("binary", base64url(&value.to_string()));
}

/// Untyped and spatial values have no literals, but can be written.
impl EdmType for Json {
    type Scope = Item<Self>;
}

/// An offset must stand in a literal; where the service sent none, the value counts as UTC.
fn with_offset(value: &DateTimeOffset) -> String {
    if value.has_offset() { value.to_string() } else { format!("{value}Z") }
}

/// The URL-safe alphabet, which literals must have whichever a value has, without the line breaks that
/// some encoders put in.
fn base64url(text: &str) -> String {
    let digits = text.chars().filter(|digit| !matches!(digit, '\r' | '\n'));
    let url_safe = digits.map(|digit| match digit {
        '+' => '-',
        '/' => '_',
        digit => digit,
    });
    url_safe.collect()
}

/// Implements the traits of the two floating-point types, whose infinities JSON has no number for.
macro_rules! floats {
    ($($name:ty)*) => {$(
        impl EdmType for $name {
            type Scope = Item<Self>;

            fn to_json(&self) -> JsonResult {
                if self.is_finite() {
                    to_raw_value(self)
                } else {
                    to_raw_value(&self.to_literal().segment())
                }
            }
        }
        impl ToLiteral for $name {
            fn to_literal(&self) -> Literal {
                if self.is_nan() {
                    Literal::bare("NaN")
                } else if self.is_infinite() {
                    Literal::bare(if *self > 0.0 { "INF" } else { "-INF" })
                } else {
                    // The form with an exponent where that is shorter.
                    Literal::bare(format!("{self:?}"))
                }
            }
        }
        impl Primitive for $name {}
    )*};
}

floats! { f32 f64 }

impl ToLiteral for str {
    fn to_literal(&self) -> Literal {
        Literal::string(self)
    }
}

/// Implements marker traits for several types.
macro_rules! mark {
    ($($marker:ident: $($name:ty),+;)*) => {$($(
        impl $marker for $name {}
    )+)*};
}

mark! {
    Ordered: i8, u8, i16, i32, i64, f32, f64, Decimal;
    Ordered: String, DateTimeOffset, Date, TimeOfDay, Duration;
    Numeric: i8, u8, i16, i32, i64, f32, f64, Decimal;
    Fractional: f32, f64, Decimal;
    HasDate: DateTimeOffset, Date;
    HasTime: DateTimeOffset, TimeOfDay;
}

/// Says what can be added to the values of several types.
macro_rules! arithmetic {
    ($($name:ty, $operand:ty;)*) => {$(
        impl Arithmetic for $name {
            type Operand = $operand;
        }
    )*};
}

arithmetic! {
    i8, i8;
    u8, u8;
    i16, i16;
    i32, i32;
    i64, i64;
    f32, f32;
    f64, f64;
    Decimal, Decimal;
    Duration, Duration;
    DateTimeOffset, Duration;
    Date, Duration;
}
