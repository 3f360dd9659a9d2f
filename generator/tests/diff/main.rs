//! `csdl diff`: what it says of each kind of change, and whether rustc agrees with its verdicts.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod cases;
mod compile;
mod consumer;

use csdl_codegen::diff::{self, Verdict};
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
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.xml");
    std::fs::write(&path, document).unwrap();
    revisions::whole(&[path]).unwrap_or_else(|failure| panic!("{failure}"))
}

#[test]
fn every_kind_of_change_is_told() {
    let base = revision(BASE);
    let mut failures = String::new();
    for case in CASES {
        let difference = revisions::compare(&base, &revision(&case.document()));
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
        let (there, back) = (revisions::compare(&base, &other), revisions::compare(&other, &base));
        assert_eq!(there.is_empty(), back.is_empty(), "{}", case.name);
        assert_eq!(there.renames.len(), back.renames.len(), "{}", case.name);
        if there.verdict == Verdict::Patch {
            assert_eq!(back.verdict, Verdict::Patch, "{}", case.name);
        }
    }
}
