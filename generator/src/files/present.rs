//! What is in a folder, and how it differs from what should be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::parallel;

use super::{Applied, TEMPORARY};

/// Which files are as they should be, and which are not.
pub(super) fn differences(root: &Path, files: &BTreeMap<PathBuf, String>) -> io::Result<Applied> {
    let files: Vec<(&PathBuf, &String)> = files.iter().collect();
    let mut applied = Applied::default();
    for ((path, _), is_present) in
        files.iter().zip(parallel::map(&files, |(path, text)| is_present(&root.join(path), text)))
    {
        let list = if is_present? { &mut applied.unchanged } else { &mut applied.written };
        list.push((*path).clone());
    }
    Ok(applied)
}

/// Whether a file is there and says that.
fn is_present(path: &Path, text: &str) -> io::Result<bool> {
    match fs::read(path) {
        Ok(present) => Ok(present == text.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Fails where a link stands on the way to a file, or in its place: what is behind it is not below the folder.
pub(super) fn refuse_links<'p>(root: &Path, paths: impl Iterator<Item = &'p PathBuf>) -> io::Result<()> {
    let mut known = BTreeSet::new();
    for path in paths {
        for part in path.ancestors().filter(|part| !part.as_os_str().is_empty()) {
            if !known.insert(part) {
                break;
            }
            let place = root.join(part);
            if fs::symlink_metadata(&place).is_ok_and(|found| found.is_symlink()) {
                let message = format!("{} is a link: nothing is written to what it leads to", place.display());
                return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
            }
        }
    }
    Ok(())
}

/// Fails where a file that is not ours stands in the place of one to write.
pub(super) fn refuse_to_overwrite(root: &Path, paths: &[PathBuf]) -> io::Result<()> {
    for path in paths {
        let target = root.join(path);
        if target.exists() && !is_ours(path, &fs::read(&target)?) {
            let message = format!("{} is no generated file: it is not overwritten", target.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
    }
    Ok(())
}

/// Generated files that nobody asked for.
pub(super) fn strays_of(root: &Path, files: &BTreeMap<PathBuf, String>) -> io::Result<Vec<PathBuf>> {
    let mut present = BTreeSet::new();
    list(root, Path::new(""), &mut present)?;
    let mut strays = Vec::new();
    for path in present.into_iter().filter(|path| !files.contains_key(path)) {
        if is_ours(&path, &fs::read(root.join(&path))?) {
            strays.push(path);
        }
    }
    Ok(strays)
}

/// Whether a file is one that generating wrote.
fn is_ours(path: &Path, content: &[u8]) -> bool {
    path.as_os_str() == csdl_fingerprint::FILE || content.starts_with(csdl_fingerprint::HEADER.as_bytes())
}

/// Removes what a run that was killed has left.
pub(super) fn sweep(root: &Path) -> io::Result<()> {
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let is_left = entry.file_name().to_string_lossy().starts_with(TEMPORARY);
        if entry.file_type()?.is_dir() {
            sweep(&entry.path())?;
        } else if is_left {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The files below a folder, but for links and for those whose name, or whose folder's name, starts with a dot.
fn list(root: &Path, below: &Path, found: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        let path = below.join(&name);
        let kind = entry.file_type()?;
        if kind.is_dir() {
            list(root, &path, found)?;
        } else if kind.is_file() {
            found.insert(path);
        }
    }
    Ok(())
}
