//! `csdl update`, run as a person runs it: all or nothing, and what it refuses.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CONFIG: &str = r#"
[crate]
output = "../generated"
client = "Client"
host = "https://service.example"

[advanced_queries]
header = "Level"
value = "high"
types = ["ns.person"]

[[api]]
name = "v1"
metadata = "v1.xml"
overlays = ["overlay.xml"]

[scope]
roots = ["/people", "/people/{id}/orders", "extra"]

[scope.types."ns.person"]
subtypes = ["ns.worker"]
"#;

const OVERLAY: &str = r#"<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>
<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="words">
<Annotations Target="ns.order/state"><Annotation Term="CsdlCodegen.V1.FinalStates"><Collection><String>done</String></Collection></Annotation></Annotations>
<Annotations Target="extra.note"><Annotation Term="Org.OData.Core.V1.Description" String="A note."/></Annotations>
</Schema></edmx:DataServices></edmx:Edmx>
"#;

const FULL: &str = r#"<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>
<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="ns">
<EnumType Name="state"><Member Name="open" Value="0"/><Member Name="done" Value="1"/></EnumType>
<EntityType Name="person"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<NavigationProperty Name="orders" Type="Collection(ns.order)" ContainsTarget="true"/></EntityType>
<EntityType Name="worker" BaseType="ns.person"/>
<EntityType Name="order"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="state" Type="ns.state"/></EntityType>
<EntityType Name="other"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<Action Name="send" IsBound="true"><Parameter Name="it" Type="ns.order"/></Action>
<EntityContainer Name="c"><EntitySet Name="people" EntityType="ns.person"/><EntitySet Name="others" EntityType="ns.other"/></EntityContainer>
</Schema>
<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="extra">
<ComplexType Name="note"><Property Name="text" Type="Edm.String"/></ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>
"#;

const NOTE: &str = "<ComplexType Name=\"note\"><Property Name=\"text\" Type=\"Edm.String\"/></ComplexType>";
const ORDERS: &str = "<NavigationProperty Name=\"orders\" Type=\"Collection(ns.order)\" ContainsTarget=\"true\"/>";

/// A project with one API, taken from [`FULL`].
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("metadata")).unwrap();
        fs::write(folder.path().join("metadata/csdl.toml"), CONFIG).unwrap();
        fs::write(folder.path().join("metadata/overlay.xml"), OVERLAY).unwrap();
        let project = Self(folder);
        let output = project.update(FULL, &[]);
        assert!(output.status.success(), "{}", errors(&output));
        assert!(String::from_utf8_lossy(&output.stdout).contains("first revision"));
        project
    }

    fn csdl(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_csdl")).args(arguments).current_dir(self.0.path()).output().unwrap()
    }

    fn update(&self, full: &str, flags: &[&str]) -> Output {
        fs::write(self.0.path().join("full.xml"), full).unwrap();
        self.csdl(&[&["update", "v1", "--from", "full.xml"], flags].concat())
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    /// All files of metadata and of the generated folder.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.0.path().join("metadata"), self.0.path().join("generated")];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    found.insert(path.clone(), fs::read(&path).unwrap());
                }
            }
        }
        found
    }

    /// An update that must fail with an error that says `words`, and change nothing.
    fn refuses(&self, full: &str, flags: &[&str], words: &[&str]) {
        let before = self.files();
        let output = self.update(full, flags);
        assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
        for word in words {
            assert!(errors(&output).contains(word), "{word} is not in:\n{}", errors(&output));
        }
        assert_eq!(self.files(), before);
    }

    fn accepts(&self, full: &str, flags: &[&str]) -> (String, String) {
        let output = self.update(full, flags);
        assert!(output.status.success(), "{}", errors(&output));
        (String::from_utf8_lossy(&output.stdout).into_owned(), errors(&output))
    }

    fn is_current(&self) -> bool {
        let state = csdl_fingerprint::state(&self.0.path().join("generated")).unwrap();
        state == csdl_fingerprint::State::Current
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The document without one of its texts.
fn without(text: &str) -> String {
    assert!(FULL.contains(text), "{text}");
    FULL.replacen(text, "", 1)
}

#[test]
fn an_update_writes_slice_and_crate_and_says_what_differs() {
    let project = Project::new();
    assert!(project.is_current());
    assert!(!project.file("metadata/v1.xml").contains("other"));

    let grown = FULL.replace("Type=\"ns.state\"/>", "Type=\"ns.state\"/><Property Name=\"total\" Type=\"Edm.Int32\"/>");
    let before = project.files();
    let (dry, _) = project.accepts(&grown, &["--dry-run"]);
    assert!(dry.contains("metadata/v1.xml to write") && dry.contains("Nothing was written"), "{dry}");
    assert_eq!(project.files(), before);

    let (told, _) = project.accepts(&grown, &[]);
    for line in [
        "minor: all code that compiled compiles",
        "only adds          property `total` added",
        "verdict           minor",
    ] {
        assert!(told.contains(line), "{line} is not in:\n{told}");
    }
    assert!(project.file("generated/v1/ns/order.rs").contains("pub total: Option<i32>"));
    assert!(project.file("metadata/v1.xml").contains("total") && project.is_current());
    assert!(project.csdl(&["generate", "--check"]).status.success());

    let (again, _) = project.accepts(&grown, &[]);
    assert!(again.contains("no difference") && again.contains("metadata/v1.xml unchanged"), "{again}");
}

#[test]
fn an_update_that_loses_much_is_refused_unless_it_is_accepted() {
    let project = Project::new();
    let poorer = without("<Action Name=\"send\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"ns.order\"/></Action>");
    let words = ["loses too much", "100.0 %", "operation ns.send on ns.order", "--accept-loss"];
    project.refuses(&poorer, &[], &words);
    project.refuses(&poorer, &["--max-loss", "99.9"], &words);
    project.refuses(&poorer, &["--dry-run"], &words);
    let (told, warned) = project.accepts(&poorer, &["--max-loss", "100"]);
    assert!(told.contains("verdict           major") && warned.is_empty(), "{told}{warned}");
    project.accepts(FULL, &[]);
    let (_, warned) = project.accepts(&poorer, &["--accept-loss"]);
    assert!(warned.contains("warning: accepted: 0 types and 1 operations are gone"), "{warned}");
}

#[test]
fn what_is_lost_out_of_scope_counts_where_the_previous_documents_are_given() {
    let project = Project::new();
    let other = "<EntityType Name=\"other\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/></EntityType>";
    let poorer = without(other).replace("<EntitySet Name=\"others\" EntityType=\"ns.other\"/>", "");
    fs::write(project.0.path().join("previous.xml"), FULL).unwrap();
    project.refuses(
        &poorer,
        &["--previous", "previous.xml"],
        &["1 types and 0 operations are gone, 16.7 %", "type ns.other"],
    );
    let (_, warned) = project.accepts(&poorer, &[]);
    assert!(warned.is_empty(), "{warned}");
}

#[test]
fn what_scope_and_overlays_speak_of_may_be_missing_where_that_is_accepted() {
    let project = Project::new();
    let worker = "<EntityType Name=\"worker\" BaseType=\"ns.person\"/>";
    let done = "<Member Name=\"done\" Value=\"1\"/>";
    let poorer =
        without(ORDERS).replace(worker, "").replace(done, "").replace("Namespace=\"extra\"", "Namespace=\"spare\"");
    let words =
        ["no root of the scope", "no namespace `extra`", "no navigation property `orders`", "no type `ns.worker`"];
    project.refuses(&poorer, &["--max-loss", "100"], &words);
    let (told, warned) = project.accepts(&poorer, &["--accept-loss"]);
    assert!(warned.contains("metadata/overlay.xml:4: the target `extra.note` does not exist"), "{warned}");
    assert!(told.contains("mend the overlays and the scope"), "{told}");
    assert!(project.is_current());

    // What was accepted stays accepted as long as nothing changes; a build goes on in any case.
    for arguments in [&["generate"][..], &["generate", "--check"]] {
        let output = project.csdl(arguments);
        assert!(output.status.success() && errors(&output).contains("an update has accepted"), "{}", errors(&output));
    }
    fs::write(project.0.path().join("metadata/overlay.xml"), OVERLAY.replace("A note.", "Another note.")).unwrap();
    let output = project.csdl(&["generate"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("`extra.note` does not exist"), "{}", errors(&output));
    let config = project.0.path().join("metadata/csdl.toml");
    assert!(csdl_codegen::generate::regenerate(&config).unwrap().is_some());

    // The next revision is measured by this one: what was missing is not lost again.
    let (_, warned) = project.accepts(&poorer, &[]);
    assert!(!warned.contains("accepted"), "{warned}");
    let (told, warned) = project.accepts(FULL, &[]);
    assert!(told.contains("New types") && warned.is_empty(), "{told}{warned}");
    assert!(project.csdl(&["generate", "--check"]).status.success());
}

#[test]
fn a_state_that_is_gone_does_not_stop_an_update() {
    let project = Project::new();
    let (_, warned) = project.accepts(&without("<Member Name=\"done\" Value=\"1\"/>"), &[]);
    assert!(warned.contains("the final state `done` of `state` is no member"), "{warned}");
    assert!(!project.file("generated/v1/ns/order.rs").contains("has_ended"));
}

#[test]
fn a_revision_whose_namespaces_are_missing_can_be_accepted() {
    let project = Project::new();
    let uses = FULL.replace("Type=\"ns.state\"/>", "Type=\"ns.state\"/><Property Name=\"note\" Type=\"extra.note\"/>");
    project.accepts(&uses, &[]);
    let broken = uses.replace("Namespace=\"extra\"", "Namespace=\"spare\"");
    project.refuses(&broken, &["--max-loss", "100"], &["error[unknown-type]", "full.xml:"]);
    let (told, warned) = project.accepts(&broken, &["--accept-loss"]);
    assert!(warned.contains("warning: left out: full.xml:8: "), "{warned}");
    assert!(told.contains("breaks compile     property `note` removed"), "{told}");
    assert!(!project.file("metadata/v1.xml").contains("note") && project.is_current());
}

#[test]
fn a_revision_with_nothing_in_scope_or_with_errors_changes_nothing() {
    let project = Project::new();
    let nothing = without(NOTE).replace("EntitySet Name=\"people\"", "EntitySet Name=\"humans\"");
    let nothing = nothing.replace("Namespace=\"extra\"", "Namespace=\"spare\"").replace("\"worker\"", "\"laborer\"");
    project.refuses(&nothing, &["--accept-loss"], &["empty-scope", "nothing in these documents is in the scope of v1"]);
    project.refuses(
        &FULL.replace("\"ns.state\"", "\"ns.stat\""),
        &["--max-loss", "100"],
        &["full.xml:", "did you mean"],
    );
    project.refuses(&FULL[..FULL.len() / 2], &["--accept-loss"], &["full.xml:"]);
    let output = project.csdl(&["update", "v2", "--from", "full.xml"]);
    assert!(errors(&output).contains("has no API `v2`"), "{}", errors(&output));
}

#[test]
fn the_document_is_not_written_where_the_crate_cannot_be() {
    let project = Project::new();
    let note = without("Name=\"other\"").replace("<EntityType >", "<EntityType Name=\"other\">");
    let grown = note.replace(NOTE, &format!("{NOTE}<ComplexType Name=\"hint\"/>"));
    // Somebody else's file stands where one is to go.
    fs::write(project.0.path().join("generated/v1/extra/hint.rs"), "fn mine() {}").unwrap();
    project.refuses(&grown, &[], &["hint.rs is no generated file"]);
    fs::remove_file(project.0.path().join("generated/v1/extra/hint.rs")).unwrap();
    project.accepts(&grown, &[]);
    assert!(Path::new(&project.0.path().join("generated/v1/extra/hint.rs")).exists());
}

/// Revisions of Microsoft Graph, back at once and forward again. The documents are not part of the
/// repository; where they are not beside it, this says so and passes.
#[test]
fn revisions_of_graph_are_taken_over_one_after_the_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let metadata = folder.path().join("metadata");
    fs::create_dir_all(metadata.join("overlay")).unwrap();
    fs::write(folder.path().join("README.md"), "# A client\n").unwrap();
    for name in ["csdl.toml", "v1.0.csdl.xml", "beta.csdl.xml"] {
        fs::copy(root.join("metadata").join(name), metadata.join(name)).unwrap();
    }
    for entry in fs::read_dir(root.join("metadata/overlay")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, metadata.join("overlay").join(path.file_name().unwrap())).unwrap();
    }
    let committed = fs::read_to_string(metadata.join("v1.0.csdl.xml")).unwrap();
    let project = Project(folder);
    let steps = [("-2024-01-26", "major"), ("-2025-01-21", "minor"), ("-2026-02-11", "minor"), ("", "minor")];
    for (date, verdict) in steps {
        let full = root.join(format!("../shared/metadata/msgraph-v1.0{date}.csdl.xml"));
        if !full.exists() {
            // Not through `eprintln!`, which the test runner keeps to itself.
            let _ = writeln!(std::io::stderr(), "skipped: {} is not here", full.display());
            return;
        }
        let output = project.csdl(&["update", "v1.0", "--accept-loss", "--from", full.to_str().unwrap()]);
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{date}: {}", errors(&output));
        assert!(told.contains(&format!("verdict           {verdict}")), "{date}: {told}");
        assert!(project.is_current());
    }
    // The way there and back leaves nothing behind.
    assert_eq!(project.file("metadata/v1.0.csdl.xml"), committed);
    assert!(project.csdl(&["generate", "--check"]).status.success());
}
