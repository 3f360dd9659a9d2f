//! Navigation properties: partners and referential constraints (CSDL, section 8).

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostics};

use super::paths::{Place, binding_path_exists, walk, walk_to_last};
use super::{ItemType, NavigationProperty, Primitive, Property, Schema, TypeId, TypeKind};

/// Checks what a navigation property of a type says.
pub(super) fn check(schema: &Schema, id: TypeId, property: &NavigationProperty, diagnostics: &mut Diagnostics) {
    let Some(target) = property.ty.named() else { return };
    if let Some(partner) = &property.partner
        && !binding_path_exists(schema, target, partner)
        && !schema.is_open_type(target)
    {
        let message = format!("the partner `{partner}` of `{}` does not exist", property.name);
        diagnostics.warn(Code::InvalidNavigation, property.span, message);
    }
    if property.ty.is_collection && !property.referential_constraints.is_empty() {
        let message = format!("`{}` is a collection: only one related entity can be constrained", property.name);
        diagnostics.warn(Code::InvalidConstraint, property.span, message);
        return;
    }
    let mut dependents = HashSet::new();
    for (dependent, principal) in &property.referential_constraints {
        if !dependents.insert(dependent) {
            let message = format!("`{dependent}` is constrained twice by `{}`", property.name);
            diagnostics.warn(Code::InvalidConstraint, property.span, message);
        }
        let exists = reaches(schema, id, dependent, property, diagnostics)
            & reaches(schema, target, principal, property, diagnostics);
        if exists {
            check_types(schema, (id, dependent), (target, principal), property, diagnostics);
        }
    }
}

/// Whether a constraint's path leads to something; reported where it does not.
fn reaches(
    schema: &Schema,
    owner: TypeId,
    path: &str,
    property: &NavigationProperty,
    diagnostics: &mut Diagnostics,
) -> bool {
    let found = walk(schema, owner, path.split('/')).is_some();
    if !found && !schema.is_open_type(owner) {
        let owner = &schema.get(owner).name;
        let message = format!("the constraint of `{}` names `{path}`, which `{owner}` does not have", property.name);
        diagnostics.error(Code::InvalidConstraint, property.span, message);
    }
    found
}

/// The dependent property holds a value of the principal one: their types must be the same.
fn check_types(
    schema: &Schema,
    (dependent_owner, dependent): (TypeId, &str),
    (principal_owner, principal): (TypeId, &str),
    property: &NavigationProperty,
    diagnostics: &mut Diagnostics,
) {
    let (Some(from), Some(to)) =
        (property_at(schema, dependent_owner, dependent), property_at(schema, principal_owner, principal))
    else {
        return;
    };
    let (first, second) = (underlying(schema, from), underlying(schema, to));
    let is_unknown = |item| item == ItemType::Primitive(Primitive::Untyped);
    if first != second && !is_unknown(first) && !is_unknown(second) {
        let message = format!(
            "the constraint of `{}` ties `{dependent}`, of the type `{}`, to `{principal}`, of the type `{}`",
            property.name,
            schema.type_text(&from.ty),
            schema.type_text(&to.ty)
        );
        diagnostics.error(Code::InvalidConstraint, property.span, message);
    }
}

/// The structural property that a path ends in.
fn property_at<'s>(schema: &'s Schema, owner: TypeId, path: &str) -> Option<&'s Property> {
    let (Some(Place::Type(owner, _)), last) = walk_to_last(schema, owner, path) else { return None };
    schema.property(owner, last).map(|(_, property)| property)
}

/// A property's type, a type definition taken for what it defines.
fn underlying(schema: &Schema, property: &Property) -> ItemType {
    match property.ty.item {
        ItemType::Named(id) => match &schema.get(id).kind {
            TypeKind::Definition(definition) => ItemType::Primitive(definition.underlying),
            _ => property.ty.item,
        },
        item @ ItemType::Primitive(_) => item,
    }
}
