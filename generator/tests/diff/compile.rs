//! Code written against the older crate, compiled against the newer one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use csdl_codegen::config::Config;
use csdl_codegen::diff::Verdict;
use csdl_codegen::generate::generate;
use csdl_codegen::revisions::{self, Revision};

use super::cases::CASES;
use super::consumer;

/// The verdict is "major" if and only if a program that uses everything of the older crate does not
/// compile against the newer one. Each change is tried there and back.
#[test]
fn verdicts_are_those_of_the_compiler() {
    let workspace = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("diff");
    let _ = fs::remove_dir_all(workspace.join("examples"));
    fs::create_dir_all(workspace.join("examples")).unwrap();
    fs::create_dir_all(workspace.join("metadata")).unwrap();
    let config = write_project(&workspace);
    let config = Config::load(&config).unwrap();
    let read = |name: &str| -> Revision {
        let api = config.api(name).unwrap();
        revisions::of_api(&config, api, &api.metadata).unwrap_or_else(|failure| panic!("{failure}"))
    };
    let mut expected_to_fail = BTreeSet::new();
    let mut programs = BTreeSet::new();
    let base = "base";
    for case in CASES {
        for (old, new) in [(base, case.name), (case.name, base)] {
            // Both are planned under the name of the older one, as they would be in a crate.
            let (was, is) = (read(old), renamed(&config, old, new));
            let name = format!("{old}_to_{new}");
            let program = consumer::program(old, &csdl_codegen::diff::rust_surface(&was.side()));
            let program = program.replace(&format!("g::{old}::"), &format!("g::{new}::"));
            fs::write(workspace.join(format!("examples/{name}.rs")), program).unwrap();
            if revisions::compare(&was, &is).verdict == Verdict::Major {
                expected_to_fail.insert(name.clone());
            }
            programs.insert(name);
        }
    }
    let failed = check(&workspace);
    assert!(failed.is_subset(&programs), "{failed:?}");
    let wrongly_major: Vec<_> = expected_to_fail.difference(&failed).collect();
    let wrongly_minor: Vec<_> = failed.difference(&expected_to_fail).collect();
    assert!(
        wrongly_major.is_empty() && wrongly_minor.is_empty(),
        "major, and compiles: {wrongly_major:?}\nnot major, and does not compile: {wrongly_minor:?}"
    );
    assert!(failed.len() > 40 && programs.len() - failed.len() > 40);
}

/// The documents of one API under the name of another.
fn renamed(config: &Config, as_api: &str, of: &str) -> Revision {
    let documents = &config.api(of).unwrap().metadata;
    revisions::of_api(config, config.api(as_api).unwrap(), documents).unwrap_or_else(|failure| panic!("{failure}"))
}

/// One crate with a module for the base and for each case.
fn write_project(workspace: &Path) -> PathBuf {
    let mut toml =
        "[crate]\noutput = \"../generated\"\nclient = \"Client\"\nhost = \"https://service.example\"\n".to_owned();
    let documents = CASES.iter().map(|case| (case.name, case.document()));
    let mut features = String::new();
    for (name, document) in documents.chain([("base", super::BASE.to_owned())]) {
        toml += &format!("[[api]]\nname = {name:?}\nmetadata = \"{name}.xml\"\n");
        features += &format!("{name} = []\n");
        fs::write(workspace.join(format!("metadata/{name}.xml")), document).unwrap();
    }
    let config = workspace.join("metadata/csdl.toml");
    fs::write(&config, toml).unwrap();
    generate(&config).unwrap_or_else(|failure| panic!("{failure}"));
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let manifest = format!(
        "[workspace]\n[package]\nname = \"generated\"\nedition = \"2024\"\n[lib]\npath = \"generated/lib.rs\"\n\
         [dependencies]\nodata-runtime = {{ path = {runtime:?}, default-features = false }}\n[features]\n{features}"
    );
    fs::write(workspace.join("Cargo.toml"), manifest).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    config
}

/// The examples that do not compile.
fn check(workspace: &Path) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--examples",
            "--all-features",
            "--keep-going",
            "--offline",
            "--quiet",
            "--message-format=json",
        ])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = text
        .lines()
        .filter(|line| line.contains("\"reason\":\"compiler-message\"") && line.contains("\"level\":\"error\""));
    let failed: BTreeSet<String> = errors
        .map(|line| {
            let name = line.split("\"target\":").nth(1).and_then(|rest| rest.split("\"name\":\"").nth(1));
            name.and_then(|rest| rest.split('"').next()).unwrap_or(line).to_owned()
        })
        .collect();
    assert!(text.contains("compiler-artifact"), "{}", String::from_utf8_lossy(&output.stderr));
    failed
}
