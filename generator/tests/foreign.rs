//! Other services' documents, good and bad, each with what it should get. They are not part of the
//! repository; where they are not beside it, this test says so and passes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::path::Path;

use csdl_codegen::{
    diagnostic::{Report, Severity},
    pipeline, slice,
};

/// Reads and resolves one document.
fn run(path: &Path) -> (Option<csdl_codegen::schema::Schema>, Report) {
    let mut report = Report::default();
    let id = report.sources.read(path, &mut report.diagnostics).unwrap();
    let schema = pipeline::resolve(&report.sources, &[id], &[], &mut report.diagnostics);
    (schema, report)
}

/// What is wrong with the outcome of one line of the manifest.
fn problem(path: &Path, expectation: &str) -> Option<String> {
    let (schema, report) = run(path);
    if let Some(schema) = &schema {
        let mut again = Report::default();
        let id = again.sources.add("again.xml", slice::write_with(schema, slice::Prose::Kept));
        let same = pipeline::resolve(&again.sources, &[id], &[], &mut again.diagnostics);
        if !same.is_some_and(|same| same.same_facts(schema)) {
            return Some(format!("written out, it does not read back the same\n{again}"));
        }
    }
    match expectation {
        "accept" | "accept-lenient" if schema.is_none() => Some(format!("is refused\n{report}")),
        _ if expectation.starts_with("reject") => {
            let located = report
                .diagnostics
                .iter()
                .any(|one| one.severity == Severity::Error && report.sources.position(one.span).is_some());
            (schema.is_some() || !located).then(|| format!("is accepted\n{report}"))
        }
        _ => None,
    }
}

#[test]
fn each_document_gets_what_the_manifest_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/foreign");
    let Ok(manifest) = std::fs::read_to_string(folder.join("MANIFEST.tsv")) else {
        // Not through `eprintln!`, which the test runner keeps to itself.
        let _ = writeln!(std::io::stderr(), "skipped: {} is not here", folder.display());
        return;
    };
    let mut problems = Vec::new();
    for line in manifest.lines().skip(1) {
        let [name, expectation, ..] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        problems.extend(problem(&folder.join(name), expectation).map(|problem| format!("{name} {problem}")));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
