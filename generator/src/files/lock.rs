//! One process at a time changes a folder.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

/// Waits for the turn of each folder; it lasts until what is returned is dropped.
///
/// Folders are waited for in one order, so that two processes never wait for each other. The lock
/// files are in the system's folder for temporary files, so that nothing strange appears in the
/// folders themselves.
pub(super) fn lock_all<'a>(roots: impl Iterator<Item = &'a Path>) -> io::Result<Vec<File>> {
    let roots = roots.map(Path::canonicalize).collect::<io::Result<BTreeSet<_>>>()?;
    roots.iter().map(|root| lock(root)).collect()
}

fn lock(root: &Path) -> io::Result<File> {
    let mut hasher = DefaultHasher::new();
    root.hash(&mut hasher);
    let path = std::env::temp_dir().join(format!("csdl-codegen-{:016x}.lock", hasher.finish()));
    let file = match File::options().create(true).truncate(false).write(true).open(&path) {
        Ok(file) => file,
        // Another user's lock: it can be read, and that is enough to lock it.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(&path)?,
        Err(error) => return Err(error),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => file.lock()?,
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(file)
}
