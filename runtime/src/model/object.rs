//! Structured values as slots, values whose type is told at run time, and values of no known type.

use super::extra::Extra;
use super::facts::TypeFacts;
use super::slot::{Peek, Slot};
use super::{Model, polymorphic};

/// An object of no declared type: everything is in [`extra`](Self::extra).
#[derive(Clone, Debug, Default, PartialEq)]
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
    fn type_name(&self) -> &'static str {
        ""
    }

    fn names(&self) -> &'static [&'static str] {
        &[]
    }

    fn slot(&mut self, _: usize) -> Slot<'_> {
        Slot::None
    }

    fn peek(&self, _: usize) -> Peek<'_> {
        Peek::None
    }

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
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

/// A type that can be the value of an object slot. The macros implement it.
#[doc(hidden)]
pub trait Structured: Sized + 'static {
    /// The types to choose from; `None` if there is no choice.
    const TYPES: Option<&'static [&'static str]>;

    /// What requests for such values need besides.
    const FACTS: TypeFacts;

    /// An empty value.
    fn start(choice: TypeChoice) -> Self;

    /// The value.
    fn model(&self) -> &dyn Model;

    /// The value, to change.
    fn model_mut(&mut self) -> &mut dyn Model;

    /// The type to write where the value does not bring its `@odata.type`.
    fn type_to_write(&self) -> Option<&'static str>;
}

impl<T: Structured> Structured for Box<T> {
    const TYPES: Option<&'static [&'static str]> = T::TYPES;
    const FACTS: TypeFacts = T::FACTS;

    fn start(choice: TypeChoice) -> Self {
        Self::new(T::start(choice))
    }

    fn model(&self) -> &dyn Model {
        (**self).model()
    }

    fn model_mut(&mut self) -> &mut dyn Model {
        (**self).model_mut()
    }

    fn type_to_write(&self) -> Option<&'static str> {
        (**self).type_to_write()
    }
}

/// The type that a polymorphic value must name: any but the declared one.
#[doc(hidden)]
pub fn type_to_write<P: Polymorphic>(value: &P) -> Option<&'static str> {
    let name = value.model().type_name();
    let declared = P::DECLARED.and_then(|index| P::TYPES.get(index).copied());
    (!name.is_empty() && declared != Some(name)).then_some(name)
}

/// Where an object that is read goes.
pub trait ObjectTarget {
    /// The types to choose from; `None` if there is no choice.
    fn types(&self) -> Option<&'static [&'static str]>;

    /// Puts in an empty value, and gives it to be filled.
    fn start(&mut self, choice: TypeChoice) -> &mut dyn Model;
}

/// The slot of a structured property, without its type.
pub trait ObjectSlot: ObjectTarget {
    /// Makes the slot empty.
    fn clear(&mut self);
    /// The value.
    fn get(&self) -> Option<&dyn Model>;
    /// The type to write where the value does not bring its `@odata.type`.
    fn type_to_write(&self) -> Option<&'static str>;
}

/// The slot of a collection of structured values, without its type.
pub trait ObjectsSlot: ObjectTarget {
    /// Makes the slot an empty collection.
    fn begin(&mut self);
    /// Takes note that more values come: `left` bytes of text, of about `of_one` bytes each.
    fn expect_more(&mut self, of_one: usize, left: usize);
    /// Makes the slot empty.
    fn clear(&mut self);
    /// The number of values, if there is a collection.
    fn count(&self) -> Option<usize>;
    /// A value of the collection.
    fn get(&self, index: usize) -> Option<&dyn Model>;
    /// The type to write where that value does not bring its `@odata.type`.
    fn type_to_write(&self, index: usize) -> Option<&'static str>;
}

impl<T: Structured> ObjectTarget for Option<T> {
    fn types(&self) -> Option<&'static [&'static str]> {
        T::TYPES
    }

    fn start(&mut self, choice: TypeChoice) -> &mut dyn Model {
        self.insert(T::start(choice)).model_mut()
    }
}

impl<T: Structured> ObjectSlot for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn get(&self) -> Option<&dyn Model> {
        self.as_ref().map(T::model)
    }

    fn type_to_write(&self) -> Option<&'static str> {
        self.as_ref()?.type_to_write()
    }
}

impl<T: Structured> ObjectTarget for Option<Vec<T>> {
    fn types(&self) -> Option<&'static [&'static str]> {
        T::TYPES
    }

    fn start(&mut self, choice: TypeChoice) -> &mut dyn Model {
        self.get_or_insert_default().push_mut(T::start(choice)).model_mut()
    }
}

impl<T: Structured> ObjectsSlot for Option<Vec<T>> {
    fn begin(&mut self) {
        *self = Some(Vec::new());
    }

    fn expect_more(&mut self, of_one: usize, left: usize) {
        // Values never get more memory in advance than their text has, whatever it is that comes.
        let most = left / size_of::<T>().max(1);
        if let Some(values) = self {
            values.reserve_exact(most.min(left / of_one.max(1) + 1));
        }
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        self.as_ref()?.get(index).map(T::model)
    }

    fn type_to_write(&self, index: usize) -> Option<&'static str> {
        self.as_ref()?.get(index)?.type_to_write()
    }
}
