//! A schema written as CSDL XML 4.01: facts only, in canonical order.

mod annotations;
mod document;
mod members;
mod xml;

#[cfg(test)]
mod tests;

use crate::schema::{Schema, vocabulary};

/// What of the annotations is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prose {
    /// Descriptions are left out: the terms, and record properties of the same names.
    Dropped,
    /// All is written.
    Kept,
}

/// Writes a schema without any sentence of its source's descriptions.
#[must_use]
pub fn write(schema: &Schema) -> String {
    write_with(schema, Prose::Dropped)
}

/// Writes a schema.
#[must_use]
pub fn write_with(schema: &Schema, prose: Prose) -> String {
    document::Writer::new(schema, prose).document()
}

/// Whether a term holds a description.
fn is_prose(term: &str) -> bool {
    matches!(term, vocabulary::DESCRIPTION | vocabulary::LONG_DESCRIPTION)
}

/// Whether a property of a record holds a description.
fn is_prose_property(name: &str) -> bool {
    matches!(name, "Description" | "LongDescription")
}
