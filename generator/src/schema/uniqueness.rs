//! One name, one thing: children of a schema that are of different kinds.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Code, Diagnostics, Span};

use super::build::Kind;
use super::{QualifiedName, Schema, TypeKind};

/// Reports names that stand for two things. Two types or two terms of one name are reported where
/// they are resolved; operations share the names of types in services, and nothing is mistaken for it.
pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    let mut seen: FxHashMap<&QualifiedName, &'static str> = FxHashMap::default();
    let types = schema.types.iter().map(|ty| (&ty.name, kind(&ty.kind).text(), ty.span));
    let terms = schema.terms.iter().map(|term| (&term.name, "a term", term.span));
    let container = schema.container.iter().map(|container| (&container.name, "the container", container.span));
    let all: Vec<(&QualifiedName, &'static str, Span)> = types.chain(terms).chain(container).collect();
    for (name, what, span) in all {
        let first = *seen.entry(name).or_insert(what);
        if first != what {
            let message = format!("`{name}` is {what}, and {first} has that name");
            diagnostics.error(Code::Duplicate, span, message);
        }
    }
}

fn kind(kind: &TypeKind) -> Kind {
    match kind {
        TypeKind::Enum(_) => Kind::Enum,
        TypeKind::Definition(_) => Kind::Definition,
        TypeKind::Complex(_) => Kind::Complex,
        TypeKind::Entity(_) => Kind::Entity,
    }
}
