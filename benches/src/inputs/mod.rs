//! What is measured on: documents of this repository, and the full document of a service where one is at hand.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Result, anyhow};
use csdl_codegen::generate;

mod extent;

pub use extent::{Extent, Size};

/// The variable that names a full document.
pub const DOCUMENT: &str = "CSDL_DOCUMENT";

/// The folder of the workspace.
#[must_use]
pub fn workspace() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.parent().unwrap_or(folder).to_owned()
}

/// The configuration of the shipped crate.
#[must_use]
pub fn config() -> PathBuf {
    workspace().join("metadata/csdl.toml")
}

/// The slice of v1.0 that is committed.
#[must_use]
pub fn slice() -> PathBuf {
    workspace().join("metadata/v1.0.csdl.xml")
}

/// The full document: what [`DOCUMENT`] names, or that of v1.0 beside the workspace.
#[must_use]
pub fn document() -> Option<PathBuf> {
    let named = env::var_os(DOCUMENT).map(PathBuf::from);
    let path = named.unwrap_or_else(|| workspace().join("../shared/metadata/msgraph-v1.0.csdl.xml"));
    path.is_file().then_some(path)
}

/// The text of the full document, or else of the slice, with a word that it is only that.
///
/// # Errors
///
/// Where it cannot be read.
pub fn text() -> io::Result<String> {
    let path = document().unwrap_or_else(|| {
        eprintln!("no full document at hand (set {DOCUMENT}): measured on the slice, which compares with no target");
        slice()
    });
    fs::read_to_string(path)
}

/// Makes a copy of the shipped crate of its first APIs, so many of them, and gives its configuration.
///
/// # Errors
///
/// Where a file cannot be read or written.
pub fn shipped(folder: &Path, apis: usize) -> Result<PathBuf> {
    copy(&workspace().join("metadata"), folder)?;
    let file = folder.join("csdl.toml");
    let mut config: toml::Table = fs::read_to_string(&file)?.parse()?;
    if let Some(toml::Value::Array(all)) = config.get_mut("api") {
        all.truncate(apis);
    }
    if let Some(toml::Value::Table(options)) = config.get_mut("crate") {
        options.insert("output".to_owned(), "generated".into());
        options.remove("readme");
        options.remove("inputs");
    }
    fs::write(&file, config.to_string())?;
    fs::write(folder.join("Cargo.toml"), manifest("shipped"))?;
    generate::generate(&file).map_err(|failure| anyhow!("{failure}"))?;
    Ok(file)
}

/// The manifest of a generated crate that is compiled by itself, all of its APIs on.
fn manifest(name: &str) -> String {
    let runtime = workspace().join("runtime").display().to_string();
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\npath = \"generated/lib.rs\"\n\n\
         [features]\ndefault = [\"v1_0\", \"beta\"]\nv1_0 = []\nbeta = []\nreqwest = []\nnative-tls = []\ntower = []\n\
         testing = []\nazure-identity = []\n\n\
         [dependencies]\nodata-runtime = {{ path = {runtime:?}, default-features = false }}\n\n[workspace]\n"
    )
}

/// Copies the files of a folder and those of its folders.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
