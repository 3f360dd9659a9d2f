//! Actions and functions, resolved.

use rustc_hash::FxHashSet;

use crate::csdl::Document;
use crate::csdl::document as written;
use crate::diagnostic::Code;

use super::build::Context;
use super::expressions::{in_line, path};
use super::types::each_schema;
use super::{
    Annotations, ItemType, Operation, Parameter, Primitive, QualifiedName, Schema, TypeId, TypeReference, vocabulary,
};

/// Resolves all operations, in canonical order.
pub(super) fn build<'d, 'a>(documents: &'d [Document<'a>], schema: &mut Schema, context: &mut Context<'_, '_>) {
    let of_schema = |(document, schema): (usize, &'d written::Schema<'a>)| {
        schema.operations.iter().map(move |one| (document, schema.namespace.as_str(), one))
    };
    let all: Vec<_> = each_schema(documents).flat_map(of_schema).collect();
    schema.operations = context.each(&all, |(document, namespace, one), context| {
        context.document = *document;
        operation(one, namespace, context)
    });
    sort(schema);
}

/// Sorts by name, kind and signature.
pub(super) fn sort(schema: &mut Schema) {
    let signature = |operation: &Operation| -> Vec<TypeKey> {
        operation.parameters.iter().map(|parameter| type_key(&parameter.ty)).collect()
    };
    schema.operations.sort_by(|a, b| {
        (&a.name, a.kind, !a.is_bound)
            .cmp(&(&b.name, b.kind, !b.is_bound))
            .then_with(|| signature(a).cmp(&signature(b)))
            .then_with(|| a.parameters.iter().map(|one| &one.name).cmp(b.parameters.iter().map(|one| &one.name)))
    });
}

/// What orders types, and tells them apart.
pub(super) type TypeKey = (bool, Option<Primitive>, Option<TypeId>);

pub(super) fn type_key(ty: &TypeReference) -> TypeKey {
    match ty.item {
        ItemType::Primitive(primitive) => (ty.is_collection, Some(primitive), None),
        ItemType::Named(id) => (ty.is_collection, None, Some(id)),
    }
}

fn operation(written: &written::Operation<'_>, namespace: &str, context: &mut Context<'_, '_>) -> Operation {
    let mut names = FxHashSet::default();
    let mut parameters = Vec::with_capacity(written.parameters.len());
    for one in &written.parameters {
        if !names.insert(one.name.as_str()) {
            let message = format!("the parameter `{}` stands twice", one.name.value);
            context.diagnostics.error(Code::Duplicate, one.name.span, message);
            continue;
        }
        parameters.extend(parameter(one, context));
    }
    check_binding(written, context);
    let (result, result_annotations) = match &written.result {
        Some(result) => (result_type(result, context), in_line(&result.annotations, context)),
        None => (None, Annotations::default()),
    };
    Operation {
        name: QualifiedName::new(namespace, written.name.as_str()),
        kind: written.kind,
        is_bound: written.is_bound && !parameters.is_empty(),
        is_composable: written.is_composable,
        entity_set_path: written.entity_set_path.as_ref().map(|text| path(text.value.trim(), context)),
        parameters,
        result,
        annotations: in_line(&written.annotations, context),
        result_annotations,
        span: written.name.span,
    }
}

fn result_type(written: &written::ReturnType<'_>, context: &mut Context<'_, '_>) -> Option<TypeReference> {
    context.type_reference(&written.ty)
}

fn parameter(written: &written::Parameter<'_>, context: &mut Context<'_, '_>) -> Option<Parameter> {
    let ty = context.type_reference(&written.ty)?;
    Some(Parameter {
        name: written.name.as_str().to_owned(),
        ty,
        is_optional: false,
        annotations: in_line(&written.annotations, context),
        span: written.name.span,
    })
}

fn check_binding(written: &written::Operation<'_>, context: &mut Context<'_, '_>) {
    if written.is_bound && written.parameters.is_empty() {
        let message = format!("`{}` is bound, but has no parameter to be bound to", written.name.value);
        context.diagnostics.error(Code::InvalidOperation, written.name.span, message);
    }
    let Some(path) = &written.entity_set_path else { return };
    if !written.is_bound {
        let message = format!("`{}` is not bound, so it has no `EntitySetPath`", written.name.value);
        context.diagnostics.error(Code::InvalidOperation, path.span, message);
        return;
    }
    let first = path.value.trim().split('/').next().unwrap_or_default();
    let binding = written.parameters.first().map_or("", |parameter| parameter.name.as_str());
    if first != binding {
        let message = format!("`EntitySetPath` starts with `{first}`, not with the binding parameter `{binding}`");
        context.diagnostics.error(Code::InvalidOperation, path.span, message);
    }
}

/// Reads `OptionalParameter` off the annotations, once they are all there.
pub(super) fn mark_optional(schema: &mut Schema) {
    for parameter in schema.operations.iter_mut().flat_map(|operation| &mut operation.parameters) {
        parameter.is_optional = parameter.annotations.get(vocabulary::OPTIONAL_PARAMETER, None).is_some();
    }
}
