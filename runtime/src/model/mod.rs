//! Models of structured types, and reading and writing them.
//!
//! A generated type tells its property names and hands out a typed [`Slot`] for each; everything else
//! is done here, once for all types. Nothing that a service sends is lost: what a model does not know
//! is in its [`Extra`], and what it knows is written in the spelling it came in.

mod changes;
mod control;
mod cursor;
mod debug;
mod difference;
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

pub use enumeration::{Enum, EnumSlot, EnumsSlot, TypeName};
pub use extra::{Extra, ExtraIter};
pub use facts::TypeFacts;
pub use flags::{FlagSet, FlagSetsSlot, Flags, FlagsSlot};
pub use object::{Object, ObjectSlot, ObjectTarget, ObjectsSlot, Polymorphic, TypeChoice};
pub use slot::{Peek, Slot};
pub use wire::{Entity, PageInfo, PageParts, Wire, read_json, read_page, read_page_into, write_json};

pub(crate) use difference::{changes, object_members};
pub(crate) use error::property_of;
pub(crate) use json_writer::is_json_writer;

/// A structured value: an entity or a complex value of a declared type.
///
/// Emitted code implements it, and calls [`model!`](crate::model!) for the rest. Properties are known
/// by their index in [`Table::names`].
pub trait Model {
    /// What all values of the type have in common.
    fn table(&self) -> &'static Table;

    /// Where the value of a property goes; [`Slot::None`] if there is no such property.
    fn slot(&mut self, index: usize) -> Slot<'_>;

    /// The value of a property; [`Peek::None`] if there is no such property.
    fn peek(&self, index: usize) -> Peek<'_>;

    /// What the service sent beyond the properties.
    fn extra(&self) -> &Extra;

    /// What the service sent beyond the properties, to change.
    fn extra_mut(&mut self) -> &mut Extra;
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
    pub use super::enumeration::{enum_from_str, read_enum};
    pub use super::equal::equal;
    pub use super::flags::{flags_from_str, read_flags, write_flags};
    pub use super::object::{Choice, Form, One, Structured};
    pub use super::raw::{raw_value, string, write_raw};
    pub use super::scalar::{Scalar, read_scalar};
    pub use super::wire::{read_choice, read_many, read_model, read_one};
    pub use super::write::{serialize_choice, serialize_object};
    pub use serde;
    pub use serde_json;
}
