//! Annotations as aspects: one for each value in them.

use crate::schema::{Annotations, Expression, PropertyValue, vocabulary};

use super::{Aspect, Class, Element};

/// Values longer than this are told to have changed, and not shown.
const LONGEST: usize = 60;

/// Adds the annotations of an element, under a name that tells those of its parts apart.
pub(super) fn add(element: &mut Element, of: &str, annotations: &Annotations) {
    for annotation in annotations.iter() {
        let qualifier = annotation.qualifier.as_ref().map(|text| format!("#{text}")).unwrap_or_default();
        let name = format!("{of}{}{qualifier}", short(&annotation.term));
        match &annotation.value {
            Some(value) => leaves(element, &annotation.term, name.clone(), value),
            None => leaf(element, &annotation.term, &name, "true".to_owned()),
        }
        add(element, &format!("{name}@"), &annotation.annotations);
    }
}

fn leaves(element: &mut Element, term: &str, name: String, value: &Expression) {
    match value {
        Expression::Record(record) => {
            for property in &record.properties {
                let name = format!("{name}/{}", property.property);
                match &property.value {
                    Some(value) => leaves(element, term, name, value),
                    None => leaf(element, term, &name, "null".to_owned()),
                }
            }
        }
        other => leaf(element, term, &name, text(other)),
    }
}

fn leaf(element: &mut Element, term: &str, name: &str, value: String) {
    let is_words = ["Description", "LongDescription", "Permissions"].iter().any(|words| name.ends_with(words));
    let class = if is_words { Class::Docs } else { class(term) };
    let is_shown = !is_words && value.chars().count() <= LONGEST;
    element.aspects.insert(name.to_owned(), Aspect { class, value: Some(value), is_shown });
}

/// What an annotation of that term is about.
fn class(term: &str) -> Class {
    match term {
        vocabulary::INSERT_RESTRICTIONS
        | vocabulary::UPDATE_RESTRICTIONS
        | vocabulary::DELETE_RESTRICTIONS
        | vocabulary::READ_RESTRICTIONS
        | vocabulary::NAVIGATION_RESTRICTIONS
        | vocabulary::FINAL_STATES => Class::Capability,
        vocabulary::COMPUTED | vocabulary::IMMUTABLE | vocabulary::OPTIONAL_PARAMETER => Class::Shape,
        vocabulary::REQUIRES_EXPLICIT_BINDING | vocabulary::EXPLICIT_OPERATION_BINDINGS => Class::Options,
        _ if term.starts_with("Org.OData.Capabilities.V1.") => Class::Options,
        _ => Class::Docs,
    }
}

/// A term's name as people know it.
fn short(term: &str) -> &str {
    term.strip_prefix("Org.OData.").unwrap_or(term)
}

/// A value on one line.
fn text(value: &Expression) -> String {
    match value {
        Expression::Constant(_, text) | Expression::Path(_, text) => text.clone(),
        Expression::EnumMembers(members) => members.join(" "),
        Expression::Collection(items) => format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(", ")),
        Expression::Record(record) => {
            format!("{{{}}}", record.properties.iter().map(property).collect::<Vec<_>>().join(", "))
        }
        Expression::Dynamic(dynamic) => {
            let operands: Vec<String> = dynamic.operands.iter().map(text).collect();
            let attributes: Vec<String> =
                dynamic.attributes.iter().map(|(name, text)| format!("{name}={text}")).collect();
            format!("{}({})", dynamic.element, [attributes, operands].concat().join(", "))
        }
        Expression::Null => "null".to_owned(),
    }
}

fn property(property: &PropertyValue) -> String {
    let value = property.value.as_ref().map_or_else(|| "null".to_owned(), text);
    format!("{}: {value}", property.property)
}
