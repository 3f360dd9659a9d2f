//! Whether two models are equal: one function for all types, where a derived one would be compiled for each.

use super::Model;
use super::slot::Peek;

/// Whether two models of one type have equal properties, and the same of what is not declared.
#[doc(hidden)]
#[must_use]
pub fn equal(one: &dyn Model, other: &dyn Model) -> bool {
    let (table, others) = (one.table(), other.table());
    table.type_name == others.type_name
        && table.names == others.names
        && (0..table.names.len()).all(|index| equal_values(&one.peek(index), &other.peek(index)))
        && one.extra() == other.extra()
}

/// Whether two slots hold equal values, or neither holds one.
fn equal_values(one: &Peek<'_>, other: &Peek<'_>) -> bool {
    match (one, other) {
        (Peek::Enum(one), Peek::Enum(other)) => one.get() == other.get(),
        (Peek::Flags(one), Peek::Flags(other)) => one.get() == other.get(),
        (Peek::Object(one), Peek::Object(other)) => equal_models(one.get(), other.get()),
        (Peek::Enums(one), Peek::Enums(other)) => {
            all(one.count(), other.count(), |index| one.get(index) == other.get(index))
        }
        (Peek::FlagSets(one), Peek::FlagSets(other)) => {
            all(one.count(), other.count(), |index| one.get(index) == other.get(index))
        }
        (Peek::Objects(one), Peek::Objects(other)) => {
            all(one.count(), other.count(), |index| equal_models(one.get(index), other.get(index)))
        }
        _ => one.same_scalar(other),
    }
}

fn equal_models(one: Option<&dyn Model>, other: Option<&dyn Model>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => equal(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Whether there are as many of both, and each two are equal.
fn all(count: Option<usize>, other: Option<usize>, is_equal: impl Fn(usize) -> bool) -> bool {
    count == other && (0..count.unwrap_or_default()).all(is_equal)
}
