//! What the file says: CSDL XML 4.0 and 4.01, and CSDL JSON 4.01, read into documents with places, names unresolved.

mod annotations;
mod attributes;
mod container;
pub mod document;
mod dynamic;
mod edmx;
mod element;
mod json;
mod lexer;
mod names;
mod operations;
mod schema;
mod tag;
mod types;
mod values;
mod version;
mod xml;

#[cfg(test)]
mod tests;

pub use document::Document;
pub(crate) use dynamic::dynamic_element;
pub(crate) use names::{is_namespace, is_simple_identifier};
pub(crate) use values::is_valid as is_constant;

use crate::diagnostic::{Diagnostics, SourceId, Sources};
use edmx::Depth;
use lexer::with_lexemes;
use xml::Reader;

/// Reads a document: JSON where its text starts as an object, XML otherwise, whatever the file is called. `None` where
/// it is no CSDL 4 document at all or broken; what can be read of one with lesser errors is returned, so that more of
/// them can be found.
pub fn read<'a>(sources: &'a Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Document<'a>> {
    read_to(Depth::All, sources, id, diagnostics)
}

/// The same, where nothing but the document's references is wanted: of a document in XML, they alone are kept, and it
/// is read no further than they go.
pub(crate) fn read_references<'a>(
    sources: &'a Sources,
    id: SourceId,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    read_to(Depth::References, sources, id, diagnostics)
}

/// Whether a text may have references in it, be it XML or JSON. Most documents have none but at their start, and large
/// ones take long to read twice.
pub(crate) fn mentions_references(text: &str) -> bool {
    let names = ["<Reference", ":Reference", "$Reference"];
    names.iter().any(|name| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some())
}

fn read_to<'a>(
    depth: Depth,
    sources: &'a Sources,
    id: SourceId,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    let text = sources.text(id);
    if json::is_json(text) {
        return json::read(sources, id, diagnostics);
    }
    with_lexemes(text, |lexemes| Reader::new(lexemes, text, id, diagnostics).document(depth))
}
