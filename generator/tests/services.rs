//! What is emitted for other services' documents, and for those of the fixtures, compiles and documents
//! without a warning, with keys and operations written either way. The services' documents are not part of
//! the repository; where they are not beside it, this test says so and takes the fixtures alone.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use csdl_codegen::{
    generate::generate,
    lint::{Verdict, lint},
};

mod support;

/// How a crate's configuration begins, by the crate's name.
const CRATES: &[(&str, &str)] = &[
    ("standard", ""),
    (
        "segments",
        "key_style = \"segment\"\noperation_names = \"unqualified\"\nenum_literals = \"plain\"\n[clouds]\nTEST = \"https://test.example\"\n",
    ),
];

#[test]
fn what_is_emitted_for_accepted_documents_compiles() {
    let mut documents = fixtures();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/foreign");
    match fs::read_to_string(folder.join("MANIFEST.tsv")) {
        Ok(manifest) => {
            documents.extend(
                manifest.lines().skip(1).filter_map(|line| line.split('\t').next()).map(|name| folder.join(name)),
            );
        }
        // Not through `eprintln!`, which the test runner keeps to itself.
        Err(_) => writeln!(std::io::stderr(), "skipped: {} is not here", folder.display()).unwrap(),
    }
    documents.retain(|path| lint(std::slice::from_ref(path)).0 == Verdict::Accepted);
    assert!(documents.len() > 10);
    let crates: Vec<_> = CRATES.iter().map(|(name, options)| emitted(name, options, &documents)).collect();
    support::compile("services", &crates);
}

/// The documents of all fixtures.
fn fixtures() -> Vec<PathBuf> {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).unwrap();
    let mut found: Vec<PathBuf> = folders
        .map(|folder| folder.unwrap().path().join("service.csdl.xml"))
        .filter(|path| path.exists())
        .map(|path| path.canonicalize().unwrap())
        .collect();
    found.sort();
    found
}

/// One crate for all documents, each a module of its own.
fn emitted(name: &str, options: &str, documents: &[PathBuf]) -> (String, PathBuf, Vec<String>) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("services").join(name);
    fs::create_dir_all(&folder).unwrap();
    let mut config =
        format!("[crate]\noutput = \"src\"\nclient = \"Client\"\nhost = \"https://host.example\"\n{options}");
    let mut features = Vec::new();
    for (index, path) in documents.iter().enumerate() {
        let _ = write!(config, "\n[[api]]\nname = \"d{index}\"\nmetadata = {path:?}\n");
        features.push(format!("d{index}"));
    }
    fs::write(folder.join("csdl.toml"), config).unwrap();
    generate(&folder.join("csdl.toml")).unwrap_or_else(|failure| panic!("{failure}"));
    (name.to_owned(), folder.join("src/lib.rs"), features)
}
