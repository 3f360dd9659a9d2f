//! Verdicts on small documents: accepted, accepted with warnings, or refused, and with which codes.
//! Each file of `verdicts/` is a subject; its README says how to add a case.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use csdl_codegen::{
    diagnostic::{Report, Severity},
    pipeline,
    schema::Schema,
    slice,
};

/// What a document should get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Accept,
    Warn,
    Reject,
}

/// One document and what it should get.
struct Case<'t> {
    line: usize,
    verdict: Verdict,
    codes: BTreeSet<&'t str>,
    prelude: String,
    body: &'t str,
}

/// Cuts a file into cases. What stands before the first is the prelude of all of them.
fn cases(text: &str) -> Vec<Case<'_>> {
    let mut parts = text.split("\n== ");
    let head = parts.next().unwrap_or_default();
    let prelude: String = head.lines().filter(|line| !line.starts_with('#')).collect();
    let mut line = head.lines().count() + 1;
    let mut found = Vec::new();
    for part in parts {
        let (title, body) = part.split_once('\n').unwrap_or((part, ""));
        let (what, _) = title.split_once(": ").unwrap_or_else(|| panic!("line {line}: no `: ` in `{title}`"));
        let (verdict, codes) = what.split_once(' ').unwrap_or((what, ""));
        let verdict = match verdict {
            "accept" => Verdict::Accept,
            "warn" => Verdict::Warn,
            "reject" => Verdict::Reject,
            other => panic!("line {line}: `{other}` is no verdict"),
        };
        let codes: BTreeSet<&str> = codes.split(", ").filter(|code| !code.is_empty()).collect();
        assert_eq!(codes.is_empty(), verdict == Verdict::Accept, "line {line}: codes of {verdict:?}");
        found.push(Case { line, verdict, codes, prelude: prelude.clone(), body });
        line += part.lines().count();
    }
    found
}

/// The whole document: as it is, or as the children of a schema.
fn document(case: &Case<'_>) -> String {
    if let Some(whole) = case.body.strip_prefix("%whole").map(|body| body.trim_start_matches('\n')) {
        return whole.to_owned();
    }
    if let Some(services) = case.body.strip_prefix("%schemas\n") {
        return envelope(services);
    }
    envelope(&format!(
        r#"<Schema Namespace="N" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">{}{}</Schema>"#,
        case.prelude, case.body
    ))
}

fn envelope(schemas: &str) -> String {
    format!(
        r#"<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:Reference Uri="core.xml"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/></edmx:Reference><edmx:DataServices>{schemas}</edmx:DataServices></edmx:Edmx>"#
    )
}

fn run(text: String) -> (Option<Schema>, Report) {
    let mut report = Report::default();
    let id = report.sources.add("case.xml", text);
    let schema = pipeline::resolve(&report.sources, &[id], &[], &mut report.diagnostics);
    (schema, report)
}

/// What is wrong with the outcome of a case.
fn problem(case: &Case<'_>) -> Option<String> {
    let (schema, report) = run(document(case));
    let of = |severity| -> BTreeSet<&str> {
        report.diagnostics.iter().filter(|one| one.severity == severity).map(|one| one.code.as_str()).collect()
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let is_right = match case.verdict {
        Verdict::Accept => errors.is_empty() && warnings.is_empty() && schema.is_some(),
        Verdict::Warn => errors.is_empty() && warnings == case.codes && schema.is_some(),
        Verdict::Reject => errors == case.codes && schema.is_none(),
    };
    if !is_right {
        return Some(format!("should be {:?} {:?}, but is\n{report}", case.verdict, case.codes));
    }
    if let Some(nowhere) = report.diagnostics.iter().find(|one| report.sources.position(one.span).is_none()) {
        return Some(format!("`{}` has no place", nowhere.message));
    }
    let schema = schema?;
    let (again, report) = run(slice::write_with(&schema, slice::Prose::Kept));
    (!again.is_some_and(|again| again.same_facts(&schema)))
        .then(|| format!("written out, it does not read back the same\n{report}"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts")
}

fn check(subject: &str) {
    let file = format!("{subject}.cases");
    let text = std::fs::read_to_string(folder().join(&file)).unwrap();
    let cases = cases(&text);
    assert!(!cases.is_empty(), "{file} has no case");
    let problems: Vec<String> =
        cases.iter().filter_map(|case| Some(format!("{file}:{}: {}", case.line, problem(case)?))).collect();
    assert!(problems.is_empty(), "{} of {} cases:\n{}", problems.len(), cases.len(), problems.join("\n"));
}

/// One test for each file, and one that no file is forgotten.
macro_rules! subjects {
    ($($name:ident)*) => {
        $(#[test] fn $name() { check(stringify!($name)); })*

        #[test]
        fn every_file_is_a_test() {
            let listed = BTreeSet::from([$(format!("{}.cases", stringify!($name)),)* "README.md".to_owned()]);
            let present: BTreeSet<String> = std::fs::read_dir(folder())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect();
            assert_eq!(present, listed);
        }
    };
}

subjects! {
    annotations
    bases
    containers
    documents
    enumerations
    expressions
    facets
    keys
    names
    namespaces
    navigation
    operations
    properties
    targets
    terms
    types
    xml
}

#[test]
fn encodings_are_told_apart_by_their_first_bytes() {
    let text = envelope(r#"<Schema Namespace="N" xmlns="http://docs.oasis-open.org/odata/ns/edm"/>"#);
    let utf16 = |swap: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let with_mark = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    for (bytes, is_read) in [
        (text.clone().into_bytes(), true),
        (with_mark, true),
        (utf16(false), false),
        (utf16(true), false),
        (Vec::new(), false),
        (vec![0; 64], false),
        (vec![0xFF; 64], false),
    ] {
        let mut report = Report::default();
        let id = report.sources.add_bytes("case.xml", bytes, &mut report.diagnostics);
        let schema = pipeline::resolve(&report.sources, &[id], &[], &mut report.diagnostics);
        assert_eq!(schema.is_some(), is_read, "{report}");
        assert_eq!(report.diagnostics.has_errors(), !is_read, "{report}");
    }
}
