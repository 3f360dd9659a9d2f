//! CSDL JSON: the same model in JSON and in XML gives the same schema, and broken JSON is told like broken XML.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use damage::{Numbers, damage};
use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use csdl_codegen::{
    csdl,
    diagnostic::{Code, Report, Severity},
    generate::generate,
    pipeline,
    schema::Schema,
    slice,
};

#[path = "json/annotations.rs"]
mod annotations;
#[path = "json/damage.rs"]
mod damage;
#[path = "json/text.rs"]
mod text;
#[path = "json/writer.rs"]
mod writer;

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

/// Words of our own for what the slices say in kinds that JSON does not write.
const VOCABULARY: &str = r#"<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="Org.OData.Core.V1" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Term Name="Revisions" Type="Collection(Org.OData.Core.V1.RevisionType)" />
<ComplexType Name="RevisionType">
<Property Name="Date" Type="Edm.Date" /><Property Name="RemovalDate" Type="Edm.Date" />
<Property Name="Kind" Type="Org.OData.Core.V1.RevisionKind" />
</ComplexType>
<EnumType Name="RevisionKind"><Member Name="Added" Value="0" /><Member Name="Deprecated" Value="2" /></EnumType>
<Term Name="AlternateKeys" Type="Collection(Org.OData.Core.V1.AlternateKey)" />
<ComplexType Name="AlternateKey"><Property Name="Key" Type="Collection(Org.OData.Core.V1.PropertyRef)" /></ComplexType>
<ComplexType Name="PropertyRef">
<Property Name="Name" Type="Edm.PropertyPath" /><Property Name="Alias" Type="Edm.String" />
</ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// An XML document written as JSON.
fn to_json(path: &Path) -> String {
    let mut report = Report::default();
    let id = report.sources.read(path, &mut report.diagnostics).unwrap();
    let document = csdl::read(&report.sources, id, &mut report.diagnostics).unwrap();
    writer::write(&document)
}

fn with_vocabulary(text: String) -> Schema {
    let mut report = Report::default();
    let ids = [report.sources.add("document", text), report.sources.add("vocabulary.xml", VOCABULARY)];
    let schema = pipeline::resolve(&report.sources, &ids, &[], &mut report.diagnostics);
    schema.unwrap_or_else(|| panic!("{report}"))
}

#[test]
fn slices_written_as_json_read_back_the_same() {
    for name in ["v1.0", "beta"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../metadata/{name}.csdl.xml"));
        let json = to_json(&path);
        assert!(json.len() > 50_000);
        same(name, &with_vocabulary(fs::read_to_string(&path).unwrap()), &with_vocabulary(json));
    }
}

/// A slice with the kinds of constants forgotten, which JSON does not write: those of terms that are not declared
/// cannot be told.
fn without_kinds(schema: &Schema) -> String {
    let mut text = slice::write_with(schema, slice::Prose::Kept);
    for kind in ["Binary", "Bool", "Date", "DateTimeOffset", "Decimal", "Duration", "Float", "Guid", "Int", "TimeOfDay"]
    {
        text = retagged(&text, kind);
    }
    for kind in ["PropertyPath", "NavigationPropertyPath", "AnnotationPath", "ModelElementPath"] {
        text = retagged(&text, kind);
    }
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        for (before, after) in [("EnumMember=\"", "\""), ("<EnumMember>", "</EnumMember>")] {
            let Some(start) = line.find(before) else { continue };
            let rest = &line[start + before.len()..];
            let end = rest.find(after).unwrap();
            let names: Vec<&str> = rest[..end].split(' ').map(|name| name.rsplit('/').next().unwrap()).collect();
            let names = names.join(",");
            line = if before.starts_with('<') {
                format!("{}<String>{names}</String>", &line[..start])
            } else {
                format!("{}String=\"{names}\"{}", &line[..start], &rest[end + 1..])
            };
        }
        // XML leaves out what is the default of a tagging term; JSON has no way to.
        line = line.replace(" String=\"true\"", "");
        lines.push(if line.contains("String") { without_namespaces(&line) } else { line });
    }
    lines.join("\n")
}

/// Names without what stands before their last dot: aliases in paths are known only where a path is known as one.
fn without_namespaces(line: &str) -> String {
    let is_separator = |c: char| !(c.is_alphanumeric() || c == '_' || c == '.');
    line.split_inclusive(is_separator).map(|word| word.rsplit('.').next().unwrap()).collect()
}

fn retagged(text: &str, kind: &str) -> String {
    text.replace(&format!(" {kind}=\""), " String=\"")
        .replace(&format!("<{kind}>"), "<String>")
        .replace(&format!("</{kind}>"), "</String>")
}

#[test]
fn documents_of_other_services_written_as_json_read_back_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/foreign/valid");
    let Ok(entries) = fs::read_dir(&folder) else {
        let _ = writeln!(std::io::stderr(), "skipped: {} is not here", folder.display());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.display().to_string();
        let (Some(xml), _) = resolve(&name, fs::read(&path).unwrap()) else { continue };
        let (json, report) = resolve(&name, to_json(&path));
        let json = json.unwrap_or_else(|| panic!("{report}"));
        pretty(&name, &without_kinds(&xml), &without_kinds(&json));
    }
}

/// Reads a text; every error has a place, and there is one where there is no schema.
fn survives(text: Vec<u8>) -> bool {
    let shown = String::from_utf8_lossy(&text).into_owned();
    let (schema, report) = resolve("broken.json", text);
    assert_eq!(schema.is_some(), !report.diagnostics.has_errors());
    for one in report.diagnostics.iter().filter(|one| one.severity == Severity::Error) {
        // Bytes that are no text are an error of the file as a whole.
        let has_place = one.code == Code::Encoding || report.sources.position(one.span).is_some();
        assert!(has_place, "{report}\n{shown}");
    }
    schema.is_some()
}

fn pair_texts() -> Vec<Vec<u8>> {
    PAIRS.iter().map(|name| fs::read(pairs().join(format!("{name}.json"))).unwrap()).collect()
}

#[test]
fn a_document_cut_anywhere_is_a_located_error() {
    for text in pair_texts() {
        let end = text.iter().rposition(|byte| *byte == b'}').unwrap();
        for cut in (1..=end).step_by(7) {
            assert!(!survives(text[..cut].to_vec()), "cut at {cut}");
        }
    }
}

#[test]
fn a_damaged_document_never_breaks_the_reader() {
    let mut numbers = Numbers(3);
    let mut good = 0;
    for text in pair_texts() {
        for _ in 0..400 {
            good += usize::from(survives(damage(&text, &mut numbers)));
        }
    }
    // Some damage only changes words: the rest of the way is gone too.
    assert!(good > 20, "{good}");
}

/// Texts of generated files.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// Whatever a file is called, it is read as what it holds: the fixtures' documents and overlays are put in as JSON.
#[test]
fn fixtures_generate_the_same_from_json() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut count = 0;
    for fixture in fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path()) {
        if !fixture.join("expected").is_dir() {
            continue;
        }
        let copy = tempfile::tempdir().unwrap();
        for path in fs::read_dir(&fixture).unwrap().map(|entry| entry.unwrap().path()) {
            let to = copy.path().join(path.file_name().unwrap());
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("xml") => fs::write(to, to_json(&path)).unwrap(),
                Some(_) => drop(fs::copy(&path, to).unwrap()),
                None => {}
            }
        }
        generate(&copy.path().join("csdl.toml")).unwrap_or_else(|failure| panic!("{}\n{failure}", fixture.display()));
        let (expected, generated) = (files(&fixture.join("expected")), files(&copy.path().join("expected")));
        assert_eq!(expected.keys().collect::<Vec<_>>(), generated.keys().collect::<Vec<_>>(), "{}", fixture.display());
        for (path, text) in &expected {
            pretty(&fixture.join(path).display().to_string(), text, &generated[path]);
        }
        count += 1;
    }
    assert!(count >= 10);
}
