//! A schema as a flat list: every element under a name that lasts, with what can change of it.

mod annotations;
mod operations;
mod structure;

use std::collections::BTreeMap;

use crate::schema::Schema;

use super::model::ElementKind;

pub(super) use operations::OperationKeys;

/// The elements of a schema by their names: `Ns.type`, `Ns.type/member`, `/set`, and for operations
/// what [`OperationKeys`] calls them.
pub(super) type Elements = BTreeMap<String, Element>;

/// One element.
#[derive(Debug)]
pub(super) struct Element {
    /// What it is.
    pub(super) kind: ElementKind,
    /// What it is told under: the type that it belongs to, or is bound to, or the container.
    pub(super) group: String,
    /// The element that it is a part of, which comes and goes with it.
    pub(super) parent: Option<String>,
    /// What can change of it, by name.
    pub(super) aspects: BTreeMap<String, Aspect>,
}

/// One thing that can change of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aspect {
    /// What kind of thing.
    pub(super) class: Class,
    /// Its value; none where it is only there or not.
    pub(super) value: Option<String>,
    /// Whether the value is worth showing.
    pub(super) is_shown: bool,
}

/// What a change of an aspect means, where no Rust item shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// What values look like, or what the service does with them.
    Shape,
    /// How types and operations hang together: what matters of it, Rust items show.
    Structure,
    /// That a type derives from this one.
    Derived,
    /// Which requests a service takes.
    Capability,
    /// Which options requests may have; some requests exist only with them.
    Options,
    /// Words.
    Docs,
}

impl Element {
    fn new(kind: ElementKind, group: impl Into<String>) -> Self {
        Self { kind, group: group.into(), parent: None, aspects: BTreeMap::new() }.with("kind", kind.text())
    }

    fn in_parent(mut self, parent: impl Into<String>) -> Self {
        self.parent = Some(parent.into());
        self
    }

    /// With an aspect that has a value.
    fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(Class::Shape, name, value);
        self
    }

    /// With an aspect, where it has a value.
    fn maybe(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With how it hangs together with others.
    fn within(mut self, name: &str, value: Option<impl Into<String>>) -> Self {
        if let Some(value) = value {
            self.set(Class::Structure, name, value);
        }
        self
    }

    fn set(&mut self, class: Class, name: &str, value: impl Into<String>) {
        self.aspects.insert(name.to_owned(), Aspect { class, value: Some(value.into()), is_shown: true });
    }

    /// Adds an aspect that is there or not.
    fn has(&mut self, class: Class, name: String) {
        self.aspects.insert(name, Aspect { class, value: None, is_shown: true });
    }

    /// The value of an aspect.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.aspects.get(name)?.value.as_deref()
    }
}

/// Lists a schema.
pub(super) fn list(schema: &Schema, keys: &OperationKeys) -> Elements {
    let mut elements = Elements::new();
    structure::types(schema, &mut elements);
    structure::container(schema, &mut elements);
    operations::operations(schema, keys, &mut elements);
    elements
}

/// What the container is told under.
pub(super) const CONTAINER: &str = "entity container";
