//! What a document says of others.

use crate::csdl::{self, document::Text};
use crate::diagnostic::{Diagnostics, SourceId, Sources, Span};

use super::Taken;

/// An `edmx:Reference`, owned.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) uri: String,
    pub(super) span: Span,
    pub(super) includes: Vec<(String, Span)>,
    pub(super) annotations: Vec<Taken>,
}

/// The references of a document, as far as it can be read: what is wrong with it is told when it is
/// read for good.
pub(super) fn links(sources: &Sources, id: SourceId) -> Vec<Link> {
    let has_any = csdl::mentions_references(sources.text(id));
    let document = has_any.then(|| csdl::read_references(sources, id, &mut Diagnostics::default())).flatten();
    let text = |text: &Text<'_>| text.as_str().trim().to_owned();
    let references = document.iter().flat_map(|document| &document.references);
    references
        .map(|reference| Link {
            uri: text(&reference.uri),
            span: reference.uri.span,
            includes: reference.includes.iter().map(|one| (text(&one.namespace), one.namespace.span)).collect(),
            annotations: reference
                .include_annotations
                .iter()
                .map(|one| Taken {
                    term_namespace: text(&one.term_namespace),
                    qualifier: one.qualifier.as_ref().map(text),
                    target_namespace: one.target_namespace.as_ref().map(text),
                })
                .collect(),
        })
        .collect()
}
