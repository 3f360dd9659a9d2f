//! Fixtures: folders with an input and what must come of it. `fixtures/README.md` says how to add one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use csdl_codegen::generate::{check, generate};

mod support;

macro_rules! fixtures {
    ($($name:ident: $folder:literal,)*) => {
        const FOLDERS: &[&str] = &[$($folder),*];

        $(#[test]
        fn $name() {
            run($folder);
        })*
    };
}

fixtures! {
    capabilities: "capabilities",
    casts: "casts",
    delta: "delta",
    every_shape: "every-shape",
    every_type: "every-type",
    final_states: "final-states",
    generated_names: "generated-names",
    hostile_docs: "hostile-docs",
    hostile_names: "hostile-names",
    identifiers: "identifiers",
    json: "json",
    keys: "keys",
    models_only: "models-only",
    names_kept: "names-kept",
    permissions: "permissions",
    references: "references",
    sections: "sections",
    streams: "streams",
    terms_only: "terms-only",
    unicode_names: "unicode-names",
    writes: "writes",
    error_advanced_type: "error-advanced-type",
    error_final_states: "error-final-states",
    error_config: "error-config",
    error_cut_off: "error-cut-off",
    error_json: "error-json",
    error_many: "error-many",
    error_names: "error-names",
    error_overlay: "error-overlay",
    error_references: "error-references",
    error_root: "error-root",
    error_version_2: "error-version-2",
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Every folder is in the list above: one that is not would never be run.
#[test]
fn every_folder_is_listed() {
    let mut found: Vec<String> = fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    found.sort();
    let mut listed = FOLDERS.to_vec();
    listed.sort_unstable();
    assert_eq!(found, listed);
}

/// Generates from a copy of the input, so that no run can see another's output.
fn run(folder: &str) {
    let fixture = fixtures().join(folder);
    let copy = tempfile::tempdir().unwrap();
    for (name, text) in files(&fixture).into_iter().filter(|(name, _)| !name.starts_with("expected/")) {
        let path = copy.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let config = copy.path().join("csdl.toml");
    match generate(&config) {
        Ok(generated) => {
            assert!(generated.is_stale());
            let again = generate(&config).unwrap();
            assert!(!again.is_stale(), "a second run writes {:?}", again.files);
            assert!(!check(&config).unwrap().is_stale());
            compare(&fixture.join("expected"), &files(&copy.path().join("expected")));
        }
        Err(failure) => {
            assert!(!copy.path().join("expected").exists(), "a failed run has written something");
            let place = format!("{}/", copy.path().display());
            let text = format!("{failure}").replace(&place, "");
            let text = text.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
            compare(&fixture, &BTreeMap::from([("expected.err".to_owned(), text)]));
        }
    }
}

/// Texts below a folder, by path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn compare(folder: &Path, actual: &BTreeMap<String, String>) {
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        if folder.ends_with("expected") && folder.exists() {
            fs::remove_dir_all(folder).unwrap();
        }
        for (name, text) in actual {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        return;
    }
    for (name, text) in actual {
        let expected = fs::read_to_string(folder.join(name))
            .unwrap_or_else(|_| panic!("{}/{name} is not there; UPDATE_FIXTURES=1 writes it", folder.display()));
        assert_eq!(&expected.replace("\r\n", "\n"), text, "{}/{name}", folder.display());
    }
    if folder.ends_with("expected") {
        let expected: Vec<String> = files(folder).into_keys().collect();
        assert_eq!(expected, actual.keys().cloned().collect::<Vec<_>>(), "{}", folder.display());
    }
}

/// The expected crates compile, and rustdoc has no complaint about any of them.
#[test]
fn expected_crates_compile() {
    let roots = FOLDERS.iter().map(|folder| (folder, fixtures().join(folder).join("expected/lib.rs")));
    let crates: Vec<_> = roots
        .filter(|(_, root)| root.exists())
        .map(|(folder, root)| ((*folder).to_owned(), root, vec!["v1".to_owned()]))
        .collect();
    support::compile("fixtures", &crates);
}
