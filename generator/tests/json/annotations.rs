//! Annotations and expressions, written as JSON.

use csdl_codegen::csdl::document::{Annotation, ConstantKind, DynamicExpression, Expression, PathKind, Text};

use super::text::{Json, Object};

/// Adds annotations, on the member `on` or on the object itself.
pub(crate) fn add(object: &mut Object, on: &str, annotations: &[Annotation<'_>], outer: Option<&Text<'_>>) {
    for one in annotations {
        let mut name = format!("{on}@{}", one.term.value);
        if let Some(qualifier) = one.qualifier.as_ref().or(outer) {
            name += &format!("#{}", qualifier.value);
        }
        // The last one counts.
        object.0.retain(|(known, _)| *known != name);
        object.add(name.clone(), one.value.as_ref().map_or(Json::truth(true), expression));
        add(object, &name, &one.annotations, None);
    }
}

fn expression(expression: &Expression<'_>) -> Json {
    match expression {
        Expression::Constant(kind, text) => constant(*kind, text),
        Expression::EnumMembers(text) => {
            let names = text.value.split_whitespace().map(|name| name.rsplit('/').next().unwrap());
            Json::text(names.collect::<Vec<_>>().join(","))
        }
        Expression::Path(PathKind::Path, text) => member("$Path", Json::text(text.value.clone())),
        Expression::Path(_, text) => Json::text(text.value.clone()),
        Expression::Collection(items) => Json::List(items.iter().map(self::expression).collect()),
        Expression::Record(record) => {
            let mut object = Object::default();
            object.maybe("@type", record.ty.as_ref().map(|ty| format!("#{}", ty.value)));
            for one in &record.properties {
                let name = one.property.value.trim();
                if object.0.iter().all(|(known, _)| known != name) {
                    object.add(name, one.value.as_ref().map_or(Json::truth(true), self::expression));
                    add(&mut object, name, &one.annotations, None);
                }
            }
            add(&mut object, "", &record.annotations, None);
            object.done()
        }
        Expression::Dynamic(dynamic) => self::dynamic(dynamic),
        Expression::Null => Json::Raw("null".into()),
    }
}

fn member(name: &str, value: Json) -> Json {
    Json::Object(vec![(name.into(), value)])
}

fn constant(kind: ConstantKind, text: &Text<'_>) -> Json {
    let trimmed = text.value.trim();
    let is_number = serde_json::from_str::<serde_json::Number>(trimmed).is_ok();
    match kind {
        ConstantKind::Bool => Json::truth(matches!(trimmed, "true" | "1")),
        ConstantKind::Int | ConstantKind::Decimal | ConstantKind::Float if is_number => Json::Raw(trimmed.into()),
        ConstantKind::String => Json::text(text.value.clone()),
        _ => Json::text(trimmed),
    }
}

fn dynamic(dynamic: &DynamicExpression<'_>) -> Json {
    let mut object = Object::default();
    let operands = || dynamic.operands.iter().map(expression);
    let name = format!("${}", dynamic.element);
    object.add(
        name,
        match dynamic.element {
            "Null" => Json::Raw("null".into()),
            "Cast" | "IsOf" | "LabeledElement" | "LabeledElementReference" | "Neg" | "Not" | "UrlRef" => {
                operands().next().unwrap_or(Json::Raw("null".into()))
            }
            _ => Json::List(operands().collect()),
        },
    );
    for (attribute, text) in &dynamic.attributes {
        let value = text.value.as_ref();
        match (*attribute, value.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'))) {
            ("Type", Some(item)) => {
                object.add("$Type", Json::text(item));
                object.flag("$Collection", true);
            }
            ("Precision" | "MaxLength", _) => object.add(format!("${attribute}"), Json::Raw(value.into())),
            _ => object.add(format!("${attribute}"), Json::text(value)),
        }
    }
    add(&mut object, "", &dynamic.annotations, None);
    object.done()
}
