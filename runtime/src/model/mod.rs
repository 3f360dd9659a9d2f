//! Models of structured types, and reading and writing them.
//!
//! A generated type tells its property names and hands out a typed [`Slot`] for each; everything else
//! is done here, once for all types. Nothing that a service sends is lost: what a model does not know
//! is in its [`Extra`], and what it knows is written in the spelling it came in.

mod body;
mod changes;
mod control;
mod cursor;
mod debug;
mod declared;
mod difference;
mod duplicate;
mod entries;
mod enumeration;
mod equal;
mod error;
mod escape;
mod extra;
mod facts;
mod fill;
mod flags;
mod json_writer;
mod list;
mod macros;
mod names;
mod object;
mod order;
mod polymorphic;
mod pool;
mod raw;
mod raw_visitor;
mod same;
mod scalar;
mod slot;
mod spelling;
mod wire;
mod wire_impls;
mod wrapper;
mod write;

pub use enumeration::{Enum, EnumSlot, EnumsSlot, Name, TypeName};
pub use extra::{Extra, ExtraIter};
pub use facts::TypeFacts;
pub use flags::{FlagSet, FlagSetsSlot, Flags, FlagsSlot};
pub use object::{Choices, Object, ObjectSlot, ObjectTarget, ObjectsSlot, Polymorphic, TypeChoice};
pub use slot::{Peek, Slot};
pub use wire::{Entity, PageInfo, PageParts, Wire, read_json, read_page, read_page_into, write_json};

pub(crate) use debug::debug_named;
pub(crate) use difference::{changes, object_members};
pub(crate) use duplicate::copy_model;
pub(crate) use error::property_of;
pub(crate) use json_writer::is_json_writer;

/// A structured value: an entity or a complex value of a declared type.
///
/// Emitted code implements it, and calls [`model!`](crate::model!) for the rest. Properties are known
/// by their index in [`Table::names`].
pub trait Model {
    /// What all values of the type have in common.
    fn table(&self) -> &'static Table;

    /// Where the value of a property goes. An index that no property has leads to what the service sent
    /// beyond them, [`Slot::Extra`]; where nothing is kept of that, to [`Slot::None`].
    ///
    /// One method for both: what is compiled for every type is as little as can be.
    fn slot(&mut self, index: usize) -> Slot<'_>;

    /// The value of a property; [`Peek::Extra`] or [`Peek::None`] as [`slot`](Self::slot) has it.
    fn peek(&self, index: usize) -> Peek<'_>;
}

impl dyn Model + '_ {
    /// An index that no property has.
    const BEYOND: usize = usize::MAX;

    /// What the service sent beyond the properties.
    #[must_use]
    pub fn extra(&self) -> &Extra {
        match self.peek(Self::BEYOND) {
            Peek::Extra(extra) => extra,
            _ => Extra::EMPTY,
        }
    }

    /// What the service sent beyond the properties, to change; `None` where it is not kept.
    pub fn extra_mut(&mut self) -> Option<&mut Extra> {
        match self.slot(Self::BEYOND) {
            Slot::Extra(extra) => Some(extra),
            _ => None,
        }
    }
}

/// What all values of a structured type have in common. One constant a type: a method for each of these
/// would be compiled for every type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The qualified name of the type, without `#`. Empty where there is none.
    pub type_name: &'static str,
    /// The names of the properties, as the metadata spells them, in the order they are written.
    pub names: &'static [&'static str],
    /// The names of the properties that make the key, in [`names`](Self::names) too.
    pub key: &'static [&'static str],
    /// The names of the navigation properties, in [`names`](Self::names) too.
    pub navigation: &'static [&'static str],
}

impl Table {
    /// The table of a type without a name and without properties.
    pub const EMPTY: Self = Self { type_name: "", names: &[], key: &[], navigation: &[] };
}

/// What macros need of this crate. Not for use by hand, and not stable.
#[doc(hidden)]
pub mod private {
    pub use super::debug::debug;
    pub use super::declared::{Choice, Declared, Member, One, ScopeOf, Scoped, Set, Structured};
    pub use super::duplicate::duplicate;
    pub use super::enumeration::{enum_from_str, literal, read_enum};
    pub use super::equal::equal;
    pub use super::flags::{flags_from_str, read_flags, write_flags};
    pub use super::raw::{raw_value, string, write_raw};
    pub use super::scalar::{Scalar, read_scalar};
    pub use super::wire::{read_choice, read_model};
    pub use super::write::{serialize_choice, serialize_model};
    pub use crate::parameters::{
        debug_parameters, duplicate_parameters, equal_parameters, read_parameters, write_parameters,
    };
    pub use crate::reference::{NamesEntity, debug_builder};
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}
