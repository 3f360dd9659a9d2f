//! The command `csdl` on a service that is spread over documents: the fixture `references`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

/// A copy of the fixture's input.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/references");
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("vocabularies")).unwrap();
        for file in ["csdl.toml", "service.csdl.xml", "goods.csdl.xml", "vocabularies/words.xml"] {
            fs::copy(fixture.join(file), folder.path().join(file)).unwrap();
        }
        Self(folder)
    }

    fn csdl(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_csdl"));
        command.args(arguments).args(["--config", "csdl.toml"]).current_dir(self.0.path());
        command.output().unwrap()
    }

    /// What a run that must succeed writes to standard output.
    fn out(&self, arguments: &[&str]) -> String {
        let output = self.csdl(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.0.path().join(file);
        let before = fs::read_to_string(&path).unwrap();
        assert!(before.contains(from));
        fs::write(path, before.replace(from, to)).unwrap();
    }

    fn state(&self) -> csdl_fingerprint::State {
        csdl_fingerprint::state(&self.0.path().join("expected")).unwrap()
    }
}

const URI: &str = "https://vocabularies.example/words.xml=vocabularies/words.xml";

#[test]
fn a_change_of_a_file_that_is_referred_to_makes_generated_code_stale() {
    use csdl_fingerprint::State;

    let project = Project::new();
    project.out(&["generate"]);
    assert_eq!(project.state(), State::Current);
    project.edit("goods.csdl.xml", "perKilogram", "perLitre");
    assert_eq!(project.state(), State::Stale);
    assert_eq!(project.csdl(&["generate", "--check"]).status.code(), Some(1));
    project.out(&["generate"]);
    assert_eq!(project.state(), State::Current);
    project.edit("vocabularies/words.xml", "text", "words");
    assert_eq!(project.state(), State::Stale);
}

#[test]
fn a_file_that_appears_makes_generated_code_stale() {
    let project = Project::new();
    let goods = project.0.path().join("goods.csdl.xml");
    let text = fs::read(&goods).unwrap();
    fs::remove_file(&goods).unwrap();
    // What is referred to and not there: its types count as untyped, and the set of them is left out.
    assert!(project.out(&["generate"]).contains("warnings"));
    assert_eq!(project.state(), csdl_fingerprint::State::Current);
    fs::write(&goods, text).unwrap();
    assert_eq!(project.state(), csdl_fingerprint::State::Stale);
}

#[test]
fn lint_reads_what_is_beside_and_what_it_is_told_of() {
    let project = Project::new();
    let json = project.out(&["lint", "service.csdl.xml", "--format", "json", "--reference", URI]);
    assert!(json.contains("\"errors\": 0") && json.contains("\"warnings\": 0"), "{json}");
    // The term that the vocabulary lacks is seen only where the vocabulary is.
    project.edit("service.csdl.xml", "W.Title", "W.Titel");
    let near = |output: Output| String::from_utf8(output.stderr).unwrap().contains("did you mean `words.Title`?");
    assert!(near(project.csdl(&["lint", "service.csdl.xml", "--reference", URI])));
    assert!(near(project.csdl(&["lint", "service.csdl.xml", "vocabularies/words.xml"])));
    assert!(!near(project.csdl(&["lint", "service.csdl.xml"])));

    project.edit("goods.csdl.xml", "Edm.Decimal", "Edm.Decimel");
    let output = project.csdl(&["lint", "service.csdl.xml"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("goods.csdl.xml:12:") && text.contains("referred to at service.csdl.xml:3:"), "{text}");
    assert_eq!(project.csdl(&["lint", "service.csdl.xml", "--reference", "no-file"]).status.code(), Some(2));
}

#[test]
fn a_slice_is_one_document_of_what_is_in_scope() {
    let project = Project::new();
    project.out(&["slice", "v1", "--from", "service.csdl.xml", "--out", "slice.xml"]);
    let slice = fs::read_to_string(project.0.path().join("slice.xml")).unwrap();
    assert!(slice.contains("\"bulkGood\"") && slice.contains("\"goods\"") && !slice.contains("neverUsed"), "{slice}");
    fs::remove_file(project.0.path().join("goods.csdl.xml")).unwrap();
    let json = project.out(&["lint", "slice.xml", "--format", "json"]);
    assert!(json.contains("\"warnings\": 0"), "{json}");
}

#[test]
fn why_tells_how_a_type_of_another_document_comes_in() {
    let project = Project::new();
    let chain = project.out(&["why", "bulkGood"]);
    assert!(chain.contains("shop.goods.good (entity set `goods`)"), "{chain}");
    assert!(chain.contains("shop.goods.bulkGood (subtype)"), "{chain}");
    let base = project.out(&["why", "item"]);
    assert!(base.contains("shop.goods.item (base type)"), "{base}");
    // A base type alone does not bring in what else derives from it.
    assert_eq!(project.csdl(&["why", "shelf"]).status.code(), Some(1));
    assert_eq!(project.csdl(&["why", "Sentence"]).status.code(), Some(1));
}
