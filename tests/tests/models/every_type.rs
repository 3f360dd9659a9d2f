//! Every type of both APIs, with random bodies made from the schema.

use std::collections::BTreeSet;

use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use tests::{
    entropy::Entropy,
    json::Json,
    sample,
    schema::{Schema, Type},
};

use crate::table::{self, Kind, Row};

/// The namespace that the crate is about.
const NAMESPACE: &str = "microsoft.graph.identityGovernance.";

/// How many bodies each type is tried with.
const CASES: u32 = 32;

#[test]
fn v1_0_comes_back_as_it_was() {
    every_type("v1.0");
}

#[test]
fn beta_comes_back_as_it_was() {
    every_type("beta");
}

fn every_type(version: &str) {
    let schema = Schema::of(version).unwrap();
    let failures: Vec<String> = table::of(version)
        .iter()
        .filter_map(|row| attempt(&schema, row).err().map(|error| format!("{}: {error}", row.name)))
        .collect();
    assert!(failures.is_empty(), "{} types of {version} failed:\n{}", failures.len(), failures.join("\n\n"));
}

fn attempt(schema: &Schema, row: &Row) -> Result<(), String> {
    let config = Config { failure_persistence: None, max_shrink_iters: 512, ..Config::with_cases(CASES) };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let bytes = prop::collection::vec(any::<u8>(), 0..1200);
    let outcome = runner.run(&bytes, |bytes| {
        let body = body(schema, row, &bytes);
        match (row.rewrite)(&body.to_string()) {
            Ok(written) => match body.difference(&written) {
                Some(difference) => Err(TestCaseError::fail(format!("{difference}\n  of {body}"))),
                None => Ok(()),
            },
            Err(error) => Err(TestCaseError::fail(format!("{error}\n  of {body}"))),
        }
    });
    outcome.map_err(|error| error.to_string().lines().take(2).collect::<Vec<_>>().join("\n"))
}

fn body(schema: &Schema, row: &Row, bytes: &[u8]) -> Json {
    let entropy = &mut Entropy::new(bytes);
    match row.kind {
        Kind::Enum => sample::member_of(schema, row.name, entropy),
        Kind::One => sample::body(schema, row.name, false, entropy),
        Kind::Any => sample::body(schema, row.name, true, entropy),
    }
}

#[test]
fn the_tables_name_every_type() {
    for version in ["v1.0", "beta"] {
        let schema = Schema::of(version).unwrap();
        let expected = expected_rows(&schema);
        let rows: BTreeSet<(String, &str)> =
            table::of(version).iter().map(|row| (format!("{:?}", row.kind), row.name)).collect();
        let missing: Vec<String> = expected.iter().filter(|row| !rows.contains(*row)).map(line).collect();
        let extra: Vec<String> = rows.iter().filter(|row| !expected.contains(*row)).map(line).collect();
        assert!(missing.is_empty(), "add to the table of {version}:\n{}", missing.join("\n"));
        assert!(extra.is_empty(), "take out of the table of {version}:\n{}", extra.join("\n"));
    }
}

/// What the schema's types must be in Rust.
fn expected_rows(schema: &Schema) -> BTreeSet<(String, &str)> {
    let mut rows = BTreeSet::new();
    for (name, ty) in schema.types() {
        match ty {
            Type::Enum(..) => {
                rows.insert(("Enum".to_owned(), name));
            }
            Type::Structured(structured) => {
                let has_subtypes = schema.types().any(|(other, _)| other != name && schema.is_a(other, name));
                if !structured.is_abstract || !has_subtypes {
                    rows.insert(("One".to_owned(), name));
                }
                // What nothing is declared to be of is emitted only in the namespace the crate is about.
                let is_used = schema.is_declared(name) || (structured.is_abstract && name.starts_with(NAMESPACE));
                if has_subtypes && is_used {
                    rows.insert(("Any".to_owned(), name));
                }
            }
            Type::Definition(_) => {}
        }
    }
    rows
}

fn line((kind, name): &(String, &str)) -> String {
    let below = name.strip_prefix("microsoft.graph.").unwrap_or(name);
    let (module, last) =
        below.rsplit_once('.').map_or((String::new(), below), |(module, last)| (snake(module) + "::", last));
    let any = if kind == "Any" { "[Any]" } else { "" };
    let rust = last.chars().next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default()
        + last.get(1..).unwrap_or_default();
    format!("    {kind} \"{name}\" => {module}{any}{rust};")
}

fn snake(name: &str) -> String {
    name.chars().flat_map(|c| if c.is_uppercase() { vec!['_', c.to_ascii_lowercase()] } else { vec![c] }).collect()
}
