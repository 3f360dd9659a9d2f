//! The documents that the crate is made from, as they are committed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use csdl_codegen::{
    config::Config,
    diagnostic::{Code, Diagnostic, Diagnostics, Report, Severity, Sources},
    pipeline, scope, slice,
};

fn config() -> Config {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../metadata/csdl.toml");
    Config::load(&file).unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn slices_and_overlays_load_without_a_warning() {
    let config = config();
    for api in &config.apis {
        let loaded = pipeline::load(&config, api).unwrap_or_else(|report| panic!("{report}"));
        assert!(loaded.report.diagnostics.is_empty(), "{}", loaded.report);
    }
}

#[test]
fn slices_are_canonical_and_hold_no_descriptions() {
    let config = config();
    for api in &config.apis {
        let text = std::fs::read_to_string(&api.metadata[0]).unwrap();
        let prose =
            ["V1.Description\"", "V1.LongDescription\"", "Property=\"Description\"", "Property=\"LongDescription\""];
        assert!(prose.iter().all(|prose| !text.contains(prose)), "{} holds descriptions", api.metadata[0].display());
        assert!(!text.contains('\r') && text.ends_with("</edmx:Edmx>\n"));
        let mut sources = Sources::default();
        let mut diagnostics = Diagnostics::default();
        let id = sources.add("slice.xml", text.as_str());
        let schema = pipeline::resolve(&sources, &[id], &[], &mut diagnostics).unwrap();
        assert!(slice::write(&schema) == text, "{} is not in canonical form", api.metadata[0].display());
        let scope = config.scope.for_api(&api.name);
        let reduced = scope::reduce(&schema, &scope, &mut diagnostics).unwrap();
        assert!(reduced.schema.same_facts(&schema), "the slice of {} holds more than its scope", api.name);
    }
}

#[test]
fn every_type_in_scope_has_a_reason() {
    let config = config();
    for api in &config.apis {
        let loaded = pipeline::load(&config, api).unwrap_or_else(|report| panic!("{report}"));
        for ty in &loaded.schema.types {
            let chain = loaded.reasons.why(&ty.name.to_string()).unwrap();
            assert!(chain[0].contains("(root "), "{chain:?}");
        }
    }
    let why = |name| pipeline::why(&config, &config.apis[0], name, &[]);
    assert!(why("user").unwrap().contains("microsoft.graph.user ("));
    assert!(why("usr").unwrap_err().to_string().contains("did you mean `user`?"));
}

/// Reads a text as a whole document and resolves it; tells whether that went without an error.
fn survives(text: Vec<u8>) -> bool {
    let mut report = Report::default();
    let id = report.sources.add_bytes("broken.xml", text, &mut report.diagnostics);
    let schema = pipeline::resolve(&report.sources, &[id], &[], &mut report.diagnostics);
    let is_good = schema.is_some();
    assert_eq!(is_good, !report.diagnostics.has_errors());
    // What is no UTF-8 has no text, and so no place in it.
    let located = |one: &Diagnostic| report.sources.position(one.span).is_some() || one.code == Code::Encoding;
    assert!(report.diagnostics.iter().filter(|one| one.severity == Severity::Error).all(located), "{report}");
    assert!(is_good || report.to_string().contains("--> broken.xml"));
    is_good
}

/// A small generator of numbers, the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

fn slice_bytes() -> Vec<u8> {
    let path: PathBuf = config().apis[0].metadata[0].clone();
    std::fs::read(path).unwrap()
}

#[test]
fn a_document_cut_anywhere_is_a_located_error() {
    let whole = slice_bytes();
    let mut numbers = Numbers(1);
    for _ in 0..60 {
        let end = numbers.below(whole.len() - 20);
        assert!(!survives(whole[..end].to_vec()), "cut at {end}");
    }
}

#[test]
fn a_damaged_document_never_breaks_the_reader() {
    let whole = slice_bytes();
    let mut numbers = Numbers(2);
    for _ in 0..60 {
        let mut damaged = whole.clone();
        for _ in 0..=numbers.below(8) {
            let at = numbers.below(damaged.len());
            match numbers.below(4) {
                0 => damaged[at] ^= 1 << numbers.below(8),
                1 => drop(damaged.drain(at..(at + numbers.below(200)).min(whole.len() / 2).max(at))),
                2 => damaged.insert(at, b"<>&\"'/=:."[numbers.below(9)]),
                _ => {
                    let from = numbers.below(damaged.len() - 100);
                    let piece = damaged[from..from + 100].to_vec();
                    damaged.splice(at..at, piece);
                }
            }
        }
        survives(damaged);
    }
}
