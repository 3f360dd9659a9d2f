//! The texts of `csdl explain`: every example in them is read and resolved, and must give what the text says.
//!
//! A fenced block opens with words: its language (`xml`, `json` or `toml`), what it is (nothing for the children of a
//! `Schema`, `document` for a whole document, `overlay` for one over the `base` before it), and what it gives: `error`
//! or `warning` for diagnostics of the text's code and of no other, `mended` for none at all. A `toml` block is a whole
//! `csdl.toml` beside a document `shop.xml`, which is the `base` before it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

use csdl_codegen::{
    diagnostic::{Code, Diagnostics, Report, Severity, Sources},
    generate::{self, Failure},
    lint::lint,
    pipeline,
};

mod explain {
    mod command;
    pub(crate) mod otherwise;
}

use explain::otherwise;

/// A fenced block of a text.
#[derive(Debug)]
struct Block<'t> {
    words: Vec<&'t str>,
    text: String,
}

impl Block<'_> {
    fn is(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    /// The whole document or configuration.
    fn whole(&self) -> String {
        if self.is("xml") && !self.is("document") && !self.is("overlay") {
            schema(&self.text)
        } else {
            self.text.clone()
        }
    }
}

/// A document around the children of a schema.
fn schema(children: &str) -> String {
    format!(
        r#"<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:Reference Uri="https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.xml">
<edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/></edmx:Reference>
<edmx:DataServices><Schema Namespace="Shop" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
{children}</Schema></edmx:DataServices></edmx:Edmx>"#
    )
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block<'_>> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(words), None) => {
                open = Some(Block { words: words.split_whitespace().collect(), text: String::new() });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => block.text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is open at the end of:\n{text}");
    blocks
}

/// What a block gives, by severity and code.
fn outcome(block: &Block<'_>, base: &str) -> (BTreeSet<(Severity, Code)>, String) {
    let reports = if block.is("toml") { configured(&block.text, base) } else { resolved(block, base) };
    let found = reports.iter().flat_map(|report| report.diagnostics.iter());
    let codes = found.map(|one| (one.severity, one.code)).collect();
    (codes, reports.iter().map(ToString::to_string).collect())
}

fn resolved(block: &Block<'_>, base: &str) -> Vec<Report> {
    if !block.is("overlay") {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(if block.is("json") { "shop.json" } else { "shop.xml" });
        fs::write(&file, block.whole()).unwrap();
        return vec![lint(&[file]).1];
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let (document, overlay) = (sources.add("shop.xml", base), sources.add("overlay.xml", block.whole()));
    pipeline::resolve(&sources, &[document], &[overlay], &mut diagnostics);
    vec![Report { sources, diagnostics }]
}

fn configured(text: &str, base: &str) -> Vec<Report> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("shop.xml"), base).unwrap();
    fs::write(folder.path().join("csdl.toml"), text).unwrap();
    match generate::check(&folder.path().join("csdl.toml")) {
        Ok(generated) => generated.reports,
        Err(Failure::Reports(reports)) => reports,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn every_example_gives_what_its_text_says() {
    for code in Code::ALL {
        let name = code.as_str();
        let mut base = schema("");
        let blocks = blocks(code.details());
        for block in &blocks {
            let (found, told) = outcome(block, &base);
            let gives = |severity| BTreeSet::from([(severity, *code)]);
            let wanted = match (block.is("error"), block.is("warning"), block.is("mended"), block.is("base")) {
                (true, false, false, false) => gives(Severity::Error),
                (false, true, false, false) => gives(Severity::Warning),
                (false, false, true, false) => BTreeSet::new(),
                (false, false, false, true) => {
                    base = block.whole();
                    BTreeSet::new()
                }
                _ => panic!("explain/{name}.md: a block opens with {:?}: see tests/explain.rs", block.words),
            };
            assert_eq!(found, wanted, "explain/{name}.md, {:?}:\n{}\n{told}", block.words, block.text);
        }
        let is_shown = blocks.iter().any(|block| block.is("error") || block.is("warning"));
        let is_mended = blocks.iter().any(|block| block.is("mended"));
        let is_otherwise = otherwise::CASES.iter().any(|(other, _)| other == code);
        assert!(
            is_otherwise || (is_shown && is_mended),
            "explain/{name}.md needs an example that gives the code and one that is mended (blocks `xml error` or \
             `xml warning`, and `xml mended`); what no example can show belongs into tests/explain/otherwise.rs"
        );
        assert!(
            !(is_otherwise && is_shown),
            "{name} is shown by an example: remove it from tests/explain/otherwise.rs"
        );
    }
}

#[test]
fn what_no_example_can_show_is_made_otherwise() {
    for (code, make) in otherwise::CASES {
        let (report, is_about) = make();
        let told = report.to_string();
        let errors = report.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let codes: BTreeSet<Code> = errors.map(|one| one.code).collect();
        assert_eq!(codes, BTreeSet::from([*code]), "{told}");
        assert!(told.contains(is_about), "{told}");
    }
}

#[test]
fn every_text_is_of_a_code_and_tells_how_bad_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/explain");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(Code::find(&name).is_some(), "explain/{name}.md is the text of no code");
    }
    for code in Code::ALL {
        let (name, text) = (code.as_str(), code.details());
        let prose: String = text.split("```").step_by(2).collect();
        let prose = prose.split_whitespace().collect::<Vec<_>>().join(" ");
        for (word, severity) in [("An error", "error"), ("A warning", "warning")] {
            let is_shown = blocks(text).iter().any(|block| block.is(severity));
            let is_told = prose.contains(word) || prose.contains(&format!("a{}", &word[1..]));
            assert!(!is_shown || is_told, "explain/{name}.md shows the {severity}, but does not say `{word}`");
        }
        assert!(prose.len() > 250, "explain/{name}.md is too short to say why it matters and how to mend it");
        let long = text.lines().find(|line| line.chars().count() > 100);
        assert_eq!(long, None, "explain/{name}.md has a line that a terminal breaks");
    }
}
