//! From documents to a schema.

use crate::csdl::Document;
use crate::diagnostic::Diagnostics;
use crate::references::Gathered;

use super::build::{Context, Kind};
use super::names::Names;
use super::typing::DeclaredTypes;
use super::{Schema, annotate, check, container, limits, operations, term_declarations, types};

/// Resolves documents to one schema and lays overlays over it.
///
/// Names are resolved over all documents together; an alias counts in its own document only. What
/// changes types is an error, all else a warning. `None` where there is an error, also one that was
/// reported before.
pub fn resolve(documents: &[Document<'_>], overlays: &[Document<'_>], diagnostics: &mut Diagnostics) -> Option<Schema> {
    resolve_gathered(documents, overlays, &Gathered::default(), diagnostics)
}

/// The same where some of the documents were not given, but referred to.
///
/// Their declarations count like any others; the service's container is never theirs, and of their
/// annotations of what other documents declare only those count that an `IncludeAnnotations` takes.
pub fn resolve_gathered(
    documents: &[Document<'_>],
    overlays: &[Document<'_>],
    gathered: &Gathered,
    diagnostics: &mut Diagnostics,
) -> Option<Schema> {
    let mut names = Names::new(documents.iter().chain(overlays), documents.len(), diagnostics);
    names.report_missing(&gathered.included, diagnostics);
    let declared = types::declare(documents, &mut names, diagnostics);
    let kinds: Vec<Kind> = declared.iter().map(types::Declared::kind).collect();
    let types = DeclaredTypes::new(documents, overlays, &declared);
    let mut context = Context::new(&names, &kinds, &types, diagnostics);
    let mut schema = Schema { types: types::build(&declared, &mut context), ..Schema::default() };
    schema.namespaces = annotate::namespaces(documents, gathered, &mut context);
    schema.terms = term_declarations::build(documents, &mut context);
    operations::build(documents, &mut schema, &mut context);
    limits::check(&schema, context.diagnostics);
    schema.container = container::build(documents, gathered, &schema, &mut context);
    annotate::apply(documents, gathered, &mut schema, &mut context);
    annotate::overlay(overlays, documents.len(), &mut schema, &mut context);
    operations::mark_optional(&mut schema);
    context.report_not_loaded();
    check::check(&schema, diagnostics);
    (!diagnostics.has_errors()).then_some(schema)
}
