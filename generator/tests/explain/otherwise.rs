//! Codes that no example in a text can show, each made in another way.

use csdl_codegen::{
    diagnostic::{Code, Diagnostics, Report, Sources},
    lint::lint,
    pipeline,
};

/// Gives diagnostics, and a piece of what they must say.
type Make = fn() -> (Report, &'static str);

/// The codes. One that an example does show is to be removed here: a test says so.
pub(crate) const CASES: &[(Code, Make)] = &[
    (Code::CannotRead, || (lint(&["no/such/file.xml".into()]).1, "no/such/file.xml")),
    (Code::TooLarge, || (bytes(vec![b' '; (64 << 20) + 1]), "64 MiB")),
    (Code::TooDeep, || (bytes(deep(200)), "100 deep")),
    (Code::TooMany, || (bytes(many(300)), "256 attributes")),
];

/// The diagnostics of a file with these bytes.
fn bytes(bytes: Vec<u8>) -> Report {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add_bytes("shop.xml", bytes, &mut diagnostics);
    if !diagnostics.has_errors() {
        pipeline::resolve(&sources, &[id], &[], &mut diagnostics);
    }
    Report { sources, diagnostics }
}

fn deep(levels: usize) -> Vec<u8> {
    super::super::schema(&format!(
        r#"<Term Name="t" Type="Edm.String"><Annotation Term="Core.Description">{}{}</Annotation></Term>"#,
        "<Collection>".repeat(levels),
        "</Collection>".repeat(levels)
    ))
    .into_bytes()
}

fn many(attributes: usize) -> Vec<u8> {
    let list: String = (0..attributes).map(|number| format!(" a{number}=\"\"")).collect();
    super::super::schema(&format!(r#"<ComplexType Name="a"{list}/>"#)).into_bytes()
}
