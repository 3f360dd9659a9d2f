//! The arguments of actions: structs of which every field is a parameter, and nothing else.

use std::fmt;

use serde::{
    Deserialize,
    de::{Deserializer, Error},
    ser::Serializer,
};

use crate::model::{
    Extra, Model, Object, Peek, Slot, Table, copy_model, debug_named,
    private::{equal, serialize_model},
    read_json,
};

/// The arguments of an action, each a field of the type.
///
/// Unlike a [`Model`] it keeps nothing that the metadata does not declare: a caller gives arguments,
/// and reading them (as a stand-in for the service does) refuses one that is not known. Emitted code
/// implements it, and calls [`parameters!`](crate::parameters!) for the rest.
pub trait Parameters {
    /// The names of the parameters, as the metadata spells them; nothing else is in the table.
    fn table(&self) -> &'static Table;

    /// Where the argument goes; [`Slot::None`] if there is no such parameter.
    fn slot(&mut self, index: usize) -> Slot<'_>;

    /// The argument; [`Peek::None`] if there is no such parameter.
    fn peek(&self, index: usize) -> Peek<'_>;
}

/// Completes a type that implements [`Parameters`](crate::Parameters): `Clone`, `Debug`, `PartialEq`, serde's
/// `Serialize` and `Deserialize`. The type must implement `Default`.
#[macro_export]
macro_rules! parameters {
    ($type:ty) => {
        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__private::duplicate_parameters(self)
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug_parameters(stringify!($type), self, f)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal_parameters(self, other)
            }
        }

        impl $crate::__private::Serialize for $type {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::write_parameters(self, serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_parameters(deserializer)
            }
        }
    };
}

/// Writes arguments for developers, under the names that the service has for them.
///
/// # Errors
///
/// If the formatter fails.
#[doc(hidden)]
pub fn debug_parameters(name: &str, parameters: &dyn Parameters, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_named(name, &Written(parameters), f)
}

/// A copy of arguments.
#[doc(hidden)]
#[must_use]
pub fn duplicate_parameters<T: Parameters + Default>(parameters: &T) -> T {
    let mut copy = T::default();
    copy_arguments(parameters, &mut copy);
    copy
}

fn copy_arguments(from: &dyn Parameters, to: &mut dyn Parameters) {
    copy_model(&Written(from), &mut Filled { parameters: to, extra: Extra::default() });
}

/// Whether arguments of one action are equal.
#[doc(hidden)]
#[must_use]
pub fn equal_parameters(one: &dyn Parameters, other: &dyn Parameters) -> bool {
    equal(&Written(one), &Written(other))
}

/// Writes arguments as an object.
///
/// # Errors
///
/// Where the serializer fails.
#[doc(hidden)]
pub fn write_parameters<S: Serializer>(parameters: &dyn Parameters, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_model(&Written(parameters), serializer)
}

/// Reads arguments from an object.
///
/// # Errors
///
/// Where it is no object, an argument is not of its type, or a parameter is not known.
#[doc(hidden)]
pub fn read_parameters<'de, T: Parameters + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut parameters = T::default();
    match fill(&mut parameters, deserializer) {
        Ok(()) => Ok(parameters),
        Err(error) => Err(error),
    }
}

fn fill<'de, D: Deserializer<'de>>(parameters: &mut dyn Parameters, deserializer: D) -> Result<(), D::Error> {
    let object = Object::deserialize(deserializer)?;
    let json = serde_json::to_vec(&object).map_err(D::Error::custom)?;
    let mut filled = Filled { parameters, extra: Extra::default() };
    read_json(&json, &mut filled).map_err(D::Error::custom)?;
    match filled.extra.iter().next() {
        Some((name, _)) => Err(D::Error::custom(format_args!("unknown parameter `{name}`"))),
        None => Ok(()),
    }
}

/// Arguments seen as a model that is written.
struct Written<'a>(&'a dyn Parameters);

/// Arguments seen as a model that is filled.
struct Filled<'a> {
    parameters: &'a mut dyn Parameters,
    extra: Extra,
}

impl Model for Written<'_> {
    fn table(&self) -> &'static Table {
        self.0.table()
    }

    fn slot(&mut self, _: usize) -> Slot<'_> {
        Slot::None
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        self.0.peek(index)
    }
}

impl Model for Filled<'_> {
    fn table(&self) -> &'static Table {
        self.parameters.table()
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match self.parameters.slot(index) {
            Slot::None => Slot::Extra(&mut self.extra),
            slot => slot,
        }
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        self.parameters.peek(index)
    }
}

impl fmt::Debug for dyn Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.table().names).finish()
    }
}
