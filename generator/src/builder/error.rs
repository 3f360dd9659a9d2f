//! What a build script fails with.

use std::fmt;

use crate::generate::Failure;

/// Why a build script generated nothing: every error with its place, ready to print.
///
/// A `main` that returns it fails, and prints it as people read it.
pub struct BuildError(pub(super) String);

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// As [`Display`](fmt::Display): what `main` returns is printed this way.
impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no client was generated\n\n{self}")
    }
}

impl std::error::Error for BuildError {}

impl From<Failure> for BuildError {
    fn from(failure: Failure) -> Self {
        Self(failure.to_string())
    }
}
