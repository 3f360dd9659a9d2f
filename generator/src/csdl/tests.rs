//! Cases of reading: what is refused, what is warned of, and where the places point.

#![allow(clippy::unwrap_used, clippy::panic)]

use crate::diagnostic::{Code, Diagnostics, Severity, Sources};

use super::document::{ConstantKind, Expression};
use super::read;

const EDMX: &str = r#"xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx""#;

/// Wraps the children of a schema.
fn document(schema: &str) -> String {
    format!(
        r#"<edmx:Edmx Version="4.01" {EDMX}><edmx:DataServices><Schema Namespace="N" xmlns="http://docs.oasis-open.org/odata/ns/edm">{schema}</Schema></edmx:DataServices></edmx:Edmx>"#
    )
}

/// The diagnostics of a text, each with the piece of text that it points to.
fn problems(text: &str) -> Vec<(Severity, Code, String)> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("test.xml", text);
    read(&sources, id, &mut diagnostics);
    let text = sources.text(id);
    let piece = |start: usize, end: usize| text.get(start..end.min(text.len())).unwrap_or("?").to_owned();
    diagnostics.iter().map(|one| (one.severity, one.code, piece(one.span.start(), one.span.end()))).collect()
}

fn one(text: &str, severity: Severity, code: Code, at: &str) {
    assert_eq!(problems(text), [(severity, code, at.to_owned())], "{text}");
}

#[test]
fn text_that_is_no_csdl_is_refused() {
    one("", Severity::Error, Code::NotCsdl, "");
    one("{}", Severity::Error, Code::NotCsdl, "{");
    one("[]", Severity::Error, Code::XmlSyntax, "[]");
    one("<a/>", Severity::Error, Code::NotCsdl, "a");
    one("<edmx:Edmx Version=\"4.0\"/>", Severity::Error, Code::XmlSyntax, "edmx:Edmx");
    let both = problems(&format!("<edmx:Edmx {EDMX}/>"));
    assert_eq!(
        both.iter().map(|(_, code, _)| *code).collect::<Vec<_>>(),
        [Code::MissingAttribute, Code::MissingElement]
    );
    one(&format!("<edmx:Edmx {EDMX} Version=\"4.0\"/>"), Severity::Error, Code::MissingElement, "edmx:Edmx");
    one(&format!("<edmx:Edmx {EDMX} Version=\"5.0\"/>"), Severity::Error, Code::UnknownVersion, "5.0");
}

#[test]
fn older_versions_are_refused_by_name() {
    one(&format!("<edmx:Edmx {EDMX} Version=\"2.0\"/>"), Severity::Error, Code::OldVersion, "2.0");
    one(
        r#"<e:Edmx xmlns:e="http://schemas.microsoft.com/ado/2007/06/edmx" Version="1.0"/>"#,
        Severity::Error,
        Code::OldVersion,
        "e:Edmx",
    );
    let inner = r#"<Schema Namespace="N" xmlns="http://schemas.microsoft.com/ado/2009/11/edm"/>"#;
    let text = format!(r#"<edmx:Edmx Version="4.0" {EDMX}><edmx:DataServices>{inner}</edmx:DataServices></edmx:Edmx>"#);
    one(&text, Severity::Error, Code::OldVersion, "Schema");
}

#[test]
fn broken_xml_is_refused_where_it_breaks() {
    let whole = document("<ComplexType Name=\"a\"/>");
    assert!(problems(&whole).is_empty());
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let cut = problems(&whole[..end]);
        assert!(cut.iter().any(|(severity, ..)| *severity == Severity::Error), "{}", &whole[..end]);
    }
    one(
        &document("<ComplexType Name=\"a\"></ComplexTyp>"),
        Severity::Error,
        Code::XmlSyntax,
        "</ComplexTyp></Schema></edmx:DataService",
    );
    one(&document("<ComplexType Name=\"a\" Name=\"b\"/>"), Severity::Error, Code::XmlSyntax, "Name");
    one(&document("<ComplexType Name=a/>"), Severity::Error, Code::XmlSyntax, "a");
    one(&document("<ComplexType Name=\"<\"/>"), Severity::Error, Code::XmlSyntax, "<");
    one(&document("<x:ComplexType Name=\"a\"/>"), Severity::Error, Code::XmlSyntax, "x:ComplexType");
    one(&format!("{whole}<a/>"), Severity::Error, Code::XmlSyntax, "a");
    one(&format!("{whole}x"), Severity::Error, Code::XmlSyntax, "x");
}

#[test]
fn entities_are_not_expanded() {
    let text = document("<ComplexType Name=\"&lol;\"/>");
    one(&text, Severity::Error, Code::XmlReference, "&lol;");
    let bomb = format!("<!DOCTYPE a [<!ENTITY lol \"lol\">]>{}", document(""));
    one(&bomb, Severity::Error, Code::Dtd, "<!DOCTYPE a [<!ENTITY lol \"lol\">]>");
    let known = document(
        "<ComplexType Name=\"a\"><Annotation Term=\"N.T\" String=\"&lt;&#x41;&amp;&quot;\"/><Annotation Term=\"N.U\"><String> a&amp;<![CDATA[<b>]]>&#10;</String></Annotation></ComplexType>",
    );
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("test.xml", known);
    let document = read(&sources, id, &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty());
    let text = |index: usize| match &document.schemas[0].complex_types[0].annotations[index].value {
        Some(Expression::Constant(ConstantKind::String, text)) => text.value.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(text(0), "<A&\"");
    assert_eq!(text(1), " a&<b>\n");
}

#[test]
fn nesting_is_limited() {
    let deep = document(&format!(
        "<Annotation Term=\"N.T\">{}{}</Annotation>",
        "<Collection>".repeat(10_000),
        "</Collection>".repeat(10_000)
    ));
    one(&deep, Severity::Error, Code::TooDeep, "Collection");
    let many = (0..300).map(|index| format!(" a{index}=\"\"")).collect::<String>();
    one(&document(&format!("<ComplexType Name=\"a\"{many}/>")), Severity::Error, Code::TooMany, "a255");
}

#[test]
fn unknown_elements_are_errors_and_unknown_attributes_warnings() {
    one(&document("<EntityTyp Name=\"a\"/>"), Severity::Error, Code::UnknownElement, "EntityTyp");
    one(&document("<ComplexType Name=\"a\"><Key/></ComplexType>"), Severity::Error, Code::UnknownElement, "Key");
    one(&document("<ComplexType Name=\"a\" xmlns=\"\"/>"), Severity::Error, Code::UnknownElement, "ComplexType");
    one(&document("<ComplexType Name=\"a\" Color=\"red\"/>"), Severity::Warning, Code::UnknownAttribute, "Color");
    // What is nearly a known name was meant to say something.
    one(&document("<ComplexType Name=\"a\" Abstrct=\"true\"/>"), Severity::Error, Code::UnknownAttribute, "Abstrct");
    one(&document("<ComplexType Name=\"a\">hm</ComplexType>"), Severity::Error, Code::UnexpectedText, "hm");
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::default();
    let id = sources.add(
        "test.xml",
        document("<ComplexType Name=\"a\"><Property Name=\"p\" Type=\"Edm.Decimal\" SCale=\"2\"/></ComplexType>"),
    );
    read(&sources, id, &mut diagnostics);
    assert_eq!(diagnostics.iter().next().unwrap().help.as_deref(), Some("did you mean `Scale`?"));
}

#[test]
fn other_namespaces_are_passed_over() {
    let foreign = document(
        "<ComplexType Name=\"a\" s:x=\"1\" xmlns:s=\"urn:s\" xml:lang=\"en\"><s:ComplexType>text<s:y/></s:ComplexType></ComplexType>",
    );
    assert!(problems(&foreign).is_empty());
}

#[test]
fn values_are_checked() {
    let property = |attributes: &str| {
        document(&format!(
            "<ComplexType Name=\"a\"><Property Name=\"p\" Type=\"Edm.Decimal\" {attributes}/></ComplexType>"
        ))
    };
    for good in [
        "MaxLength=\"max\"",
        "MaxLength=\"1\"",
        "Scale=\"variable\"",
        "Scale=\"floating\"",
        "SRID=\"variable\" Unicode=\"false\"",
        "Nullable=\"1\"",
        "Precision=\"3\" Scale=\"3\"",
    ] {
        assert!(problems(&property(good)).is_empty(), "{good}");
    }
    one(&property("Nullable=\"yes\""), Severity::Error, Code::InvalidBoolean, "yes");
    one(&property("Nullable=\"True\""), Severity::Warning, Code::InvalidBoolean, "True");
    one(&property("MaxLength=\"0\""), Severity::Error, Code::InvalidFacet, "0");
    one(&property("Scale=\"Variable\""), Severity::Warning, Code::InvalidFacet, "Variable");
    one(&property("Scale=\"-1\""), Severity::Error, Code::InvalidFacet, "-1");
    one(&document("<ComplexType Name=\"1a\"/>"), Severity::Error, Code::InvalidName, "1a");
    one(&document("<ComplexType Name=\"a-b\"/>"), Severity::Error, Code::InvalidName, "a-b");
    assert!(problems(&document("<ComplexType Name=\"Größe_名前\"/>")).is_empty());
    one(
        &document("<EnumType Name=\"e\"><Member Name=\"m\" Value=\"1.5\"/></EnumType>"),
        Severity::Error,
        Code::InvalidInteger,
        "1.5",
    );
    let constant = |attribute: &str| document(&format!("<Annotation Term=\"N.T\" {attribute}/>"));
    for good in [
        "Date=\"2024-02-29\"",
        "Duration=\"P1DT2H3.5S\"",
        "TimeOfDay=\"21:45\"",
        "DateTimeOffset=\"2000-01-01T16:00:00.000-09:00\"",
        "Float=\"-INF\"",
        "Guid=\"21EC2020-3AEA-1069-A2DD-08002B30309D\"",
        "Int=\"-1\"",
    ] {
        assert!(problems(&constant(good)).is_empty(), "{good}");
    }
    one(&constant("Bool=\"maybe\""), Severity::Error, Code::InvalidConstant, "maybe");
    one(&constant("Date=\"2024-13-01\""), Severity::Error, Code::InvalidConstant, "2024-13-01");
    one(&constant("Duration=\"P\""), Severity::Error, Code::InvalidConstant, "P");
    one(&constant("Int=\"1\" String=\"a\""), Severity::Error, Code::InvalidExpression, "a");
}

#[test]
fn encodings_but_utf8_are_refused() {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    for bytes in [&b"\xFF\xFE<\0"[..], b"<\0e\0", b"\xC3(", b"\0<\0e"] {
        sources.add_bytes("test.xml", bytes.to_vec(), &mut diagnostics);
    }
    assert!(diagnostics.iter().all(|one| one.code == Code::Encoding));
    assert_eq!(diagnostics.errors(), 4);
    let declared =
        |encoding: &str, text: &str| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{}", document(text));
    assert!(problems(&declared("UTF-8", "<!-- é -->")).is_empty());
    assert!(problems(&format!("\u{feff}{}", document(""))).is_empty());
    assert_eq!(problems(&declared("iso-8859-1", "<!-- é -->"))[0].1, Code::Encoding);
    assert_eq!(problems(&declared("iso-8859-1", ""))[0].0, Severity::Warning);
}
