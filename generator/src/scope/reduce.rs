//! A schema cut down to a closure.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{
    Container, ItemType, NavigationProperty, Operation, Schema, SchemaType, StructuredType, TypeId, TypeKind,
    TypeReference,
};

use super::closure::{Closure, Kept};
use super::roots::Roots;

/// Cuts a schema down, renumbering its types.
pub(super) fn reduce(schema: &Schema, roots: &Roots, closure: &Closure) -> Schema {
    let is_one_whole = !schema.namespaces.iter().any(|namespace| namespace.is_referenced);
    if roots.everything && roots.policies.is_empty() && is_one_whole {
        return schema.clone();
    }
    let numbers: BTreeMap<TypeId, TypeId> =
        closure.types.keys().enumerate().map(|(index, id)| (*id, TypeId::from_index(index))).collect();
    let numbering = Numbering(numbers);
    let mut reduced = Schema {
        types: closure.types.keys().filter_map(|id| schema_type(schema, *id, closure, &numbering)).collect(),
        operations: operations(schema, closure, &numbering),
        terms: Vec::new(),
        container: None,
        namespaces: Vec::new(),
        other_annotations: Vec::new(),
    };
    reduced.container =
        schema.container.as_ref().and_then(|container| self::container(container, roots, &reduced, &numbering));
    reduced.terms = terms(schema, roots, &numbering);
    drop_loose_ends(&mut reduced);
    reduced.other_annotations = schema
        .other_annotations
        .iter()
        .filter(|(target, _)| (roots.everything && is_one_whole) || reduced.has_target(target))
        .cloned()
        .collect();
    reduced.namespaces = namespaces(schema, roots, &reduced);
    reduced
}

/// New numbers of the types that are kept.
struct Numbering(BTreeMap<TypeId, TypeId>);

impl Numbering {
    fn get(&self, id: TypeId) -> Option<TypeId> {
        self.0.get(&id).copied()
    }

    fn reference(&self, ty: &TypeReference) -> Option<TypeReference> {
        let item = match ty.item {
            ItemType::Named(id) => ItemType::Named(self.get(id)?),
            primitive @ ItemType::Primitive(_) => primitive,
        };
        Some(TypeReference { item, ..ty.clone() })
    }
}

fn schema_type(schema: &Schema, id: TypeId, closure: &Closure, numbering: &Numbering) -> Option<SchemaType> {
    let mut ty = schema.get(id).clone();
    if let TypeKind::Complex(structured) | TypeKind::Entity(structured) = &mut ty.kind {
        *structured = self::structured(structured, closure.kept.get(&id)?, numbering);
    }
    Some(ty)
}

fn structured(ty: &StructuredType, kept: &Kept, numbering: &Numbering) -> StructuredType {
    let properties = ty.properties.iter().filter(|property| kept.properties.contains(&property.name));
    let navigation = ty.navigation.iter().filter(|property| kept.navigation.contains(&property.name));
    StructuredType {
        base: ty.base.and_then(|base| numbering.get(base)),
        properties: properties
            .filter_map(|property| {
                Some(crate::schema::Property { ty: numbering.reference(&property.ty)?, ..property.clone() })
            })
            .collect(),
        navigation: navigation
            .filter_map(|property| {
                Some(NavigationProperty { ty: numbering.reference(&property.ty)?, ..property.clone() })
            })
            .collect(),
        derived: ty.derived.iter().filter_map(|derived| numbering.get(*derived)).collect(),
        ..ty.clone()
    }
}

fn operations(schema: &Schema, closure: &Closure, numbering: &Numbering) -> Vec<Operation> {
    let kept = closure.operations.iter().filter_map(|index| schema.operations.get(*index));
    kept.filter_map(|operation| {
        let mut operation = operation.clone();
        for parameter in &mut operation.parameters {
            parameter.ty = numbering.reference(&parameter.ty)?;
        }
        operation.result = match &operation.result {
            Some(result) => Some(numbering.reference(result)?),
            None => None,
        };
        Some(operation)
    })
    .collect()
}

/// The container with what paths start with, and the sets of the roots' own types.
fn container(container: &Container, roots: &Roots, reduced: &Schema, numbering: &Numbering) -> Option<Container> {
    let is_root = |id: Option<TypeId>| {
        id.is_some_and(|id| roots.everything || roots.namespaces.contains(&reduced.get(id).name.namespace))
    };
    let is_kept = |name: &str, id: Option<TypeId>| id.is_some() && (roots.children.contains(name) || is_root(id));
    let mut kept = container.clone();
    kept.entity_sets.retain(|set| is_kept(&set.name, numbering.get(set.entity_type)));
    kept.singletons.retain(|one| is_kept(&one.name, numbering.get(one.entity_type)));
    kept.imports.retain(|import| {
        let in_scope = reduced.unbound(&import.operation, import.kind).next().is_some();
        in_scope || roots.everything
    });
    for set in &mut kept.entity_sets {
        set.entity_type = numbering.get(set.entity_type)?;
    }
    for one in &mut kept.singletons {
        one.entity_type = numbering.get(one.entity_type)?;
    }
    let is_empty = kept.entity_sets.is_empty() && kept.singletons.is_empty() && kept.imports.is_empty();
    (!is_empty || roots.everything).then_some(kept)
}

fn terms(schema: &Schema, roots: &Roots, numbering: &Numbering) -> Vec<crate::schema::Term> {
    let kept = schema.terms.iter().filter(|term| roots.namespaces.contains(&term.name.namespace));
    kept.filter_map(|term| Some(crate::schema::Term { ty: numbering.reference(&term.ty)?, ..term.clone() })).collect()
}

/// Drops what speaks of members that are gone: partners, constraints, refinements, bindings.
fn drop_loose_ends(schema: &mut Schema) {
    let whole = schema.clone();
    for (id, ty) in whole.ids().zip(&mut schema.types) {
        let Some(ty) = ty.structured_mut() else { continue };
        ty.refinements.retain(|(member, _)| whole.has_member(id, member));
        for property in &mut ty.navigation {
            let Some(target) = property.ty.named() else { continue };
            property.partner.take_if(|partner| !whole.has_path(target, partner) && !whole.is_open_type(target));
            property
                .referential_constraints
                .retain(|(dependent, principal)| whole.has_path(id, dependent) && whole.has_path(target, principal));
        }
    }
    for operation in &mut schema.operations {
        let from = operation.binding().and_then(|binding| binding.ty.named());
        operation.entity_set_path.take_if(|path| match (from, path.split_once('/')) {
            (Some(from), Some((_, rest))) => !whole.has_path(from, rest),
            _ => false,
        });
    }
    let Some(container) = &mut schema.container else { return };
    for set in &mut container.entity_sets {
        set.bindings.retain(|binding| whole.binding_resolves(set.entity_type, binding));
    }
    for one in &mut container.singletons {
        one.bindings.retain(|binding| whole.binding_resolves(one.entity_type, binding));
    }
    for import in &mut container.imports {
        import.entity_set.take_if(|set| !whole.has_set(set));
    }
}

/// The namespaces that something is left of.
fn namespaces(schema: &Schema, roots: &Roots, reduced: &Schema) -> Vec<crate::schema::Namespace> {
    let types = reduced.types.iter().map(|ty| &ty.name.namespace);
    let operations = reduced.operations.iter().map(|operation| &operation.name.namespace);
    let terms = reduced.terms.iter().map(|term| &term.name.namespace);
    let container = reduced.container.iter().map(|container| &container.name.namespace);
    let used: BTreeSet<&String> = types.chain(operations).chain(terms).chain(container).collect();
    let is_used = |name: &String| roots.namespaces.contains(name) || used.contains(name);
    schema.namespaces.iter().filter(|namespace| is_used(&namespace.name)).cloned().collect()
}
