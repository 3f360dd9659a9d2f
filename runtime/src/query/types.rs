//! What the type of a property is in EDM, and what may be done with its values.

use std::marker::PhantomData;

use serde::Serialize;
use serde_json::value::to_raw_value;

use super::literal::ToLiteral;
use super::value::JsonResult;
use crate::model::{self, TypeFacts};

/// A type that a single value of a property can have.
///
/// All types that emitted code declares have it. By hand, [`structured!`](crate::structured) and
/// [`enumeration!`](crate::enumeration) implement it.
#[diagnostic::on_unimplemented(message = "`{Self}` is not the type of a single OData value")]
pub trait EdmType: Serialize {
    /// What expressions about one such value belong to: for a structured type the type that owns its
    /// constants, for a primitive type [`Item`].
    type Scope;

    /// The value as JSON.
    ///
    /// # Errors
    ///
    /// Fails where the value cannot be written as JSON.
    #[inline]
    fn to_json(&self) -> JsonResult
    where
        Self: Sized,
    {
        to_raw_value(self)
    }
}

/// An entity or complex type, or the choice of a type and its subtypes.
#[diagnostic::on_unimplemented(message = "`{Self}` is not an OData entity or complex type")]
pub trait Structured: EdmType {
    /// What requests for values of it need besides.
    const FACTS: TypeFacts = TypeFacts::NONE;
}

impl<T: model::private::Declared<Kind: model::private::Scoped<T>> + Serialize> EdmType for T {
    type Scope = model::private::ScopeOf<T>;
}

impl<T: model::private::Structured + Serialize> Structured for T {
    const FACTS: TypeFacts = <T as model::private::Declared>::FACTS;
}

/// A primitive or enumeration type: its values have literals.
#[diagnostic::on_unimplemented(message = "`{Self}` is not an OData primitive or enumeration type")]
pub trait Primitive: EdmType + ToLiteral {}

impl<T: model::private::Declared + EdmType + ToLiteral> Primitive for T {}

/// A flags enumeration: its values can be tested by `has`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a flags enumeration")]
pub trait Flagged: Primitive {}

impl<T: model::private::Declared<Kind = model::private::Set> + Primitive> Flagged for T {}

/// A primitive type whose values have an order: `gt`, `ge`, `lt`, `le`.
#[diagnostic::on_unimplemented(message = "the values of `{Self}` have no order in OData")]
pub trait Ordered: Primitive {}

/// A type of numbers.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a type of numbers")]
pub trait Numeric: Ordered {}

/// A type of numbers that may have a fraction.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a type of numbers with fractions")]
pub trait Fractional: Numeric {}

/// A type that something can be added to: numbers, and dates and durations.
#[diagnostic::on_unimplemented(message = "nothing can be added to a `{Self}`")]
pub trait Arithmetic: Ordered {
    /// What is added: the type itself, or a duration.
    type Operand;
}

/// A type whose values have a year, a month and a day.
#[diagnostic::on_unimplemented(message = "a `{Self}` has no date")]
pub trait HasDate: Primitive {}

/// A type whose values have an hour, a minute and a second.
#[diagnostic::on_unimplemented(message = "a `{Self}` has no time of day")]
pub trait HasTime: Primitive {}

/// What a navigation property leads to: one `T`, or a collection as `Vec<T>`.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be the target of a navigation property")]
pub trait Target {
    /// The type that owns the constants of what is there.
    type Scope;

    /// The same with another type: one `Other`, or a collection of it.
    type Of<Other>;

    /// What requests for what is there need besides.
    const FACTS: TypeFacts;
}

impl<T: Structured> Target for T {
    type Scope = T::Scope;
    type Of<Other> = Other;
    const FACTS: TypeFacts = <T as Structured>::FACTS;
}

impl<T: Structured> Target for Vec<T> {
    type Scope = T::Scope;
    type Of<Other> = Vec<Other>;
    const FACTS: TypeFacts = T::FACTS;
}

/// What filters over the values of a collection of primitives belong to; see [`item`](super::item).
#[derive(Debug)]
pub struct Item<Value>(PhantomData<fn() -> Value>);

/// Implements the query traits for a structured type, or for the choice of a type and its subtypes,
/// whose constants another type may own.
///
/// ```
/// # #[derive(Debug)] struct User;
/// # #[derive(Debug)] struct AnyUser;
/// # impl serde::Serialize for User {
/// #     fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_unit() }
/// # }
/// # impl serde::Serialize for AnyUser {
/// #     fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_unit() }
/// # }
/// odata_runtime::structured!(User);
/// odata_runtime::structured!(AnyUser, User);
/// ```
#[macro_export]
macro_rules! structured {
    ($name:ty) => {
        $crate::structured!($name, $name);
    };
    ($name:ty, $owner:ty) => {
        impl $crate::query::EdmType for $name {
            type Scope = $owner;
        }
        impl $crate::query::Structured for $name {}
    };
}

/// Implements the query traits for an enumeration type whose `Display` gives the member's name, or
/// those of several members separated by commas where `flags` is said.
///
/// ```
/// # #[derive(Debug)] enum Status { Failed }
/// # impl std::fmt::Display for Status {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("failed") }
/// # }
/// # impl serde::Serialize for Status {
/// #     fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
/// # }
/// use odata_runtime::query::{EnumStyle, ToLiteral};
///
/// odata_runtime::enumeration!(Status, "ns.status");
/// assert_eq!(Status::Failed.literal(EnumStyle::Qualified), "ns.status'failed'");
/// ```
#[macro_export]
macro_rules! enumeration {
    ($name:ty, $type_name:literal) => {
        impl $crate::query::EdmType for $name {
            type Scope = $crate::query::Item<$name>;
        }
        impl $crate::query::ToLiteral for $name {
            #[inline]
            fn to_literal(&self) -> $crate::query::Literal {
                $crate::__private::literal($type_name, self)
            }
        }
        impl $crate::query::Primitive for $name {}
    };
    ($name:ty, $type_name:literal, flags) => {
        $crate::enumeration!($name, $type_name);
        impl $crate::query::Flagged for $name {}
    };
}

/// Says that a type derives from another; or, of a choice of subtypes and a variant that holds a `Box`
/// of one, implements what lets a value of that be written where the choice is, and `From`.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::IntoValue;
///
/// // Emitted: odata_runtime::subtype!(SubjectSet::RuleBasedSubjectSet, RuleBasedSubjectSet);
/// let json = IntoValue::<SubjectSet>::into_json(RuleBasedSubjectSet)?;
/// assert_eq!(json.get(), r#"{"@odata.type":"RuleBasedSubjectSet"}"#);
///
/// // Emitted: odata_runtime::subtype!(Person, DirectoryObject);
/// let _ = Person::DISPLAY_NAME.on::<DirectoryObject>();
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! subtype {
    ($choice:ident :: $variant:ident, $type:ty) => {
        $crate::variant!($choice::$variant, $type);

        impl $crate::query::IntoValue<$choice> for $type {
            #[inline]
            fn into_json(self) -> $crate::query::JsonResult {
                $crate::query::EdmType::to_json(&<$choice as ::core::convert::From<$type>>::from(self))
            }
        }
    };
    ($type:ty, $base:ty) => {
        impl $crate::query::SubtypeOf<$base> for $type {}
    };
}
