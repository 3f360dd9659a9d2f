//! The fingerprint of what is read and of what is going to be written.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use csdl_fingerprint::Inputs;

use crate::config::Config;
use crate::pipeline::{LoadedSchema, Unwritten};
use crate::relative::relative;

use super::names::RecordedNames;

/// The configuration, the files and folders that it names, and those that documents refer to.
pub(crate) fn read_by<'a>(config: &'a Config, loaded: &'a [LoadedSchema]) -> impl Iterator<Item = &'a PathBuf> {
    let documents = config.apis.iter().flat_map(|api| api.metadata.iter().chain(&api.overlays));
    std::iter::once(&config.file)
        .chain(documents)
        .chain(loaded.iter().flat_map(|loaded| &loaded.referenced))
        .chain(&config.inputs)
        .chain(&config.names)
}

/// What the record of the generated folder names as its inputs.
fn inputs(config: &Config, loaded: &[LoadedSchema]) -> Vec<String> {
    let mut inputs: Vec<String> = read_by(config, loaded).map(|path| relative(&config.output, path)).collect();
    inputs.sort();
    inputs.dedup();
    inputs
}

/// Reads what is to be recorded of all that is read.
pub(super) fn read_inputs(
    config: &Config,
    loaded: &[LoadedSchema],
    (names, unwritten): (Option<&RecordedNames>, Option<Unwritten<'_>>),
) -> io::Result<Inputs> {
    let names = names.map(|names| (relative(&config.output, &names.file), names.text().as_bytes()));
    let unwritten = unwritten.map(|one| (relative(&config.output, one.path), one.text.as_bytes()));
    let instead: BTreeMap<String, &[u8]> = names.into_iter().chain(unwritten).collect();
    Inputs::read(&config.output, inputs(config, loaded), &instead)
}

/// The record of what was read and of what is going to be written.
pub(super) fn record(inputs: &Inputs, files: &BTreeMap<PathBuf, String>) -> String {
    let named: BTreeMap<String, &String> =
        files.iter().map(|(path, text)| (path.to_string_lossy().replace('\\', "/"), text)).collect();
    inputs.record(named.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}
