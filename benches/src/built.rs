//! What cargo builds of this workspace for a release, and where it puts it.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{child::Job, inputs::workspace};

/// A program of this package.
///
/// # Errors
///
/// Where it cannot be built.
pub fn program(name: &str) -> Result<PathBuf> {
    let of = |message: &Value| message["executable"].as_str().map(PathBuf::from);
    last(&["-p", "benches", "--bin", name], of).with_context(|| format!("cargo tells of no program {name}"))
}

/// The build script of the shipped crate, with features.
///
/// # Errors
///
/// Where it cannot be built.
pub fn build_script(features: &str) -> Result<PathBuf> {
    let package = "msgraph-identity-governance";
    let of = |message: &Value| {
        let is_script = message["target"]["kind"][0] == "custom-build";
        let is_ours = message["package_id"].as_str().is_some_and(|id| id.contains(package));
        let file = message["executable"].as_str().or_else(|| message["filenames"][0].as_str());
        file.filter(|_| is_script && is_ours).map(PathBuf::from)
    };
    last(&["-p", package, "--features", features], of).context("cargo tells of no build script")
}

/// Builds what the arguments name, and gives the last file that is looked for among what cargo tells of.
fn last(arguments: &[&str], of: impl Fn(&Value) -> Option<PathBuf>) -> Result<PathBuf> {
    let build = ["build", "--release", "--message-format=json"];
    let told = Job::new("cargo", &workspace()).args(build).args(arguments.iter().copied()).run()?;
    let messages = told.lines().filter_map(|line| serde_json::from_str(line).ok());
    messages.filter_map(|message: Value| of(&message)).last().context("nothing was built")
}
