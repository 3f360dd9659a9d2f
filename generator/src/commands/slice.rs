//! `csdl slice`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::ExitCode,
};

use csdl_codegen::{
    config::Config,
    files::{self, Strays},
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
    let is_changed = write(target, sliced.text).map_err(|error| Failure::Io(target.to_owned(), error))?;
    let (types, operations) = (sliced.schema.types.len(), sliced.schema.operations.len());
    let what = if is_changed { "written" } else { "unchanged" };
    let warnings = sliced.report.diagnostics.warnings();
    let counts = format!("{types} types, {operations} operations in scope; {warnings} warnings");
    say(&format!("{} {what}: {counts}\n", target.display()));
    Ok(ExitCode::SUCCESS)
}

/// Writes one file, if it changes; tells whether it did.
fn write(target: &Path, text: String) -> std::io::Result<bool> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = target.file_name().map(PathBuf::from).unwrap_or_default();
    let applied = files::apply(folder, &BTreeMap::from([(name, text)]), Strays::Keep)?;
    Ok(!applied.written.is_empty())
}
