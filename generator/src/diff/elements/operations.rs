//! Actions and functions as elements, and which overloads are the same one.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Operation, OperationKind, Schema};

use super::super::model::ElementKind;
use super::{CONTAINER, Element, Elements, annotations, structure};

/// The names that overloads have for comparing, by their signatures.
///
/// An action's overloads differ in what they are bound to. A function's may differ in parameters too;
/// where there are several, their parameters' names are part of the name.
#[derive(Debug, Default)]
pub(in super::super) struct OperationKeys(BTreeMap<String, String>);

impl OperationKeys {
    /// The names in both of two schemas.
    pub(in super::super) fn both(old: &Schema, new: &Schema) -> (Self, Self) {
        let crowded: BTreeSet<String> = crowded(old).chain(crowded(new)).collect();
        let keys = |schema: &Schema| {
            let pairs = schema.operations.iter().map(|operation| {
                let plain = plain(schema, operation);
                let key = if crowded.contains(&plain) { format!("{plain}{}", names(operation)) } else { plain };
                (schema.signature(operation), key)
            });
            Self(pairs.collect())
        };
        (keys(old), keys(new))
    }

    /// The name of the overload with a signature.
    pub(in super::super) fn of(&self, signature: &str) -> Option<&String> {
        self.0.get(signature)
    }
}

/// The plain names that several overloads of a schema have.
fn crowded(schema: &Schema) -> impl Iterator<Item = String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for operation in &schema.operations {
        *counts.entry(plain(schema, operation)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name)
}

fn plain(schema: &Schema, operation: &Operation) -> String {
    let kind = match operation.kind {
        OperationKind::Action => "action",
        OperationKind::Function => "function",
    };
    match operation.binding() {
        Some(binding) => format!("{kind} {} on {}", operation.name, schema.type_text(&binding.ty)),
        None => format!("{kind} {}", operation.name),
    }
}

fn names(operation: &Operation) -> String {
    let mut names: Vec<&str> = operation.arguments().iter().map(|argument| argument.name.as_str()).collect();
    names.sort_unstable();
    format!(" ({})", names.join(", "))
}

/// Adds the operations of a schema.
pub(super) fn operations(schema: &Schema, keys: &OperationKeys, elements: &mut Elements) {
    for operation in &schema.operations {
        if let Some(key) = keys.of(&schema.signature(operation)) {
            elements.insert(key.clone(), element(schema, operation));
        }
    }
}

fn element(schema: &Schema, operation: &Operation) -> Element {
    let kind = match operation.kind {
        OperationKind::Action => ElementKind::Action,
        OperationKind::Function => ElementKind::Function,
    };
    let bound = operation.binding().and_then(|binding| binding.ty.named()).map(|id| schema.get(id).name.to_string());
    let mut element = Element::new(kind, bound.unwrap_or_else(|| CONTAINER.to_owned()))
        .within("entity set path", operation.entity_set_path.as_deref())
        .within("composable", operation.is_composable.then_some("true"))
        .with("result", operation.result.as_ref().map_or("none".to_owned(), |result| schema.type_text(result)));
    if let Some(result) = &operation.result {
        structure::facets(&mut element, "result: ", result);
    }
    for argument in operation.arguments() {
        let of = format!("parameter `{}`", argument.name);
        element = element.with(&of, schema.type_text(&argument.ty));
        structure::facets(&mut element, &format!("{of}: "), &argument.ty);
        if argument.is_optional {
            element = element.with(&format!("{of}: optional"), "true");
        }
        annotations::add(&mut element, &format!("{of}: "), &argument.annotations);
    }
    annotations::add(&mut element, "", &operation.annotations);
    annotations::add(&mut element, "result: ", &operation.result_annotations);
    element
}
