//! Structured values as slots, values whose type is told at run time, and values of no known type.

use super::declared::{Form as _, Structured};
use super::extra::Extra;
use super::slot::{Peek, Slot};
use super::{Model, Table, polymorphic};

/// An object of no declared type: everything is in [`extra`](Self::extra).
#[derive(Default)]
pub struct Object {
    /// All of the object.
    pub extra: Extra,
}

impl Object {
    /// The `@odata.type` of the object, without `#`.
    #[must_use]
    pub fn odata_type(&self) -> Option<String> {
        let (_, raw) = polymorphic::type_entry(&self.extra)?;
        polymorphic::type_name(raw).map(|name| name.into_owned())
    }
}

impl Model for Object {
    fn table(&self) -> &'static Table {
        &Table::EMPTY
    }

    fn slot(&mut self, _: usize) -> Slot<'_> {
        Slot::Extra(&mut self.extra)
    }

    fn peek(&self, _: usize) -> Peek<'_> {
        Peek::Extra(&self.extra)
    }
}

crate::model!(Object);

/// A value whose type is one of several, told by `@odata.type`.
///
/// Emitted code implements it for an enum with a variant for each type, and calls
/// [`polymorphic!`](crate::polymorphic!).
pub trait Polymorphic: Sized + 'static {
    /// The qualified names of the types, one a variant, in order.
    const TYPES: &'static [&'static str];

    /// The place of the declared type in [`TYPES`](Self::TYPES), taken where `@odata.type` is absent;
    /// `None` if the declared type is abstract.
    const DECLARED: Option<usize>;

    /// An empty value of a type, by its place in [`TYPES`](Self::TYPES).
    fn from_index(index: usize) -> Option<Self>;

    /// An empty value of no known type, which keeps all of the object.
    fn fallback() -> Self;

    /// The value.
    fn model(&self) -> &dyn Model;

    /// The value, to change.
    fn model_mut(&mut self) -> &mut dyn Model;
}

/// What an object says about its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeChoice {
    /// Nothing: it is of the declared type.
    Declared,
    /// The type with that place in the list of types.
    Known(usize),
    /// A type that is not in the list.
    Unknown,
}

/// The types that a value may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Their qualified names, in the order of the variants.
    pub types: &'static [&'static str],
    /// Which of them is the declared type; `None` if that is abstract.
    pub declared: Option<usize>,
}

/// The type that a value must name where it does not bring its `@odata.type`: any but the declared one, where there
/// is a choice.
pub(super) fn type_to_write(model: &dyn Model, choices: Option<&Choices>) -> Option<&'static str> {
    let Choices { types, declared } = choices?;
    let name = model.table().type_name;
    let declared = declared.and_then(|index| types.get(index).copied());
    (!name.is_empty() && declared != Some(name)).then_some(name)
}

/// Where an object that is read goes.
///
/// Here and in the slots: what is compiled for every type is as little as can be, and calls as few generic functions
/// as can be, for each of them is compiled for every type too.
pub trait ObjectTarget {
    /// The types to choose from; `None` if there is no choice.
    fn choices(&self) -> Option<&'static Choices>;

    /// Puts in an empty value, and gives it to be filled; `None` where a collection was not begun.
    fn start(&mut self, choice: TypeChoice) -> Option<&mut dyn Model>;
}

/// The slot of a structured property, without its type.
pub trait ObjectSlot: ObjectTarget {
    /// Makes the slot empty.
    fn clear(&mut self);
    /// The value.
    fn get(&self) -> Option<&dyn Model>;
}

/// The slot of a collection of structured values, without its type.
pub trait ObjectsSlot: ObjectTarget {
    /// Makes the slot an empty collection, or no collection at all.
    fn begin(&mut self, is_collection: bool);
    /// Makes room for so many values to come.
    fn reserve(&mut self, more: usize);
    /// The number of values, if there is a collection.
    fn count(&self) -> Option<usize>;
    /// A value of the collection.
    fn get(&self, index: usize) -> Option<&dyn Model>;
}

#[allow(clippy::manual_map, reason = "`map` would be compiled for every type")]
impl<T: Structured> ObjectTarget for Option<T> {
    fn choices(&self) -> Option<&'static Choices> {
        T::Kind::CHOICES
    }

    fn start(&mut self, choice: TypeChoice) -> Option<&mut dyn Model> {
        *self = Some(T::Kind::start(choice));
        match self {
            Some(value) => Some(T::Kind::model_mut(value)),
            None => None,
        }
    }
}

#[allow(clippy::manual_map, reason = "`map` would be compiled for every type")]
impl<T: Structured> ObjectSlot for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(value) => Some(T::Kind::model(value)),
            None => None,
        }
    }
}

#[allow(clippy::manual_map, reason = "`map` would be compiled for every type")]
impl<T: Structured> ObjectTarget for Option<Vec<T>> {
    fn choices(&self) -> Option<&'static Choices> {
        T::Kind::CHOICES
    }

    fn start(&mut self, choice: TypeChoice) -> Option<&mut dyn Model> {
        match self {
            Some(values) => Some(T::Kind::model_mut(values.push_mut(T::Kind::start(choice)))),
            None => None,
        }
    }
}

#[allow(clippy::manual_map, reason = "`map` would be compiled for every type")]
impl<T: Structured> ObjectsSlot for Option<Vec<T>> {
    fn begin(&mut self, is_collection: bool) {
        *self = if is_collection { Some(Vec::new()) } else { None };
    }

    fn reserve(&mut self, more: usize) {
        if let Some(values) = self {
            values.reserve_exact(more);
        }
    }

    fn count(&self) -> Option<usize> {
        match self {
            Some(values) => Some(values.len()),
            None => None,
        }
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        let Some(values) = self else { return None };
        match values.as_slice().get(index) {
            Some(value) => Some(T::Kind::model(value)),
            None => None,
        }
    }
}
