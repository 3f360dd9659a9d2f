//! Diagnostics alone: documents are read and resolved, and nothing is generated.

use std::path::PathBuf;

use crate::{
    diagnostic::{Code, Diagnostics, Report, Sources},
    pipeline,
    references::Catalog,
};

/// What became of documents that were only looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They can be generated from, with warnings perhaps.
    Accepted,
    /// They have errors.
    Refused,
    /// One of them cannot be read at all.
    Unreadable,
}

/// Looks at documents that belong together: what one declares, the others may name. Local files that
/// they refer to are looked at too.
///
/// ```
/// use csdl_codegen::lint::{Verdict, lint};
///
/// let (verdict, report) = lint(&["there/is/no/such/file.xml".into()]);
/// assert_eq!(verdict, Verdict::Unreadable);
/// assert!(report.to_string().contains("cannot read"));
/// ```
#[must_use]
pub fn lint(files: &[PathBuf]) -> (Verdict, Report) {
    lint_with(files, &Catalog::default())
}

/// The same, where local files stand for some of the URIs that the documents refer to.
#[must_use]
pub fn lint_with(files: &[PathBuf], catalog: &Catalog) -> (Verdict, Report) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let given = pipeline::read(files, &mut sources, &mut diagnostics);
    if given.len() == files.len() {
        pipeline::resolve_read(&mut sources, [&given, &[]], catalog, &mut diagnostics);
    }
    diagnostics.sort();
    let verdict = match () {
        () if diagnostics.iter().any(|one| one.code == Code::CannotRead) => Verdict::Unreadable,
        () if diagnostics.has_errors() => Verdict::Refused,
        () => Verdict::Accepted,
    };
    (verdict, Report { sources, diagnostics })
}
