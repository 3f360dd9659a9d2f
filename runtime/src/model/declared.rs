//! What kinds of types there are: models, choices of models, enumerations, sets of members.
//!
//! Emitted code says of a type what kind it is, and no more; what follows from that is here, once for all types.

use std::marker::PhantomData;

use super::Model;
use super::enumeration::TypeName;
use super::facts::TypeFacts;
use super::object::{Choices, Polymorphic, TypeChoice};
use crate::query::Item;

/// A type that the metadata declares. The macros implement it.
///
/// What differs between kinds of types is in [`Kind`](Self::Kind), so that nothing but its name is compiled for
/// each type.
#[doc(hidden)]
pub trait Declared: Sized + 'static {
    /// What kind of type it is: [`One`], [`Choice`], [`Member`], [`Set`].
    type Kind;

    /// The qualified name of the type; empty where nothing but models was emitted.
    const NAME: &'static str = "";

    /// What requests for such values need besides.
    const FACTS: TypeFacts = TypeFacts::NONE;
}

/// A type that can be the value of an object slot.
#[doc(hidden)]
pub trait Structured: Declared<Kind: Form<Self> + Scoped<Self>> {
    /// The value.
    fn model(&self) -> &dyn Model {
        Self::Kind::model(self)
    }
}

impl<T: Declared<Kind: Form<T> + Scoped<T>>> Structured for T {}

impl<T: Declared> TypeName for T {
    const TYPE_NAME: &'static str = T::NAME;
}

/// What expressions about one value of a type belong to: the type that has the constants of the properties, or
/// [`Item`] of an enumeration.
#[doc(hidden)]
pub type ScopeOf<T> = <<T as Declared>::Kind as Scoped<T>>::Scope;

/// How values of a structured type are made and looked into: as [`One`] model, or as a [`Choice`] of several.
#[doc(hidden)]
pub trait Form<T> {
    /// The types to choose from; `None` if there is no choice.
    const CHOICES: Option<&'static Choices>;

    /// An empty value.
    fn start(choice: TypeChoice) -> T;

    /// The value.
    fn model(value: &T) -> &dyn Model;

    /// The value, to change.
    fn model_mut(value: &mut T) -> &mut dyn Model;
}

/// What expressions about one value of a type belong to, by the kind of the type.
#[doc(hidden)]
pub trait Scoped<T> {
    type Scope;
}

/// The kind of a [`Model`].
#[doc(hidden)]
#[derive(Debug)]
pub struct One;

/// The kind of what is [`Polymorphic`]. The owner is the type that has the constants of the properties.
#[doc(hidden)]
#[derive(Debug)]
pub struct Choice<Owner>(PhantomData<fn() -> Owner>);

/// The kind of a structured value in a `Box`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Boxed;

/// The kind of an [`Enum`](super::Enum).
#[doc(hidden)]
#[derive(Debug)]
pub struct Member;

/// The kind of [`Flags`](super::Flags).
#[doc(hidden)]
#[derive(Debug)]
pub struct Set;

impl<T> Scoped<T> for One {
    type Scope = T;
}

impl<T, Owner> Scoped<T> for Choice<Owner> {
    type Scope = Owner;
}

impl<T: Declared<Kind: Scoped<T>>> Scoped<Box<T>> for Boxed {
    type Scope = <T::Kind as Scoped<T>>::Scope;
}

impl<T> Scoped<T> for Member {
    type Scope = Item<T>;
}

impl<T> Scoped<T> for Set {
    type Scope = Item<T>;
}

impl<T: Model + Default + 'static> Form<T> for One {
    const CHOICES: Option<&'static Choices> = None;

    fn start(_: TypeChoice) -> T {
        T::default()
    }

    fn model(value: &T) -> &dyn Model {
        value
    }

    fn model_mut(value: &mut T) -> &mut dyn Model {
        value
    }
}

impl<T: Polymorphic, Owner> Form<T> for Choice<Owner> {
    const CHOICES: Option<&'static Choices> = Some(&Choices { types: T::TYPES, declared: T::DECLARED });

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
}

impl<T: Structured> Form<Box<T>> for Boxed {
    const CHOICES: Option<&'static Choices> = T::Kind::CHOICES;

    fn start(choice: TypeChoice) -> Box<T> {
        Box::new(T::Kind::start(choice))
    }

    fn model(value: &Box<T>) -> &dyn Model {
        T::Kind::model(value)
    }

    fn model_mut(value: &mut Box<T>) -> &mut dyn Model {
        T::Kind::model_mut(value)
    }
}

impl<T: Structured> Declared for Box<T> {
    type Kind = Boxed;

    const NAME: &'static str = T::NAME;
    const FACTS: TypeFacts = T::FACTS;
}
