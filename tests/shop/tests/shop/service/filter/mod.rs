//! `$filter`: read strictly, and evaluated over a row. What it does not know is not taken for true, and what it compares is
//! of one kind.

use serde_json::Value;

use super::{
    Store,
    literal::{Kind, instant, seconds},
};

mod call;
mod parse;
mod path;

pub(crate) use parse::{Expr, parse};
pub(crate) use path::{Scope, type_of};

type Typed = (Value, Kind);

impl Expr {
    /// Whether it holds.
    pub(crate) fn holds(&self, scope: &Scope<'_>) -> Result<bool, String> {
        match self.value(scope)? {
            (Value::Bool(holds), Kind::Bool) => Ok(holds),
            (Value::Null, Kind::Bool | Kind::Null) => Ok(false),
            (_, kind) => Err(format!("a {kind:?} is no condition")),
        }
    }

    pub(crate) fn value(&self, scope: &Scope<'_>) -> Result<Typed, String> {
        let holds = match self {
            Self::Literal(value, kind) => return Ok((value.clone(), kind.clone())),
            Self::Path(path) => {
                let (found, kind) = scope.look(path)?;
                let found = found.first().filter(|_| !matches!(kind, Kind::Many(_)));
                return Ok((found.map_or(Value::Null, |value| value.clone().into_owned()), kind));
            }
            Self::Call(name, arguments) => return call::call(name, arguments, scope),
            Self::Binary(operator, left, right) => return binary(operator, left, right, scope),
            Self::Not(inner) => !inner.holds(scope)?,
            Self::In(left, list) => {
                let left = left.value(scope)?;
                let values: Result<Vec<Typed>, String> = list.iter().map(|item| item.value(scope)).collect();
                let mut is_in = false;
                for value in values? {
                    is_in |= compare(&left, &value)?.is_some_and(std::cmp::Ordering::is_eq);
                }
                is_in
            }
            Self::Lambda { path, is_any, variable, body } => {
                let (items, kind) = scope.look(path)?;
                let Kind::Many(kind) = kind else { return Err(format!("a lambda over {path:?}, no collection")) };
                let Some(body) = body else { return Ok(((!items.is_empty()).into(), Kind::Bool)) };
                let holds: Result<Vec<bool>, String> =
                    items.iter().map(|item| body.holds(&scope.inner(variable, item, &kind))).collect();
                let mut holds = holds?.into_iter();
                if *is_any { holds.any(|holds| holds) } else { holds.all(|holds| holds) }
            }
        };
        Ok((holds.into(), Kind::Bool))
    }
}

/// How two values stand to each other: none where one is null and the other is not. Of two kinds they cannot be compared.
pub(crate) fn compare((a, left): &Typed, (b, right): &Typed) -> Result<Option<std::cmp::Ordering>, String> {
    if !left.meets(right) {
        return Err(format!("{left:?} {a} is not comparable with {right:?} {b}"));
    }
    let number = |value: &Value| match (left, value) {
        (_, Value::Number(number)) => number.as_f64(),
        (Kind::Instant, Value::String(text)) => instant(text),
        (Kind::Span, Value::String(text)) => seconds(text),
        (Kind::Number, Value::String(text)) => text.replace("INF", "inf").parse().ok(),
        _ => None,
    };
    Ok(match (a, b) {
        (Value::Null, Value::Null) => Some(std::cmp::Ordering::Equal),
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        (Value::String(a), Value::String(b)) if !matches!(left, Kind::Instant | Kind::Span | Kind::Number) => {
            Some(a.cmp(b))
        }
        _ => number(a).and_then(|a| a.partial_cmp(&number(b)?)),
    })
}

fn binary(operator: &str, left: &Expr, right: &Expr, scope: &Scope<'_>) -> Result<Typed, String> {
    if operator == "and" || operator == "or" {
        let (left, right) = (left.holds(scope)?, right.holds(scope)?);
        return Ok((if operator == "and" { left && right } else { left || right }.into(), Kind::Bool));
    }
    let (left, right) = (left.value(scope)?, right.value(scope)?);
    let arithmetic = |apply: fn(f64, f64) -> f64| match ((&left.0, &left.1), (&right.0, &right.1)) {
        ((a, Kind::Number), (b, Kind::Number)) => {
            Ok((a.as_f64().zip(b.as_f64()).map_or(Value::Null, |(a, b)| apply(a, b).into()), Kind::Number))
        }
        _ => Err(format!("{left:?} {operator} {right:?} is no arithmetic")),
    };
    if matches!((&left.1, operator), (Kind::Named(_), "gt" | "ge" | "lt" | "le")) {
        return Err(format!("{left:?} has no order"));
    }
    let ordering = compare(&left, &right)?;
    let holds = match operator {
        "eq" => ordering.is_some_and(|ordering| ordering.is_eq()),
        "ne" => !ordering.is_some_and(|ordering| ordering.is_eq()),
        "gt" => ordering.is_some_and(|ordering| ordering.is_gt()),
        "ge" => ordering.is_some_and(|ordering| ordering.is_ge() && !left.0.is_null()),
        "lt" => ordering.is_some_and(|ordering| ordering.is_lt()),
        "le" => ordering.is_some_and(|ordering| ordering.is_le() && !left.0.is_null()),
        "has" => {
            let given: Vec<&str> = left.0.as_str().unwrap_or_default().split(',').collect();
            right.0.as_str().unwrap_or_default().split(',').all(|member| given.contains(&member))
        }
        "add" => return arithmetic(|a, b| a + b),
        "sub" => return arithmetic(|a, b| a - b),
        "mul" => return arithmetic(|a, b| a * b),
        "div" => return arithmetic(|a, b| a / b),
        _ => return arithmetic(|a, b| a % b),
    };
    Ok((holds.into(), Kind::Bool))
}

/// The rows of a type that a filter leaves.
pub(crate) fn filtered<'a>(
    store: &'a Store,
    ty: &str,
    filter: &Expr,
    rows: Vec<&'a Value>,
) -> Result<Vec<&'a Value>, String> {
    let mut kept = Vec::new();
    for row in rows {
        if filter.holds(&Scope::new(store, ty, row))? {
            kept.push(row);
        }
    }
    Ok(kept)
}
