//! Values whose own document leaves open what they are, and what XML and JSON say differently.

use crate::diagnostic::{Code, Severity};
use crate::schema::{ConstantKind, Expression, ItemType, Primitive};

use super::{clean, codes, document, run};

/// A JSON document with terms of several types, and one annotation.
fn annotated(annotation: &str) -> String {
    format!(
        r#"{{"$Version": "4.01", "N": {{
        "date": {{"$Kind": "Term", "$Type": "Edm.Date"}},
        "text": {{"$Kind": "Term"}},
        "path": {{"$Kind": "Term", "$Type": "Edm.PropertyPath"}},
        "anyone": {{"$Kind": "Term", "$Type": "Edm.PrimitiveType"}},
        "hue": {{"$Kind": "EnumType", "red": 0, "blue": 5}},
        "hues": {{"$Kind": "EnumType", "$IsFlags": true, "red": 1, "blue": 4, "both": 5}},
        "hueIs": {{"$Kind": "Term", "$Type": "N.hue"}},
        "huesAre": {{"$Kind": "Term", "$Type": "N.hues"}},
        "c": {{"$Kind": "ComplexType", {annotation}}}}}}}"#
    )
}

fn value(annotation: &str) -> Expression {
    let schema = clean(&annotated(annotation));
    let ty = schema.types.iter().find(|ty| ty.name.name == "c").unwrap();
    ty.annotations.iter().next().unwrap().value.clone().unwrap()
}

#[test]
fn values_get_the_kind_of_their_term() {
    let constant = |kind, text: &str| Expression::Constant(kind, text.to_owned());
    assert_eq!(value(r#""@N.date": "2024-02-29""#), constant(ConstantKind::Date, "2024-02-29"));
    assert_eq!(value(r#""@N.text": " 2024-02-29""#), constant(ConstantKind::String, " 2024-02-29"));
    assert_eq!(value(r#""@N.anyone": "2024-02-29""#), constant(ConstantKind::String, "2024-02-29"));
    let members = |names: &[&str]| Expression::EnumMembers(names.iter().map(|&name| name.to_owned()).collect());
    assert_eq!(value(r#""@N.hueIs": "blue""#), members(&["N.hue/blue"]));
    assert_eq!(value(r#""@N.hueIs": 5"#), members(&["N.hue/blue"]));
    assert_eq!(value(r#""@N.huesAre": "blue, red""#), members(&["N.hues/blue", "N.hues/red"]));
    // A member of just that number comes before flags that make it up.
    assert_eq!(value(r#""@N.huesAre": "5""#), members(&["N.hues/both"]));
}

#[test]
fn values_that_do_not_fit_are_told_and_kept() {
    for annotation in [
        r#""@N.date": "tomorrow""#,
        r#""@N.date": 7"#,
        r#""@N.text": 7"#,
        r#""@N.path": 7"#,
        r#""@N.hueIs": "green""#,
        r#""@N.hueIs": 4"#,
        r#""@N.huesAre": 3"#,
    ] {
        let (schema, diagnostics) = run(&[&annotated(annotation)], &[]);
        assert_eq!(codes(&diagnostics), [(Severity::Warning, Code::InvalidConstant)], "{annotation}");
        assert!(schema.is_some());
    }
}

/// XML may leave a value out, which JSON cannot.
#[test]
fn what_has_no_value_has_the_default_of_its_term() {
    let terms = r#"<Term Name="on" Type="Edm.Boolean" Nullable="false" DefaultValue="true"/>
        <Term Name="size" Type="Edm.Int32" Nullable="false" DefaultValue="3"/>
        <Term Name="place" Type="self.c" Nullable="false"/>"#;
    let value = |annotation: &str| {
        let schema = clean(&document(&format!(r#"{terms}<ComplexType Name="c">{annotation}</ComplexType>"#)));
        schema.types[0].annotations.iter().next().unwrap().value.clone()
    };
    let constant = |kind, text: &str| Some(Expression::Constant(kind, text.to_owned()));
    assert_eq!(value(r#"<Annotation Term="self.on"/>"#), constant(ConstantKind::Bool, "true"));
    assert_eq!(value(r#"<Annotation Term="self.size"/>"#), constant(ConstantKind::Int, "3"));
    assert_eq!(value(r#"<Annotation Term="self.place"/>"#), None);
    assert_eq!(value(r#"<Annotation Term="Core.Computed"/>"#), constant(ConstantKind::Bool, "true"));
    assert_eq!(value(r#"<Annotation Term="Core.OptionalParameter"/>"#), None);

    let json = |annotation: &str| {
        let text = format!(
            r#"{{"$Version": "4.01", "N": {{"size": {{"$Kind": "Term", "$Type": "Edm.Int32", "$DefaultValue": 3}},
            "place": {{"$Kind": "Term", "$Type": "N.c"}}, "c": {{"$Kind": "ComplexType", {annotation}}}}}}}"#
        );
        clean(&text).types[0].annotations.iter().next().unwrap().value.clone()
    };
    assert_eq!(json(r#""@N.size": true"#), constant(ConstantKind::Int, "3"));
    assert_eq!(json(r#""@N.place": true"#), None);
}

#[test]
fn an_overlay_in_json_lies_over_xml() {
    let below = document(
        r#"<Term Name="since" Type="Edm.Date" Nullable="false"/>
        <ComplexType Name="c"><Property Name="p" Type="Edm.String"/></ComplexType>"#,
    );
    let above = r#"{"$Version": "4.01", "$Reference": {"n": {"$Include": [{"$Namespace": "N", "$Alias": "n"}]}},
        "o": {"$Annotations": {"n.c/p": {"@n.since": "2024-02-29"}}}}"#;
    let (schema, diagnostics) = run(&[&below], &[above]);
    assert!(diagnostics.is_empty(), "{:#?}", diagnostics.iter().collect::<Vec<_>>());
    let schema = schema.unwrap();
    let property = schema.types.iter().find_map(|ty| ty.structured()).unwrap().properties[0].clone();
    let date = Expression::Constant(ConstantKind::Date, "2024-02-29".to_owned());
    assert_eq!(property.annotations.value("N.since"), Some(&date));
}

#[test]
fn the_named_container_is_the_services() {
    let with = |named: &str| {
        format!(
            r#"{{"$Version": "4.01", {named} "N": {{
            "A": {{"$Kind": "EntityContainer"}}, "B": {{"$Kind": "EntityContainer"}}}}}}"#
        )
    };
    let (schema, diagnostics) = run(&[&with(r#""$EntityContainer": "N.B","#)], &[]);
    assert_eq!(codes(&diagnostics), [(Severity::Warning, Code::ManyContainers)]);
    assert_eq!(schema.unwrap().container.unwrap().name.name, "B");
    let (schema, diagnostics) = run(&[&with("")], &[]);
    assert_eq!(codes(&diagnostics), [(Severity::Error, Code::ManyContainers)]);
    assert!(schema.is_none());
}

#[test]
fn facets_that_only_say_the_default_are_left_out() {
    let property = |ty: &str, facets: &str| {
        let text = document(&format!(
            r#"<ComplexType Name="c"><Property Name="p" Type="{ty}" Nullable="false" {facets}/></ComplexType>"#
        ));
        let schema = clean(&text);
        schema.types[0].structured().unwrap().properties[0].ty.facets.clone()
    };
    for (ty, facets) in [
        ("Edm.Decimal", r#"Scale="0""#),
        ("Edm.String", r#"MaxLength="max" Unicode="true""#),
        ("Edm.DateTimeOffset", r#"Precision="0""#),
    ] {
        assert!(property(ty, facets).is_empty(), "{ty} {facets}");
    }
    for (ty, facets) in [
        ("Edm.Decimal", r#"Scale="variable""#),
        ("Edm.Decimal", r#"Precision="1""#),
        ("Edm.String", r#"Unicode="false""#),
        ("Edm.Duration", r#"Precision="3""#),
    ] {
        assert!(!property(ty, facets).is_empty(), "{ty} {facets}");
    }
}

#[test]
fn of_a_collection_of_entities_nullable_says_nothing() {
    let text = document(
        r#"<EntityType Name="e"><Key><PropertyRef Name="i"/></Key><Property Name="i" Type="Edm.Int32" Nullable="false"/></EntityType>
        <Function Name="f"><ReturnType Type="Collection(self.e)" Nullable="false"/></Function>
        <Function Name="g"><ReturnType Type="Collection(self.e)"/></Function>
        <Function Name="h"><ReturnType Type="Collection(Edm.Int32)" Nullable="false"/></Function>"#,
    );
    let schema = clean(&text);
    let result = |index: usize| schema.operations[index].result.clone().unwrap();
    assert_eq!(result(0), result(1));
    assert_eq!((result(2).item, result(2).nullable), (ItemType::Primitive(Primitive::Int32), false));
}
