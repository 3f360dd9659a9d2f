//! Code written against the older crate, compiled against the newer one.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use csdl_codegen::config::Config;
use csdl_codegen::diff::Verdict;
use csdl_codegen::generate::regenerate;
use csdl_codegen::revisions::{self, Revision};

use super::cases::CASES;
use super::consumer;

/// The verdict is "major" if and only if a program that uses everything of the older crate does not
/// compile against the newer one. Each change is tried there and back.
#[test]
fn verdicts_are_those_of_the_compiler() {
    let workspace = workspace("diff");
    let mut toml =
        "[crate]\noutput = \"../generated\"\nclient = \"Client\"\nhost = \"https://service.example\"\n".to_owned();
    let documents = CASES.iter().map(|case| (case.name, case.document()));
    for (name, document) in documents.chain([("base", super::BASE.to_owned())]) {
        toml += &format!("[[api]]\nname = {name:?}\nmetadata = \"{name}.xml\"\n");
        fs::write(workspace.join(format!("metadata/{name}.xml")), document).unwrap();
    }
    let pairs: Vec<_> = CASES.iter().flat_map(|case| [("base", case.name), (case.name, "base")]).collect();
    let majors = agree(&workspace, &toml, &pairs);
    assert!(majors > 40 && pairs.len() - majors > 40);
}

/// The same for revisions of Microsoft Graph, years apart, in the scope of this project. They are not
/// part of the repository; where they are not beside it, this says so and passes.
#[test]
fn verdicts_on_revisions_of_graph_are_those_of_the_compiler() {
    let pairs: Vec<_> = REVISIONS
        .windows(2)
        .filter_map(|two| Some((two.first()?.0, two.last()?.0)))
        .flat_map(|(old, new)| [(old, new), (new, old)])
        .collect();
    let Some(toml) = graph(REVISIONS, true) else { return };
    let majors = agree(&workspace("diff-graph"), &toml, &pairs);
    // Each of these revisions only adds to the one before.
    assert_eq!(majors, pairs.len() / 2);
}

/// The same for two revisions as a whole: thousands of types each.
#[test]
#[ignore = "it takes minutes"]
fn verdicts_on_the_whole_of_graph_are_those_of_the_compiler() {
    let Some(toml) = graph(&REVISIONS[1..3], false) else { return };
    let majors = agree(&workspace("diff-whole"), &toml, &[("y2025", "y2026"), ("y2026", "y2025")]);
    assert_eq!(majors, 2);
}

/// Revisions that are at hand, by the names of their modules.
const REVISIONS: &[(&str, &str)] =
    &[("y2024", "-2024-01-26"), ("y2025", "-2025-01-21"), ("y2026", "-2026-02-11"), ("now", "")];

/// This project's configuration with revisions for APIs; without scope and overlays where all of them
/// counts. Nothing, told aloud, where one is not at hand.
fn graph(revisions: &[(&str, &str)], is_scoped: bool) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let project = fs::read_to_string(root.join("metadata/csdl.toml")).unwrap();
    let (before, rest) = project.split_once("[[api]]").unwrap();
    let mut toml = before.replace("readme = \"../README.md\"", "").replace("inputs = [\"../generator/src\"]", "");
    let overlay = root.join("metadata/overlay");
    let overlays = [overlay.join("identity-governance.xml"), overlay.join("v1.0.xml")];
    for (name, date) in revisions {
        let document = root.join(format!("../shared/metadata/msgraph-v1.0{date}.csdl.xml"));
        if !document.exists() {
            // Not through `eprintln!`, which the test runner keeps to itself.
            let _ = writeln!(std::io::stderr(), "skipped: {} is not here", document.display());
            return None;
        }
        let overlays = if is_scoped { overlays.as_slice() } else { &[] };
        toml += &format!("[[api]]\nname = {name:?}\nmetadata = {document:?}\noverlays = {overlays:?}\n");
    }
    let scope = rest.split_once("[scope]").map(|(_, scope)| format!("[scope]{scope}")).unwrap();
    Some(if is_scoped { toml + &scope } else { toml })
}

/// A folder for a crate, with no programs in it.
fn workspace(name: &str) -> PathBuf {
    let workspace = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(workspace.join("examples"));
    fs::create_dir_all(workspace.join("examples")).unwrap();
    fs::create_dir_all(workspace.join("metadata")).unwrap();
    workspace
}

/// Generates one crate with a module for each API of a configuration, and compiles for each pair a
/// program made for the first against the second. Gives how many verdicts are "major".
fn agree(workspace: &Path, toml: &str, pairs: &[(&'static str, &'static str)]) -> usize {
    let file = workspace.join("metadata/csdl.toml");
    fs::write(&file, toml).unwrap();
    regenerate(&file).unwrap_or_else(|failure| panic!("{failure}"));
    let config = Config::load(&file).unwrap();
    write_manifest(workspace, &config);
    let mut expected_to_fail = BTreeSet::new();
    let mut programs = BTreeSet::new();
    for (old, new) in pairs {
        // Both are planned under the name of the older one, as they would be in a crate.
        let [was, is] = [old, new].map(|of| revision(&config, old, of));
        let name = format!("{old}_to_{new}");
        let program = consumer::program(old, &csdl_codegen::diff::rust_surface(&was.side()));
        let program = program.replace(&format!("g::{old}::"), &format!("g::{new}::"));
        fs::write(workspace.join(format!("examples/{name}.rs")), program).unwrap();
        if revisions::compare(&was, &is).verdict == Verdict::Major {
            expected_to_fail.insert(name.clone());
        }
        programs.insert(name);
    }
    let failed = check(workspace);
    assert!(failed.is_subset(&programs), "{failed:?}");
    let wrongly_major: Vec<_> = expected_to_fail.difference(&failed).collect();
    let wrongly_minor: Vec<_> = failed.difference(&expected_to_fail).collect();
    assert!(
        wrongly_major.is_empty() && wrongly_minor.is_empty(),
        "major, and compiles: {wrongly_major:?}\nnot major, and does not compile: {wrongly_minor:?}"
    );
    failed.len()
}

/// The documents of one API under the name of another.
fn revision(config: &Config, as_api: &str, of: &str) -> Revision {
    let documents = &config.api(of).unwrap().metadata;
    revisions::of_api(config, config.api(as_api).unwrap(), documents, None)
        .unwrap_or_else(|failure| panic!("{failure}"))
}

fn write_manifest(workspace: &Path, config: &Config) {
    let features: String = config.apis.iter().map(|api| format!("{} = []\n", api.module)).collect();
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let manifest = format!(
        "[workspace]\n[package]\nname = \"generated\"\nedition = \"2024\"\n[lib]\npath = \"generated/lib.rs\"\n\
         [dependencies]\nodata-runtime = {{ path = {runtime:?}, default-features = false }}\n[features]\n{features}"
    );
    fs::write(workspace.join("Cargo.toml"), manifest).unwrap();
    // The versions that the workspace has are at hand; no others need be.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
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
