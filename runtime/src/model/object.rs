//! Structured values as slots, values whose type is told at run time, and values of no known type.

use super::extra::Extra;
use super::facts::TypeFacts;
use super::slot::{Peek, Slot};
use super::{Model, Table, polymorphic};

/// An object of no declared type: everything is in [`extra`](Self::extra).
#[derive(Clone, Default)]
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
///
/// What differs between a model and a choice of models is in [`Form`], so that nothing but two names is
/// compiled for each type.
#[doc(hidden)]
pub trait Structured: Sized + 'static {
    /// The type that has the constants of the properties, for queries.
    type Owner;

    /// Whether it is one model or a choice.
    type Form: Form<Self>;

    /// What requests for such values need besides.
    const FACTS: TypeFacts = TypeFacts::NONE;

    /// The value.
    fn model(&self) -> &dyn Model {
        Self::Form::model(self)
    }
}

/// What a type is: [`One`] model, or a [`Choice`] of several.
#[doc(hidden)]
pub trait Form<T> {
    /// The types to choose from; `None` if there is no choice.
    const TYPES: Option<&'static [&'static str]>;

    /// An empty value.
    fn start(choice: TypeChoice) -> T;

    /// The value.
    fn model(value: &T) -> &dyn Model;

    /// The value, to change.
    fn model_mut(value: &mut T) -> &mut dyn Model;

    /// The type to write where the value does not bring its `@odata.type`.
    fn type_to_write(value: &T) -> Option<&'static str>;
}

/// The form of a [`Model`].
#[doc(hidden)]
#[derive(Debug)]
pub struct One;

/// The form of what is [`Polymorphic`].
#[doc(hidden)]
#[derive(Debug)]
pub struct Choice;

/// The form of a value in a `Box`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Boxed;

impl<T: Model + Default + 'static> Form<T> for One {
    const TYPES: Option<&'static [&'static str]> = None;

    fn start(_: TypeChoice) -> T {
        T::default()
    }

    fn model(value: &T) -> &dyn Model {
        value
    }

    fn model_mut(value: &mut T) -> &mut dyn Model {
        value
    }

    fn type_to_write(_: &T) -> Option<&'static str> {
        None
    }
}

impl<T: Polymorphic> Form<T> for Choice {
    const TYPES: Option<&'static [&'static str]> = Some(T::TYPES);

    fn start(choice: TypeChoice) -> T {
        let index = match choice {
            TypeChoice::Known(index) => Some(index),
            TypeChoice::Declared => T::DECLARED,
            TypeChoice::Unknown => None,
        };
        index.and_then(T::from_index).unwrap_or_else(T::fallback)
    }

    fn model(value: &T) -> &dyn Model {
        value.model()
    }

    fn model_mut(value: &mut T) -> &mut dyn Model {
        value.model_mut()
    }

    fn type_to_write(value: &T) -> Option<&'static str> {
        type_to_write(value.model(), T::DECLARED.and_then(|index| T::TYPES.get(index).copied()))
    }
}

impl<T: Structured> Form<Box<T>> for Boxed {
    const TYPES: Option<&'static [&'static str]> = T::Form::TYPES;

    fn start(choice: TypeChoice) -> Box<T> {
        Box::new(T::Form::start(choice))
    }

    fn model(value: &Box<T>) -> &dyn Model {
        T::Form::model(value)
    }

    fn model_mut(value: &mut Box<T>) -> &mut dyn Model {
        T::Form::model_mut(value)
    }

    fn type_to_write(value: &Box<T>) -> Option<&'static str> {
        T::Form::type_to_write(value)
    }
}

impl<T: Structured> Structured for Box<T> {
    type Owner = T::Owner;
    type Form = Boxed;

    const FACTS: TypeFacts = T::FACTS;
}

/// The type that a polymorphic value must name: any but the declared one.
fn type_to_write(model: &dyn Model, declared: Option<&'static str>) -> Option<&'static str> {
    let name = model.table().type_name;
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

/// A value of a collection.
///
/// Here and in the slots: what is compiled for every type calls as few generic functions as can be, for
/// each of them is compiled for every type too.
fn nth<T>(values: &Option<Vec<T>>, index: usize) -> Option<&T> {
    match values {
        Some(values) => values.as_slice().get(index),
        None => None,
    }
}

impl<T: Structured> ObjectTarget for Option<T> {
    fn types(&self) -> Option<&'static [&'static str]> {
        T::Form::TYPES
    }

    fn start(&mut self, choice: TypeChoice) -> &mut dyn Model {
        T::Form::model_mut(self.insert(T::Form::start(choice)))
    }
}

#[allow(clippy::manual_map, reason = "`map` would be compiled for every type")]
impl<T: Structured> ObjectSlot for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(value) => Some(T::Form::model(value)),
            None => None,
        }
    }

    fn type_to_write(&self) -> Option<&'static str> {
        match self {
            Some(value) => T::Form::type_to_write(value),
            None => None,
        }
    }
}

impl<T: Structured> ObjectTarget for Option<Vec<T>> {
    fn types(&self) -> Option<&'static [&'static str]> {
        T::Form::TYPES
    }

    fn start(&mut self, choice: TypeChoice) -> &mut dyn Model {
        T::Form::model_mut(self.get_or_insert_default().push_mut(T::Form::start(choice)))
    }
}

#[allow(clippy::manual_map, reason = "`map` would be compiled for every type")]
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
        match nth(self, index) {
            Some(value) => Some(T::Form::model(value)),
            None => None,
        }
    }

    fn type_to_write(&self, index: usize) -> Option<&'static str> {
        match nth(self, index) {
            Some(value) => T::Form::type_to_write(value),
            None => None,
        }
    }
}
