//! The documents of a new crate: checked, and with the local files that they refer to.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::{
    csdl,
    diagnostic::{Diagnostics, Report, Sources},
    generate::Failure,
    pipeline,
    schema::Schema,
};

/// What has been read.
pub(super) struct Documents {
    pub(super) schema: Schema,
    pub(super) report: Report,
    /// The documents by their place below the crate's folder.
    pub(super) named: Vec<String>,
    /// These, and what they refer to.
    pub(super) copies: BTreeMap<String, Vec<u8>>,
}

pub(super) fn read(paths: &[PathBuf]) -> Result<Documents, Failure> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let ids: Vec<_> = paths.iter().filter_map(|path| sources.read(path, &mut diagnostics)).collect();
    let schema = pipeline::resolve(&sources, &ids, &[], &mut diagnostics);
    diagnostics.sort();
    let has_errors = diagnostics.has_errors();
    let report = Report { sources, diagnostics };
    let Some(schema) = schema.filter(|_| !has_errors) else { return Err(Failure::Reports(vec![report])) };
    let documents = paths.iter().map(|path| absolute(path)).collect::<Result<Vec<_>, _>>()?;
    let all = with_references(&documents);
    let folder = shared(&all);
    let place = |path: &Path| {
        let below = path.strip_prefix(&folder).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        format!("metadata/{}", parts.join("/"))
    };
    let mut copies = BTreeMap::new();
    for path in &all {
        let bytes = fs::read(path).map_err(|error| Failure::Io(path.clone(), error))?;
        copies.insert(place(path), bytes);
    }
    Ok(Documents { schema, report, named: documents.iter().map(|path| place(path)).collect(), copies })
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| Failure::Io(path.to_owned(), error))
}

/// The documents and every file that they refer to, one leading to the next.
fn with_references(documents: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut open = documents.to_vec();
    let mut all = BTreeSet::new();
    while let Some(path) = open.pop() {
        if all.insert(path.clone()) {
            open.extend(references(&path));
        }
    }
    all
}

/// The files that a document refers to, of those that are there.
fn references(path: &Path) -> Vec<PathBuf> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let Some(id) = sources.read(path, &mut diagnostics) else { return Vec::new() };
    let Some(document) = csdl::read(&sources, id, &mut diagnostics) else { return Vec::new() };
    let folder = path.parent().unwrap_or(Path::new(""));
    let uris = document.references.iter().map(|reference| reference.uri.value.as_ref());
    uris.filter(|uri| !uri.contains(':'))
        .filter_map(|uri| folder.join(uri).canonicalize().ok())
        .filter(|p| p.is_file())
        .collect()
}

/// The folder that all of them are below.
fn shared(files: &BTreeSet<PathBuf>) -> PathBuf {
    let mut folders = files.iter().filter_map(|file| file.parent());
    let first = folders.next().unwrap_or(Path::new("")).to_owned();
    folders.fold(first, |shared, folder| {
        let parts = shared.components().zip(folder.components()).take_while(|(a, b)| a == b);
        parts.map(|(part, _)| part).collect()
    })
}
