//! A crate outside the workspace that depends on the generated one, as consumers do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::process::{Command, Output};

use tests::server::{Graph, TOKEN};

mod misfits;
mod project;

/// What a consumer must not pay for.
const GENERATOR: &[&str] =
    &["csdl-codegen", "prettyplease", "quick-xml", "syn", "quote", "proc-macro2", "serde_derive"];

/// The packages of this project that a consumer's tree may hold.
const OURS: &[&str] = &["msgraph-identity-governance", "odata-runtime", "csdl-fingerprint"];

#[test]
fn it_builds_and_runs() {
    let program = project::build("consumer");
    let service = Graph::start();
    let output = Command::new(program).args([&service.base("v1.0"), TOKEN]).output().unwrap();
    expect_success(&output);
    assert!(String::from_utf8_lossy(&output.stdout).contains("in all"));
    assert_eq!(
        service.recorded()[0].path(),
        "/v1.0/identityGovernance/lifecycleWorkflows/workflows/wf/runs/run/userProcessingResults/result/taskProcessingResults",
    );
    assert_eq!(service.recorded().len(), 10);
}

#[test]
fn its_tree_holds_no_generator() {
    let arguments =
        ["tree", "--offline", "--edges", "normal,build", "--prefix", "depth", "--no-dedupe", "--format", " {p}"];
    let output = project::cargo().args(arguments).output().unwrap();
    expect_success(&output);
    let tree = String::from_utf8(output.stdout).unwrap();
    let mut above: Vec<&str> = Vec::new();
    for line in tree.lines() {
        let (depth, package) = line.split_once(' ').unwrap();
        let name = package.split(' ').next().unwrap();
        above.truncate(depth.parse().unwrap());
        assert!(!GENERATOR.contains(&name), "{} > {name}", above.join(" > "));
        assert!(!package.contains("(proc-macro)"), "{} > {name}", above.join(" > "));
        above.push(name);
    }
    assert!(OURS.iter().all(|ours| tree.contains(&format!(" {ours} v"))), "{tree}");
}

pub(crate) fn expect_success(output: &Output) {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}");
}
