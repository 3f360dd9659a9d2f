//! Cases of resolving: small documents, and what they mean or what is wrong with them.
//!
//! To add one, write a test in the file of its subject: `clean` gives the schema of a document that
//! must have no diagnostics, `error` and `warning` ask for exactly one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod ahead;
mod annotations;
mod documents;
mod limits;
mod operations;
mod types;
mod typing;

use crate::csdl;
use crate::diagnostic::{Code, Diagnostics, Severity, Sources};

use super::{Schema, SchemaType, resolve};

/// Wraps the children of a schema of the namespace `N` with the alias `self`.
fn document(schema: &str) -> String {
    format!(
        r#"<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
        <edmx:Reference Uri="core"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/></edmx:Reference>
        <edmx:DataServices><Schema Namespace="N" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        {schema}</Schema></edmx:DataServices></edmx:Edmx>"#
    )
}

/// Wraps schemas.
fn service(schemas: &str) -> String {
    format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
        <edmx:DataServices xmlns="http://docs.oasis-open.org/odata/ns/edm">{schemas}</edmx:DataServices></edmx:Edmx>"#
    )
}

fn run(texts: &[&str], overlays: &[&str]) -> (Option<Schema>, Diagnostics) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let ids: Vec<_> = texts.iter().chain(overlays).map(|text| sources.add("test.xml", *text)).collect();
    let documents: Vec<_> = ids.iter().filter_map(|id| csdl::read(&sources, *id, &mut diagnostics)).collect();
    let (documents, overlays) = documents.split_at(texts.len().min(documents.len()));
    (resolve(documents, overlays, &mut diagnostics), diagnostics)
}

/// The schema, which must have no diagnostics.
fn clean(text: &str) -> Schema {
    let (schema, diagnostics) = run(&[text], &[]);
    assert!(diagnostics.is_empty(), "{:#?}", diagnostics.iter().collect::<Vec<_>>());
    schema.unwrap()
}

fn codes(diagnostics: &Diagnostics) -> Vec<(Severity, Code)> {
    diagnostics.iter().map(|one| (one.severity, one.code)).collect()
}

/// The document must give this one error.
fn error(schema: &str, code: Code) -> String {
    let (schema, diagnostics) = run(&[&document(schema)], &[]);
    assert!(schema.is_none());
    assert_eq!(codes(&diagnostics), [(Severity::Error, code)], "{:#?}", diagnostics.iter().collect::<Vec<_>>());
    diagnostics.iter().next().unwrap().help.clone().unwrap_or_default()
}

/// The document must give this one warning.
fn warning(schema: &str, code: Code) -> Schema {
    let (schema, diagnostics) = run(&[&document(schema)], &[]);
    assert_eq!(codes(&diagnostics), [(Severity::Warning, code)], "{:#?}", diagnostics.iter().collect::<Vec<_>>());
    schema.unwrap()
}

fn ty<'s>(schema: &'s Schema, name: &str) -> &'s SchemaType {
    schema.get(schema.find_by_full_name(name).expect(name))
}

const THING: &str = r#"<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>"#;
