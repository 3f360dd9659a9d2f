//! `csdl lint`.

use std::{path::PathBuf, process::ExitCode};

use clap::ValueEnum;
use csdl_codegen::{
    lint::{self, Verdict},
    references::Catalog,
};

use super::console::{say, told};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// With snippets, on standard error.
    Text,
    /// As JSON, on standard output.
    Json,
}

/// Reads `URI=FILE`. A URI may hold `=`, a file's name seldom does: the last one divides.
pub(crate) fn reference(text: &str) -> Result<(String, PathBuf), String> {
    let (uri, file) = text.rsplit_once('=').ok_or("there is no `=`")?;
    if uri.is_empty() || file.is_empty() {
        return Err("the URI or the file is missing".to_owned());
    }
    Ok((uri.to_owned(), file.into()))
}

pub(crate) fn run(files: &[PathBuf], references: Vec<(String, PathBuf)>, format: Format) -> ExitCode {
    let mut catalog = Catalog::default();
    references.into_iter().for_each(|(uri, file)| catalog.insert(uri, file));
    let (verdict, report) = lint::lint_with(files, &catalog);
    match format {
        Format::Text => eprint!("{}", told(std::slice::from_ref(&report))),
        Format::Json => say(&format!("{}\n", report.to_json())),
    }
    match verdict {
        Verdict::Accepted => ExitCode::SUCCESS,
        Verdict::Refused => ExitCode::FAILURE,
        Verdict::Unreadable => ExitCode::from(2),
    }
}
