//! Schemas that are larger than any service is: an error that names the limit, or an end in good time. The sizes are
//! such that work that grows with their square would take minutes.

use crate::diagnostic::Code;

use super::{clean, codes, document, error, run};

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

#[test]
fn a_long_chain_of_bases_is_refused() {
    let chain = |length: usize| {
        let base = |at: usize| if at > 0 { format!(" BaseType=\"N.t{}\"", at - 1) } else { String::new() };
        many(length, |at| format!("<ComplexType Name=\"t{at}\"{}/>", base(at)))
    };
    clean(&document(&chain(101)));
    let (schema, diagnostics) = run(&[&document(&chain(102))], &[]);
    assert!(schema.is_none());
    let message = &diagnostics.iter().next().unwrap().message;
    assert_eq!(message, "`N.t101` has more than 100 types that it derives from");
    error(&chain(60_000), Code::TooDeep);
}

#[test]
fn a_large_cycle_is_found() {
    const SIZE: usize = 60_000;
    let cycle = many(SIZE, |at| format!("<ComplexType Name=\"t{at}\" BaseType=\"N.t{}\"/>", (at + 1) % SIZE));
    let (_, diagnostics) = run(&[&document(&cycle)], &[]);
    assert_eq!(diagnostics.errors(), SIZE);
    assert!(codes(&diagnostics).iter().all(|(_, code)| *code == Code::Cycle));
}

#[test]
fn what_is_inherited_counts_for_each_type() {
    let base = many(2_000, |at| format!("<Property Name=\"p{at}\" Type=\"Edm.String\"/>"));
    let derived = many(600, |at| format!("<ComplexType Name=\"t{at}\" BaseType=\"N.base\"/>"));
    error(&format!("<ComplexType Name=\"base\">{base}</ComplexType>{derived}"), Code::TooMany);
    let operations = many(2_000, |at| {
        format!("<Action Name=\"a{at}\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"N.base\"/></Action>")
    });
    error(&format!("<ComplexType Name=\"base\"/>{derived}{operations}"), Code::TooMany);
}

#[test]
fn many_of_everything_end() {
    let schema = clean(&document(&format!(
        "<ComplexType Name=\"wide\">{}</ComplexType><ComplexType Name=\"base\"/>{}",
        many(60_000, |at| format!("<Property Name=\"p{at}\" Type=\"Edm.String\"/>")),
        many(20_000, |at| format!("<ComplexType Name=\"t{at}\" BaseType=\"N.base\"/>")),
    )));
    let wide = schema.find_by_full_name("N.wide").unwrap();
    assert_eq!(schema.properties(wide).len(), 60_000);
    let unknown = many(20_000, |at| format!("<Property Name=\"p{at}\" Type=\"N.unknown{at}\"/>"));
    let known = many(20_000, |at| format!("<ComplexType Name=\"known{at}\"/>"));
    let (_, diagnostics) = run(&[&document(&format!("<ComplexType Name=\"a\">{unknown}</ComplexType>{known}"))], &[]);
    assert_eq!(diagnostics.errors(), 20_000);
}
