//! Cases of several documents: what they may share, and containers that extend others.

use super::*;

fn schemas(diagnostics: &Diagnostics, schema: Option<Schema>) -> Schema {
    assert!(diagnostics.is_empty(), "{:#?}", diagnostics.iter().collect::<Vec<_>>());
    schema.unwrap()
}

/// A document with a schema of one namespace, its children, and what it includes.
fn part(namespace: &str, includes: &[&str], children: &str) -> String {
    let references: String = includes
        .iter()
        .map(|one| {
            format!(r#"<edmx:Reference Uri="urn:x"><edmx:Include Namespace="{one}" Alias="x{one}"/></edmx:Reference>"#)
        })
        .collect();
    format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">{references}<edmx:DataServices>
        <Schema Namespace="{namespace}" Alias="here" xmlns="http://docs.oasis-open.org/odata/ns/edm">{children}</Schema>
        </edmx:DataServices></edmx:Edmx>"#
    )
}

fn container(name: &str, extends: &str, set: &str) -> String {
    let extends = if extends.is_empty() { String::new() } else { format!(r#" Extends="{extends}""#) };
    format!(
        r#"<EntityContainer Name="{name}"{extends}><EntitySet Name="{set}" EntityType="Base.thing"/></EntityContainer>"#
    )
}

fn sets(schema: &Schema) -> (String, Vec<&str>) {
    let container = schema.container.as_ref().unwrap();
    (container.name.to_string(), container.entity_sets.iter().map(|set| set.name.as_str()).collect())
}

#[test]
fn one_namespace_in_two_documents_is_one() {
    let a = part("N", &[], r#"<ComplexType Name="a"><Property Name="b" Type="here.b"/></ComplexType>"#);
    let b = part("N", &[], r#"<ComplexType Name="b"><Property Name="a" Type="N.a"/></ComplexType>"#);
    let (schema, diagnostics) = run(&[&a, &b], &[]);
    let forward = schemas(&diagnostics, schema);
    let (schema, diagnostics) = run(&[&b, &a], &[]);
    assert!(forward.same_facts(&schemas(&diagnostics, schema)), "the order of the documents shows");
    assert_eq!((forward.types.len(), forward.namespaces.len()), (2, 1));

    let (schema, diagnostics) = run(&[&a, &b, &b], &[]);
    assert!(schema.is_none());
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::Duplicate)]);
}

#[test]
fn aliases_are_those_of_one_document() {
    let a = part("A", &["B"], r#"<ComplexType Name="a"><Property Name="b" Type="xB.b"/></ComplexType>"#);
    let b = part("B", &[], r#"<ComplexType Name="b"><Property Name="a" Type="xA.a"/></ComplexType>"#);
    let (schema, diagnostics) = run(&[&a, &b], &[]);
    assert!(schema.is_none());
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::UnknownType)]);

    let twice = part("A", &["B", "C"], "").replace("xC", "xB");
    let (_, diagnostics) = run(&[&twice], &[]);
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::DuplicateAlias)]);
}

#[test]
fn containers_extend_those_of_other_documents() {
    let base = part("Base", &[], &(THING.to_owned() + &container("C", "", "base")));
    let middle = part("Middle", &["Base"], &container("C", "xBase.C", "middle"));
    let top = part("Top", &["Middle", "Base"], &container("C", "xMiddle.C", "top"));
    for order in [[&base, &middle, &top], [&top, &base, &middle]] {
        let (schema, diagnostics) = run(&order.map(String::as_str), &[]);
        let schema = schemas(&diagnostics, schema);
        assert_eq!(sets(&schema), ("Top.C".to_owned(), vec!["base", "middle", "top"]));
    }
    // A name that an extended container has already.
    let (schema, diagnostics) = run(&[&base, &middle.replace("\"middle\"", "\"base\"")], &[]);
    assert!(schema.is_none());
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::Duplicate)]);
}

#[test]
fn what_a_container_extends_must_be_there() {
    let base = part("Base", &[], THING);
    let top = part("Top", &["Base"], &container("C", "xBase.D", "top"));
    let (schema, diagnostics) = run(&[&base, &top], &[]);
    assert!(schema.is_none());
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::UnknownName)]);

    let far = part("Top", &["Base", "Far"], &container("C", "xFar.D", "top"));
    let (schema, diagnostics) = run(&[&base, &far], &[]);
    assert_eq!(codes(&diagnostics), [(Severity::Warning, Code::NotLoaded)]);
    assert_eq!(sets(&schema.unwrap()), ("Top.C".to_owned(), vec!["top"]));
}

#[test]
fn that_a_container_extends_itself_is_only_warned_of() {
    let base = part("Base", &["Top"], &(THING.to_owned() + &container("C", "xTop.C", "base")));
    let top = part("Top", &["Base"], &container("C", "xBase.C", "top"));
    let (schema, diagnostics) = run(&[&base, &top], &[]);
    assert!(schema.is_some());
    assert_eq!(codes(&diagnostics), [(Severity::Warning, Code::Cycle)]);

    let alone = part("Base", &[], &(THING.to_owned() + &container("C", "here.C", "base")));
    let (schema, diagnostics) = run(&[&alone], &[]);
    assert!(schema.is_some());
    assert_eq!(codes(&diagnostics), [(Severity::Warning, Code::Cycle)]);
}
