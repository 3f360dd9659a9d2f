//! What can only be checked once everything is resolved.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostics, Span, suggestion};

use super::final_states;
use super::paths::{Place, binding_path_exists, set_target, walk};
use super::{
    Binding, Container, ItemType, KeyProperty, NavigationProperty, Operation, OperationImport, Primitive, Schema,
    SchemaType, TypeId, TypeKind,
};

/// Checks a resolved schema.
pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    final_states::check_in_line(schema, diagnostics);
    for id in schema.ids() {
        let ty = schema.get(id);
        redeclared(schema, id, ty, diagnostics);
        key(schema, id, ty, diagnostics);
        for property in ty.structured().into_iter().flat_map(|ty| &ty.navigation) {
            navigation(schema, id, property, diagnostics);
        }
    }
    if let Some(container) = &schema.container {
        sets(schema, container, diagnostics);
        for import in &container.imports {
            import_set(schema, import, diagnostics);
        }
    }
}

/// A property that a base type has already. Deriving types cannot say it anew.
fn redeclared(schema: &Schema, id: TypeId, ty: &SchemaType, diagnostics: &mut Diagnostics) {
    let Some(structured) = ty.structured() else { return };
    let Some(base) = structured.base else { return };
    let properties = structured.properties.iter().map(|property| (&property.name, property.span));
    let navigation = structured.navigation.iter().map(|property| (&property.name, property.span));
    for (name, span) in properties.chain(navigation) {
        let same = match (schema.property(base, name), schema.property(id, name)) {
            (Some((_, above)), Some((_, here))) => above.ty == here.ty,
            (None, _) if schema.navigation_property(base, name).is_none() => continue,
            _ => false,
        };
        let message = format!("`{name}` is declared by a base type of `{}` already", ty.name);
        if same {
            diagnostics.warn(Code::Duplicate, span, message);
        } else {
            diagnostics.error(Code::Duplicate, span, message).help("the two declarations differ");
        }
    }
}

fn key(schema: &Schema, id: TypeId, ty: &SchemaType, diagnostics: &mut Diagnostics) {
    let Some(structured) = ty.structured().filter(|ty| !ty.key.is_empty()) else { return };
    let base_has_key = structured.base.is_some_and(|base| !schema.key(base).is_empty());
    if base_has_key {
        let message = format!("`{}` has a key, and a base type has one too", ty.name);
        diagnostics.warn(Code::UnusualKey, ty.span, message).help("the type's own key counts");
    }
    let mut names = HashSet::new();
    for part in &structured.key {
        let name = part.alias.as_deref().unwrap_or(&part.path);
        if !names.insert(name) {
            let message = format!("the key of `{}` has `{name}` twice", ty.name);
            diagnostics.error(Code::InvalidKey, ty.span, message);
        }
        key_part(schema, id, ty, part, diagnostics);
    }
}

fn key_part(schema: &Schema, id: TypeId, ty: &SchemaType, part: &KeyProperty, diagnostics: &mut Diagnostics) {
    let (before, last) = part.path.rsplit_once('/').map_or((None, part.path.as_str()), |(a, b)| (Some(a), b));
    let owner = match before {
        None => Some(Place::Type(id, false)),
        Some(path) => walk(schema, id, path.split('/')),
    };
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
    if before.is_some() && part.alias.is_none() {
        let message = format!("the key property `{}` of `{}` is a path and needs an alias", part.path, ty.name);
        diagnostics.warn(Code::UnusualKey, ty.span, message);
    }
    let can_be_key = !property.ty.is_collection
        && match property.ty.item {
            ItemType::Named(id) => matches!(schema.get(id).kind, TypeKind::Enum(_) | TypeKind::Definition(_)),
            ItemType::Primitive(Primitive::Stream | Primitive::ComplexType | Primitive::EntityType) => false,
            ItemType::Primitive(_) => true,
        };
    if !can_be_key {
        let message = format!("`{}` of `{}` cannot be part of a key: its values are not primitive", part.path, ty.name);
        diagnostics.error(Code::InvalidKey, property.span, message);
    } else if property.ty.nullable {
        let message = format!("`{}` of `{}` is part of the key, and may be null", part.path, ty.name);
        diagnostics.warn(Code::UnusualKey, property.span, message);
    }
}

fn navigation(schema: &Schema, id: TypeId, property: &NavigationProperty, diagnostics: &mut Diagnostics) {
    let Some(target) = property.ty.named() else { return };
    if let Some(partner) = &property.partner
        && !binding_path_exists(schema, target, partner)
        && !schema.is_open_type(target)
    {
        let message = format!("the partner `{partner}` of `{}` does not exist", property.name);
        diagnostics.warn(Code::InvalidNavigation, property.span, message);
    }
    for (dependent, principal) in &property.referential_constraints {
        for (owner, path) in [(id, dependent), (target, principal)] {
            if walk(schema, owner, path.split('/')).is_none() && !schema.is_open_type(owner) {
                let message = format!("the constraint of `{}` names `{path}`, which does not exist", property.name);
                diagnostics.warn(Code::InvalidNavigation, property.span, message);
            }
        }
    }
}

fn sets(schema: &Schema, container: &Container, diagnostics: &mut Diagnostics) {
    for set in &container.entity_sets {
        bindings(schema, set.entity_type, &set.bindings, &set.name, set.span, diagnostics);
        let ty = schema.get(set.entity_type);
        let is_abstract = ty.structured().is_some_and(|ty| ty.is_abstract);
        if !is_abstract && schema.key(set.entity_type).is_empty() && !schema.is_open_type(set.entity_type) {
            let message = format!("`{}`, the type of the set `{}`, has no key", ty.name, set.name);
            diagnostics.warn(Code::MissingKey, ty.span, message);
        }
    }
    for one in &container.singletons {
        bindings(schema, one.entity_type, &one.bindings, &one.name, one.span, diagnostics);
    }
}

fn bindings(
    schema: &Schema,
    from: TypeId,
    bindings: &[Binding],
    owner: &str,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    for binding in bindings {
        let problem = if !binding_path_exists(schema, from, &binding.path) {
            format!("`{}` leads to no navigation property", binding.path)
        } else if set_target(schema, &binding.target).is_none() {
            format!("there is no set or singleton `{}`", binding.target)
        } else {
            continue;
        };
        let message = format!("a binding of `{owner}` cannot be resolved: {problem}");
        diagnostics.warn(Code::UnresolvedBinding, span, message);
    }
}

/// The set that an import's results belong to.
fn import_set(schema: &Schema, import: &OperationImport, diagnostics: &mut Diagnostics) {
    let Some(set) = &import.entity_set else { return };
    let Some(place) = set_target(schema, set) else {
        let message = format!("the results of `{}` belong to `{set}`, which does not exist", import.name);
        diagnostics.warn(Code::InvalidImport, import.span, message);
        return;
    };
    let Place::Type(set_type, _) = place else { return };
    let fits = |operation: &Operation| match operation.result.as_ref().map(|result| result.item) {
        Some(ItemType::Named(result)) => schema.is_a(result, set_type) || schema.is_a(set_type, result),
        Some(ItemType::Primitive(Primitive::EntityType | Primitive::Untyped)) => true,
        Some(ItemType::Primitive(_)) | None => false,
    };
    let mut overloads = schema.unbound(&import.operation, import.kind).peekable();
    if overloads.peek().is_some() && !overloads.any(fits) {
        let message = format!("the results of `{}` are not of the type of the set `{set}`", import.name);
        diagnostics.error(Code::InvalidImport, import.span, message);
    }
}
