//! The readers: any text is a document or a list of errors, each of which can be shown.

use csdl_codegen::{
    csdl,
    diagnostic::{Diagnostics, Report, Sources},
};

/// Reads a document of CSDL XML.
pub fn csdl_xml(data: &[u8]) {
    read(data.to_vec());
}

/// Reads a document of CSDL JSON: one that begins with `{`.
pub fn csdl_json(data: &[u8]) {
    let data = data.trim_ascii_start();
    let brace: &[u8] = if data.starts_with(b"{") { b"" } else { b"{" };
    read([brace, data].concat());
}

/// Reads a document and shows what was found; what is not read has an error that says why.
fn read(bytes: Vec<u8>) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add_bytes("document", bytes, &mut diagnostics);
    let is_read = csdl::read(&sources, id, &mut diagnostics).is_some();
    assert!(is_read || diagnostics.has_errors(), "a document was refused in silence");
    let report = Report { sources, diagnostics };
    assert!(report.diagnostics.is_empty() || !report.to_string().is_empty());
}
