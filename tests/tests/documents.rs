//! What documents say of tests: every test that one names is there.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

/// The tests that a text names: `path/of/file.rs::name_of_test`, in code spans.
fn named(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('`').skip(1).step_by(2).filter_map(|span| span.split_once(".rs::"))
}

/// What a checklist names and is not there; it must name at least so many tests.
fn missing(document: &str, least: usize) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = fs::read_to_string(root.join(document)).unwrap();
    assert!(named(&text).count() > least, "{document} names {} tests", named(&text).count());
    named(&text)
        .filter(|(file, test)| {
            let source = fs::read_to_string(root.join(format!("{file}.rs"))).unwrap_or_default();
            let is_function = source.contains(&format!("fn {test}("));
            // Tests that a macro makes have their name before a colon.
            !is_function && !source.lines().any(|line| line.trim_start().starts_with(&format!("{test}:")))
        })
        .map(|(file, test)| format!("{file}.rs::{test}"))
        .collect()
}

#[test]
fn every_test_that_the_client_checklist_names_is_there() {
    assert_eq!(missing("docs/odata-client.md", 50), [""; 0]);
}

#[test]
fn every_test_that_the_checklist_of_csdl_names_is_there() {
    assert_eq!(missing("docs/csdl.md", 50), [""; 0]);
}

#[test]
fn every_line_of_the_protocol_has_a_number() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = fs::read_to_string(root.join("docs/odata-client.md")).unwrap();
    let numbers: Vec<usize> =
        text.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |")?.0.parse().ok()).collect();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
}
