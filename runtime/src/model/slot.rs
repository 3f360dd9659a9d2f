//! Typed places of values in a model, to fill and to look at.

use std::fmt;

use serde::ser::Serializer;

use super::debug;
use super::enumeration::{EnumSlot, EnumsSlot};
use super::extra::Extra;
use super::flags::{FlagSetsSlot, FlagsSlot};
use super::object::{ObjectSlot, ObjectsSlot};
use super::scalar::{Scalar, ScalarSlot};
use super::write::{Mode, ScalarValue};
use crate::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Json, TimeOfDay};

macro_rules! slots {
    ($($One:ident $Many:ident $type:ty;)*) => {
        /// The place of a property's value, to fill.
        ///
        /// Variants are named for the type of one value, and in plural for a collection of it.
        #[allow(missing_docs)]
        #[non_exhaustive]
        pub enum Slot<'a> {
            /// No such property.
            None,
            /// What is no property.
            Extra(&'a mut Extra),
            $($One(&'a mut Option<$type>), $Many(&'a mut Option<Vec<$type>>),)*
            Enum(&'a mut dyn EnumSlot),
            Enums(&'a mut dyn EnumsSlot),
            Flags(&'a mut dyn FlagsSlot),
            FlagSets(&'a mut dyn FlagSetsSlot),
            Object(&'a mut dyn ObjectSlot),
            Objects(&'a mut dyn ObjectsSlot),
        }

        /// The place of a property's value, to look at.
        ///
        /// Variants are named as those of [`Slot`].
        #[allow(missing_docs)]
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum Peek<'a> {
            /// No such property.
            None,
            /// What is no property.
            Extra(&'a Extra),
            $($One(&'a Option<$type>), $Many(&'a Option<Vec<$type>>),)*
            Enum(&'a dyn EnumSlot),
            Enums(&'a dyn EnumsSlot),
            Flags(&'a dyn FlagsSlot),
            FlagSets(&'a dyn FlagSetsSlot),
            Object(&'a dyn ObjectSlot),
            Objects(&'a dyn ObjectsSlot),
        }

        impl<'a> Slot<'a> {
            /// The same slot, borrowed for a shorter time.
            pub(super) fn again(&mut self) -> Slot<'_> {
                match self {
                    Self::None => Slot::None,
                    Self::Extra(extra) => Slot::Extra(extra),
                    $(Self::$One(slot) => Slot::$One(slot), Self::$Many(slot) => Slot::$Many(slot),)*
                    Self::Enum(slot) => Slot::Enum(*slot),
                    Self::Enums(slot) => Slot::Enums(*slot),
                    Self::Flags(slot) => Slot::Flags(*slot),
                    Self::FlagSets(slot) => Slot::FlagSets(*slot),
                    Self::Object(slot) => Slot::Object(*slot),
                    Self::Objects(slot) => Slot::Objects(*slot),
                }
            }

            /// The slot of a scalar whose values are no numbers; another slot is given back.
            pub(super) fn without_numbers(self) -> Result<&'a mut dyn ScalarSlot, Self> {
                match self {
                    $(Self::$One(slot) if <$type>::NO_NUMBERS => Ok(slot),)*
                    other => Err(other),
                }
            }

            /// The slot of a scalar or of scalars.
            pub(super) fn scalar(self) -> Option<&'a mut dyn ScalarSlot> {
                match self {
                    $(Self::$One(slot) => Some(slot), Self::$Many(slot) => Some(slot),)*
                    _ => None,
                }
            }
        }

        /// The value itself, not where it stands; `None` where there is none.
        impl fmt::Debug for Peek<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$One(Some(value)) => value.fmt(f), Self::$Many(Some(values)) => values.fmt(f),)*
                    other => debug::other(other, f),
                }
            }
        }

        impl Peek<'_> {
            /// Whether there is a value.
            #[inline(always)]
            pub(super) fn is_some(&self) -> bool {
                match self {
                    $(Self::$One(value) => value.is_some(), Self::$Many(values) => values.is_some(),)*
                    Self::None | Self::Extra(_) => false,
                    Self::Enum(slot) => slot.get().is_some(),
                    Self::Enums(slot) => slot.count().is_some(),
                    Self::Flags(slot) => slot.get().is_some(),
                    Self::FlagSets(slot) => slot.count().is_some(),
                    Self::Object(slot) => slot.get().is_some(),
                    Self::Objects(slot) => slot.count().is_some(),
                }
            }

            /// Whether both are scalars, or collections of scalars, of one type, and equal.
            pub(super) fn same_scalar(&self, other: &Peek<'_>) -> bool {
                match (self, other) {
                    $(
                        (Self::$One(value), Peek::$One(other)) => value == other,
                        (Self::$Many(values), Peek::$Many(others)) => values == others,
                    )*
                    _ => false,
                }
            }

            /// Puts a copy of a scalar, or of a collection of scalars, into a slot of the same type.
            pub(super) fn copy_scalar(&self, to: Slot<'_>) {
                match (self, to) {
                    $(
                        (Self::$One(value), Slot::$One(to)) => to.clone_from(value),
                        (Self::$Many(values), Slot::$Many(to)) => to.clone_from(values),
                    )*
                    _ => {}
                }
            }

            /// Writes the value, or null where there is none.
            pub(super) fn write<S: Serializer>(&self, mode: Mode, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(
                        Self::$One(Some(value)) => value.write(serializer),
                        Self::$Many(Some(values)) => serializer.collect_seq(values.iter().map(ScalarValue)),
                    )*
                    other => other.write_other(mode, serializer),
                }
            }
        }
    };
}

slots! {
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

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot")
    }
}
