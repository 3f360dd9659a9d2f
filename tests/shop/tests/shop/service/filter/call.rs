//! The functions of `$filter`.

use serde_json::Value;

use super::{Expr, Kind, Scope, Typed};
use crate::service::schema::schema;

pub(super) fn call(name: &str, arguments: &[Expr], scope: &Scope<'_>) -> Result<Typed, String> {
    if name == "isof" {
        let (target, ty) = match arguments {
            [Expr::Path(ty)] => (scope.look(&[])?, ty),
            [Expr::Path(path), Expr::Path(ty)] => (scope.look(path)?, ty),
            _ => return Err("isof takes a path and a type".into()),
        };
        let ty = ty.join("/");
        let (found, Kind::Named(declared)) = target else { return Err("isof of what is no entity".into()) };
        if !schema().is_a(&ty, &declared) {
            return Err(format!("`{ty}` does not derive from `{declared}`"));
        }
        let is_of = found.first().is_some_and(|row| schema().is_a(super::path::type_of(row, &declared), &ty));
        return Ok((is_of.into(), Kind::Bool));
    }
    let values: Result<Vec<Typed>, String> = arguments.iter().map(|argument| argument.value(scope)).collect();
    let values = values?;
    let kinds: Vec<&Kind> = values.iter().map(|(_, kind)| kind).collect();
    let text = |index: usize| values.get(index).and_then(|(value, _)| value.as_str()).map(str::to_owned);
    let both = |holds: fn(&str, &str) -> bool| {
        (text(0).zip(text(1)).map_or(Value::Null, |(a, b)| holds(&a, &b).into()), Kind::Bool)
    };
    let of_text = |apply: fn(&str) -> Value, kind: Kind| (text(0).map_or(Value::Null, |text| apply(&text)), kind);
    let number_at = |from: usize| {
        let number = text(0).and_then(|text| text.get(from..)?.split(['-', ':', 'T']).next()?.parse::<i32>().ok());
        (number.map_or(Value::Null, Value::from), Kind::Number)
    };
    Ok(match (name, kinds.as_slice()) {
        ("contains", [Kind::Text, Kind::Text]) => both(|a, b| a.contains(b)),
        ("startswith", [Kind::Text, Kind::Text]) => both(|a, b| a.starts_with(b)),
        ("endswith", [Kind::Text, Kind::Text]) => both(|a, b| a.ends_with(b)),
        ("length", [Kind::Text]) => of_text(|text| text.chars().count().into(), Kind::Number),
        ("tolower", [Kind::Text]) => of_text(|text| text.to_lowercase().into(), Kind::Text),
        ("toupper", [Kind::Text]) => of_text(|text| text.to_uppercase().into(), Kind::Text),
        ("trim", [Kind::Text]) => of_text(|text| text.trim().into(), Kind::Text),
        ("concat", [Kind::Text, Kind::Text]) => {
            (text(0).zip(text(1)).map_or(Value::Null, |(a, b)| (a + &b).into()), Kind::Text)
        }
        ("year", [Kind::Date | Kind::Instant]) => number_at(0),
        ("month", [Kind::Date | Kind::Instant]) => number_at(5),
        ("hour", [Kind::Time]) => number_at(0),
        ("hour", [Kind::Instant]) => number_at(11),
        ("round", [Kind::Number]) => {
            (values[0].0.as_f64().map_or(Value::Null, |number| number.round().into()), Kind::Number)
        }
        ("now", []) => ("2026-06-15T12:00:00Z".into(), Kind::Instant),
        ("contains" | "startswith" | "endswith" | "length" | "tolower" | "toupper" | "trim" | "concat", kinds) => {
            return Err(format!("`{name}` takes no {kinds:?}"));
        }
        (other, kinds) => return Err(format!("501 the function `{other}` of {kinds:?} is not known")),
    })
}
