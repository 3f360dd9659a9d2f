//! Annotations put together: those of the source, and overlays over them.

use crate::diagnostic::{Code, Diagnostics, Span};

use super::{Annotation, Annotations, Expression, Record};

/// What happens where a target has an annotation of that term and qualifier already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A warning; the greater one counts, as the order in a document decides nothing.
    Source,
    /// The later one is merged into the earlier.
    Overlay,
}

/// Adds an annotation to a target's.
pub(super) fn insert(
    annotations: &mut Annotations,
    annotation: Annotation,
    span: Span,
    mode: Mode,
    diagnostics: &mut Diagnostics,
) {
    let index = match annotations.position(&annotation.term, annotation.qualifier.as_deref()) {
        Err(index) => {
            // Most targets have one: a list that grows at once would take the room of four.
            if annotations.0.is_empty() {
                annotations.0.reserve_exact(1);
            }
            return annotations.0.insert(index, annotation);
        }
        Ok(index) => index,
    };
    let Some(known) = annotations.0.get_mut(index) else { return };
    if mode == Mode::Overlay {
        return merge(known, annotation);
    }
    let message = format!("the target is annotated with `{}` more than once", annotation.term);
    let help = "where the values differ, one counts whatever their order: the greater, compared as text";
    diagnostics.warn(Code::DuplicateAnnotation, span, message).help(help);
    if *known < annotation {
        *known = annotation;
    }
}

/// Lays one annotation over another: records property by property, deep; all else is replaced.
fn merge(below: &mut Annotation, above: Annotation) {
    merge_value(&mut below.value, above.value);
    merge_all(&mut below.annotations, above.annotations);
}

fn merge_value(below: &mut Option<Expression>, above: Option<Expression>) {
    match (below, above) {
        (Some(Expression::Record(below)), Some(Expression::Record(above))) => merge_record(below, above),
        (below, above) => *below = above,
    }
}

fn merge_record(below: &mut Record, above: Record) {
    if above.ty.is_some() {
        below.ty = above.ty;
    }
    for value in above.properties {
        match below.properties.binary_search_by(|known| known.property.cmp(&value.property)) {
            Err(index) => below.properties.insert(index, value),
            Ok(index) => {
                if let Some(known) = below.properties.get_mut(index) {
                    merge_value(&mut known.value, value.value);
                    merge_all(&mut known.annotations, value.annotations);
                }
            }
        }
    }
    merge_all(&mut below.annotations, above.annotations);
}

fn merge_all(below: &mut Annotations, above: Annotations) {
    for annotation in above.0 {
        match below.position(&annotation.term, annotation.qualifier.as_deref()) {
            Err(index) => below.0.insert(index, annotation),
            Ok(index) => {
                if let Some(known) = below.0.get_mut(index) {
                    merge(known, annotation);
                }
            }
        }
    }
}
