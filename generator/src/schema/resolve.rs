//! From documents to a schema.

use crate::csdl::Document;
use crate::diagnostic::Diagnostics;

use super::build::{Context, Kind};
use super::names::Names;
use super::{Schema, annotate, check, container, limits, operations, types};

/// Resolves documents to one schema and lays overlays over it.
///
/// Names are resolved over all documents together; an alias counts in its own document only. What
/// changes types is an error, all else a warning. `None` where there is an error, also one that was
/// reported before.
pub fn resolve(documents: &[Document<'_>], overlays: &[Document<'_>], diagnostics: &mut Diagnostics) -> Option<Schema> {
    let mut names = Names::new(documents.iter().chain(overlays), documents.len(), diagnostics);
    let declared = types::declare(documents, &mut names, diagnostics);
    let kinds: Vec<Kind> = declared.iter().map(types::Declared::kind).collect();
    let mut context = Context::new(&names, &kinds, diagnostics);
    let mut schema = Schema { types: types::build(&declared, &mut context), ..Schema::default() };
    schema.namespaces = annotate::namespaces(documents, &mut context);
    schema.terms = operations::terms(documents, &mut context);
    operations::build(documents, &mut schema, &mut context);
    limits::check(&schema, context.diagnostics);
    schema.container = container::build(documents, &schema, &mut context);
    annotate::apply(documents, &mut schema, &mut context);
    annotate::overlay(overlays, documents.len(), &mut schema, &mut context);
    operations::mark_optional(&mut schema);
    context.report_not_loaded();
    check::check(&schema, diagnostics);
    (!diagnostics.has_errors()).then_some(schema)
}
