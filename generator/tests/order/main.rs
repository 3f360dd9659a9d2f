//! The same input gives the same bytes: whatever order its elements stand in, wherever it stands.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod shuffle;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use csdl_codegen::{
    diagnostic::Report,
    emit,
    generate::{Failure, generate},
    names::NameLock,
    pipeline,
    plan::{self, ApiInput, ApiOptions, ServicePlan},
    slice,
};

use shuffle::shuffled;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files below a folder, by path; texts.
fn files(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.insert(path.clone(), fs::read_to_string(path).unwrap());
        }
    }
}

/// Copies the input of a configuration, in some order; nothing that was generated.
fn copy(from: &Path, to: &Path, seed: Option<u64>) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_dir() {
            if name == "overlay" {
                copy(&path, &to.join(name), seed);
            }
        } else if let Some(seed) = seed.filter(|_| path.extension().is_some_and(|extension| extension == "xml")) {
            fs::write(to.join(name), shuffled(&fs::read_to_string(&path).unwrap(), seed)).unwrap();
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// What comes of a configuration: files, or the errors without their places, sorted.
fn outcome(input: &Path, seed: Option<u64>) -> BTreeMap<String, String> {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("README.md"), "# It\n").unwrap();
    let folder = root.path().join("input");
    copy(input, &folder, seed);
    match generate(&folder.join("csdl.toml")) {
        Ok(generated) => {
            let mut found = BTreeMap::new();
            files(root.path(), &mut found);
            // Fingerprints are of the bytes that were read, which are others.
            found.retain(|path, _| !path.ends_with("fingerprint") && path.extension().is_none_or(|it| it != "xml"));
            let name = |path: PathBuf| path.strip_prefix(root.path()).unwrap().to_string_lossy().into_owned();
            let mut outcome: BTreeMap<String, String> =
                found.into_iter().map(|(path, text)| (name(path), text)).collect();
            outcome.insert("skipped".to_owned(), format!("{:?}", generated.skipped));
            let warnings = generated.reports.iter().map(verdict).collect::<String>();
            outcome.insert("warnings".to_owned(), warnings.replace(&root.path().display().to_string(), ""));
            outcome
        }
        Err(Failure::Reports(reports)) => {
            let text = reports.iter().map(verdict).collect::<String>();
            let text = text.replace(&root.path().display().to_string(), "");
            BTreeMap::from([("errors".to_owned(), text)])
        }
        Err(failure) => panic!("{failure}"),
    }
}

/// What was found, without places, sorted.
fn verdict(report: &Report) -> String {
    let line = |one: &csdl_codegen::diagnostic::Diagnostic| {
        format!("{:?} {} {}\n", one.severity, one.code.as_str(), one.message)
    };
    let mut lines: Vec<String> = report.diagnostics.iter().map(line).collect();
    lines.sort();
    // Which of two is the one too many, and all that follows from it, is told by their order.
    let is_duplicate = report.diagnostics.has_errors() && lines.iter().any(|line| line.contains("duplicate"));
    if is_duplicate { "refused\n".to_owned() } else { lines.concat() }
}

fn assert_same(what: &str, first: &BTreeMap<String, String>, second: &BTreeMap<String, String>) {
    let names = |all: &BTreeMap<String, String>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(first), names(second), "{what}");
    if let Some((name, text)) = first.iter().find(|(name, text)| second.get(*name) != Some(text)) {
        let differs = text.lines().zip(second[name].lines()).find(|(a, b)| a != b);
        panic!("{what}: {name} depends on the order of the input: {differs:?}");
    }
}

#[test]
fn the_order_of_elements_does_not_show_in_what_is_generated() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<PathBuf> = fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path()).collect();
    // What is not well-formed has no elements to shuffle.
    folders.retain(|folder| folder.is_dir() && !folder.ends_with("error-cut-off"));
    folders.extend([repository().join("metadata"), repository().join("tests/shop")]);
    assert!(folders.len() > 15);
    for folder in folders {
        let first = outcome(&folder, None);
        for seed in 1..=3 {
            assert_same(&folder.display().to_string(), &first, &outcome(&folder, Some(seed)));
        }
    }
}

/// What comes of one document, all of it generated.
fn document(text: &str) -> BTreeMap<String, String> {
    let mut report = Report::default();
    let id = report.sources.add("service.xml", text);
    let schema = pipeline::resolve(&report.sources, &[id], &[], &mut report.diagnostics);
    let mut outcome = BTreeMap::from([("verdict".to_owned(), verdict(&report))]);
    let Some(schema) = schema else { return outcome };
    outcome.insert("slice".to_owned(), slice::write_with(&schema, slice::Prose::Kept));
    let input = ApiInput {
        name: "v1",
        module: "v1",
        source: "service.xml",
        base_url: "https://service.example",
        base_path: "",
        schema: &schema,
        root_namespaces: &[],
    };
    let options = ApiOptions {
        namespace_root: String::new(),
        key_as_segment: false,
        qualified_operations: true,
        client: "ServiceClient".to_owned(),
        enum_sentinel: None,
        advanced_types: Vec::new(),
    };
    let service = ServicePlan { client: options.client.clone(), ..ServicePlan::default() };
    let plan = plan::plan_with(&[input], service, &options, &NameLock::default());
    outcome.insert("names".to_owned(), plan.names.to_string());
    outcome.insert("skipped".to_owned(), format!("{:?}", plan.skipped));
    // Rust for whole Graph takes minutes to print; the plan says all that is printed.
    match schema.types.len() {
        0..500 => {
            let files = emit::emit(&plan, None, "service.xml").unwrap_or_else(|error| panic!("{error}"));
            outcome.extend(files.into_iter().map(|(path, text)| (path.display().to_string(), text)));
        }
        _ => drop(outcome.insert("plan".to_owned(), format!("{:#?}", plan.apis))),
    }
    outcome
}

/// Tells aloud that something is not here. Not through `eprintln!`, which the test runner keeps to itself.
fn skipped(path: &Path) {
    let _ = writeln!(std::io::stderr(), "skipped: {} is not here", path.display());
}

#[test]
fn the_order_of_elements_does_not_show_in_other_services() {
    let folder = repository().join("../shared/foreign");
    let Ok(manifest) = fs::read_to_string(folder.join("MANIFEST.tsv")) else { return skipped(&folder) };
    let mut seen = 0;
    for line in manifest.lines().skip(1) {
        let name = line.split('\t').next().unwrap_or_default();
        // What is not XML, or not well-formed, has no elements to shuffle.
        let Ok(text) = fs::read_to_string(folder.join(name)) else { continue };
        let Some(other) = shuffle::try_shuffled(&text, 7) else { continue };
        assert_same(name, &document(&text), &document(&other));
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn the_order_of_elements_does_not_show_in_the_whole_of_v1_0() {
    let path = repository().join("../shared/metadata/msgraph-v1.0.csdl.xml");
    let Ok(text) = fs::read_to_string(&path) else { return skipped(&path) };
    assert_same("v1.0", &document(&text), &document(&shuffled(&text, 11)));
}

#[test]
fn neither_the_current_folder_nor_where_the_input_stands_shows() {
    let shop = repository().join("tests/shop");
    let mut outcomes = Vec::new();
    for (way, depth) in [("absolute", "a"), ("relative", "b/c/d"), ("dotted", "e e/ä")] {
        let root = tempfile::tempdir().unwrap();
        let input = root.path().join(depth).join("input");
        copy(&shop, &input, None);
        let (folder, config) = match way {
            "absolute" => (std::env::temp_dir(), input.join("csdl.toml")),
            "relative" => (input.clone(), PathBuf::from("csdl.toml")),
            _ => (input.parent().unwrap().to_owned(), PathBuf::from("./input/../input/csdl.toml")),
        };
        let output = Command::new(env!("CARGO_BIN_EXE_csdl"))
            .args(["generate", "--config"])
            .arg(config)
            .current_dir(folder)
            .envs([("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Asia/Kathmandu")])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut found = BTreeMap::new();
        files(&input, &mut found);
        let name = |path: PathBuf| path.strip_prefix(&input).unwrap().to_string_lossy().into_owned();
        outcomes.push(found.into_iter().map(|(path, text)| (name(path), text)).collect::<BTreeMap<_, _>>());
    }
    assert!(outcomes[0].contains_key("generated/fingerprint") && outcomes[0].contains_key("names.lock"));
    assert_same("relative", &outcomes[0], &outcomes[1]);
    assert_same("dotted", &outcomes[0], &outcomes[2]);
}
