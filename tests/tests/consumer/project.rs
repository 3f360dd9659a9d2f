//! The consumer's crate, laid out in a folder of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use tests::paths;

use crate::{expect_success, misfits};

/// The folder of the crate: sources from `project/`, and the versions that the workspace has.
static PROJECT: LazyLock<PathBuf> = LazyLock::new(|| {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumer");
    let sources = paths::tests().join("tests/consumer/project");
    fs::create_dir_all(project.join("src/bin")).unwrap();
    for file in ["main.rs", "contract.rs"] {
        copy(&sources.join(file), &project.join("src").join(file));
    }
    write(&project.join("src/bin/misfits.rs"), &misfits::program());
    copy(&paths::root().join("Cargo.lock"), &project.join("Cargo.lock"));
    write(&project.join("Cargo.toml"), &manifest());
    project
});

fn manifest() -> String {
    format!(
        r#"[package]
name = "consumer"
version = "0.0.0"
edition = "2024"

[dependencies]
msgraph-identity-governance = {{ path = {:?} }}
futures-util = {{ version = "0.3", default-features = false, features = ["std"] }}
tokio = {{ version = "1", default-features = false, features = ["net", "rt", "time"] }}

[profile.dev]
debug = 0

[workspace]
"#,
        paths::root()
    )
}

/// A cargo that works in the crate's folder, with a target folder there.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(&*PROJECT).env("CARGO_TARGET_DIR", PROJECT.join("target"));
    // What the outer build is told is not for this one.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        cargo.env_remove(name);
    }
    cargo
}

/// Builds one of the crate's programs and gives its path.
pub(crate) fn build(program: &str) -> PathBuf {
    expect_success(&cargo().args(["build", "--offline", "--quiet", "--bin", program]).output().unwrap());
    PROJECT.join("target/debug").join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

fn copy(from: &Path, to: &Path) {
    write(to, &fs::read_to_string(from).unwrap());
}

/// Only where it differs, so that a second run builds nothing.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}
