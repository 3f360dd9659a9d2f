//! CSDL JSON: the same model in JSON and in XML gives the same schema, and broken JSON is told like broken XML.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use csdl_codegen::{
    diagnostic::{Code, Report},
    pipeline,
    schema::Schema,
    slice,
};

mod json {
    pub(crate) mod writer;
}

/// The pairs in `pairs/`.
const PAIRS: &[&str] =
    &["annotations", "constants", "container", "expressions", "navigation", "operations", "references", "types"];

fn pairs() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs")
}

/// Reads and resolves a text.
fn resolve(name: &str, text: impl Into<Vec<u8>>) -> (Option<Schema>, Report) {
    let mut report = Report::default();
    let id = report.sources.add_bytes(name, text.into(), &mut report.diagnostics);
    let schema = pipeline::resolve(&report.sources, &[id], &[], &mut report.diagnostics);
    (schema, report)
}

fn codes(report: &Report) -> Vec<Code> {
    let mut codes: Vec<Code> = report.diagnostics.iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes
}

/// Both schemas say the same. The texts show where they do not.
fn same(name: &str, xml: &Schema, json: &Schema) {
    let text = |schema: &Schema| slice::write_with(schema, slice::Prose::Kept);
    pretty(name, &text(xml), &text(json));
    assert!(xml.same_facts(json), "{name}: the schemas differ in what no slice shows");
}

fn pretty(name: &str, xml: &str, json: &str) {
    for (number, (left, right)) in xml.lines().zip(json.lines()).enumerate() {
        assert_eq!(left, right, "{name}, line {} of the slice (left: of XML, right: of JSON)", number + 1);
    }
    assert_eq!(xml, json, "{name}");
}

#[test]
fn pairs_give_the_same_schema() {
    for name in PAIRS {
        let read = |extension: &str| {
            let path = pairs().join(format!("{name}.{extension}"));
            let (schema, report) = resolve(&path.display().to_string(), fs::read(&path).unwrap());
            (schema.unwrap_or_else(|| panic!("{report}")), report)
        };
        let ((xml, xml_report), (json, json_report)) = (read("xml"), read("json"));
        same(name, &xml, &json);
        assert_eq!(codes(&xml_report), codes(&json_report), "{xml_report}\n{json_report}");
    }
}

#[test]
fn every_pair_is_listed() {
    let mut found: Vec<String> = fs::read_dir(pairs())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    found.sort();
    let listed: Vec<String> = PAIRS.iter().flat_map(|name| [format!("{name}.json"), format!("{name}.xml")]).collect();
    assert_eq!(found, listed);
}
