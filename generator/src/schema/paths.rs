//! Paths through types: properties, navigation, casts.

use super::{Binding, ItemType, Primitive, Schema, TypeId, TypeReference};

/// Where a path has led so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At a value of a type of the schema. Whether the last step was a navigation property.
    Type(TypeId, bool),
    /// At a value that has no declared parts.
    Primitive,
    /// Somewhere that the documents do not tell: an untyped value, or a type that is not given.
    Unknown,
}

/// Follows one segment from a type. `None` where there is no such segment.
pub(super) fn step(schema: &Schema, from: TypeId, segment: &str) -> Option<Place> {
    if segment.contains('.') {
        let cast = schema.find_by_full_name(segment)?;
        return (schema.is_a(cast, from) || schema.is_a(from, cast)).then_some(Place::Type(cast, false));
    }
    if let Some((_, property)) = schema.property(from, segment) {
        return Some(place(&property.ty, false));
    }
    schema.navigation_property(from, segment).map(|(_, property)| place(&property.ty, true))
}

fn place(ty: &TypeReference, by_navigation: bool) -> Place {
    match ty.item {
        ItemType::Named(id) => Place::Type(id, by_navigation),
        ItemType::Primitive(Primitive::Untyped | Primitive::ComplexType | Primitive::EntityType) => Place::Unknown,
        ItemType::Primitive(_) => Place::Primitive,
    }
}

/// Follows a whole path from a type. `None` where a segment does not exist.
pub(super) fn walk<'s>(schema: &Schema, from: TypeId, segments: impl Iterator<Item = &'s str>) -> Option<Place> {
    let mut at = Place::Type(from, false);
    for segment in segments {
        at = match at {
            Place::Type(id, by_navigation) => match step(schema, id, segment)? {
                // A cast leads nowhere else.
                Place::Type(cast, _) if segment.contains('.') => Place::Type(cast, by_navigation),
                place => place,
            },
            Place::Primitive => return None,
            Place::Unknown => return Some(Place::Unknown),
        };
    }
    Some(at)
}

/// Follows a path but for its last segment. Where that leads, and the last segment.
pub(super) fn walk_to_last<'p>(schema: &Schema, from: TypeId, path: &'p str) -> (Option<Place>, &'p str) {
    match path.rsplit_once('/') {
        None => (Some(Place::Type(from, false)), path),
        Some((before, last)) => (walk(schema, from, before.split('/')), last),
    }
}

/// Whether a navigation property binding's path leads over existing segments to a navigation
/// property.
pub(super) fn binding_path_exists(schema: &Schema, from: TypeId, path: &str) -> bool {
    matches!(walk(schema, from, path.split('/')), Some(Place::Unknown | Place::Type(_, true)))
}

/// Whether the target of a binding or import exists: a set or singleton of the container, perhaps
/// with the container's name before it, perhaps with a containment path after it.
pub(super) fn set_target(schema: &Schema, target: &str) -> Option<Place> {
    let container = schema.container.as_ref()?;
    let mut segments = target.split('/').peekable();
    if let Some(first) = segments.peek()
        && first.contains('.')
    {
        if *first != container.name.to_string() {
            return None;
        }
        segments.next();
    }
    let name = segments.next()?;
    let set = container.entity_sets.iter().find(|set| set.name == name).map(|set| set.entity_type);
    let singleton = || container.singletons.iter().find(|one| one.name == name).map(|one| one.entity_type);
    walk(schema, set.or_else(singleton)?, segments)
}

impl Schema {
    /// Whether a type has a member, own or inherited, of a name.
    pub(crate) fn has_member(&self, id: TypeId, name: &str) -> bool {
        step(self, id, name).is_some()
    }

    /// Whether a path of properties exists from a type.
    pub(crate) fn has_path(&self, id: TypeId, path: &str) -> bool {
        walk(self, id, path.split('/')).is_some()
    }

    /// Whether a type may have undeclared properties.
    pub(crate) fn is_open_type(&self, id: TypeId) -> bool {
        self.lineage(id).iter().any(|id| self.structured(*id).is_some_and(|ty| ty.is_open))
    }

    /// Whether both ends of a binding exist.
    pub(crate) fn binding_resolves(&self, from: TypeId, binding: &Binding) -> bool {
        binding_path_exists(self, from, &binding.path) && self.has_set(&binding.target)
    }

    /// Whether the container has a set or singleton, or a path below one.
    pub(crate) fn has_set(&self, target: &str) -> bool {
        set_target(self, target).is_some()
    }

    /// Whether the target of other annotations exists: what it starts with, and the path after it.
    pub(crate) fn has_target(&self, target: &str) -> bool {
        let head = super::targets::head(target);
        let path = target.find('/').and_then(|at| target.get(at + 1..)).unwrap_or_default();
        let steps: Vec<&str> = path.split('/').take_while(|step| !step.is_empty() && !step.starts_with('@')).collect();
        if let Some(id) = self.find(&head) {
            return walk(self, id, steps.into_iter()).is_some();
        }
        let is_container = self.container.as_ref().is_some_and(|container| container.name == head);
        if is_container {
            return set_target(self, &steps.join("/")).is_some();
        }
        self.operations.iter().any(|operation| operation.name == head)
    }
}
