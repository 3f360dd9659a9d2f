//! Cases of following references: small folders, and what is read of them.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics, Report, Severity, SourceId, Sources};
use crate::pipeline;
use crate::schema::Schema;

use super::uri::{self, Uri};
use super::{Catalog, gather};

/// Writes files and resolves the first one with what it refers to.
struct Case {
    folder: tempfile::TempDir,
    catalog: Catalog,
}

struct Outcome {
    schema: Option<Schema>,
    report: Report,
    /// The names of what was read besides the document given.
    read: Vec<String>,
}

impl Case {
    fn new(files: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self { folder, catalog: Catalog::default() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, given: &[&str]) -> Outcome {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let paths: Vec<PathBuf> = given.iter().map(|name| self.path(name)).collect();
        let ids: Vec<SourceId> = paths.iter().map(|path| sources.read(path, &mut diagnostics).unwrap()).collect();
        let both: Vec<(SourceId, &Path)> = ids.iter().copied().zip(paths.iter().map(PathBuf::as_path)).collect();
        let gathered = gather(&mut sources, &both, &self.catalog, &mut diagnostics);
        let schema = pipeline::resolve_gathered(&sources, &ids, &[], &gathered, &mut diagnostics);
        let name = |one: &super::Referenced| {
            let path = PathBuf::from(sources.name(one.source));
            path.file_name().unwrap().to_string_lossy().into_owned()
        };
        let read = gathered.referenced.iter().map(name).collect();
        Outcome { schema, report: Report { sources, diagnostics }, read }
    }
}

impl Outcome {
    /// The schema, which must come without a diagnostic.
    fn clean(self) -> Schema {
        assert!(self.report.diagnostics.is_empty(), "{}", self.report);
        self.schema.unwrap()
    }

    fn codes(&self) -> Vec<(Severity, Code)> {
        self.report.diagnostics.iter().map(|one| (one.severity, one.code)).collect()
    }
}

/// A document of references and schemas.
fn document(references: &str, schemas: &str) -> String {
    format!(
        r#"<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">{references}
        <edmx:DataServices xmlns="http://docs.oasis-open.org/odata/ns/edm">{schemas}</edmx:DataServices></edmx:Edmx>"#
    )
}

fn reference(uri: &str, namespace: &str, alias: &str) -> String {
    format!(r#"<edmx:Reference Uri="{uri}"><edmx:Include Namespace="{namespace}" Alias="{alias}"/></edmx:Reference>"#)
}

/// A schema with one complex type, `T`, that has a property of the type given.
fn schema(namespace: &str, property: &str) -> String {
    format!(
        r#"<Schema Namespace="{namespace}"><ComplexType Name="T"><Property Name="p" Type="{property}"/></ComplexType></Schema>"#
    )
}

fn names(schema: &Schema) -> Vec<String> {
    schema.types.iter().map(|ty| ty.name.to_string()).collect()
}

const WARNING: Severity = Severity::Warning;

#[test]
fn files_are_followed_over_cycles_and_read_once() {
    let case = Case::new(&[
        (
            "a.xml",
            document(&(reference("b.xml", "B", "x") + &reference("./sub/c%20d.xml", "C", "y")), &schema("A", "x.T")),
        ),
        ("b.xml", document(&reference("sub/c%20d.xml#fragment", "C", "x"), &schema("B", "x.T"))),
        (
            "sub/c d.xml",
            document(&(reference("../a.xml", "A", "x") + &reference("../b.xml", "B", "z")), &schema("C", "x.T")),
        ),
    ]);
    let outcome = case.run(&["a.xml"]);
    assert_eq!(outcome.read, ["b.xml", "c d.xml"]);
    // The alias `x` stands for another namespace in each document.
    assert_eq!(names(&outcome.clean()), ["A.T", "B.T", "C.T"]);
    // What is given is not read again, and stays what it is.
    let both = case.run(&["a.xml", "b.xml"]);
    assert_eq!(both.read, ["c d.xml"]);
    let schema = both.clean();
    let referenced: Vec<bool> = schema.namespaces.iter().map(|one| one.is_referenced).collect();
    assert_eq!(referenced, [false, false, true]);
}

#[test]
fn nothing_is_read_outside_of_the_folder() {
    let secret = ("secret.xml", document("", &schema("S", "Edm.String")));
    for uri in ["../secret.xml", "sub/../../secret.xml", "%2e%2e/secret.xml", "/etc/passwd", "/secret.xml"] {
        let main = ("in/a.xml", document(&reference(uri, "S", "s"), &schema("A", "Edm.String")));
        let outcome = Case::new(&[secret.clone(), main]).run(&["in/a.xml"]);
        assert_eq!(outcome.codes(), [(WARNING, Code::ReferenceOutside)], "{uri}: {}", outcome.report);
        assert!(outcome.read.is_empty() && outcome.schema.is_some());
    }
    // A document that is given may be anywhere.
    let main = ("in/a.xml", document(&reference("../secret.xml", "S", "s"), &schema("A", "s.T")));
    Case::new(&[secret, main]).run(&["in/a.xml", "secret.xml"]).clean();
}

#[cfg(unix)]
#[test]
fn no_symbolic_link_leads_outside_either() {
    let case = Case::new(&[
        ("secret.xml", document("", &schema("S", "Edm.String"))),
        ("in/a.xml", document(&reference("link.xml", "S", "s"), &schema("A", "Edm.String"))),
    ]);
    std::os::unix::fs::symlink(case.path("secret.xml"), case.path("in/link.xml")).unwrap();
    let outcome = case.run(&["in/a.xml"]);
    assert_eq!(outcome.codes(), [(WARNING, Code::ReferenceOutside)], "{}", outcome.report);
    assert!(outcome.read.is_empty());
}

#[test]
fn a_file_that_is_not_there_is_a_warning_that_names_it() {
    let case = Case::new(&[("a.xml", document(&reference("gone.xml", "G", "g"), &schema("A", "g.T")))]);
    let outcome = case.run(&["a.xml"]);
    assert_eq!(outcome.codes(), [(WARNING, Code::NotLoaded), (WARNING, Code::NotLoaded)]);
    let text = outcome.report.to_string();
    assert!(text.contains("there is no file") && text.contains("gone.xml;"), "{text}");
    // Neither is a folder a document.
    let case = Case::new(&[("a.xml", document(&reference(".", "G", "g"), &schema("A", "Edm.String")))]);
    assert_eq!(case.run(&["a.xml"]).codes(), [(WARNING, Code::NotLoaded)]);
}

#[test]
fn a_broken_file_has_its_own_errors_with_a_note_of_where_it_is_referred_to() {
    let broken = schema("B", "Edm.Strin");
    let case = Case::new(&[
        ("a.xml", document(&reference("b.xml", "B", "b"), &schema("A", "b.T"))),
        ("b.xml", document("", &broken)),
    ]);
    let outcome = case.run(&["a.xml"]);
    assert_eq!(outcome.codes(), [(Severity::Error, Code::UnknownType)]);
    let one = outcome.report.diagnostics.iter().next().unwrap();
    assert!(outcome.report.sources.name(one.span.source()).ends_with("b.xml"));
    let note = one.note.as_deref().unwrap();
    assert!(note.starts_with("the file is referred to at ") && note.ends_with("a.xml:1:102"), "{note}");
    assert!(outcome.report.to_string().contains("a.xml:1:102") && outcome.report.to_json().contains("a.xml:1:102"));
}

#[test]
fn a_schema_that_the_file_does_not_have_is_a_warning() {
    let case = Case::new(&[
        ("a.xml", document(&reference("b.xml", "Bee", "b"), &schema("A", "Edm.String"))),
        ("b.xml", document("", &schema("B", "Edm.String"))),
    ]);
    let outcome = case.run(&["a.xml"]);
    assert_eq!(outcome.codes(), [(WARNING, Code::NotLoaded)]);
    assert!(outcome.report.to_string().contains("has no schema `Bee`"), "{}", outcome.report);
}

#[test]
fn absolute_uris_are_followed_only_by_the_catalog() {
    let far = "https://example.com/v/";
    let main = reference(&format!("{far}b.xml"), "B", "b") + &reference("urn:c", "C", "c");
    let mut case = Case::new(&[
        ("in/a.xml", document(&main, &schema("A", "b.T"))),
        ("in/b.xml", document("", &schema("Wrong", "Edm.String"))),
        ("far/b.xml", document(&reference("d.xml", "D", "d"), &schema("B", "d.T"))),
        ("far/d.xml", document("", &schema("D", "Edm.String"))),
        ("c.xml", document("", &schema("C", "Edm.String"))),
    ]);
    let alone = case.run(&["in/a.xml"]);
    assert_eq!((alone.read.len(), alone.codes()), (0, vec![(WARNING, Code::NotLoaded)]));

    case.catalog.insert(far, case.path("far"));
    case.catalog.insert("urn:c", case.path("c.xml"));
    let mapped = case.run(&["in/a.xml"]);
    assert_eq!(mapped.read, ["b.xml", "c.xml", "d.xml"]);
    assert_eq!(names(&mapped.clean()), ["A.T", "B.T", "C.T", "D.T"]);

    // The longest entry counts; one for a whole URI before all.
    case.catalog.insert(format!("{far}b.xml"), case.path("in/b.xml"));
    assert_eq!(case.run(&["in/a.xml"]).read, ["b.xml", "c.xml"]);
    let escaping = document(&reference(&format!("{far}../c.xml"), "C", "c"), &schema("A", "Edm.String"));
    std::fs::write(case.path("in/a.xml"), escaping).unwrap();
    assert_eq!(case.run(&["in/a.xml"]).codes(), [(WARNING, Code::ReferenceOutside)]);
}

#[test]
fn of_foreign_annotations_only_those_included_are_taken() {
    let words = r#"<Schema Namespace="W"><Term Name="One" Type="Edm.String"/><Term Name="Two" Type="Edm.String"/>
        <ComplexType Name="Own"/><Annotations Target="W.Own"><Annotation Term="W.Two" String="own"/></Annotations>
        <Annotations Target="A.T"><Annotation Term="W.One" String="1"/><Annotation Term="W.One" Qualifier="q" String="q"/></Annotations>
        <Annotations Target="A.T/p" Qualifier="q"><Annotation Term="W.One" String="p"/><Annotation Term="V.Three" String="3"/></Annotations>
        <Annotations Target="Nowhere.T"><Annotation Term="W.One" String="not taken"/></Annotations></Schema>
        <Schema Namespace="V"><Term Name="Three" Type="Edm.String"/></Schema>"#;
    let taken = |includes: &str| -> [usize; 3] {
        let uses = format!(r#"<edmx:Reference Uri="w.xml"><edmx:Include Namespace="W"/>{includes}</edmx:Reference>"#);
        let case = Case::new(&[("a.xml", document(&uses, &schema("A", "Edm.String"))), ("w.xml", document("", words))]);
        let schema = case.run(&["a.xml"]).clean();
        let ty = |name: &str| schema.get(schema.find_by_full_name(name).unwrap());
        let property = &ty("A.T").structured().unwrap().properties[0];
        [ty("A.T").annotations.0.len(), property.annotations.0.len(), ty("W.Own").annotations.0.len()]
    };
    let one = |rest: &str| format!(r#"<edmx:IncludeAnnotations TermNamespace="W" TargetNamespace="A"{rest}/>"#);
    assert_eq!(taken(""), [0, 0, 1]);
    assert_eq!(taken(&one("")), [2, 1, 1]);
    assert_eq!(taken(&one(r#" Qualifier="q""#)), [1, 1, 1]);
    assert_eq!(taken(&one("").replace("TargetNamespace=\"A\"", "TargetNamespace=\"B\"")), [0, 0, 1]);
    assert_eq!(taken(&(one("") + r#"<edmx:IncludeAnnotations TermNamespace="V" TargetNamespace="A"/>"#)), [2, 2, 1]);
}

#[test]
fn uris_are_told_apart() {
    for absolute in ["https://example.com/a.xml", "file:///a.xml", "urn:a", "//host/a.xml", "c:/a.xml"] {
        assert_eq!(uri::parse(absolute), Uri::Absolute, "{absolute}");
    }
    for rooted in ["/a.xml", "%2Fa.xml", "%ff"] {
        assert_eq!(uri::parse(rooted), Uri::Rooted, "{rooted}");
    }
    for (relative, path) in [("a.xml", "a.xml"), ("./b/%61.xml?x=1", "b/a.xml"), ("a%2", "a%2"), ("é:b", "é:b")] {
        assert_eq!(uri::parse(relative), Uri::Relative(path.into()), "{relative}");
    }
    assert_eq!(uri::normal(Path::new("/a/../../b")), None);
}
