//! Types, properties, keys, enumerations.

use crate::diagnostic::{Code, Severity};
use crate::schema::{ItemType, KeyProperty, Primitive, TypeKind};

use super::{THING, clean, codes, document, error, run, service, ty, warning};

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
