//! What is measured: reading a document, and reading and writing pages with the generated models.

use anyhow::{Result, anyhow};
use csdl_codegen::{
    diagnostic::{Diagnostics, Sources},
    pipeline,
    schema::Schema,
};
use msgraph_identity_governance::v1_0::identity_governance::TaskProcessingResult;
use odata_runtime::model::{PageParts, Wire, read_page};

/// Reads and resolves a document, with all places.
///
/// # Errors
///
/// If it has an error.
pub fn resolve(document: &str) -> Result<Schema> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("document.xml", document.to_owned());
    pipeline::resolve(&sources, &[id], &[], &mut diagnostics).ok_or_else(|| anyhow!("the document has errors"))
}

/// Reads a page, as the client does.
///
/// # Errors
///
/// If the text is no page of results.
pub fn read(page: &[u8]) -> Result<PageParts<TaskProcessingResult>, serde_json::Error> {
    read_page(page)
}

/// Writes items, as the client does.
///
/// # Errors
///
/// If they cannot be written.
pub fn write(items: &Vec<TaskProcessingResult>) -> Result<Vec<u8>, serde_json::Error> {
    items.write_json()
}
