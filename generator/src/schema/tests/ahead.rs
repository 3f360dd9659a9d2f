//! What is resolved on all cores is what would be resolved one after the other: documents that are too small for more
//! than one core against the same ones with much beside.

use crate::diagnostic::Diagnostics;

use super::{clean, document, run, ty};

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

/// Types that nothing is wrong with, of names unlike all others.
fn beside() -> String {
    many(3_000, |at| format!("<ComplexType Name=\"zzzzzzzzzz{at:04}\"/>"))
}

fn told(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics.iter().map(|one| format!("{one:?}")).collect()
}

#[test]
fn the_same_is_reported() {
    // More than there are suggestions, so that it shows which ones were made first.
    let types = many(900, |at| {
        let problem = if at % 10 == 0 { "N.typ0001" } else { "Core.Elsewhere" };
        format!("<ComplexType Name=\"type{at:04}\"><Property Name=\"p\" Type=\"{problem}\"/></ComplexType>")
    });
    let (_, few) = run(&[&document(&types)], &[]);
    let (_, much) = run(&[&document(&(types + &beside()))], &[]);
    assert_eq!(told(&few), told(&much));
    assert_eq!(much.errors(), 90);
}

#[test]
fn uses_of_what_is_not_loaded_are_counted() {
    let types = many(2_000, |at| {
        let property = if at < 7 { "" } else { "<Property Name=\"p\" Type=\"Core.Elsewhere\"/>" };
        format!("<ComplexType Name=\"type{at:04}\">{property}</ComplexType>")
    });
    let text = document(&types);
    let (_, diagnostics) = run(&[&text], &[]);
    let only = diagnostics.iter().next().unwrap();
    assert!(diagnostics.iter().count() == 1 && only.message.contains("1993 uses"), "{only:?}");
    assert_eq!(text.find("Core.Elsewhere"), Some(only.span.start()));
}

#[test]
fn annotations_come_to_their_targets_in_any_number() {
    let types = many(1_500, |at| {
        format!("<ComplexType Name=\"t{at}\"><Property Name=\"p\" Type=\"Edm.String\"/></ComplexType>")
    });
    let targets = many(1_500, |at| {
        format!(
            "<Annotations Target=\"N.t{at}/p\"><Annotation Term=\"Core.Description\" String=\"{at}\"/></Annotations>"
        )
    });
    let schema = clean(&document(&(types.clone() + &targets)));
    for at in [0, 700, 1_499] {
        let property = &ty(&schema, &format!("N.t{at}")).structured().unwrap().properties[0];
        assert_eq!(property.annotations.description(), Some(at.to_string().as_str()));
    }
    let missing = "<Annotations Target=\"N.t0/q\"><Annotation Term=\"Core.Description\" String=\"\"/></Annotations>";
    let twice = "<Annotations Target=\"N.t0/p\"><Annotation Term=\"Core.Description\" String=\"\"/></Annotations>";
    let (_, diagnostics) = run(&[&document(&(types + missing + &targets + twice + missing))], &[]);
    let told: Vec<_> = diagnostics.iter().map(|one| format!("{:?}", one.code)).collect();
    assert_eq!(told, ["UnresolvedTarget", "DuplicateAnnotation", "UnresolvedTarget"]);
}
