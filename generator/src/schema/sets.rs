//! The sets that results of operations belong to: `EntitySet` of imports, `EntitySetPath` of bound
//! operations (CSDL, sections 12.6 and 13.5).

use crate::diagnostic::{Code, Diagnostics, Severity};

use super::paths::{Place, set_target, walk};
use super::{ItemType, Operation, OperationImport, Primitive, Schema, TypeId};

/// Checks the set that an import names.
pub(super) fn check_import(schema: &Schema, import: &OperationImport, diagnostics: &mut Diagnostics) {
    if import.in_service_document
        && schema.unbound(&import.operation, import.kind).all(|one| !one.parameters.is_empty())
    {
        let message = format!("`{}` is in the service document, and cannot be called without parameters", import.name);
        diagnostics.warn(Code::InvalidImport, import.span, message);
    }
    let Some(set) = &import.entity_set else { return };
    let Some(place) = set_target(schema, set) else {
        let message = format!("the results of `{}` belong to `{set}`, which does not exist", import.name);
        diagnostics.warn(Code::InvalidImport, import.span, message);
        return;
    };
    let Place::Type(set_type, _) = place else { return };
    let mut overloads = schema.unbound(&import.operation, import.kind).peekable();
    if overloads.peek().is_some() && !overloads.any(|operation| returns(schema, operation, set_type)) {
        let message = format!("the results of `{}` are not of the type of the set `{set}`", import.name);
        diagnostics.error(Code::InvalidImport, import.span, message);
    }
}

/// Checks the path from the binding parameter to the set.
pub(super) fn check_path(schema: &Schema, operation: &Operation, diagnostics: &mut Diagnostics) {
    let (Some(path), Some(binding)) = (&operation.entity_set_path, operation.binding()) else { return };
    let mut segments = path.split('/');
    if segments.next() != Some(binding.name.as_str()) {
        // Reported where the operation was resolved.
        return;
    }
    let reached = match binding.ty.item {
        ItemType::Named(id) => walk(schema, id, segments),
        ItemType::Primitive(Primitive::EntityType | Primitive::Untyped) => return,
        ItemType::Primitive(_) => None,
    };
    let (severity, problem) = match reached {
        Some(Place::Unknown) => return,
        Some(Place::Type(id, _)) if schema.get(id).is_entity() => {
            // Services say this of operations that return nothing, or something else, too.
            if operation.result.is_none() || returns(schema, operation, id) {
                return;
            }
            (Severity::Warning, format!("leads to `{}`, which it does not return", schema.get(id).name))
        }
        Some(Place::Type(..)) => (Severity::Error, "leads to no entities".to_owned()),
        Some(Place::Primitive) | None => (Severity::Error, "leads to nothing".to_owned()),
    };
    let message = format!("the `EntitySetPath` of `{}`, `{path}`, {problem}", operation.name);
    diagnostics.report(severity, Code::InvalidOperation, operation.span, message);
}

/// Whether an operation's results can be entities of a type.
fn returns(schema: &Schema, operation: &Operation, of: TypeId) -> bool {
    match operation.result.as_ref().map(|result| result.item) {
        Some(ItemType::Named(result)) => schema.is_a(result, of) || schema.is_a(of, result),
        Some(ItemType::Primitive(Primitive::EntityType | Primitive::Untyped)) => true,
        Some(ItemType::Primitive(_)) | None => false,
    }
}
