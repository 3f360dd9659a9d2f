//! Final states: the members of an enumeration at which a process has ended, checked where they are
//! written.

use crate::diagnostic::{Code, Diagnostics, Span, suggestion};

use super::targets::Place;
use super::{Annotation, Expression, ItemType, Property, Schema, TypeId, TypeKind, vocabulary};

/// Whether an annotation is fit to be kept. What is wrong with one of final states is reported.
pub(super) fn accepts(
    place: &Place,
    annotation: &Annotation,
    span: Span,
    schema: &Schema,
    diagnostics: &mut Diagnostics,
) -> bool {
    if annotation.term != vocabulary::FINAL_STATES {
        return true;
    }
    let property = match place {
        Place::Property(id, index) => schema.structured(*id).and_then(|ty| ty.properties.get(*index)),
        Place::Refinement(id, name) => {
            let declared = schema.property(*id, name).map(|(owner, _)| schema.get(owner).name.to_string());
            let message = format!("`{name}` is inherited: its final states belong to the type that declares it");
            let help = declared.map(|owner| format!("annotate `{owner}/{name}`"));
            diagnostics.error(Code::InvalidFinalStates, span, message).help_with(help);
            return false;
        }
        _ => None,
    };
    let Some(property) = property else {
        let message = "only a property of an enumeration type has final states".to_owned();
        diagnostics.error(Code::InvalidFinalStates, span, message);
        return false;
    };
    check(property, annotation, span, schema, diagnostics)
}

/// Checks what stands in a property's own element.
pub(super) fn check_in_line(schema: &Schema, diagnostics: &mut Diagnostics) {
    let own = |id| schema.structured(id).into_iter().flat_map(|ty| &ty.properties);
    let has_some = |property: &Property| property.annotations.final_states().is_some();
    // Hardly any schema says it of two, and to gather what each type inherits takes long.
    let are_several = schema.ids().flat_map(own).filter(|property| has_some(property)).nth(1).is_some();
    for id in schema.ids() {
        for property in own(id) {
            if let Some(annotation) = property.annotations.get(vocabulary::FINAL_STATES, None) {
                check(property, annotation, property.span, schema, diagnostics);
            }
        }
        if are_several {
            only_one(schema, id, diagnostics);
        }
    }
}

/// An entity has ended or not: two properties cannot both say so. Said once, of the type where they meet.
fn only_one(schema: &Schema, id: TypeId, diagnostics: &mut Diagnostics) {
    let with = |id| -> Vec<&Property> {
        let properties = schema.properties(id).into_iter().map(|(_, property)| property);
        properties.filter(|property| property.annotations.final_states().is_some()).collect()
    };
    let is_inherited = schema.ancestors(id).next().is_some_and(|base| with(base).len() > 1);
    if let ([first, second, ..], false) = (with(id).as_slice(), is_inherited) {
        let name = &schema.get(id).name;
        let message = format!("`{name}` has final states in `{}` and in `{}`", first.name, second.name);
        diagnostics
            .error(Code::InvalidFinalStates, second.span, message)
            .help("one property says whether it has ended");
    }
}

/// Whether what a property's annotation says is names of members of its enumeration.
fn check(
    property: &Property,
    annotation: &Annotation,
    span: Span,
    schema: &Schema,
    diagnostics: &mut Diagnostics,
) -> bool {
    let name = &property.name;
    let mut error = |message: String| {
        diagnostics.error(Code::InvalidFinalStates, span, message);
        false
    };
    let Some(members) = members(property, schema) else {
        let ty = schema.type_text(&property.ty);
        return error(format!("`{name}` has no final states: `{ty}` is not one value of an enumeration without flags"));
    };
    let states = annotation.value.as_ref().map(Expression::items).unwrap_or_default();
    let states: Vec<Option<&str>> = states.iter().map(Expression::text).collect();
    if states.is_empty() || states.contains(&None) {
        return error(format!("the final states of `{name}` are not given as names of members"));
    }
    let mut is_right = true;
    for state in states.into_iter().flatten().filter(|state| !members.contains(state)) {
        let message =
            format!("the final state `{state}` of `{name}` is no member of `{}`", schema.type_text(&property.ty));
        let help = suggestion(state, members.iter().copied());
        diagnostics.error(Code::InvalidFinalStates, span, message).help_with(help);
        is_right = false;
    }
    is_right
}

/// The members that a property's value can be.
fn members<'s>(property: &Property, schema: &'s Schema) -> Option<Vec<&'s str>> {
    let ItemType::Named(id) = property.ty.item else { return None };
    match &schema.get(id).kind {
        TypeKind::Enum(kind) if !kind.is_flags && !property.ty.is_collection => {
            Some(kind.members.iter().map(|member| member.name.as_str()).collect())
        }
        _ => None,
    }
}
