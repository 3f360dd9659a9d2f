//! Cases of resolving: small documents, and what they mean or what is wrong with them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::csdl;
use crate::diagnostic::{Code, Diagnostics, Severity, Sources};

use super::*;

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

#[test]
fn a_name_can_be_both_a_type_and_a_namespace() {
    let schema = clean(&service(
        r#"<Schema Namespace="a.b"><ComplexType Name="c"><Property Name="p" Type="a.b.c.d"/></ComplexType></Schema>
        <Schema Namespace="a.b.c"><ComplexType Name="d"><Property Name="p" Type="a.b.c"/></ComplexType></Schema>"#,
    ));
    let outer = ty(&schema, "a.b.c").structured().unwrap();
    assert_eq!(schema.type_text(&outer.properties[0].ty), "a.b.c.d");
    let inner = ty(&schema, "a.b.c.d").structured().unwrap();
    assert_eq!(schema.type_text(&inner.properties[0].ty), "a.b.c");
}

#[test]
fn an_alias_counts_in_its_own_document_only() {
    let first =
        document(r#"<ComplexType Name="a"><Property Name="p" Type="self.b"/></ComplexType><ComplexType Name="b"/>"#);
    assert_eq!(ty(&clean(&first), "N.a").structured().unwrap().properties.len(), 1);
    let second = service(r#"<Schema Namespace="M"><ComplexType Name="c" BaseType="self.b"/></Schema>"#);
    let (schema, diagnostics) = run(&[&first, &second], &[]);
    assert!(schema.is_none());
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::UnknownType)]);
}

#[test]
fn order_of_elements_does_not_show() {
    let one = clean(&document(
        r#"<ComplexType Name="a"><Property Name="x" Type="Edm.Int32"/><Property Name="b" Type="Edm.Int32"/></ComplexType><EnumType Name="e"><Member Name="m" Value="2"/><Member Name="l" Value="1"/></EnumType>"#,
    ));
    let two = clean(&document(
        r#"<EnumType Name="e"><Member Name="l" Value="1"/><Member Name="m" Value="2"/></EnumType><ComplexType Name="a"><Property Name="b" Type="Edm.Int32"/><Property Name="x" Type="Edm.Int32"/></ComplexType>"#,
    ));
    assert!(one.same_facts(&two));
    let three = clean(&document(r#"<EnumType Name="e"><Member Name="l" Value="1"/></EnumType>"#));
    assert!(!one.same_facts(&three));
}

#[test]
fn names_that_stand_for_nothing_come_with_a_suggestion() {
    let help = error(
        r#"<ComplexType Name="workflow"/><ComplexType Name="a"><Property Name="p" Type="N.workflwo"/></ComplexType>"#,
        Code::UnknownType,
    );
    assert_eq!(help, "did you mean `N.workflow`?");
    let help =
        error(r#"<ComplexType Name="a"><Property Name="p" Type="Edm.Strnig"/></ComplexType>"#, Code::UnknownType);
    assert_eq!(help, "did you mean `Edm.String`?");
    let help = error(r#"<ComplexType Name="a"><Property Name="p" Type="String"/></ComplexType>"#, Code::InvalidName);
    assert_eq!(help, "did you mean `Edm.String`?");
    let help = error(
        r#"<ComplexType Name="b"/><ComplexType Name="a"><Property Name="p" Type="slef.b"/></ComplexType>"#,
        Code::UnknownType,
    );
    assert_eq!(help, "did you mean `self.b`?");
}

#[test]
fn types_of_a_document_that_is_not_given_count_as_untyped() {
    let schema = warning(
        r#"<ComplexType Name="a" BaseType="Core.base"><Property Name="p" Type="Core.Tag"/></ComplexType>"#,
        Code::NotLoaded,
    );
    let a = ty(&schema, "N.a").structured().unwrap();
    assert!(a.is_open && a.base.is_none());
    assert_eq!(a.properties[0].ty.item, ItemType::Primitive(Primitive::Untyped));
}

#[test]
fn what_cannot_be_a_type_is_refused() {
    error(r#"<ComplexType Name="a"/><EntityType Name="b" BaseType="N.a"/>"#, Code::InvalidBase);
    error(r#"<ComplexType Name="a" BaseType="Edm.String"/>"#, Code::InvalidBase);
    error(
        &format!(r#"{THING}<ComplexType Name="a"><Property Name="p" Type="N.thing"/></ComplexType>"#),
        Code::WrongKind,
    );
    error(
        r#"<ComplexType Name="c"/><ComplexType Name="a"><NavigationProperty Name="p" Type="N.c"/></ComplexType>"#,
        Code::WrongKind,
    );
    error(r#"<ComplexType Name="c"/><TypeDefinition Name="a" UnderlyingType="N.c"/>"#, Code::WrongKind);
    error(r#"<EnumType Name="e" UnderlyingType="Edm.String"><Member Name="m"/></EnumType>"#, Code::InvalidEnum);
    error(
        r#"<EnumType Name="e" UnderlyingType="Edm.Byte"><Member Name="m" Value="256"/></EnumType>"#,
        Code::InvalidEnum,
    );
}

#[test]
fn one_name_stands_for_one_thing() {
    error(r#"<ComplexType Name="a"/><EnumType Name="a"><Member Name="m"/></EnumType>"#, Code::Duplicate);
    error(
        r#"<ComplexType Name="a"><Property Name="p" Type="Edm.Int32"/><Property Name="p" Type="Edm.Int32"/></ComplexType>"#,
        Code::Duplicate,
    );
    error(r#"<EnumType Name="e"><Member Name="m"/><Member Name="m"/></EnumType>"#, Code::Duplicate);
    error(
        r#"<Action Name="a"><Parameter Name="p" Type="Edm.Int32"/><Parameter Name="p" Type="Edm.Int32"/></Action>"#,
        Code::Duplicate,
    );
    error(
        r#"<ComplexType Name="a"><Property Name="p" Type="Edm.Int32"/></ComplexType><ComplexType Name="b" BaseType="N.a"><Property Name="p" Type="Edm.Int64"/></ComplexType>"#,
        Code::Duplicate,
    );
    warning(
        r#"<ComplexType Name="a"><Property Name="p" Type="Edm.Int32"/></ComplexType><ComplexType Name="b" BaseType="N.a"><Property Name="p" Type="Edm.Int32"/></ComplexType>"#,
        Code::Duplicate,
    );
}

#[test]
fn types_cannot_derive_from_themselves() {
    let (schema, diagnostics) = run(
        &[&document(
            r#"<ComplexType Name="a" BaseType="N.b"/><ComplexType Name="b" BaseType="N.a"/><ComplexType Name="c" BaseType="N.a"/>"#,
        )],
        &[],
    );
    assert!(schema.is_none());
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::Cycle); 2]);
}

#[test]
fn keys_name_primitive_properties() {
    let with_key = |key: &str, properties: &str| {
        format!(
            r#"<ComplexType Name="c"><Property Name="in" Type="Edm.Int32" Nullable="false"/></ComplexType>
            <EntityType Name="e"><Key>{key}</Key>{properties}</EntityType>"#
        )
    };
    let help = error(
        &with_key(r#"<PropertyRef Name="idd"/>"#, r#"<Property Name="id" Type="Edm.Int32" Nullable="false"/>"#),
        Code::InvalidKey,
    );
    assert_eq!(help, "did you mean `id`?");
    error(
        &with_key(r#"<PropertyRef Name="c"/>"#, r#"<Property Name="c" Type="N.c" Nullable="false"/>"#),
        Code::InvalidKey,
    );
    let aliased =
        with_key(r#"<PropertyRef Name="c/in" Alias="k"/>"#, r#"<Property Name="c" Type="N.c" Nullable="false"/>"#);
    let schema = clean(&document(&aliased));
    let id = schema.find_by_full_name("N.e").unwrap();
    assert_eq!(schema.key(id), [KeyProperty { path: "c/in".into(), alias: Some("k".into()) }]);
    warning(&with_key(r#"<PropertyRef Name="id"/>"#, r#"<Property Name="id" Type="Edm.Int32"/>"#), Code::UnusualKey);
}

#[test]
fn enumerations_count_on_from_the_member_before() {
    let schema = clean(&document(
        r#"<EnumType Name="e"><Member Name="b"/><Member Name="a"/></EnumType><EnumType Name="none"/>"#,
    ));
    let TypeKind::Enum(e) = &ty(&schema, "N.e").kind else { panic!() };
    let members: Vec<_> = e.members.iter().map(|member| (member.name.as_str(), member.value)).collect();
    assert_eq!(members, [("b", 0), ("a", 1)]);
    warning(r#"<EnumType Name="e"><Member Name="b" Value="5"/><Member Name="a"/></EnumType>"#, Code::InvalidEnum);
    warning(r#"<EnumType Name="e" IsFlags="true"><Member Name="b"/></EnumType>"#, Code::InvalidEnum);
}

#[test]
fn operations_are_told_apart_by_what_they_are_bound_to() {
    let bound = |ty: &str| format!(r#"<Action Name="do" IsBound="true"><Parameter Name="on" Type="{ty}"/></Action>"#);
    let schema =
        clean(&document(&format!("{THING}{}{}<Action Name=\"do\"/>", bound("N.thing"), bound("Collection(N.thing)"))));
    let id = schema.find_by_full_name("N.thing").unwrap();
    assert_eq!(schema.bound_to(id, false).len(), 1);
    assert_eq!(schema.bound_to(id, true).len(), 1);
    let (_, diagnostics) = run(&[&document(&format!("{THING}{0}{0}", bound("N.thing")))], &[]);
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::DuplicateOverload)]);
    error(r#"<Action Name="do" IsBound="true"/>"#, Code::InvalidOperation);
    error(r#"<Action Name="do" EntitySetPath="a"/>"#, Code::InvalidOperation);
    error(r#"<Function Name="get"/>"#, Code::MissingElement);
}

#[test]
fn operations_bound_to_a_base_type_can_be_called_on_a_derived_one() {
    let schema = clean(&document(&format!(
        r#"{THING}<EntityType Name="special" BaseType="N.thing"/>
        <Function Name="f" IsBound="true"><Parameter Name="on" Type="N.thing"/><ReturnType Type="Edm.Int32"/></Function>
        <Function Name="f" IsBound="true"><Parameter Name="on" Type="N.special"/><ReturnType Type="Edm.Int64"/></Function>"#
    )));
    let (thing, special) =
        (schema.find_by_full_name("N.thing").unwrap(), schema.find_by_full_name("N.special").unwrap());
    let result = |id| schema.bound_to(id, false)[0].result.as_ref().map(|ty| ty.item);
    assert_eq!(result(thing), Some(ItemType::Primitive(Primitive::Int32)));
    assert_eq!(result(special), Some(ItemType::Primitive(Primitive::Int64)));
    assert_eq!(schema.descendants(thing), [special]);
    assert_eq!(schema.key(special).len(), 1);
}

#[test]
fn the_container_is_checked() {
    let container = |body: &str| {
        format!(
            r#"{THING}<Function Name="f"><ReturnType Type="N.thing"/></Function><EntityContainer Name="C">{body}</EntityContainer>"#
        )
    };
    let things = r#"<EntitySet Name="things" EntityType="N.thing"/>"#;
    clean(&document(&container(&format!(r#"{things}<FunctionImport Name="f" Function="N.f" EntitySet="things"/>"#))));
    error(&container(&format!("{things}{things}")), Code::Duplicate);
    error(&container(r#"<EntitySet Name="things" EntityType="Edm.String"/>"#), Code::WrongKind);
    assert_eq!(
        error(&container(r#"<FunctionImport Name="f" Function="N.ff"/>"#), Code::UnknownName),
        "did you mean `N.f`?"
    );
    error(&container(r#"<ActionImport Name="f" Action="N.f"/>"#), Code::WrongKind);
    warning(
        &container(&format!(r#"{things}<FunctionImport Name="f" Function="N.f" EntitySet="thing"/>"#)),
        Code::InvalidImport,
    );
    warning(
        &container(
            r#"<EntitySet Name="things" EntityType="N.thing"><NavigationPropertyBinding Path="no" Target="things"/></EntitySet>"#,
        ),
        Code::UnresolvedBinding,
    );
}

#[test]
fn a_container_takes_over_the_children_of_the_one_it_extends() {
    let schema = clean(&document(&format!(
        r#"{THING}<EntityContainer Name="Base"><EntitySet Name="a" EntityType="N.thing"/></EntityContainer>
        <EntityContainer Name="Whole" Extends="self.Base"><Singleton Name="b" Type="N.thing"/></EntityContainer>"#
    )));
    let container = schema.container.unwrap();
    assert_eq!(container.name.to_string(), "N.Whole");
    assert_eq!((container.entity_sets.len(), container.singletons.len()), (1, 1));
}

const TARGETS: &str = r#"<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String" Nullable="false"/><NavigationProperty Name="next" Type="N.thing"/></EntityType>
    <EntityType Name="special" BaseType="N.thing"/>
    <EnumType Name="e"><Member Name="m"/></EnumType>
    <Function Name="f" IsBound="true"><Parameter Name="on" Type="Collection(N.thing)"/><Parameter Name="at" Type="Edm.Date"/><ReturnType Type="Edm.Int32"/></Function>
    <Function Name="f" IsBound="true"><Parameter Name="on" Type="N.thing"/><Parameter Name="at" Type="Edm.Date"/><ReturnType Type="Edm.Int32"/></Function>
    <EntityContainer Name="C"><EntitySet Name="things" EntityType="N.thing"/></EntityContainer>"#;

/// The schema of [`TARGETS`] with a description on a target.
fn described(target: &str) -> (Option<Schema>, Diagnostics) {
    let annotations =
        format!(r#"<Annotations Target="{target}"><Annotation Term="Core.Description" String="here"/></Annotations>"#);
    run(&[&document(&format!("{TARGETS}{annotations}"))], &[])
}

#[test]
fn annotations_reach_their_targets() {
    let at = |target: &str, find: &dyn Fn(&Schema) -> usize| {
        let (schema, diagnostics) = described(target);
        assert!(diagnostics.is_empty(), "{target}: {:#?}", diagnostics.iter().collect::<Vec<_>>());
        assert_eq!(find(&schema.unwrap()), 1, "{target}");
    };
    let has = |annotations: &Annotations| usize::from(annotations.description() == Some("here"));
    at("N.thing", &|s| has(&ty(s, "N.thing").annotations));
    at("self.thing/id", &|s| has(&ty(s, "N.thing").structured().unwrap().properties[0].annotations));
    at("N.thing/next", &|s| has(&ty(s, "N.thing").structured().unwrap().navigation[0].annotations));
    at("N.e/m", &|s| match &ty(s, "N.e").kind {
        TypeKind::Enum(e) => has(&e.members[0].annotations),
        _ => 0,
    });
    at("N.special/next", &|s| {
        let refinements = &ty(s, "N.special").structured().unwrap().refinements;
        refinements.iter().map(|(member, annotations)| usize::from(member == "next") * has(annotations)).sum()
    });
    at("N.f(N.thing, Edm.Date)", &|s| s.operations.iter().map(|op| has(&op.annotations)).sum());
    at("N.f(Collection(N.thing),Edm.Date)/$ReturnType", &|s| {
        s.operations.iter().map(|op| has(&op.result_annotations)).sum()
    });
    at("self.f(self.thing,Edm.Date)/at", &|s| {
        s.operations.iter().flat_map(|op| &op.parameters).map(|one| has(&one.annotations)).sum()
    });
    at("N.C/things", &|s| has(&s.container.as_ref().unwrap().entity_sets[0].annotations));
    at("N.C/things/next", &|s| has(&s.other_annotations[0].1));
    at("Org.OData.Core.V1.Tag", &|s| has(&s.other_annotations[0].1));
    at("N", &|s| has(&s.namespaces[0].annotations));
    let (schema, _) = described("N.f/at");
    let overloads = schema.unwrap().operations;
    assert!(overloads.iter().all(|op| has(&op.parameters[1].annotations) == 1));
}

#[test]
fn a_target_that_does_not_exist_is_a_warning_and_a_malformed_one_an_error() {
    for target in
        ["N.nothing", "N.thing/nothing", "N.f(Edm.Date)", "N.f(N.thing,Edm.Date)/no", "N.C/no", "N.thing/next/no"]
    {
        assert_eq!(codes(&described(target).1), [(Severity::Warning, Code::UnresolvedTarget)], "{target}");
    }
    for target in ["", "N.f(", "N.f(N.thing,)", "thing/id", "N.thing//id", "N.f()x", "N.thi ng"] {
        assert_eq!(codes(&described(target).1), [(Severity::Error, Code::InvalidTarget)], "{target}");
    }
}

fn overlaid(base: &str, overlay: &str) -> (Option<Schema>, Diagnostics) {
    let overlay = service(&format!(r#"<Schema Namespace="overlay">{overlay}</Schema>"#));
    run(&[&document(base)], &[&overlay])
}

#[test]
fn an_overlay_is_merged_property_by_property() {
    let record = |properties: &str| format!(r#"<Annotation Term="some.V.T"><Record>{properties}</Record></Annotation>"#);
    let base = record(
        r#"<PropertyValue Property="kept" Bool="true"/><PropertyValue Property="deep"><Record><PropertyValue Property="a" Int="1"/><PropertyValue Property="b" Int="1"/></Record></PropertyValue>"#,
    );
    let over = record(
        r#"<PropertyValue Property="added" Bool="true"/><PropertyValue Property="deep"><Record><PropertyValue Property="b" Int="2"/></Record></PropertyValue>"#,
    );
    let (schema, diagnostics) = overlaid(
        &format!(r#"<ComplexType Name="a">{base}<Annotation Term="some.V.S" String="old"/></ComplexType>"#),
        &format!(r#"<Annotations Target="N.a">{over}<Annotation Term="some.V.S" String="new"/></Annotations>"#),
    );
    assert!(diagnostics.is_empty());
    let schema = schema.unwrap();
    let annotations = &ty(&schema, "N.a").annotations;
    assert_eq!(annotations.value("some.V.S").unwrap().text(), Some("new"));
    let record = annotations.record("some.V.T").unwrap();
    let names: Vec<_> = record.properties.iter().map(|one| one.property.as_str()).collect();
    assert_eq!(names, ["added", "deep", "kept"]);
    let deep = record.get("deep").unwrap().record().unwrap();
    assert_eq!((deep.get("a").unwrap().text(), deep.get("b").unwrap().text()), (Some("1"), Some("2")));
    assert!(schema.namespaces.iter().all(|namespace| namespace.name != "overlay"));
}

#[test]
fn an_overlay_of_what_does_not_exist_is_an_error_that_names_it() {
    let (schema, diagnostics) = overlaid(
        r#"<ComplexType Name="a"><Property Name="displayName" Type="Edm.String"/></ComplexType>"#,
        r#"<Annotations Target="N.a/displyName"><Annotation Term="some.V.S" String="new"/></Annotations>"#,
    );
    assert!(schema.is_none());
    let one = diagnostics.iter().next().unwrap();
    assert_eq!((one.severity, one.code), (Severity::Error, Code::UnresolvedTarget));
    assert!(one.message.contains("N.a/displyName"), "{}", one.message);
    assert_eq!(one.help.as_deref(), Some("did you mean `N.a/displayName`?"));
    let (_, diagnostics) = overlaid("<ComplexType Name=\"a\"/>", "<ComplexType Name=\"b\"/>");
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::OverlayDeclares)]);
}

#[test]
fn an_annotation_that_stands_twice_is_a_warning() {
    let twice = |second: &str| {
        let two = format!(r#"<Annotation Term="some.V.S" String="a"/><Annotation Term="some.V.S" String="{second}"/>"#);
        warning(&format!(r#"<ComplexType Name="a">{two}</ComplexType>"#), Code::DuplicateAnnotation)
    };
    twice("a");
    assert_eq!(ty(&twice("b"), "N.a").annotations.value("some.V.S").unwrap().text(), Some("b"));
    clean(&document(
        r#"<ComplexType Name="a"><Annotation Term="some.V.S"/><Annotation Term="some.V.S" Qualifier="q"/></ComplexType>"#,
    ));
}

#[test]
fn names_in_annotations_are_kept_in_full() {
    let schema = clean(&document(
        r#"<ComplexType Name="a"><Annotation Term="Core.T"><Record Type="Core.R">
        <PropertyValue Property="m" EnumMember="self.e/x self.e/y"/>
        <PropertyValue Property="p" Path="next/self.a/@Core.T#q"/>
        <PropertyValue Property="c"><Cast Type="Collection(self.a)"><Path>x</Path></Cast></PropertyValue>
        </Record></Annotation></ComplexType>"#,
    ));
    let record = ty(&schema, "N.a").annotations.record("Org.OData.Core.V1.T").unwrap();
    assert_eq!(record.ty.as_deref(), Some("Org.OData.Core.V1.R"));
    assert_eq!(record.get("m"), Some(&Expression::EnumMembers(vec!["N.e/x".into(), "N.e/y".into()])));
    assert_eq!(record.get("p"), Some(&Expression::Path(PathKind::Path, "next/N.a/@Org.OData.Core.V1.T#q".into())));
    let Some(Expression::Dynamic(cast)) = record.get("c") else { panic!() };
    assert_eq!(cast.attributes, [("Type".to_owned(), "Collection(N.a)".to_owned())]);
}

#[test]
fn terms_that_a_known_namespace_lacks_are_a_warning() {
    let schema =
        r#"<Term Name="Shiny" Type="Edm.Boolean"/><ComplexType Name="a"><Annotation Term="self.Shniy"/></ComplexType>"#;
    warning(schema, Code::UnknownTerm);
    warning(r#"<ComplexType Name="a"><Annotation Term="Cor.T"/></ComplexType>"#, Code::UnknownAlias);
    error(r#"<ComplexType Name="a"><Annotation Term="T"/></ComplexType>"#, Code::InvalidName);
}

#[test]
fn capabilities_are_read() {
    let schema = clean(&document(
        r#"<EntityType Name="a" Abstract="true">
        <Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/>
          <PropertyValue Property="Permissions"><Collection><Record><PropertyValue Property="SchemeName" String="Delegated"/>
            <PropertyValue Property="Scopes"><Collection><Record><PropertyValue Property="Scope" String="A.Read"/></Record><Record><PropertyValue Property="Scope" String="A.Write"/></Record></Collection></PropertyValue>
          </Record></Collection></PropertyValue></Record></Annotation>
        <Annotation Term="Org.OData.Capabilities.V1.TopSupported" Bool="false"/>
        <Annotation Term="Org.OData.Capabilities.V1.SkipSupported"/>
        <Annotation Term="Core.Revisions"><Collection><Record>
          <PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated"/>
          <PropertyValue Property="Date" Date="2024-01-02"/><PropertyValue Property="RemovalDate" Date="2025-01-02"/>
          <PropertyValue Property="Version" String="2024-01/x"/></Record></Collection></Annotation>
        </EntityType>"#,
    ));
    let annotations = &ty(&schema, "N.a").annotations;
    let capabilities = annotations.capabilities();
    assert_eq!((capabilities.insertable, capabilities.updatable), (Some(false), None));
    assert_eq!((capabilities.top, capabilities.skip, capabilities.countable), (Some(false), Some(true), None));
    let permissions = annotations.permissions(vocabulary::INSERT_RESTRICTIONS);
    assert_eq!(
        permissions,
        [Permission { scheme: "Delegated".into(), scopes: vec!["A.Read".into(), "A.Write".into()] }]
    );
    let deprecation = annotations.deprecation().unwrap();
    assert_eq!(
        (deprecation.date.as_deref(), deprecation.removal_date.as_deref()),
        (Some("2024-01-02"), Some("2025-01-02"))
    );
}

#[test]
fn optional_parameters_are_marked_wherever_the_annotation_stands() {
    let schema = clean(&document(
        r#"<Function Name="f"><Parameter Name="a" Type="Edm.Int32"><Annotation Term="Core.OptionalParameter"/></Parameter>
        <Parameter Name="b" Type="Edm.Int32"/><Parameter Name="c" Type="Edm.Int32"/><ReturnType Type="Edm.Int32"/></Function>
        <Annotations Target="N.f(Edm.Int32,Edm.Int32,Edm.Int32)/c"><Annotation Term="Core.OptionalParameter"/></Annotations>"#,
    ));
    let optional: Vec<bool> = schema.operations[0].parameters.iter().map(|one| one.is_optional).collect();
    assert_eq!(optional, [true, false, true]);
}
