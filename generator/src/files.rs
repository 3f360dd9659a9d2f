//! Files written all or none, and only where they change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

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

/// Brings a folder to the given state: paths below `root`, and texts.
///
/// Everything is first written beside its place, then moved there; where that fails, what was moved
/// is moved back. Only one process at a time does this to a folder; others wait. Names that start
/// with a dot are never touched.
///
/// # Errors
///
/// Where a path leaves the folder, and where the file system refuses; the folder is then as it was.
pub fn apply(root: &Path, files: &BTreeMap<PathBuf, String>, strays: Strays) -> io::Result<Applied> {
    if let Some(path) = files.keys().find(|path| !is_below(path)) {
        let message = format!("{} would leave the folder {}", path.display(), root.display());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    fs::create_dir_all(root)?;
    let _lock = lock(root)?;
    if strays == Strays::Remove {
        sweep(root)?;
    }
    let mut applied = differences(root, files)?;
    if strays == Strays::Remove {
        refuse_to_overwrite(root, &applied.written)?;
        applied.removed = strays_of(root, files)?;
    }
    let text_of = |path: &PathBuf| files.get(path).map(String::as_str).unwrap_or_default();
    let staged = applied.written.iter().map(|path| stage(root.join(path), text_of(path)));
    let staged = staged.collect::<io::Result<Vec<_>>>()?;
    let mut undo = Undo::default();
    match commit(root, staged, &applied.removed, &mut undo) {
        Ok(()) => undo.forget(),
        Err(error) => {
            undo.run();
            return Err(error);
        }
    }
    remove_empty_folders(root, &applied.removed);
    Ok(applied)
}

/// Finds out what [`apply`] would do, stray files removed, and does nothing.
///
/// # Errors
///
/// Where a file or folder cannot be read.
pub fn compare(root: &Path, files: &BTreeMap<PathBuf, String>) -> io::Result<Applied> {
    let mut applied = differences(root, files)?;
    if root.is_dir() {
        applied.removed = strays_of(root, files)?;
    }
    Ok(applied)
}

/// Which files are as they should be, and which are not.
fn differences(root: &Path, files: &BTreeMap<PathBuf, String>) -> io::Result<Applied> {
    let mut applied = Applied::default();
    for (path, text) in files {
        match fs::read(root.join(path)) {
            Ok(present) if present == text.as_bytes() => applied.unchanged.push(path.clone()),
            Ok(_) => applied.written.push(path.clone()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => applied.written.push(path.clone()),
            Err(error) => return Err(error),
        }
    }
    Ok(applied)
}

/// Fails where a file that is not ours stands in the place of one to write.
fn refuse_to_overwrite(root: &Path, paths: &[PathBuf]) -> io::Result<()> {
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
fn strays_of(root: &Path, files: &BTreeMap<PathBuf, String>) -> io::Result<Vec<PathBuf>> {
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
fn sweep(root: &Path) -> io::Result<()> {
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

/// Whether a path stays below the folder that it is joined to.
fn is_below(path: &Path) -> bool {
    use std::path::Component;
    let mut parts = path.components();
    !path.as_os_str().is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// A file that waits to be moved to its place.
struct Staged {
    target: PathBuf,
    file: NamedTempFile,
}

fn stage(target: PathBuf, text: &str) -> io::Result<Staged> {
    let folder = target.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is for its owner only; what it becomes is as readable as any other.
        let mode = fs::metadata(&target).map_or(0o644, |metadata| metadata.permissions().mode());
        file.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
    }
    Ok(Staged { target, file })
}

/// Moves everything to its place.
fn commit(root: &Path, staged: Vec<Staged>, removed: &[PathBuf], undo: &mut Undo) -> io::Result<()> {
    for one in staged {
        undo.save(&one.target)?;
        one.file.persist(&one.target).map_err(|error| error.error)?;
    }
    for path in removed {
        let target = root.join(path);
        undo.save(&target)?;
        fs::remove_file(&target)?;
    }
    Ok(())
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

/// The files below a folder, but for those whose name, or whose folder's name, starts with a dot.
fn list(root: &Path, below: &Path, found: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        let path = below.join(&name);
        if entry.file_type()?.is_dir() {
            list(root, &path, found)?;
        } else {
            found.insert(path);
        }
    }
    Ok(())
}

fn remove_empty_folders(root: &Path, removed: &[PathBuf]) {
    for path in removed {
        for folder in path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
            // Fails where something is left in it, as it should.
            if fs::remove_dir(root.join(folder)).is_err() {
                break;
            }
        }
    }
}

/// Waits for the folder's turn. The lock file is in the system's folder for temporary files, so that
/// nothing strange appears in the folder itself.
fn lock(root: &Path) -> io::Result<File> {
    let mut hasher = DefaultHasher::new();
    root.canonicalize()?.hash(&mut hasher);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeMap;
    use std::fs;
    use std::path::PathBuf;

    use super::{Strays, apply};

    fn files(list: &[(&str, &str)]) -> BTreeMap<PathBuf, String> {
        list.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect()
    }

    #[test]
    fn only_what_changes_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let ours = |list: &[(&str, &str)]| {
            let mut files = files(list);
            files.values_mut().for_each(|text| text.insert_str(0, csdl_fingerprint::HEADER));
            files
        };
        let first = apply(folder.path(), &ours(&[("a.rs", "1"), ("b/c.rs", "2")]), Strays::Remove).unwrap();
        assert_eq!(first.written.len(), 2);
        let second = apply(folder.path(), &ours(&[("a.rs", "1"), ("b/d.rs", "3")]), Strays::Remove).unwrap();
        assert_eq!(second.written, [PathBuf::from("b/d.rs")]);
        assert_eq!(second.unchanged, [PathBuf::from("a.rs")]);
        assert_eq!(second.removed, [PathBuf::from("b/c.rs")]);
        apply(folder.path(), &ours(&[("a.rs", "1")]), Strays::Remove).unwrap();
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["a.rs"], "folders that become empty go");
    }

    #[test]
    fn a_failure_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        apply(folder.path(), &files(&[("a.rs", "old"), ("z.rs", "old")]), Strays::Keep).unwrap();
        // A folder where a file should go cannot be replaced.
        fs::create_dir_all(folder.path().join("m.rs/inner")).unwrap();
        apply(folder.path(), &files(&[("a.rs", "new"), ("m.rs", "new"), ("z.rs", "new")]), Strays::Keep).unwrap_err();
        assert_eq!(fs::read_to_string(folder.path().join("a.rs")).unwrap(), "old");
        assert_eq!(fs::read_to_string(folder.path().join("z.rs")).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no temporary file is left");
    }

    #[test]
    fn no_path_leaves_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["../a.rs", "/a.rs", "b/../../a.rs", ""] {
            apply(folder.path(), &files(&[(path, "")]), Strays::Keep).unwrap_err();
        }
    }

    #[test]
    fn many_at_once_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for number in 0..8 {
                let root = folder.path();
                scope.spawn(move || {
                    let text = format!("{}{}", csdl_fingerprint::HEADER, format!("{number}").repeat(100_000));
                    apply(root, &files(&[("a.rs", &text), ("b.rs", &text)]), Strays::Remove).unwrap();
                });
            }
        });
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read("a.rs"), read("b.rs"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
