//! What can only be checked once everything is resolved.

use crate::diagnostic::{Code, Diagnostics};
use crate::parallel;

use super::ahead::WORTH_A_THREAD;
use super::{Container, Schema, SchemaType, TypeId};
use super::{bindings, constraints, final_states, keys, overloads, sets, uniqueness};

/// Checks a resolved schema.
pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    if schema.types.len() < WORTH_A_THREAD {
        check_names(schema, diagnostics);
        return check_members(schema, diagnostics);
    }
    let mut of_members = diagnostics.of_the_same_run();
    parallel::both(|| check_names(schema, diagnostics), || check_members(schema, &mut of_members));
    diagnostics.append(of_members);
}

fn check_names(schema: &Schema, diagnostics: &mut Diagnostics) {
    final_states::check_in_line(schema, diagnostics);
    overloads::check(schema, diagnostics);
    uniqueness::check(schema, diagnostics);
}

fn check_members(schema: &Schema, diagnostics: &mut Diagnostics) {
    for id in schema.ids() {
        let ty = schema.get(id);
        redeclared(schema, id, ty, diagnostics);
        keys::check(schema, id, ty, diagnostics);
        for property in ty.structured().into_iter().flat_map(|ty| &ty.navigation) {
            constraints::check(schema, id, property, diagnostics);
            keys::check_contained(schema, property, diagnostics);
        }
    }
    for operation in &schema.operations {
        sets::check_path(schema, operation, diagnostics);
    }
    if let Some(container) = &schema.container {
        navigation_sources(schema, container, diagnostics);
        for import in &container.imports {
            sets::check_import(schema, import, diagnostics);
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

fn navigation_sources(schema: &Schema, container: &Container, diagnostics: &mut Diagnostics) {
    for set in &container.entity_sets {
        bindings::check(schema, set.entity_type, &set.bindings, (&set.name, set.span), diagnostics);
        keys::check_set(schema, set, diagnostics);
    }
    for one in &container.singletons {
        bindings::check(schema, one.entity_type, &one.bindings, (&one.name, one.span), diagnostics);
    }
}
