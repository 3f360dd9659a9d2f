//! The names of a new crate and of its client, made from the service's.

use std::path::PathBuf;

use crate::{ident, schema::Schema};

/// Words of namespaces that say nothing of the service.
const GENERAL: &[&str] = &[
    "api",
    "container",
    "data",
    "default",
    "entities",
    "entity",
    "metadata",
    "model",
    "models",
    "odata",
    "schema",
    "self",
    "service",
    "services",
    "types",
];

/// Names of crates that mean something else where the crate is used.
const TAKEN: &[&str] = &["alloc", "core", "odata_runtime", "proc_macro", "std", "test"];

/// The longest part of a name that is made.
const MOST: usize = 36;

pub(super) struct Names {
    pub(super) krate: String,
    pub(super) client: String,
    /// The namespace that modules leave out of their path.
    pub(super) namespace: String,
}

/// Names after the last telling word of the container's namespace or of the first namespace; else after
/// the container, else after the file.
pub(super) fn of(schema: &Schema, documents: &[PathBuf]) -> Names {
    let container = schema.container.as_ref().map(|container| &container.name);
    let first = schema.namespaces.first().map(|namespace| namespace.name.clone());
    let namespace = container.map(|name| name.namespace.clone()).or(first).unwrap_or_default();
    let stem = documents.first().and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    let mut candidates: Vec<String> = namespace.rsplit('.').map(str::to_owned).collect();
    candidates.extend(container.map(|name| name.name.clone()));
    candidates.extend(stem);
    let word = candidates.into_iter().find(|word| tells(word)).unwrap_or_else(|| "service".to_owned());
    let word: String = word.chars().take(MOST).collect();
    let krate = ident::field_name(&word).trim_matches('_').replace('_', "-");
    let client = ident::type_name(&word);
    Names { krate: format!("{krate}-client"), client: format!("{}Client", client.trim_matches('_')), namespace }
}

/// Whether a word is a name of its own, and one that a crate can have.
fn tells(word: &str) -> bool {
    let is_version = |word: &str| {
        let digits = word.strip_prefix('v').unwrap_or(word);
        digits.bytes().all(|b| b.is_ascii_digit() || b == b'_')
    };
    let lower = word.to_ascii_lowercase();
    word.bytes().any(|b| b.is_ascii_alphabetic())
        && word.is_ascii()
        && !GENERAL.contains(&lower.as_str())
        && !is_version(&lower)
}

/// Why a crate cannot have that name, if it cannot.
pub(super) fn refusal(name: &str) -> Option<&'static str> {
    let library = name.replace('-', "_").to_ascii_lowercase();
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)) || name.len() > 64 {
        Some("it takes at most 64 letters, digits, `-` and `_`")
    } else if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Some("it must start with a letter")
    } else if TAKEN.contains(&library.as_str())
        || ident::raw(&library) != library
        || ident::field_name(&library) == format!("{library}_")
    {
        Some("the name means something else in Rust")
    } else {
        None
    }
}
