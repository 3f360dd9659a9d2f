//! References followed from document to document.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics, SourceId, Sources, Span};

use super::catalog::{Catalog, Entry};
use super::links::{Link, links};
use super::uri::{self, Uri};
use super::{Gathered, Referenced};

/// How many documents are read besides those given.
const MAX_DOCUMENTS: usize = 2_000;

/// How many bytes they may have together.
const MAX_BYTES: u64 = 512 << 20;

/// Reads the local files that documents refer to, and those that these refer to, each once.
///
/// `given` are the documents of the run with the paths that they were read from. What a reference
/// says that cannot be followed is a warning; a file that is there and cannot be read is an error.
pub fn gather(
    sources: &mut Sources,
    given: &[(SourceId, &Path)],
    catalog: &Catalog,
    diagnostics: &mut Diagnostics,
) -> Gathered {
    let mut walk = Walk {
        sources,
        catalog,
        diagnostics,
        known: BTreeMap::new(),
        open: VecDeque::new(),
        bytes: 0,
        gathered: Gathered::default(),
    };
    for (source, path) in given {
        let Ok(canonical) = path.canonicalize() else { continue };
        let root = folder(&canonical);
        walk.known.insert(canonical.clone(), None);
        walk.open.push_back(Open { source: *source, path: (*path).to_owned(), canonical, root });
    }
    while let Some(open) = walk.open.pop_front() {
        for link in links(walk.sources, open.source) {
            walk.follow(&open, link);
        }
    }
    walk.gathered
}

/// A document whose references are to be followed.
struct Open {
    source: SourceId,
    /// Its path as people are shown it.
    path: PathBuf,
    canonical: PathBuf,
    /// The folder that its relative references must stay in, canonical.
    root: PathBuf,
}

/// A file that a reference leads to.
struct Target {
    path: PathBuf,
    root: PathBuf,
}

struct Walk<'w> {
    sources: &'w mut Sources,
    catalog: &'w Catalog,
    diagnostics: &'w mut Diagnostics,
    /// Files by canonical path: where they are among those referred to, or `None` if they were given.
    known: BTreeMap<PathBuf, Option<usize>>,
    open: VecDeque<Open>,
    /// How many bytes were read so far.
    bytes: u64,
    gathered: Gathered,
}

impl Walk<'_> {
    fn follow(&mut self, from: &Open, link: Link) {
        let Some(target) = self.target(from, &link) else { return };
        let Some(canonical) = self.existing(&target, link.span) else { return };
        let index = match self.known.get(&canonical) {
            Some(known) => *known,
            None if !canonical.starts_with(&target.root) => return self.outside(&link, "a symbolic link leads"),
            None => match self.read(target, canonical, link.span) {
                Some(index) => Some(index),
                None => return,
            },
        };
        self.gathered.included.extend(link.includes);
        if let Some(one) = index.and_then(|index| self.gathered.referenced.get_mut(index)) {
            one.annotations.extend(link.annotations);
        }
    }

    /// Where a reference leads; `None`, perhaps with a warning, where that is nowhere.
    fn target(&mut self, from: &Open, link: &Link) -> Option<Target> {
        match self.catalog.find(&link.uri) {
            Some(Entry::File(file)) => {
                let root = file.canonicalize().map(|canonical| folder(&canonical)).unwrap_or_default();
                return Some(Target { path: file, root });
            }
            Some(Entry::Below(folder, rest)) => {
                let root = folder.canonicalize().unwrap_or_default();
                return Some(Target { path: folder.join(rest), root });
            }
            Some(Entry::Outside) => {
                self.outside(link, "it leads");
                return None;
            }
            None => {}
        }
        match uri::parse(&link.uri) {
            Uri::Absolute => None,
            Uri::Relative(path) if self.stays_inside(from, &path) => {
                Some(Target { path: folder(&from.path).join(path), root: from.root.clone() })
            }
            Uri::Relative(_) | Uri::Rooted => {
                self.outside(link, "it leads");
                None
            }
        }
    }

    /// Whether a path from a document stays in the folder that it may not leave, or leads to a document
    /// that was given: that may be anywhere.
    fn stays_inside(&self, from: &Open, path: &Path) -> bool {
        let is_known = |canonical: PathBuf| self.known.contains_key(&canonical);
        uri::normal(&folder(&from.canonical).join(path)).is_some_and(|normal| normal.starts_with(&from.root))
            || folder(&from.path).join(path).canonicalize().is_ok_and(is_known)
    }

    fn outside(&mut self, link: &Link, what: &str) {
        let message = format!("`{}` is not read: {what} out of the folder of the document", link.uri);
        self.diagnostics.warn(Code::ReferenceOutside, link.span, message).help(
            "give that document too, or name a file for the URI: [references] in csdl.toml, --reference URI=FILE",
        );
    }

    /// The canonical path of a file that is there.
    fn existing(&mut self, target: &Target, span: Span) -> Option<PathBuf> {
        self.gathered.files.insert(target.path.clone());
        let shown = target.path.display();
        let problem = match target.path.canonicalize() {
            Ok(canonical) if canonical.is_file() => return Some(canonical),
            Ok(_) => format!("{shown} is no file"),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => format!("there is no file {shown}"),
            Err(error) => format!("{shown} cannot be read: {error}"),
        };
        let message = format!("{problem}; what it declares is not known");
        self.diagnostics.warn(Code::NotLoaded, span, message);
        None
    }

    fn read(&mut self, target: Target, canonical: PathBuf, span: Span) -> Option<usize> {
        let index = self.gathered.referenced.len();
        self.bytes += canonical.metadata().map_or(0, |file| file.len());
        let problem = match () {
            () if index >= MAX_DOCUMENTS => {
                (Code::TooMany, format!("more than {MAX_DOCUMENTS} documents are referred to"))
            }
            () if self.bytes > MAX_BYTES => {
                (Code::TooLarge, format!("documents that are referred to have more than {} MiB", MAX_BYTES >> 20))
            }
            () => return self.read_one(target, canonical, span),
        };
        self.diagnostics.error(problem.0, span, problem.1);
        None
    }

    fn read_one(&mut self, target: Target, canonical: PathBuf, span: Span) -> Option<usize> {
        let index = self.gathered.referenced.len();
        let source = self.sources.read(&target.path, self.diagnostics)?;
        self.known.insert(canonical.clone(), Some(index));
        let one = Referenced { source, path: canonical.clone(), from: span, annotations: Vec::new() };
        self.gathered.referenced.push(one);
        self.open.push_back(Open { source, path: target.path, canonical, root: target.root });
        Some(index)
    }
}

fn folder(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).to_owned()
}
