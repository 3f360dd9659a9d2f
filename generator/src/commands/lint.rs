//! `csdl lint`.

use std::{path::PathBuf, process::ExitCode};

use clap::ValueEnum;
use csdl_codegen::lint::{self, Verdict};

use super::console::{say, told};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// With snippets, on standard error.
    Text,
    /// As JSON, on standard output.
    Json,
}

pub(crate) fn run(files: &[PathBuf], format: Format) -> ExitCode {
    let (verdict, report) = lint::lint(files);
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
