//! Overloads of operations: what must tell them apart, and what they must share (CSDL, sections 12.2
//! and 12.4).

use rustc_hash::FxHashMap;

use crate::diagnostic::{Code, Diagnostics, Severity};

use super::operations::{TypeKey, type_key};
use super::{ItemType, Operation, OperationKind, Primitive, Schema};

/// Checks all operations, which are sorted by name and kind.
pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    let of_one_name = |a: &Operation, b: &Operation| a.name == b.name && a.kind == b.kind && a.is_bound == b.is_bound;
    for overloads in schema.operations.chunk_by(of_one_name).filter(|overloads| overloads.len() > 1) {
        // Types of documents that are not given all look the same.
        let known: Vec<&Operation> = overloads.iter().filter(|operation| !has_unknown_types(operation)).collect();
        match overloads.first().map(|first| first.kind) {
            Some(OperationKind::Action) => actions(&known, diagnostics),
            Some(OperationKind::Function) => functions(&known, schema, diagnostics),
            None => {}
        }
    }
}

fn has_unknown_types(operation: &Operation) -> bool {
    operation.parameters.iter().any(|parameter| parameter.ty.item == ItemType::Primitive(Primitive::Untyped))
}

fn binding_key(operation: &Operation) -> Option<TypeKey> {
    operation.binding().map(|binding| type_key(&binding.ty))
}

/// Actions are told apart by what they are bound to alone.
fn actions(overloads: &[&Operation], diagnostics: &mut Diagnostics) {
    let mut seen = FxHashMap::default();
    for operation in overloads {
        if seen.insert(binding_key(operation), ()).is_some() {
            report(
                operation,
                "an action of this name is bound to the same type, or like this one to none",
                diagnostics,
            );
        }
    }
}

/// Functions are told apart by the names of their parameters, and by their types in order.
fn functions(overloads: &[&Operation], schema: &Schema, diagnostics: &mut Diagnostics) {
    let (mut by_names, mut by_types, mut results) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
    for operation in overloads {
        let binding = binding_key(operation);
        let mut names: Vec<&str> = operation.arguments().iter().map(|parameter| parameter.name.as_str()).collect();
        names.sort_unstable();
        let types: Vec<TypeKey> = operation.parameters.iter().map(|parameter| type_key(&parameter.ty)).collect();
        let same_names = by_names.insert((binding, names), ()).is_some();
        let same_types = by_types.insert(types, ()).is_some();
        if same_names {
            report(operation, "another overload has parameters of the same names", diagnostics);
        } else if same_types {
            report(operation, "another overload has parameters of the same types", diagnostics);
        }
        let Some(result) = &operation.result else { continue };
        let first = results.entry(binding).or_insert(result);
        if type_key(first) != type_key(result) {
            let (first, result) = (schema.type_text(first), schema.type_text(result));
            let message = format!("an overload of `{}` returns `{first}`, and this one `{result}`", operation.name);
            // What is bound is called on one thing, and its caller knows which overload; what is not is one function.
            let severity = if operation.is_bound { Severity::Warning } else { Severity::Error };
            diagnostics.report(severity, Code::DuplicateOverload, operation.span, message);
        }
    }
}

fn report(operation: &Operation, why: &str, diagnostics: &mut Diagnostics) {
    let message = format!("the overloads of `{}` cannot be told apart: {why}", operation.name);
    diagnostics.error(Code::DuplicateOverload, operation.span, message);
}
