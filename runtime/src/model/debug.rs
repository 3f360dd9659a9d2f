//! Models as text for developers: what has a value, under the names that the service has for it.

use std::borrow::Cow;
use std::fmt;

use super::Model;
use super::slot::Peek;

/// Writes a model: one function for all types, where a derived one would be compiled for each.
///
/// # Errors
///
/// If the formatter fails.
#[doc(hidden)]
pub fn debug(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = model.table().type_name.rsplit('.').next().unwrap_or_default();
    debug_named(if name.is_empty() { "Object" } else { name }, model, f)
}

/// The same under a name.
pub(crate) fn debug_named(name: &str, model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = model.table();
    let mut fields = f.debug_struct(name);
    for (index, name) in table.names.iter().enumerate() {
        let peek = model.peek(index);
        if peek.is_some() {
            fields.field(name, &peek);
        }
    }
    if !model.extra().is_empty() {
        fields.field("extra", model.extra());
    }
    fields.finish()
}

/// A model behind its trait.
struct Shown<'a>(&'a dyn Model);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}

/// Writes what is no scalar: models as above, members by their names.
pub(super) fn other(peek: &Peek<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match *peek {
        Peek::Enum(slot) => f.write_str(slot.get().unwrap_or_default()),
        Peek::Enums(slot) => list(f, slot.count(), |index| slot.get(index).map(|name| Text(name.into()))),
        Peek::Flags(slot) => match slot.get() {
            Some(set) => f.write_str(&set.text(slot.names())),
            None => Ok(()),
        },
        Peek::FlagSets(slot) => list(f, slot.count(), |index| Some(Text(slot.get(index)?.text(slot.names()).into()))),
        Peek::Object(slot) => match slot.get() {
            Some(model) => debug(model, f),
            None => Ok(()),
        },
        Peek::Objects(slot) => list(f, slot.count(), |index| slot.get(index).map(Shown)),
        _ => Ok(()),
    }
}

fn list<T: fmt::Debug>(
    f: &mut fmt::Formatter<'_>,
    count: Option<usize>,
    item: impl Fn(usize) -> Option<T>,
) -> fmt::Result {
    f.debug_list().entries((0..count.unwrap_or_default()).filter_map(item)).finish()
}

/// The names of members, without quotes.
struct Text<'a>(Cow<'a, str>);

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
