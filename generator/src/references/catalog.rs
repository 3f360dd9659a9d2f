//! Which local files stand for URIs.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::uri;

/// Local files by the URIs that they stand for, as an XML catalog has them.
///
/// A URI that ends in `/` stands for all that begin with it, and is given a folder; any other
/// stands for itself, and is given a file. The longest one that fits counts.
///
/// ```
/// use csdl_codegen::references::Catalog;
///
/// let mut catalog = Catalog::default();
/// catalog.insert("https://example.com/vocabularies/", "vocabularies");
/// catalog.insert("https://example.com/vocabularies/Core.xml", "core.xml");
/// assert_eq!(catalog.len(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    entries: BTreeMap<String, PathBuf>,
}

/// Where a catalog leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// To a file, which may lead on within its folder.
    File(PathBuf),
    /// To a file below a folder that it may not leave.
    Below(PathBuf, PathBuf),
    /// Out of the folder that its entry names.
    Outside,
}

impl Catalog {
    /// Adds a URI and the file or, where it ends in `/`, the folder that stands for it.
    pub fn insert(&mut self, uri: impl Into<String>, path: impl Into<PathBuf>) {
        self.entries.insert(uri.into(), path.into());
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn find(&self, wanted: &str) -> Option<Entry> {
        if let Some(file) = self.entries.get(wanted).filter(|_| !wanted.ends_with('/')) {
            return Some(Entry::File(file.clone()));
        }
        let fits = self.entries.iter().rev().filter(|(uri, _)| uri.ends_with('/'));
        let (rest, folder) = fits.filter_map(|(uri, path)| Some((wanted.strip_prefix(uri.as_str())?, path))).next()?;
        Some(uri::below(rest).map_or(Entry::Outside, |path| Entry::Below(folder.clone(), path)))
    }
}
