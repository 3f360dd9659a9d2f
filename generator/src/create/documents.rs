//! The documents of a new crate: checked, and with the local files that they refer to.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::{
    diagnostic::{Diagnostics, Report, Sources},
    generate::Failure,
    pipeline,
    references::Catalog,
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
    let given = pipeline::read(paths, &mut sources, &mut diagnostics);
    let (schema, gathered) = pipeline::resolve_read(&mut sources, [&given, &[]], &Catalog::default(), &mut diagnostics);
    diagnostics.sort();
    let has_errors = diagnostics.has_errors();
    let report = Report { sources, diagnostics };
    let Some(schema) = schema.filter(|_| !has_errors) else { return Err(Failure::Reports(vec![report])) };
    let documents = paths.iter().map(|path| absolute(path)).collect::<Result<Vec<_>, _>>()?;
    // Only what may be followed: a reference that leads out of the documents' folder brings no file in.
    let referenced = gathered.referenced.into_iter().map(|one| one.path);
    let all: BTreeSet<PathBuf> = documents.iter().cloned().chain(referenced).collect();
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

/// The folder that all of them are below.
fn shared(files: &BTreeSet<PathBuf>) -> PathBuf {
    let mut folders = files.iter().filter_map(|file| file.parent());
    let first = folders.next().unwrap_or(Path::new("")).to_owned();
    folders.fold(first, |shared, folder| {
        let parts = shared.components().zip(folder.components()).take_while(|(a, b)| a == b);
        parts.map(|(part, _)| part).collect()
    })
}
