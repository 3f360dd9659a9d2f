//! Paths of expressions: properties, casts, and relations.

use std::borrow::Cow;

use serde_json::Value;

use super::Kind;
use crate::service::{Store, schema::schema};

/// What a name stands for while an expression is evaluated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'a> {
    store: &'a Store,
    kind: &'a Kind,
    ty: &'a str,
    row: &'a Value,
    outer: Option<(&'a str, &'a Scope<'a>)>,
}

type Found<'a> = (Vec<Cow<'a, Value>>, Kind);

impl<'a> Scope<'a> {
    pub(crate) fn new(store: &'a Store, ty: &'a str, row: &'a Value) -> Self {
        Self { store, kind: &Kind::Null, ty, row, outer: None }
    }

    /// The scope of a lambda's body for one item.
    pub(super) fn inner(&'a self, variable: &'a str, row: &'a Value, kind: &'a Kind) -> Self {
        Self { store: self.store, kind, ty: "", row, outer: Some((variable, self)) }
    }

    fn kind(&self) -> Kind {
        if self.ty.is_empty() { self.kind.clone() } else { Kind::Named(self.ty.to_owned()) }
    }

    /// What a path leads to: at most one value where it is no collection.
    pub(super) fn look(&self, path: &[String]) -> Result<Found<'a>, String> {
        match (self.outer, path.split_first()) {
            (Some((variable, _)), Some((first, rest))) if first == variable => {
                follow(self.store, self.row, self.kind(), rest)
            }
            (Some((_, outer)), _) => outer.look(path),
            (None, Some((first, rest))) if first == "$it" => follow(self.store, self.row, self.kind(), rest),
            (None, _) => follow(self.store, self.row, self.kind(), path),
        }
    }
}

/// The type of a row that is declared to be of another.
pub(crate) fn type_of<'a>(row: &'a Value, declared: &'a str) -> &'a str {
    row.get("@odata.type").and_then(Value::as_str).map_or(declared, |ty| ty.trim_start_matches('#'))
}

/// Follows a path from a row. A cast gives nothing where the row is of another type.
pub(crate) fn follow<'a>(store: &'a Store, row: &'a Value, kind: Kind, path: &[String]) -> Result<Found<'a>, String> {
    let (mut at, mut kind) = (vec![row], kind);
    for segment in path {
        if segment == "$count" && matches!(kind, Kind::Many(_)) {
            return Ok((vec![Cow::Owned(at.len().into())], Kind::Number));
        }
        let (is_many, ty) = match &kind {
            Kind::Named(ty) => (false, ty.clone()),
            Kind::Many(item) => match &**item {
                Kind::Named(ty) if segment.contains('.') => (true, ty.clone()),
                _ => return Err(format!("`{segment}` of a collection")),
            },
            _ => return Err(format!("`{segment}` of {kind:?}")),
        };
        if segment.contains('.') {
            if !schema().is_a(segment, &ty) {
                return Err(format!("`{segment}` does not derive from `{ty}`"));
            }
            at.retain(|row| schema().is_a(type_of(row, &ty), segment));
            kind = if is_many { Kind::Many(Box::new(Kind::Named(segment.clone()))) } else { Kind::of(segment) };
        } else if let Some(property) = schema().property(&ty, segment) {
            kind = Kind::of(&property.ty);
            let values = at.iter().filter_map(|row| row.get(segment)).filter(|value| !value.is_null());
            at = match kind {
                Kind::Many(_) => values.filter_map(Value::as_array).flatten().collect(),
                _ => values.collect(),
            };
        } else if let Some(navigation) = schema().navigation(&ty, segment) {
            kind = Kind::of(&navigation.ty);
            at = at.iter().flat_map(|row| store.related(row, navigation)).collect();
        } else {
            return Err(format!("`{ty}` has no property `{segment}`"));
        }
    }
    Ok((at.into_iter().map(Cow::Borrowed).collect(), kind))
}
