//! What generated code costs to compile, against other code for the same types.
//!
//! [`write_all`] makes crates of the types of one document: ours, with requests and without, and what a
//! developer would write by hand, without any serialisation or with serde's derives.

mod crates;
mod ours;
mod shape;

use std::{fs, path::Path, time::SystemTime};

use anyhow::{Result, anyhow};
use csdl_codegen::{names::NameLock, revisions, schema::Schema};

use crate::child::{self, Usage};

pub use crates::Style;
pub use ours::Ours;

/// How a crate is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// `cargo check`.
    Check,
    /// `cargo build`, with every model used.
    Every,
    /// `cargo build --release`.
    Release,
}

/// Writes a crate of each kind into a folder of its name.
///
/// # Errors
///
/// Where the document cannot be read, or the file system refuses.
pub fn write_all(document: &Path, runtime: &Path, folder: &Path) -> Result<()> {
    let revision = revisions::whole(&[document.to_owned()], &NameLock::default());
    write_by_hand(&revision.map_err(|failure| anyhow!("{failure}"))?.schema, runtime, folder)?;
    Ours::ALL.into_iter().try_for_each(|ours| ours::write(document, ours, runtime, &folder.join(ours.name())))
}

/// Writes the crates that a developer would write by hand, each into a folder of its name.
///
/// # Errors
///
/// Where the file system refuses.
pub fn write_by_hand(schema: &Schema, runtime: &Path, folder: &Path) -> Result<()> {
    Ok(Style::ALL
        .into_iter()
        .try_for_each(|style| crates::write(schema, style, runtime, &folder.join(style.name())))?)
}

/// What compiling the crate in a folder takes, its dependencies being built. All crates share one folder of what is
/// built, `target`.
///
/// # Errors
///
/// Where cargo cannot be run, or the crate does not compile.
pub fn cost(folder: &Path, job: Job, target: &Path) -> Result<Usage> {
    let (arguments, features): (&[&str], &[&str]) = match job {
        Job::Check => (&["check", "--quiet"], &[]),
        Job::Every => (&["build", "--quiet"], &["--features", "every"]),
        Job::Release => (&["build", "--quiet", "--release"], &[]),
    };
    let cargo = child::Job::new("cargo", folder).args(arguments.iter().copied());
    let cargo = cargo.env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    let dependencies = dependencies(folder)?;
    if !dependencies.is_empty() {
        let packages = dependencies.iter().flat_map(|name| ["-p", name]);
        cargo.clone().args(packages).run()?;
    }
    touch(folder)?;
    cargo.args(features.iter().copied()).measure()
}

/// The packages that a crate depends on.
fn dependencies(folder: &Path) -> Result<Vec<String>> {
    let manifest: toml::Table = fs::read_to_string(folder.join("Cargo.toml"))?.parse()?;
    let table = manifest.get("dependencies").and_then(toml::Value::as_table);
    Ok(table.into_iter().flat_map(|table| table.keys().cloned()).collect())
}

/// Makes the root file of a crate newer than what was built of it.
fn touch(folder: &Path) -> Result<()> {
    let roots = ["src/lib.rs", "generated/lib.rs"].map(|root| folder.join(root));
    for root in roots.iter().filter(|root| root.is_file()) {
        fs::File::options().append(true).open(root)?.set_modified(SystemTime::now())?;
    }
    Ok(())
}
