//! Files written all or none, and only where they change.

mod lock;
mod present;
mod transaction;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use transaction::Transaction;

/// How the names of files in the making begin.
const TEMPORARY: &str = ".csdl-";

/// What [`apply`] did; paths as they were given, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Files that are new or changed.
    pub written: Vec<PathBuf>,
    /// Files that were as they should be.
    pub unchanged: Vec<PathBuf>,
    /// Files that should not be there.
    pub removed: Vec<PathBuf>,
}

/// What happens to files that nobody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strays {
    /// They stay.
    Keep,
    /// Generated ones are removed, and folders that become empty with them. Files that do not begin as
    /// generated ones do are not ours: they stay, and are an error where one stands in the way.
    Remove,
}

/// A folder, and the state that it is to be brought to.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The folder.
    pub root: &'a Path,
    /// Paths below it, and texts.
    pub files: &'a BTreeMap<PathBuf, String>,
    /// What happens to what else is in it.
    pub strays: Strays,
}

/// Brings a folder to the given state: see [`apply_all`].
///
/// # Errors
///
/// Where a path leaves the folder, and where the file system refuses; the folder is then as it was.
pub fn apply(root: &Path, files: &BTreeMap<PathBuf, String>, strays: Strays) -> io::Result<Applied> {
    let applied = apply_all(&[Target { root, files, strays }])?;
    Ok(applied.into_iter().next().unwrap_or_default())
}

/// Brings several folders to the given states, all of them or none.
///
/// Everything is first written beside its place, then moved there; where that fails, what was moved
/// is moved back. Only one process at a time does this to a folder; others wait. Names that start
/// with a dot are never touched, but for those that a target names.
///
/// # Errors
///
/// Where a path leaves its folder, by its name or over a link, and where the file system refuses; the folders are then
/// as they were.
pub fn apply_all(targets: &[Target<'_>]) -> io::Result<Vec<Applied>> {
    for target in targets {
        if let Some(path) = target.files.keys().find(|path| !is_below(path)) {
            let message = format!("{} would leave the folder {}", path.display(), target.root.display());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
    }
    let mut transaction = Transaction::default();
    for target in targets {
        transaction.make_folder(target.root)?;
    }
    let _locks = lock::lock_all(targets.iter().map(|target| target.root))?;
    let applied = targets.iter().map(|target| stage(target, &mut transaction)).collect::<io::Result<Vec<_>>>()?;
    transaction.commit()?;
    for (target, applied) in targets.iter().zip(&applied) {
        transaction::remove_empty_folders(target.root, &applied.removed);
    }
    Ok(applied)
}

/// Finds out what has to change in a folder, and puts that beside its place.
fn stage(target: &Target<'_>, transaction: &mut Transaction) -> io::Result<Applied> {
    let Target { root, files, strays } = *target;
    present::refuse_links(root, files.keys())?;
    if strays == Strays::Remove {
        present::sweep(root)?;
    }
    let mut applied = present::differences(root, files)?;
    if strays == Strays::Remove {
        present::refuse_to_overwrite(root, &applied.written)?;
        applied.removed = present::strays_of(root, files)?;
    }
    for path in &applied.written {
        transaction.write(root.join(path), files.get(path).map(String::as_str).unwrap_or_default())?;
    }
    applied.removed.iter().for_each(|path| transaction.remove(root.join(path)));
    Ok(applied)
}

/// Finds out what [`apply_all`] would do, and does nothing.
///
/// # Errors
///
/// Where a file or folder cannot be read.
pub fn compare_all(targets: &[Target<'_>]) -> io::Result<Vec<Applied>> {
    targets.iter().map(compare).collect()
}

fn compare(target: &Target<'_>) -> io::Result<Applied> {
    let Target { root, files, strays } = *target;
    let mut applied = present::differences(root, files)?;
    if strays == Strays::Remove && root.is_dir() {
        applied.removed = present::strays_of(root, files)?;
    }
    Ok(applied)
}

/// A single file as a [`Target`]: its folder is not otherwise looked at.
#[derive(Clone, Debug)]
pub struct SingleFile {
    folder: PathBuf,
    files: BTreeMap<PathBuf, String>,
}

impl SingleFile {
    /// The file at a path, and the text that it is to have.
    #[must_use]
    pub fn new(path: &Path, text: impl Into<String>) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().map(PathBuf::from).unwrap_or_default();
        Self { folder: folder.to_owned(), files: BTreeMap::from([(name, text.into())]) }
    }

    /// The text that it is to have.
    #[must_use]
    pub fn text(&self) -> &str {
        self.files.values().next().map(String::as_str).unwrap_or_default()
    }

    /// What is to be done.
    #[must_use]
    pub fn target(&self) -> Target<'_> {
        Target { root: &self.folder, files: &self.files, strays: Strays::Keep }
    }
}

/// Whether a path stays below the folder that it is joined to.
fn is_below(path: &Path) -> bool {
    let mut parts = path.components();
    !path.as_os_str().is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}
