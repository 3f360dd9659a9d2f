//! The file of names: read before planning, written with what is generated.

use std::path::{Path, PathBuf};

use crate::{
    diagnostic::{Code, Diagnostics, Report, SourceId, Sources},
    files::{SingleFile, Target},
    names::NameLock,
};

use super::{Failure, Gone};

/// The names on record, and where.
#[derive(Debug)]
pub(super) struct RecordedNames {
    pub(super) file: PathBuf,
    pub(super) lock: NameLock,
    sources: Sources,
    id: Option<SourceId>,
    written: SingleFile,
}

impl RecordedNames {
    /// Reads the file; where there is none yet, no name is on record.
    pub(super) fn load(file: &Path) -> Result<Self, Failure> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let is_there = file.try_exists().map_err(|error| Failure::Io(file.to_owned(), error))?;
        let id = if is_there { sources.read(file, &mut diagnostics) } else { None };
        let lock = id.map(|id| NameLock::parse(&sources, id, &mut diagnostics)).unwrap_or_default();
        if diagnostics.has_errors() {
            return Err(Box::new(Report { sources, diagnostics }).into());
        }
        let written = SingleFile::new(file, lock.to_string());
        Ok(Self { file: file.to_owned(), lock, sources, id, written })
    }

    /// Adds the names that were given. One that could not be kept is an error: it is for people to say
    /// that it may change.
    pub(super) fn update(&mut self, given: &NameLock, gone: Gone) -> Result<(), Failure> {
        let mut diagnostics = Diagnostics::default();
        for [api, scope, thing, _] in self.lock.conflicts(given) {
            let span = self.id.map(|id| NameLock::find(&self.sources, id, api, scope, thing)).unwrap_or_default();
            let name = self.lock.name(api, scope, thing).unwrap_or_default();
            let message = format!("`{thing}` cannot be called `{name}`: something else must have that name there");
            let help = "remove the line: it then gets another name";
            diagnostics.error(Code::NameLock, span, message).help(help);
        }
        if diagnostics.has_errors() {
            return Err(Box::new(Report { sources: self.sources.clone(), diagnostics }).into());
        }
        match gone {
            Gone::Kept => self.lock.extend(given),
            Gone::Forgotten => self.lock.clone_from(given),
        }
        self.written = SingleFile::new(&self.file, self.lock.to_string());
        Ok(())
    }

    /// The text that the file is to have.
    pub(super) fn text(&self) -> &str {
        self.written.text()
    }

    pub(super) fn target(&self) -> Target<'_> {
        self.written.target()
    }
}
