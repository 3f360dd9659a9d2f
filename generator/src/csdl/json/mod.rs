//! CSDL JSON 4.01, read into the same documents as CSDL XML.
//!
//! What the two say differently is said in the document as XML has it: an absent `$Nullable` is `false`, an absent
//! `$Type` is `Edm.String`, an absent `$Scale` of a decimal number is `variable`. Constants have no kind of their own
//! in JSON beyond string, number and boolean; `schema/` gives them that of the declared type where it knows one.

mod container;
mod document;
mod expressions;
mod facets;
mod navigation;
mod notes;
mod operations;
mod part;
mod schema;
mod tree;
mod types;

#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostics, SourceId, Sources};

use super::document::Document;

/// Whether a text is to be read as JSON: its first character but white space opens an object.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('{')
}

/// Reads a document. `None` where it is no CSDL 4 document at all or broken JSON.
pub(super) fn read<'a>(sources: &'a Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Document<'a>> {
    let root = tree::parse(sources, id, diagnostics)?;
    part::Reader { source: id, diagnostics }.document(root)
}
