//! `csdl slice`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use csdl_codegen::{
    config::Config,
    files::{self, SingleFile},
    generate::Failure,
    pipeline,
};

use super::console::{find_api, say};

pub(crate) fn run(config: &Path, api: &str, from: &[PathBuf], out: Option<&Path>) -> Result<ExitCode, Failure> {
    let config = Config::load(config)?;
    let Some(api) = find_api(&config, api) else { return Ok(ExitCode::FAILURE) };
    let sliced = pipeline::slice(&config, api, from)?;
    let Some(target) = out.or(api.metadata.first().map(PathBuf::as_path)) else {
        eprintln!("error: {} has no document to write: give one with --out", api.name);
        return Ok(ExitCode::FAILURE);
    };
    let applied = files::apply_all(&[SingleFile::new(target, sliced.text).target()])
        .map_err(|error| Failure::Io(target.to_owned(), error))?;
    let is_changed = applied.iter().any(|applied| !applied.written.is_empty());
    let (types, operations) = (sliced.schema.types.len(), sliced.schema.operations.len());
    let what = if is_changed { "written" } else { "unchanged" };
    let warnings = sliced.report.diagnostics.warnings();
    let counts = format!("{types} types, {operations} operations in scope; {warnings} warnings");
    say(&format!("{} {what}: {counts}\n", target.display()));
    Ok(ExitCode::SUCCESS)
}
