//! Cases of reducing a schema.

#![allow(clippy::unwrap_used)]

use crate::config::{Foreign, Located, ScopeConfig, Subtypes, TypePolicy};
use crate::diagnostic::{Diagnostics, Sources, Span};
use crate::pipeline;
use crate::schema::Schema;

use super::{Scoped, reduce};

const SERVICE: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Schema Namespace="out">
  <ComplexType Name="address"><Property Name="street" Type="Edm.String"/><NavigationProperty Name="owner" Type="out.user"/></ComplexType>
  <ComplexType Name="poBox" BaseType="out.address"/>
  <ComplexType Name="unused"/>
  <EntityType Name="user"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
    <Property Name="home" Type="out.address"/><NavigationProperty Name="mail" Type="out.mail" ContainsTarget="true"/></EntityType>
  <EntityType Name="admin" BaseType="out.user"><Property Name="level" Type="Edm.Int32"/></EntityType>
  <EntityType Name="mail"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
  <EntityType Name="hub"><Property Name="note" Type="out.unused"/><NavigationProperty Name="flows" Type="Collection(in.flow)" ContainsTarget="true"/><NavigationProperty Name="users" Type="Collection(out.user)"/></EntityType>
  <Action Name="stop" IsBound="true"><Parameter Name="on" Type="in.flow"/></Action>
  <Action Name="purge" IsBound="true"><Parameter Name="on" Type="out.mail"/></Action>
  <EntityContainer Name="C"><Singleton Name="hub" Type="out.hub"><NavigationPropertyBinding Path="users" Target="users"/></Singleton><EntitySet Name="users" EntityType="out.user"/></EntityContainer>
</Schema>
<Schema Namespace="in">
  <EntityType Name="flow"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
    <NavigationProperty Name="creator" Type="out.user"/></EntityType>
  <Function Name="count" IsBound="true"><Parameter Name="on" Type="Collection(in.flow)"/><ReturnType Type="Edm.Int32"/></Function>
</Schema></edmx:DataServices></edmx:Edmx>"#;

fn schema() -> Schema {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("test.xml", SERVICE);
    pipeline::resolve(&sources, &[id], &[], &mut diagnostics).unwrap()
}

fn located(text: &str) -> Located {
    Located { text: text.to_owned(), span: Span::NONE }
}

fn config(roots: &[&str]) -> ScopeConfig {
    ScopeConfig {
        roots: roots.iter().map(|root| located(root)).collect(),
        foreign: Foreign::Structural,
        subtypes: Subtypes::Complex,
        ..ScopeConfig::default()
    }
}

fn policy(foreign: Option<Foreign>, properties: Option<&[&str]>, subtypes: &[&str]) -> TypePolicy {
    let list = |names: &[&str]| names.iter().map(|name| located(name)).collect();
    TypePolicy {
        span: Span::NONE,
        foreign,
        properties: properties.map(list),
        subtypes: list(subtypes),
        apis: Vec::new(),
    }
}

fn reduced(config: &ScopeConfig) -> Scoped {
    let mut diagnostics = Diagnostics::default();
    let scoped = reduce(&schema(), config, &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty());
    let again = reduce(&scoped.schema, config, &mut diagnostics).unwrap();
    assert!(again.schema.same_facts(&scoped.schema), "reducing again changes something");
    scoped
}

fn names(scoped: &Scoped) -> Vec<String> {
    scoped.schema.types.iter().map(|ty| ty.name.to_string()).collect()
}

fn members(scoped: &Scoped, name: &str) -> Vec<String> {
    let id = scoped.schema.find_by_full_name(name).unwrap();
    let ty = scoped.schema.structured(id).unwrap();
    let properties = ty.properties.iter().map(|property| property.name.clone());
    properties.chain(ty.navigation.iter().map(|property| property.name.clone())).collect()
}

#[test]
fn everything_is_in_scope_without_roots() {
    let scoped = reduced(&ScopeConfig::default());
    assert!(scoped.schema.same_facts(&schema()));
}

#[test]
fn a_namespace_brings_what_it_needs() {
    let scoped = reduced(&config(&["in"]));
    assert_eq!(names(&scoped), ["in.flow", "out.address", "out.poBox", "out.user"]);
    assert_eq!(members(&scoped, "out.user"), ["home", "id"]);
    let operations: Vec<_> = scoped.schema.operations.iter().map(|one| one.name.to_string()).collect();
    assert_eq!(operations, ["in.count", "out.stop"]);
    assert!(scoped.schema.container.is_none());
}

#[test]
fn a_path_keeps_the_navigation_on_it() {
    let scoped = reduced(&config(&["/hub/flows/{id}", "in"]));
    assert_eq!(members(&scoped, "out.hub"), ["note", "flows"]);
    let container = scoped.schema.container.unwrap();
    assert_eq!((container.singletons.len(), container.entity_sets.len()), (1, 0));
    assert!(container.singletons[0].bindings.is_empty(), "the set of users is not in scope");
}

#[test]
fn single_types_can_be_kept_otherwise() {
    let with = |policy: TypePolicy| {
        let mut config = config(&["in"]);
        config.types.insert("out.user".to_owned(), policy);
        reduced(&config)
    };
    let stub = with(policy(Some(Foreign::Stub), None, &[]));
    assert_eq!(names(&stub), ["in.flow", "out.user"]);
    assert_eq!(members(&stub, "out.user"), ["id"]);
    let whole = with(policy(Some(Foreign::Whole), None, &[]));
    assert_eq!(members(&whole, "out.user"), ["home", "id", "mail"]);
    let selected = with(policy(None, Some(&["mail"]), &[]));
    assert_eq!(members(&selected, "out.user"), ["id", "mail"]);
    let subtypes = with(policy(None, None, &["out.admin"]));
    assert!(names(&subtypes).contains(&"out.admin".to_owned()));
}

#[test]
fn the_reason_is_the_shortest_chain() {
    let scoped = reduced(&config(&["in"]));
    assert_eq!(
        scoped.reasons.why("out.poBox").unwrap(),
        [
            "in.flow (root in)",
            "out.user (navigation property `creator`)",
            "out.address (property `home`)",
            "out.poBox (subtype)",
        ]
    );
    assert_eq!(scoped.reasons.why("out.unused"), None);
}

#[test]
fn what_does_not_exist_is_an_error_with_a_suggestion() {
    let fails = |config: &ScopeConfig, help: &str| {
        let mut diagnostics = Diagnostics::default();
        assert!(reduce(&schema(), config, &mut diagnostics).is_none());
        let helps: Vec<_> = diagnostics.iter().filter_map(|one| one.help.as_deref()).collect();
        assert_eq!(helps, [help]);
    };
    fails(&config(&["/hubb"]), "did you mean `/hub`?");
    fails(&config(&["/hub/flow"]), "did you mean `/hub/flows`?");
    fails(&config(&["outt"]), "did you mean `out`?");
    let mut typo = config(&["in"]);
    typo.types.insert("out.usr".to_owned(), policy(None, None, &[]));
    fails(&typo, "did you mean `out.user`?");
    let mut typo = config(&["in"]);
    typo.types.insert("out.user".to_owned(), policy(None, Some(&["mial"]), &[]));
    fails(&typo, "did you mean `mail`?");
}
