//! Where things are on disk.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder of this package.
#[must_use]
pub fn tests() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the root package.
#[must_use]
pub fn root() -> PathBuf {
    tests().parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The reference material that is beside the project on some machines; says so where it is not there.
#[must_use]
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = root().parent()?.join("shared").join(name);
    if path.exists() {
        return Some(path);
    }
    // Not through `eprintln!`, which the test runner keeps to itself.
    let _ = writeln!(std::io::stderr(), "skipped: there is no {name} beside the project");
    None
}
