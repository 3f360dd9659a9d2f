//! Annotations and expressions: owned, names in full.

use crate::csdl::document as written;
use crate::csdl::is_namespace;
use crate::diagnostic::Code;

use super::build::Context;
use super::merge::{Mode, insert};
use super::{Annotation, Annotations, ConstantKind, DynamicExpression, Expression, PropertyValue, Record};

/// The annotations that stand on their target.
pub(super) fn in_line(written: &[written::Annotation<'_>], context: &mut Context<'_, '_>) -> Annotations {
    let mut annotations = Annotations::default();
    for one in written {
        let annotation = annotation(one, None, context);
        insert(&mut annotations, annotation, one.term.span, Mode::Source, context.diagnostics);
    }
    annotations
}

/// One annotation; `qualifier` is that of the element around it.
pub(super) fn annotation(
    written: &written::Annotation<'_>,
    qualifier: Option<&written::Text<'_>>,
    context: &mut Context<'_, '_>,
) -> Annotation {
    let qualifier = written.qualifier.as_ref().or(qualifier);
    Annotation {
        term: term(&written.term, context),
        qualifier: qualifier.map(|text| text.value.clone().into_owned()),
        value: written.value.as_ref().map(|value| expression(value, context)),
        annotations: in_line(&written.annotations, context),
    }
}

/// A term's full name.
fn term(written: &written::Text<'_>, context: &mut Context<'_, '_>) -> String {
    let name = written.value.trim();
    let Some((prefix, local)) = name.rsplit_once('.') else {
        let message = format!("`{name}` is not a qualified name: a namespace or alias is missing");
        context.diagnostics.error(Code::InvalidName, written.span, message);
        return name.to_owned();
    };
    if !is_namespace(name) {
        let message = format!("`{name}` is not a qualified name");
        context.diagnostics.error(Code::InvalidName, written.span, message);
        return name.to_owned();
    }
    match context.names.namespace(context.document, prefix) {
        Some(namespace) => {
            if context.names.lacks_term(namespace, local) {
                let help = context.names.suggest_term(namespace, local);
                let message = format!("there is no term `{name}`");
                context.diagnostics.warn(Code::UnknownTerm, written.span, message).help_with(help);
            }
            if namespace == prefix { name.to_owned() } else { [namespace, local].join(".") }
        }
        None => {
            if !prefix.contains('.') {
                let message = format!("`{prefix}` is neither an alias nor a namespace of this document");
                context.diagnostics.warn(Code::UnknownAlias, written.span, message);
            }
            name.to_owned()
        }
    }
}

fn expression(written: &written::Expression<'_>, context: &mut Context<'_, '_>) -> Expression {
    match written {
        written::Expression::Constant(kind, text) => {
            let text = match kind {
                ConstantKind::String => text.value.clone().into_owned(),
                _ => text.value.trim().to_owned(),
            };
            Expression::Constant(*kind, text)
        }
        written::Expression::EnumMembers(text) => {
            Expression::EnumMembers(text.value.split_whitespace().map(|member| member_name(member, context)).collect())
        }
        written::Expression::Path(kind, text) => Expression::Path(*kind, path(text.value.trim(), context)),
        written::Expression::Collection(items) => {
            Expression::Collection(items.iter().map(|item| expression(item, context)).collect())
        }
        written::Expression::Record(written) => Expression::Record(record(written, context)),
        written::Expression::Dynamic(written) => Expression::Dynamic(dynamic(written, context)),
        written::Expression::Null => Expression::Null,
    }
}

fn record(written: &written::Record<'_>, context: &mut Context<'_, '_>) -> Record {
    let mut properties: Vec<PropertyValue> = Vec::with_capacity(written.properties.len());
    for one in &written.properties {
        let property = one.property.value.trim().to_owned();
        let value = one.value.as_ref().map(|value| expression(value, context));
        let one_value = PropertyValue { property, value, annotations: in_line(&one.annotations, context) };
        match properties.iter_mut().find(|known| known.property == one_value.property) {
            None => properties.push(one_value),
            Some(known) => {
                let message = format!("the record has `{}` more than once", known.property);
                context.diagnostics.warn(Code::DuplicateAnnotation, one.property.span, message);
                if *known < one_value {
                    *known = one_value;
                }
            }
        }
    }
    properties.sort_by(|a, b| a.property.cmp(&b.property));
    Record {
        ty: written.ty.as_ref().map(|ty| type_name(ty.value.trim(), context)),
        properties,
        annotations: in_line(&written.annotations, context),
    }
}

fn dynamic(written: &written::DynamicExpression<'_>, context: &mut Context<'_, '_>) -> DynamicExpression {
    let attribute = |(name, text): &(&str, written::Text<'_>), context: &Context<'_, '_>| {
        let value =
            if *name == "Type" { type_name(text.value.trim(), context) } else { text.value.clone().into_owned() };
        ((*name).to_owned(), value)
    };
    DynamicExpression {
        element: written.element.to_owned(),
        attributes: written.attributes.iter().map(|one| attribute(one, context)).collect(),
        operands: written.operands.iter().map(|operand| expression(operand, context)).collect(),
        annotations: in_line(&written.annotations, context),
    }
}

fn type_name(written: &str, context: &Context<'_, '_>) -> String {
    match written.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => format!("Collection({})", context.names.full(context.document, inner.trim())),
        None => context.names.full(context.document, written),
    }
}

/// `Ns.Type/Member` in full.
fn member_name(written: &str, context: &Context<'_, '_>) -> String {
    match written.split_once('/') {
        Some((ty, member)) => format!("{}/{member}", context.names.full(context.document, ty)),
        None => written.to_owned(),
    }
}

/// A path with the aliases of its casts and terms replaced.
pub(super) fn path(written: &str, context: &Context<'_, '_>) -> String {
    if !written.contains('.') {
        return written.to_owned();
    }
    let segments: Vec<String> = written.split('/').map(|segment| path_segment(segment, context)).collect();
    segments.join("/")
}

/// `Ns.Type`, `@Ns.Term#Qualifier`, `Property@Ns.Term` or `Set(Key='a.b')`, in full.
fn path_segment(segment: &str, context: &Context<'_, '_>) -> String {
    let (before_key, key) = match segment.find(['(', '#']) {
        Some(at) => segment.split_at(at),
        None => (segment, ""),
    };
    let full: Vec<String> = before_key.split('@').map(|name| context.names.full(context.document, name)).collect();
    full.join("@") + key
}
