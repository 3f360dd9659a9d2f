//! Actions, functions and the container.

use crate::diagnostic::{Code, Severity};
use crate::schema::{ItemType, Primitive};

use super::{THING, clean, codes, document, error, run, warning};

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
