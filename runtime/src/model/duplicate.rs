//! Copies of models: one function for all types, where a derived `Clone` would be compiled for each.

use super::Model;
use super::enumeration::Name;
use super::object::{Choices, ObjectTarget, TypeChoice};
use super::slot::{Peek, Slot};

/// A copy of a model.
#[doc(hidden)]
#[must_use]
pub fn duplicate<T: Model + Default>(model: &T) -> T {
    let mut copy = T::default();
    copy_model(model, &mut copy);
    copy
}

/// Puts copies of all that a model has into an empty one of the same type.
pub(crate) fn copy_model(from: &dyn Model, to: &mut dyn Model) {
    for index in 0..from.table().names.len() {
        let peek = from.peek(index);
        if peek.is_some() {
            copy_value(&peek, to.slot(index));
        }
    }
    if let Some(extra) = to.extra_mut() {
        extra.clone_from(from.extra());
    }
}

/// Puts a copy of a value into an empty slot of the same kind.
fn copy_value(from: &Peek<'_>, to: Slot<'_>) {
    match (from, to) {
        (Peek::Enum(from), Slot::Enum(to)) => to.set(from.get().map(|name| Name::exact(name, to.names())).as_ref()),
        (Peek::Enums(from), Slot::Enums(to)) => {
            to.begin(true);
            for name in items(from.count(), |index| from.get(index)) {
                to.push(&Name::exact(name, to.names()));
            }
        }
        (Peek::Flags(from), Slot::Flags(to)) => to.set(from.get().cloned()),
        (Peek::FlagSets(from), Slot::FlagSets(to)) => {
            to.begin(true);
            items(from.count(), |index| from.get(index)).for_each(|set| to.push(set.clone()));
        }
        (Peek::Object(from), Slot::Object(to)) => {
            if let Some(model) = from.get() {
                copy_object(model, to);
            }
        }
        (Peek::Objects(from), Slot::Objects(to)) => {
            to.begin(true);
            to.reserve(from.count().unwrap_or_default());
            items(from.count(), |index| from.get(index)).for_each(|model| copy_object(model, to));
        }
        (from, to) => from.copy_scalar(to),
    }
}

fn copy_object<Target: ObjectTarget + ?Sized>(model: &dyn Model, to: &mut Target) {
    let choice = to.choices().map_or(TypeChoice::Declared, |choices| choice_of(model, choices));
    if let Some(copy) = to.start(choice) {
        copy_model(model, copy);
    }
}

/// Which of the types a value has.
fn choice_of(model: &dyn Model, choices: &Choices) -> TypeChoice {
    let name = model.table().type_name;
    choices.types.iter().position(|known| *known == name).map_or(TypeChoice::Unknown, TypeChoice::Known)
}

/// The values of a collection.
fn items<T>(count: Option<usize>, get: impl Fn(usize) -> Option<T>) -> impl Iterator<Item = T> {
    (0..count.unwrap_or_default()).map_while(get)
}
