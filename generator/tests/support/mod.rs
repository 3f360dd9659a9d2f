//! Emitted crates, compiled together: one workspace outside of this one, one target folder for all tests.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The target folder that the tests of this package share: the runtime is compiled once.
fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("target")
}

/// Checks and documents crates, each given by its name, its root file and its features, without a warning.
pub(crate) fn compile(workspace: &str, crates: &[(String, PathBuf, Vec<String>)]) {
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    for command in [&["clippy"][..], &["doc", "--no-deps"]] {
        let output = Command::new(env!("CARGO"))
            .args(command)
            .args(["--workspace", "--offline", "--quiet"])
            .current_dir(&workspace)
            .env("CARGO_TARGET_DIR", target())
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn manifest(name: &str, root: &Path, features: &[String]) -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let each: String = features.iter().map(|feature| format!("{feature} = []\n")).collect();
    format!(
        "[package]\nname = {name:?}\nedition = \"2024\"\n\n[lib]\npath = {root:?}\n\n\
         [features]\ndefault = {features:?}\n{each}\n\
         [dependencies]\nodata-runtime = {{ path = {runtime:?}, default-features = false }}\n"
    )
}
