//! Keys: what may be one, and what needs one (CSDL, section 6.5).

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostics, Severity, suggestion};

use super::paths::{Place, walk_to_last};
use super::{
    EntitySet, ItemType, KeyProperty, NavigationProperty, Primitive, Property, Schema, SchemaType, StructuredType,
    TypeId, TypeKind,
};

/// Checks the key that a type declares.
pub(super) fn check(schema: &Schema, id: TypeId, ty: &SchemaType, diagnostics: &mut Diagnostics) {
    let Some(structured) = ty.structured().filter(|ty| !ty.key.is_empty()) else { return };
    if let Some(owner) = inherited_from(schema, structured) {
        let message = format!("`{}` has a key, and its base type `{}` has one already", ty.name, owner.name);
        // No entity is of an abstract type itself: those of this type have this key.
        let is_abstract = owner.structured().is_some_and(|owner| owner.is_abstract);
        let (severity, code) =
            if is_abstract { (Severity::Warning, Code::UnusualKey) } else { (Severity::Error, Code::InvalidKey) };
        diagnostics.report(severity, code, ty.span, message).help("a key is inherited, and not declared again");
    }
    let mut names = HashSet::new();
    for part in &structured.key {
        let name = part.alias.as_deref().unwrap_or(&part.path);
        if !names.insert(name) {
            let message = format!("the key of `{}` has `{name}` twice", ty.name);
            diagnostics.error(Code::InvalidKey, ty.span, message);
        }
        check_part(schema, id, ty, part, diagnostics);
    }
}

/// The type that a key is inherited from.
fn inherited_from<'s>(schema: &'s Schema, ty: &StructuredType) -> Option<&'s SchemaType> {
    let base = ty.base?;
    let mut lineage = std::iter::once(base).chain(schema.ancestors(base));
    let has_key = |id: &TypeId| schema.structured(*id).is_some_and(|ty| !ty.key.is_empty());
    lineage.find(has_key).map(|id| schema.get(id))
}

fn check_part(schema: &Schema, id: TypeId, ty: &SchemaType, part: &KeyProperty, diagnostics: &mut Diagnostics) {
    let (owner, last) = walk_to_last(schema, id, &part.path);
    let property = match owner {
        Some(Place::Unknown) => return,
        Some(Place::Type(owner, _)) => schema.property(owner, last),
        _ => None,
    };
    let Some((_, property)) = property else {
        let names = schema.properties(id);
        let help = suggestion(&part.path, names.iter().map(|(_, property)| property.name.as_str()));
        let message = format!("the key of `{}` names the property `{}`, which does not exist", ty.name, part.path);
        diagnostics.error(Code::InvalidKey, ty.span, message).help_with(help);
        return;
    };
    check_alias(schema, id, ty, part, diagnostics);
    check_type(schema, ty, part, property, diagnostics);
}

/// A path needs an alias, and nothing else may have the alias's name.
fn check_alias(schema: &Schema, id: TypeId, ty: &SchemaType, part: &KeyProperty, diagnostics: &mut Diagnostics) {
    let is_path = part.path.contains('/');
    let message = match &part.alias {
        None if is_path => {
            format!("the key property `{}` of `{}` is a path and needs an alias", part.path, ty.name)
        }
        Some(alias) if *alias != part.path && schema.has_member(id, alias) => {
            let message = format!("the alias `{alias}` in the key of `{}` is the name of a property", ty.name);
            diagnostics.error(Code::InvalidKey, ty.span, message);
            return;
        }
        Some(alias) if !is_path => {
            format!("the key property `{}` of `{}` is no path and needs no alias `{alias}`", part.path, ty.name)
        }
        _ => return,
    };
    diagnostics.warn(Code::UnusualKey, ty.span, message);
}

/// Whether values of a type can be part of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fitness {
    Fit,
    /// Not by the standard, but services have such keys.
    Unusual,
    Unfit,
}

fn check_type(
    schema: &Schema,
    ty: &SchemaType,
    part: &KeyProperty,
    property: &Property,
    diagnostics: &mut Diagnostics,
) {
    let name = &part.path;
    match fitness(schema, property) {
        Fitness::Unfit => {
            let text = schema.type_text(&property.ty);
            let message = format!("`{name}` of `{}` cannot be part of a key: it is of the type `{text}`", ty.name);
            diagnostics.error(Code::InvalidKey, property.span, message);
            return;
        }
        Fitness::Unusual => {
            let text = schema.type_text(&property.ty);
            let message = format!("`{name}` of `{}` is part of the key, and of the type `{text}`", ty.name);
            diagnostics.warn(Code::UnusualKey, property.span, message);
        }
        Fitness::Fit => {}
    }
    if property.ty.nullable {
        let message = format!("`{name}` of `{}` is part of the key, and may be null", ty.name);
        diagnostics.warn(Code::UnusualKey, property.span, message);
    }
}

fn fitness(schema: &Schema, property: &Property) -> Fitness {
    if property.ty.is_collection {
        return Fitness::Unfit;
    }
    let primitive = match property.ty.item {
        ItemType::Primitive(primitive) => primitive,
        ItemType::Named(id) => match &schema.get(id).kind {
            TypeKind::Enum(_) => return Fitness::Fit,
            TypeKind::Definition(definition) => definition.underlying,
            TypeKind::Complex(_) | TypeKind::Entity(_) => return Fitness::Unfit,
        },
    };
    match primitive {
        Primitive::Binary | Primitive::Double | Primitive::Single => Fitness::Unusual,
        Primitive::Boolean
        | Primitive::Byte
        | Primitive::Date
        | Primitive::DateTimeOffset
        | Primitive::Decimal
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::Int16
        | Primitive::Int32
        | Primitive::Int64
        | Primitive::SByte
        | Primitive::String
        | Primitive::TimeOfDay => Fitness::Fit,
        // A type of a document that is not given counts as untyped.
        Primitive::Untyped => Fitness::Fit,
        _ if primitive.name().starts_with("Geo") => Fitness::Unusual,
        _ => Fitness::Unfit,
    }
}

/// Checks that the entities of a set can be told apart.
pub(super) fn check_set(schema: &Schema, set: &EntitySet, diagnostics: &mut Diagnostics) {
    // An open type may have its key from a base type whose document is not given.
    if schema.key(set.entity_type).is_empty() && !schema.is_open_type(set.entity_type) {
        let ty = schema.get(set.entity_type);
        let message = format!("`{}`, the type of the set `{}`, has no key", ty.name, set.name);
        // Entities of an abstract type are of types that may have one.
        let is_abstract = ty.structured().is_some_and(|ty| ty.is_abstract);
        let severity = if is_abstract { Severity::Warning } else { Severity::Error };
        diagnostics.report(severity, Code::MissingKey, set.span, message);
    }
}

/// The same of a collection that lives inside of its parent.
pub(super) fn check_contained(schema: &Schema, property: &NavigationProperty, diagnostics: &mut Diagnostics) {
    let Some(target) = property.ty.named().filter(|_| property.contains_target && property.ty.is_collection) else {
        return;
    };
    if schema.key(target).is_empty() && !schema.is_open_type(target) {
        let message =
            format!("`{}` contains entities of `{}`, which has no key", property.name, schema.get(target).name);
        diagnostics.warn(Code::MissingKey, property.span, message);
    }
}
