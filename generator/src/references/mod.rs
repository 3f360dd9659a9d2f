//! Which documents belong to a run: those given, and the local files that they refer to.
//!
//! Nothing is fetched. A reference leads to a file where its `Uri` is relative and stays within the
//! folder of the document that was given, or where a [`Catalog`] names a file for it.

mod catalog;
mod gather;
mod links;
mod uri;

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, path::PathBuf};

use crate::diagnostic::{Diagnostics, SourceId, Sources, Span};

pub use catalog::Catalog;
pub use gather::gather;

/// The documents of a run besides those given.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Documents that others refer to, in the order in which they were found.
    pub referenced: Vec<Referenced>,
    /// Namespaces that an `Include` expects of a file that was read, each with its place.
    pub included: Vec<(String, Span)>,
    /// Files that references lead to, whether they are there or not: what the result depends on.
    pub files: BTreeSet<PathBuf>,
}

/// A document that others refer to.
#[derive(Clone, Debug)]
pub struct Referenced {
    /// The document.
    pub source: SourceId,
    /// Its file, canonical.
    pub path: PathBuf,
    /// The place of the first `Uri` that leads to it.
    pub from: Span,
    /// Which annotations of what other documents declare are taken from it.
    pub annotations: Vec<Taken>,
}

/// An `IncludeAnnotations`: which annotations are taken from a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The namespace of their terms.
    pub term_namespace: String,
    /// The qualifier that they have, where only those of one are taken.
    pub qualifier: Option<String>,
    /// The namespace of their targets, where only those of one are taken.
    pub target_namespace: Option<String>,
}

impl Taken {
    /// Whether an annotation is among those taken.
    pub(crate) fn takes(&self, term_namespace: &str, qualifier: Option<&str>, target_namespace: &str) -> bool {
        self.term_namespace == term_namespace
            && self.qualifier.as_deref().is_none_or(|one| qualifier == Some(one))
            && self.target_namespace.as_deref().is_none_or(|one| one == target_namespace)
    }
}

impl Gathered {
    /// What is known of a document that others refer to; `None` for one that was given.
    #[must_use]
    pub fn find(&self, source: SourceId) -> Option<&Referenced> {
        self.referenced.iter().find(|one| one.source == source)
    }

    /// Notes at every error of a referenced document where it is referred to.
    pub fn note_origins(&self, sources: &Sources, diagnostics: &mut Diagnostics) {
        for one in &self.referenced {
            let Some(position) = sources.position(one.from) else { continue };
            let file = sources.name(one.from.source());
            let note = format!("the file is referred to at {file}:{}:{}", position.line, position.column);
            diagnostics.note_errors_of(one.source, &note);
        }
    }
}
