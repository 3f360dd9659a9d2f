//! Files moved to their places all or none.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::TEMPORARY;

/// Changes that wait to be carried out; dropped, they leave nothing behind.
#[derive(Default)]
pub(super) struct Transaction {
    staged: Vec<Staged>,
    removed: Vec<PathBuf>,
    folders: NewFolders,
}

/// A file that waits to be moved to its place.
struct Staged {
    target: PathBuf,
    file: NamedTempFile,
}

impl Transaction {
    /// Writes a text beside its place.
    pub(super) fn write(&mut self, target: PathBuf, text: &str) -> io::Result<()> {
        let folder = target.parent().unwrap_or(Path::new(""));
        self.folders.make(folder)?;
        let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // A temporary file is for its owner only; what it becomes is as readable as any other.
            let mode = fs::metadata(&target).map_or(0o644, |metadata| metadata.permissions().mode());
            file.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
        }
        self.staged.push(Staged { target, file });
        Ok(())
    }

    /// Has a file removed, in the end.
    pub(super) fn remove(&mut self, target: PathBuf) {
        self.removed.push(target);
    }

    /// Makes a folder, where it is not there yet.
    pub(super) fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.folders.make(folder)
    }

    /// Moves everything to its place, or back where that fails.
    pub(super) fn commit(mut self) -> io::Result<()> {
        let mut undo = Undo::default();
        match self.carry_out(&mut undo) {
            Ok(()) => {
                undo.forget();
                self.folders.keep();
                Ok(())
            }
            Err(error) => {
                undo.run();
                Err(error)
            }
        }
    }

    fn carry_out(&mut self, undo: &mut Undo) -> io::Result<()> {
        for one in self.staged.drain(..) {
            undo.save(&one.target)?;
            one.file.persist(&one.target).map_err(|error| error.error)?;
        }
        for target in &self.removed {
            undo.save(target)?;
            fs::remove_file(target)?;
        }
        Ok(())
    }
}

/// Folders that were made on the way; those that nothing was put into go when this is dropped.
#[derive(Default)]
struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        self.0.extend(missing.into_iter().rev());
        fs::create_dir_all(folder)
    }

    fn keep(&mut self) {
        self.0.clear();
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.0.drain(..).rev() {
            // Fails where something is in it, as it should.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What it takes to bring things back.
#[derive(Default)]
struct Undo {
    /// Each place, with a copy of what was there; `None` where there was nothing.
    steps: Vec<(PathBuf, Option<NamedTempFile>)>,
}

impl Undo {
    /// Remembers what is at a place.
    fn save(&mut self, target: &Path) -> io::Result<()> {
        if !target.exists() {
            self.steps.push((target.to_owned(), None));
            return Ok(());
        }
        let folder = target.parent().unwrap_or(Path::new(""));
        let copy = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
        fs::copy(target, copy.path())?;
        self.steps.push((target.to_owned(), Some(copy)));
        Ok(())
    }

    /// Brings everything back, as far as that goes.
    fn run(&mut self) {
        for (target, copy) in self.steps.drain(..).rev() {
            // A second failure cannot be helped: the first one is what is reported.
            let _ = match copy {
                Some(copy) => copy.persist(&target).map(drop).map_err(|error| error.error),
                None => fs::remove_file(&target),
            };
        }
    }

    fn forget(&mut self) {
        self.steps.clear();
    }
}

/// Removes folders that became empty with what was in them.
pub(super) fn remove_empty_folders(root: &Path, removed: &[PathBuf]) {
    for path in removed {
        for folder in path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
            // Fails where something is left in it, as it should.
            if fs::remove_dir(root.join(folder)).is_err() {
                break;
            }
        }
    }
}
