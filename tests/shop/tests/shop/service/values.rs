//! The values of bodies and arguments, checked against their types.

use serde_json::Value;

use super::{
    filter::type_of,
    literal::{Kind, instant, is_base64url, literal, members, seconds},
    schema::{item_of, schema},
};

/// Whether a value is one of a type, as JSON has it.
pub(crate) fn check(ty: &str, value: &Value) -> Result<(), String> {
    if let Some(item) = item_of(ty) {
        let items = value.as_array().ok_or_else(|| format!("{value} is no {ty}"))?;
        return items.iter().try_for_each(|value| check(item, value));
    }
    let within = |low: i64, high: i64| value.as_i64().is_some_and(|number| (low..=high).contains(&number));
    let text = value.as_str();
    let is_kind = |kind: Kind| text.and_then(|text| literal(text).ok()).is_some_and(|(_, known)| known == kind);
    let is_valid = match ty {
        _ if value.is_null() => true,
        "Edm.Boolean" => value.is_boolean(),
        "Edm.String" => text.is_some(),
        "Edm.Byte" => within(0, 255),
        "Edm.Int16" => within(-32_768, 32_767),
        "Edm.Int32" => within(i64::from(i32::MIN), i64::from(i32::MAX)),
        "Edm.Int64" => value.is_i64(),
        "Edm.Decimal" => value.is_number(),
        "Edm.Double" | "Edm.Single" => value.is_number() || matches!(text, Some("INF" | "-INF" | "NaN")),
        "Edm.Date" => is_kind(Kind::Date),
        "Edm.TimeOfDay" => is_kind(Kind::Time),
        "Edm.Guid" => is_kind(Kind::Guid),
        "Edm.DateTimeOffset" => text.and_then(instant).is_some(),
        "Edm.Duration" => text.and_then(seconds).is_some(),
        "Edm.Binary" => text.is_some_and(is_base64url),
        _ if ty.starts_with("Edm.") => return Err(format!("a {ty} cannot be written")),
        _ if schema().ty(ty).is_some_and(|ty| !ty.members.is_empty()) => {
            return members(ty, text.ok_or_else(|| format!("{value} is no {ty}"))?);
        }
        _ => return object(ty, value),
    };
    if is_valid { Ok(()) } else { Err(format!("{value} is no {ty}")) }
}

/// Whether an object has only what its type has, and is of a type that it may be of.
pub(crate) fn object(declared: &str, value: &Value) -> Result<(), String> {
    let ty = type_of(value, declared);
    if !schema().is_a(ty, declared) || schema().ty(ty).is_some_and(|ty| ty.is_abstract) {
        return Err(format!("a `{declared}` cannot be a `{ty}`"));
    }
    for (name, value) in value.as_object().ok_or_else(|| format!("{value} is no {declared}"))? {
        if name.starts_with("@odata.") {
            continue;
        }
        let (name, control) =
            name.split_once('@').map_or((name.as_str(), None), |(name, control)| (name, Some(control)));
        match (schema().property(ty, name), schema().navigation(ty, name), control) {
            (Some(property), _, None) if value.is_null() && !property.is_nullable => {
                return Err(format!("`{name}` cannot be null"));
            }
            (Some(property), _, None) => check(&property.ty, value)?,
            (_, Some(navigation), Some("odata.bind")) => {
                let is_many = item_of(&navigation.ty).is_some();
                let urls: Vec<&Value> = match value {
                    Value::Array(urls) if is_many => urls.iter().collect(),
                    url if !is_many => vec![url],
                    _ => return Err(format!("`{name}` is bound to {value}")),
                };
                if !urls.iter().all(|url| url.is_string()) {
                    return Err(format!("`{name}` is bound to {value}"));
                }
            }
            (_, Some(navigation), None) => check(&navigation.ty, value)?,
            (Some(_), _, Some(_)) => {}
            _ => return Err(format!("`{ty}` has no property `{name}`")),
        }
    }
    Ok(())
}
