//! Annotations, their targets, overlays.

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::schema::{Annotations, Expression, PathKind, Permission, Schema, TypeKind, vocabulary};

use super::{clean, codes, document, error, run, service, ty, warning};

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
    let record =
        |properties: &str| format!(r#"<Annotation Term="some.V.T"><Record>{properties}</Record></Annotation>"#);
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
        <Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record/></Annotation>
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
    assert_eq!(capabilities.change_tracking, Some(true));
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
