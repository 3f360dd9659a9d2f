//! The table of emitted types: which Rust type reads which schema type.

use serde::{Serialize, de::DeserializeOwned};
use tests::json::Json;

pub(crate) mod beta;
pub(crate) mod v1_0;

/// One emitted type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// The full name of the schema type.
    pub(crate) name: &'static str,
    /// What it is in Rust.
    pub(crate) kind: Kind,
    /// Reads a text and gives back what it writes.
    pub(crate) rewrite: fn(&str) -> Result<Json, String>,
}

/// What a schema type is in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A struct: one type of entity or complex value.
    One,
    /// An enum over a type and its subtypes.
    Any,
    /// An enumeration, or a set of flags.
    Enum,
}

/// `One "schema name" => RustType;`
macro_rules! table {
    ($api:ident: $($kind:ident $name:literal => $($path:ident)::+;)*) => {
        pub(crate) const TABLE: &[crate::table::Row] = &[
            $(crate::table::Row {
                name: $name,
                kind: crate::table::Kind::$kind,
                rewrite: crate::table::rewrite::<msgraph_identity_governance::$api::$($path)::+>,
            },)*
        ];
    };
}
use table;

/// Reads, writes, reads again: a clone is the same, and what was written is written again.
pub(crate) fn rewrite<T>(text: &str) -> Result<Json, String>
where
    T: Serialize + DeserializeOwned + Clone + PartialEq + std::fmt::Debug,
{
    let read = |text: &str| serde_json::from_str::<T>(text).map_err(|error| format!("read: {error}"));
    let write = |value: &T| serde_json::to_string(value).map_err(|error| format!("write: {error}"));
    let first = read(text)?;
    let written = write(&first)?;
    if first.clone() != first {
        return Err(format!("a clone is not the same: {first:?}"));
    }
    let again = read(&written)?;
    // What is not a number is not even equal to itself.
    if again != first && !text.contains("NaN") {
        return Err(format!("{first:?} was read again as {again:?}"));
    }
    let again = write(&again)?;
    if again != written {
        return Err(format!("{written} was written again as {again}"));
    }
    Json::parse(&written)
}

/// The rows of an API.
pub(crate) fn of(version: &str) -> &'static [Row] {
    if version == "beta" { beta::TABLE } else { v1_0::TABLE }
}

/// The row that values declared to be of `name` are read by.
pub(crate) fn declared(version: &str, name: &str) -> Option<&'static Row> {
    let rows = || of(version).iter().filter(move |row| row.name == name);
    rows().find(|row| row.kind == Kind::Any).or_else(|| rows().next())
}
