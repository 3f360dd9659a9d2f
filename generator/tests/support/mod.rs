//! Emitted crates, compiled together: one workspace outside of this one, one target folder for all tests.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The target folder that the tests of this package share: the runtime is compiled once.
fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("target")
}

/// The folder of this repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Lints and documents crates, each given by its name, its root file and its features, without a warning.
pub(crate) fn compile(workspace: &str, crates: &[(String, PathBuf, Vec<String>)]) {
    let workspace = lay_out(workspace, crates);
    succeed(cargo(&workspace).args(["clippy", "--workspace", "--offline", "--quiet"]));
    succeed(cargo(&workspace).args(["doc", "--no-deps", "--workspace", "--offline", "--quiet"]));
}

/// Compiles crates, and no more, without a warning.
pub(crate) fn check(workspace: &str, crates: &[(String, PathBuf, Vec<String>)]) {
    let workspace = lay_out(workspace, crates);
    succeed(cargo(&workspace).args(["check", "--workspace", "--offline", "--quiet"]));
}

/// Writes the manifests of crates into a folder of that name.
fn lay_out(workspace: &str, crates: &[(String, PathBuf, Vec<String>)]) -> PathBuf {
    assert!(!crates.is_empty());
    let workspace = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(workspace);
    for (name, root, features) in crates {
        let folder = workspace.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("Cargo.toml"), manifest(name, root, features)).unwrap();
    }
    let members = crates.iter().map(|(name, ..)| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    fs::write(workspace.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n")).unwrap();
    // The versions that the workspace has are at hand; no others need be.
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    workspace
}

/// A cargo in a folder, to which every warning is an error.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", target());
    cargo.env("RUSTFLAGS", "-D warnings").env("RUSTDOCFLAGS", "-D warnings");
    cargo
}

/// Runs a command that must succeed, and gives what it printed.
pub(crate) fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{out}\n{err}");
    out.into_owned()
}

fn manifest(name: &str, file: &Path, features: &[String]) -> String {
    let runtime = root().join("runtime");
    let each: String = features.iter().map(|feature| format!("{feature} = []\n")).collect();
    format!(
        "[package]\nname = {name:?}\nedition = \"2024\"\n\n[lib]\npath = {file:?}\n\n\
         [features]\ndefault = {features:?}\n{each}\n\
         [dependencies]\nodata-runtime = {{ path = {runtime:?}, default-features = false }}\n"
    )
}
