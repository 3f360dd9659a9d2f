//! Annotations that name their target, brought to it.

use std::collections::BTreeMap;

use crate::csdl::Document;
use crate::csdl::document as written;
use crate::diagnostic::{Code, Span};
use crate::references::{Gathered, Referenced};

use super::build::Context;
use super::expressions::{annotation, in_line};
use super::final_states;
use super::merge::{Mode, insert};
use super::targets::{Place, find};
use super::types::each_schema;
use super::{Annotation, Annotations, Namespace, Schema, TypeKind};

/// The namespaces, sorted, with their own annotations.
pub(super) fn namespaces(
    documents: &[Document<'_>],
    gathered: &Gathered,
    context: &mut Context<'_, '_>,
) -> Vec<Namespace> {
    let mut found: Vec<Namespace> = Vec::new();
    for (document, schema) in each_schema(documents) {
        context.document = document;
        let namespace = Namespace {
            name: schema.namespace.as_str().to_owned(),
            alias: schema.alias.as_ref().map(|alias| alias.as_str().to_owned()),
            annotations: in_line(&schema.annotations, context),
            is_referenced: documents.get(document).is_some_and(|one| gathered.find(one.source).is_some()),
        };
        match found.iter_mut().find(|known| known.name == namespace.name) {
            None => found.push(namespace),
            Some(known) => {
                // Of two aliases, the lesser: which schema stands first says nothing.
                known.alias = known.alias.take().into_iter().chain(namespace.alias).min();
                known.is_referenced &= namespace.is_referenced;
                for one in namespace.annotations.0 {
                    insert(&mut known.annotations, one, schema.namespace.span, Mode::Source, context.diagnostics);
                }
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    drop_shared_aliases(&mut found);
    found
}

/// An alias counts in its own document: one that several documents use for different namespaces stands
/// for none of them where the schema is one.
fn drop_shared_aliases(namespaces: &mut [Namespace]) {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for alias in namespaces.iter().filter_map(|one| one.alias.clone()) {
        *uses.entry(alias).or_default() += 1;
    }
    for one in namespaces {
        one.alias.take_if(|alias| uses.get(alias).is_some_and(|count| *count > 1));
    }
}

/// Brings the annotations of the documents to their targets.
pub(super) fn apply(
    documents: &[Document<'_>],
    gathered: &Gathered,
    schema: &mut Schema,
    context: &mut Context<'_, '_>,
) {
    for (index, document) in documents.iter().enumerate() {
        context.document = index;
        let targets: Vec<_> = document.schemas.iter().flat_map(|schema| &schema.targets).collect();
        let Some(referenced) = gathered.find(document.source) else {
            apply_all(&targets, schema, context);
            continue;
        };
        for target in targets {
            let target = taken(target, document, referenced, context);
            // What is not taken need not have a target here either.
            if !target.annotations.is_empty() {
                apply_one(&target, Mode::Source, schema, context);
            }
        }
    }
}

/// Brings all annotations of a document to their targets, which are found on all cores.
fn apply_all(targets: &[&written::Annotations<'_>], schema: &mut Schema, context: &mut Context<'_, '_>) {
    let found = context.ahead(targets, |target, context| {
        let of_target = |one| annotation(one, target.qualifier.as_ref(), context);
        let annotations: Vec<_> = target.annotations.iter().map(of_target).collect();
        (find(&target.target.value, target.target.span, false, schema, context), annotations)
    });
    let Some(found) = found else {
        return targets.iter().for_each(|target| apply_one(target, Mode::Source, schema, context));
    };
    for (target, (places, annotations)) in targets.iter().zip(found) {
        for (one, annotation) in target.annotations.iter().zip(annotations) {
            add(annotation, one.term.span, &places, Mode::Source, schema, context);
        }
    }
}

/// What is taken of annotations in a document that others refer to: all of what it declares itself;
/// of what others declare, only what they include.
fn taken<'a>(
    written: &written::Annotations<'a>,
    document: &Document<'_>,
    referenced: &Referenced,
    context: &Context<'_, '_>,
) -> written::Annotations<'a> {
    let target = written.target.value.split(['/', '(']).next().unwrap_or_default();
    let namespace_of = |name: &str| match context.names.split(context.document, name) {
        Some((namespace, _)) => namespace.to_owned(),
        None => context.names.namespace(context.document, name).unwrap_or(name).to_owned(),
    };
    // A target may be a namespace itself.
    let is_own = |name: &str| document.schemas.iter().any(|schema| schema.namespace.as_str() == name);
    let whole = context.names.namespace(context.document, target.trim());
    let namespace = whole.map_or_else(|| namespace_of(target.trim()), str::to_owned);
    let mut taken = written.clone();
    if !is_own(&namespace) {
        taken.annotations.retain(|one| {
            let qualifier = one.qualifier.as_ref().or(written.qualifier.as_ref()).map(written::Text::as_str);
            let terms = namespace_of(one.term.value.trim());
            referenced.annotations.iter().any(|includes| includes.takes(&terms, qualifier, &namespace))
        });
    }
    taken
}

/// Lays overlays over the schema; `first` is the number of the first overlay among all documents.
pub(super) fn overlay(overlays: &[Document<'_>], first: usize, schema: &mut Schema, context: &mut Context<'_, '_>) {
    for (document, written) in each_schema(overlays) {
        context.document = first + document;
        refuse_declarations(written, context);
        for target in &written.targets {
            apply_one(target, Mode::Overlay, schema, context);
        }
    }
}

fn refuse_declarations(written: &written::Schema<'_>, context: &mut Context<'_, '_>) {
    let types = written.enums.iter().map(|one| &one.name);
    let types = types.chain(written.definitions.iter().map(|one| &one.name));
    let types = types.chain(written.complex_types.iter().map(|one| &one.name));
    let types = types.chain(written.entity_types.iter().map(|one| &one.name));
    // Terms may be declared: an overlay may need words that no vocabulary has.
    let operations = written.operations.iter().map(|one| &one.name);
    for name in types.chain(operations).chain(written.containers.iter().map(|one| &one.name)) {
        let message = format!("an overlay only annotates; it cannot declare `{}`", name.value);
        context.diagnostics.error(Code::OverlayDeclares, name.span, message);
    }
}

fn apply_one(target: &written::Annotations<'_>, mode: Mode, schema: &mut Schema, context: &mut Context<'_, '_>) {
    let places = find(&target.target.value, target.target.span, mode == Mode::Overlay, schema, context);
    for one in &target.annotations {
        let annotation = annotation(one, target.qualifier.as_ref(), context);
        add(annotation, one.term.span, &places, mode, schema, context);
    }
}

/// Adds an annotation to what it is on.
fn add(
    annotation: Annotation,
    span: Span,
    places: &[Place],
    mode: Mode,
    schema: &mut Schema,
    context: &mut Context<'_, '_>,
) {
    let mut add = |place, annotation| {
        if !final_states::accepts(place, &annotation, span, schema, context.diagnostics) {
            return;
        }
        if let Some(annotations) = annotations_at(schema, place) {
            insert(annotations, annotation, span, mode, context.diagnostics);
        }
    };
    if let Some((last, others)) = places.split_last() {
        others.iter().for_each(|place| add(place, annotation.clone()));
        add(last, annotation);
    }
}

/// The annotations of a place.
fn annotations_at<'s>(schema: &'s mut Schema, place: &Place) -> Option<&'s mut Annotations> {
    Some(match place {
        Place::Type(id) => &mut schema.types.get_mut(id.index())?.annotations,
        Place::Property(id, index) => {
            let ty = schema.types.get_mut(id.index())?.structured_mut()?;
            &mut ty.properties.get_mut(*index)?.annotations
        }
        Place::Navigation(id, index) => {
            let ty = schema.types.get_mut(id.index())?.structured_mut()?;
            &mut ty.navigation.get_mut(*index)?.annotations
        }
        Place::Member(id, index) => match &mut schema.types.get_mut(id.index())?.kind {
            TypeKind::Enum(ty) => &mut ty.members.get_mut(*index)?.annotations,
            _ => return None,
        },
        Place::Refinement(id, member) => {
            let ty = schema.types.get_mut(id.index())?.structured_mut()?;
            by_name(&mut ty.refinements, member)?
        }
        Place::Operation(index) => &mut schema.operations.get_mut(*index)?.annotations,
        Place::Result(index) => &mut schema.operations.get_mut(*index)?.result_annotations,
        Place::Parameter(operation, index) => {
            &mut schema.operations.get_mut(*operation)?.parameters.get_mut(*index)?.annotations
        }
        Place::Term(index) => &mut schema.terms.get_mut(*index)?.annotations,
        Place::Namespace(index) => &mut schema.namespaces.get_mut(*index)?.annotations,
        Place::Container => &mut schema.container.as_mut()?.annotations,
        Place::EntitySet(index) => &mut schema.container.as_mut()?.entity_sets.get_mut(*index)?.annotations,
        Place::Singleton(index) => &mut schema.container.as_mut()?.singletons.get_mut(*index)?.annotations,
        Place::Import(index) => &mut schema.container.as_mut()?.imports.get_mut(*index)?.annotations,
        Place::Other(target) => by_name(&mut schema.other_annotations, target)?,
    })
}

/// The annotations under a name in a sorted list, added where there are none.
fn by_name<'s>(list: &'s mut Vec<(String, Annotations)>, name: &str) -> Option<&'s mut Annotations> {
    let index = match list.binary_search_by(|(known, _)| known.as_str().cmp(name)) {
        Ok(index) => index,
        Err(index) => {
            list.insert(index, (name.to_owned(), Annotations::default()));
            index
        }
    };
    list.get_mut(index).map(|(_, annotations)| annotations)
}
