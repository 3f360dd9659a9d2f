//! `csdl diff`: what it says of each kind of change, and whether rustc agrees with its verdicts.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod cases;
mod compile;
mod consumer;

use csdl_codegen::diff::{self, Verdict};
use csdl_codegen::names::NameLock;
use csdl_codegen::revisions::{self, Revision};

use cases::{CASES, Case};

const BASE: &str = include_str!("base.csdl.xml");

impl Case {
    /// The base document with the change made.
    fn document(&self) -> String {
        self.edits.iter().fold(BASE.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{}: {from} is not in the document", self.name);
            text.replacen(from, to, 1)
        })
    }
}

fn revision(document: &str) -> Revision {
    newer(document, &NameLock::default())
}

/// A revision that keeps the names of an older one.
fn newer(document: &str, names: &NameLock) -> Revision {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.xml");
    std::fs::write(&path, document).unwrap();
    revisions::whole(&[path], names).unwrap_or_else(|failure| panic!("{failure}"))
}

#[test]
fn every_kind_of_change_is_told() {
    let base = revision(BASE);
    let mut failures = String::new();
    for case in CASES {
        let difference = revisions::compare(&base, &newer(&case.document(), &base.names));
        let text = diff::text(&difference);
        let missing: Vec<&&str> = case.says.iter().filter(|line| !text.contains(**line)).collect();
        if difference.verdict != case.verdict || !missing.is_empty() {
            failures += &format!("{}: not {}, or without {missing:?}:\n{text}\n", case.name, case.verdict);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_way_back_has_the_same_changes() {
    let base = revision(BASE);
    for case in CASES {
        let other = revision(&case.document());
        let there = revisions::compare(&base, &newer(&case.document(), &base.names));
        let back = revisions::compare(&other, &newer(BASE, &other.names));
        assert_eq!(there.is_empty(), back.is_empty(), "{}", case.name);
        assert_eq!(there.renames.len(), back.renames.len(), "{}", case.name);
        if there.verdict == Verdict::Patch {
            assert_eq!(back.verdict, Verdict::Patch, "{}", case.name);
        }
    }
}

#[test]
fn the_order_of_elements_does_not_show() {
    let base = revision(BASE);
    let swapped = |text: &str, first: &str, second: &str| {
        assert!(text.contains(first) && text.contains(second));
        text.replacen(first, "@", 1).replacen(second, first, 1).replacen('@', second, 1)
    };
    let text = swapped(BASE, "<Member Name=\"red\" Value=\"0\"/>", "<Member Name=\"green\" Value=\"1\"/>");
    let text = swapped(
        &text,
        "<Property Name=\"givenName\" Type=\"Edm.String\"/>",
        "<Property Name=\"born\" Type=\"Edm.Date\"/>",
    );
    let shape =
        "<ComplexType Name=\"unused\">\n        <Property Name=\"note\" Type=\"Edm.String\"/>\n      </ComplexType>";
    let text = swapped(&text, shape, "<TypeDefinition Name=\"weight\" UnderlyingType=\"Edm.Double\"/>");
    assert_ne!(text, BASE);
    let other = revision(&text);
    assert!(revisions::compare(&base, &other).is_empty());
    let case = CASES.iter().find(|case| case.name == "type_renamed").unwrap();
    let changed = revision(&case.document());
    assert_eq!(revisions::compare(&base, &changed), revisions::compare(&other, &changed));
}

#[test]
fn json_and_markdown_say_what_the_text_says() {
    let base = revision(BASE);
    for case in CASES {
        let difference = revisions::compare(&base, &newer(&case.document(), &base.names));
        let json: serde_json::Value = serde_json::from_str(&diff::json(&difference)).unwrap();
        assert_eq!((json["format"].as_u64(), json["verdict"].as_str()), (Some(1), Some(&*case.verdict.to_string())));
        let counts: u64 = json["counts"].as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum();
        let groups = json["groups"].as_array().unwrap();
        let changes: usize = groups.iter().map(|group| group["changes"].as_array().unwrap().len()).sum();
        assert_eq!(usize::try_from(counts).unwrap(), changes, "{}", case.name);
        let markdown = diff::markdown(&difference);
        assert!(markdown.starts_with(&format!("**{}**: ", case.verdict)), "{markdown}");
        let is_told =
            |line: &str| line.is_empty() || ["**", "### ", "- ", "  - "].iter().any(|head| line.starts_with(head));
        assert!(markdown.lines().all(is_told), "{markdown}");
    }
}
