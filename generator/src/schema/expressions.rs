//! Annotations and expressions: owned, names in full.

use crate::csdl::document as written;
use crate::csdl::is_namespace;
use crate::diagnostic::Code;

use super::build::Context;
use super::merge::{Mode, insert};
use super::names::Found;
use super::typing::{self, Expected};
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
    let term = term(&written.term, context);
    let value = typing::value(&term, written.value.as_ref(), context);
    Annotation {
        term,
        qualifier: qualifier.map(|text| text.value.clone().into_owned()),
        value,
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

/// A value; `expected` is its declared type, where its own document leaves open what it is.
pub(super) fn expression<'d>(
    written: &written::Expression<'_>,
    expected: Option<Expected<'d>>,
    context: &mut Context<'_, 'd>,
) -> Expression {
    match written {
        written::Expression::Constant(kind, text) => match (kind, expected) {
            (_, Some(expected)) => expected.constant(*kind, text, context),
            (ConstantKind::String, None) => Expression::Constant(*kind, text.value.clone().into_owned()),
            (_, None) => Expression::Constant(*kind, text.value.trim().to_owned()),
        },
        written::Expression::EnumMembers(text) => {
            Expression::EnumMembers(text.value.split_whitespace().map(|member| member_name(member, context)).collect())
        }
        written::Expression::Path(kind, text) => Expression::Path(*kind, path(text.value.trim(), context)),
        written::Expression::Collection(items) => {
            Expression::Collection(items.iter().map(|item| expression(item, expected, context)).collect())
        }
        written::Expression::Record(written) => Expression::Record(record(written, expected, context)),
        written::Expression::Dynamic(written) => Expression::Dynamic(dynamic(written, expected, context)),
        written::Expression::Null => Expression::Null,
    }
}

fn record<'d>(written: &written::Record<'_>, expected: Option<Expected<'d>>, context: &mut Context<'_, 'd>) -> Record {
    let expected = Expected::of_record(expected, written.ty.as_ref().map(written::Text::as_str), context);
    let mut properties: Vec<PropertyValue> = Vec::with_capacity(written.properties.len());
    for one in &written.properties {
        let property = one.property.value.trim().to_owned();
        let expected = expected.and_then(|expected| expected.property(&property, context));
        let value = one.value.as_ref().map(|value| expression(value, expected, context));
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
        ty: written.ty.as_ref().map(|ty| type_name(ty, context)),
        properties,
        annotations: in_line(&written.annotations, context),
    }
}

fn dynamic<'d>(
    written: &written::DynamicExpression<'_>,
    expected: Option<Expected<'d>>,
    context: &mut Context<'_, 'd>,
) -> DynamicExpression {
    let mut attributes = Vec::with_capacity(written.attributes.len());
    for (name, text) in &written.attributes {
        let value = if *name == "Type" { type_name(text, context) } else { text.value.clone().into_owned() };
        attributes.push(((*name).to_owned(), value));
    }
    let expected = |index: usize| match written.element {
        "LabeledElement" => expected,
        // The first operand is the condition.
        "If" => expected.filter(|_| index > 0),
        _ => None,
    };
    DynamicExpression {
        element: written.element.to_owned(),
        attributes,
        operands: written
            .operands
            .iter()
            .enumerate()
            .map(|(index, operand)| expression(operand, expected(index), context))
            .collect(),
        annotations: in_line(&written.annotations, context),
    }
}

/// The full name of a type; warned of where its namespace does not declare it.
fn type_name(written: &written::Text<'_>, context: &mut Context<'_, '_>) -> String {
    let text = written.value.trim();
    let inner = text.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')).map(str::trim);
    let name = inner.unwrap_or(text);
    let namespace = context.names.split(context.document, name).map_or("", |(namespace, _)| namespace);
    if (namespace == "Edm" || context.names.is_declared(namespace))
        && context.names.find(context.document, name) == Found::Nothing
    {
        let help = context.names.suggest_type(context.document, name);
        let message = format!("there is no type `{name}`");
        context.diagnostics.warn(Code::UnknownType, written.span, message).help_with(help);
    }
    let full = context.names.full(context.document, name);
    if inner.is_some() { format!("Collection({full})") } else { full }
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
