//! A crate outside the workspace that depends on the generated one, as consumers do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tests::{
    paths,
    server::{Graph, TOKEN},
};

/// What a consumer must not pay for.
const NOT_OURS_TO_PULL_IN: &[&str] =
    &["csdl-codegen", "syn", "quote", "quick-xml", "prettyplease", "proc-macro2", "serde_derive"];

/// The packages of this project that a consumer's tree may hold.
const OURS: &[&str] = &["msgraph-identity-governance", "odata-runtime", "csdl-fingerprint"];

#[test]
fn it_builds_runs_and_pulls_in_no_generator() {
    let project = make();
    let tree = tree(&project);
    holds_no_generator(&tree);
    let program = build(&project);
    let service = Graph::start();
    let output = Command::new(program).args([&service.base("v1.0"), TOKEN]).output().unwrap();
    expect_success(&output);
    assert!(String::from_utf8_lossy(&output.stdout).contains("in all"));
    assert_eq!(
        service.recorded()[0].path(),
        "/v1.0/identityGovernance/lifecycleWorkflows/workflows/wf/runs/run/userProcessingResults/result/taskProcessingResults",
    );
    assert_eq!(service.recorded().len(), 9);
}

/// Lays the crate out in a folder of its own, with the versions that the workspace has.
fn make() -> PathBuf {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumer");
    let sources = paths::tests().join("tests/consumer/project");
    fs::create_dir_all(project.join("src")).unwrap();
    for file in ["main.rs", "contract.rs"] {
        copy(&sources.join(file), &project.join("src").join(file));
    }
    copy(&paths::root().join("Cargo.lock"), &project.join("Cargo.lock"));
    let manifest = format!(
        r#"[package]
name = "consumer"
version = "0.0.0"
edition = "2024"

[dependencies]
msgraph-identity-governance = {{ path = {:?} }}
futures-util = {{ version = "0.3", default-features = false, features = ["std"] }}
tokio = {{ version = "1", default-features = false, features = ["macros", "rt"] }}

[profile.dev]
debug = 0

[workspace]
"#,
        paths::root()
    );
    write(&project.join("Cargo.toml"), &manifest);
    project
}

/// Only where it differs, so that a second run builds nothing.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    write(to, &fs::read_to_string(from).unwrap());
}

fn cargo(project: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(project).env("CARGO_TARGET_DIR", project.join("target"));
    // What the outer cargo says of the package under test is not for this one.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        cargo.env_remove(name);
    }
    cargo
}

fn build(project: &Path) -> PathBuf {
    expect_success(&cargo(project).args(["build", "--offline", "--quiet"]).output().unwrap());
    project.join("target/debug").join(format!("consumer{}", std::env::consts::EXE_SUFFIX))
}

/// The tree as lines of depth, name and more.
fn tree(project: &Path) -> String {
    let arguments = ["tree", "--offline", "--edges", "normal,build", "--prefix", "depth", "--format", " {p}"];
    let output = cargo(project).args(arguments).output().unwrap();
    expect_success(&output);
    String::from_utf8(output.stdout).unwrap()
}

/// None of the packages is a dependency of ours; those that others bring are shown.
fn holds_no_generator(tree: &str) {
    let mut above: Vec<&str> = Vec::new();
    let mut others = BTreeSet::new();
    for line in tree.lines() {
        let (depth, package) = line.split_once(' ').unwrap();
        let name = package.split(' ').next().unwrap();
        above.truncate(depth.parse().unwrap());
        let parent = above.last().copied().unwrap_or_default();
        above.push(name);
        if NOT_OURS_TO_PULL_IN.contains(&name) || package.contains("(proc-macro)") {
            assert!(!OURS.contains(&parent), "{parent} depends on {name}");
            others.insert(format!("{name} of {}", above.get(above.len().saturating_sub(2)).unwrap_or(&"?")));
            let ours = above.iter().rev().find(|name| OURS.contains(name));
            assert!(!package.contains("csdl-codegen"), "{ours:?} depends on the generator");
        }
    }
    eprintln!("macros that third parties bring into a consumer's tree: {others:?}");
    for name in ["csdl-codegen", "prettyplease", "quick-xml"] {
        assert!(!tree.lines().any(|line| line.contains(&format!(" {name} v"))), "{name} is in the tree:\n{tree}");
    }
}

fn expect_success(output: &Output) {
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
