//! Cases of reading JSON: what is refused, what is warned of, and where the places point. What is read right shows in
//! `tests/json.rs`.

use crate::csdl::read;
use crate::diagnostic::{Code, Diagnostics, Severity, Sources};

/// Wraps the members of a schema.
fn document(schema: &str) -> String {
    format!(r#"{{"$Version": "4.01", "N": {{{schema}}}}}"#)
}

/// Wraps the members of a complex type.
fn complex(members: &str) -> String {
    document(&format!(r#""c": {{"$Kind": "ComplexType", {members}}}"#))
}

/// The diagnostics of a text, each with the piece of text that it points to.
fn problems(text: &str) -> Vec<(Severity, Code, String)> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("test.json", text);
    read(&sources, id, &mut diagnostics);
    let text = sources.text(id);
    let piece = |start: usize, end: usize| text.get(start..end.min(text.len())).unwrap_or("?").to_owned();
    diagnostics.iter().map(|one| (one.severity, one.code, piece(one.span.start(), one.span.end()))).collect()
}

fn one(text: &str, severity: Severity, code: Code, at: &str) {
    assert_eq!(problems(text), [(severity, code, at.to_owned())], "{text}");
}

fn error(text: &str, code: Code, at: &str) {
    one(text, Severity::Error, code, at);
}

fn warning(text: &str, code: Code, at: &str) {
    one(text, Severity::Warning, code, at);
}

fn good(text: &str) {
    assert_eq!(problems(text), [], "{text}");
}

/// The help of the first diagnostic.
fn help(text: &str) -> String {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("test.json", text);
    read(&sources, id, &mut diagnostics);
    diagnostics.iter().next().and_then(|one| one.help.clone()).unwrap_or_default()
}

#[test]
fn the_format_is_told_by_the_content() {
    good(&document(""));
    good(&format!("\u{feff} \r\n\t{}", document("")));
    error("{}", Code::NotCsdl, "{");
    error(r#"{"openapi": "3.0.0"}"#, Code::NotCsdl, "{");
    error(r#"{"$schema": "http://json-schema.org/schema", "$version": "4.01"}"#, Code::NotCsdl, "{");
    error(r#"{"$Reference": {}}"#, Code::MissingMember, "{");
    let mut diagnostics = Diagnostics::default();
    for bytes in [&b"{\0\"\0"[..], b"\0{\0\"", b"\xFF\xFE{\0", b"{\"\xC3(\"}"] {
        Sources::default().add_bytes("test.json", bytes.to_vec(), &mut diagnostics);
    }
    assert!(diagnostics.iter().all(|one| one.code == Code::Encoding));
    assert_eq!(diagnostics.errors(), 4);
}

#[test]
fn versions_are_checked() {
    good(r#"{"$Version": "4.0"}"#);
    warning(r#"{"$Version": "4.02"}"#, Code::UnknownVersion, "4.02");
    error(r#"{"$Version": "2.0"}"#, Code::OldVersion, "2.0");
    error(r#"{"$Version": "3.0", "N": {"x": 1}}"#, Code::OldVersion, "3.0");
    error(r#"{"$Version": "five"}"#, Code::UnknownVersion, "five");
    error(r#"{"$Version": 4.01}"#, Code::JsonType, "4.01");
}

#[test]
fn broken_json_is_refused_where_it_breaks() {
    let whole = complex(r#""p": {"@a.b": [1, "\u00e9", {"$Path": "x"}]}"#);
    good(&whole);
    for end in (1..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let cut = problems(&whole[..end]);
        assert!(
            matches!(cut.as_slice(), [(Severity::Error, Code::JsonCutOff | Code::JsonSyntax, _)]),
            "{}: {cut:?}",
            &whole[..end]
        );
    }
    error("{\"$Version\": \"4.01\",\n \"N\": {]}", Code::JsonSyntax, "]");
    error("{\"$Version\": \"4.01\",}", Code::JsonSyntax, "}");
    error("{'$Version': \"4.01\"}", Code::JsonSyntax, "'");
    error("{\"$Version\": \"4.01\"} x", Code::JsonSyntax, "x");
    error("{\"$Version\": \"4.01\", \"N\": 01}", Code::JsonSyntax, "1");
    error("{\"$Version\": \"4.01\" // no comments\n}", Code::JsonSyntax, "/");
    error("{\"$Version\": \"4.\n01\"}", Code::JsonSyntax, "\n");
    assert_eq!(problems(r#"{"$Version": "4.01", "N": {"@a.b": "\ud800"}}"#)[0].1, Code::JsonSyntax);
}

#[test]
fn limits_are_told() {
    let deep = |count: usize| complex(&format!(r#""@a.b": {}{}"#, "[".repeat(count), "]".repeat(count)));
    good(&deep(97));
    error(&deep(98), Code::TooDeep, "[");
    error(&deep(200_000), Code::TooDeep, "[");
    let terms = "@a.b".repeat(200);
    error(&complex(&format!(r#""{terms}": 1"#)), Code::TooDeep, &terms);
    error(&complex(&format!(r#""@a.b": [{}1]"#, "1,".repeat(4_000_000))), Code::TooMany, ",");
    // Brackets in strings are text.
    good(&complex(&format!(r#""@a.b": "{}\"{}""#, "[".repeat(200), "{".repeat(200))));
}

#[test]
fn members_that_stand_twice_are_errors_with_both_places() {
    let text = "{\"$Version\": \"4.01\",\n  \"N\": {\"a\": [], \"a\": []}}";
    assert!(problems(text).contains(&(Severity::Error, Code::DuplicateMember, "a".into())));
    let text = "{\"$Version\": \"4.01\",\n  \"$Version\": \"4.0\"}";
    error(text, Code::DuplicateMember, "$Version");
    assert_eq!(help(text), "the first one is at 1:3");
    let text = complex(r#""@a.b": 1, "@a.\u0062": 2"#);
    error(&text, Code::DuplicateMember, r"@a.\u0062");
}

#[test]
fn unknown_members_are_warnings_and_slips_errors() {
    warning(&complex(r#""$Color": "red""#), Code::UnknownMember, "$Color");
    error(&complex(r#""$Abstrct": true"#), Code::UnknownMember, "$Abstrct");
    error(&complex(r#""p": {"Nullable": true}"#), Code::UnknownMember, "Nullable");
    assert_eq!(help(&complex(r#""p": {"$nullable": true}"#)), "did you mean `$Nullable`?");
    warning(r#"{"$Version": "4.01", "$Generator": 1}"#, Code::UnknownMember, "$Generator");
    warning(&document(r#""$Comment": "hm""#), Code::UnknownMember, "$Comment");
    let text = document(r#""E": {"$Kind": "EntityContainer", "x": {"$type": "N.c"}}"#);
    let (missing, unknown) = ((Code::MissingMember, "x"), (Code::UnknownMember, "$type"));
    assert_eq!(problems(&text), [missing, unknown].map(|(code, at)| (Severity::Error, code, at.to_owned())));
    assert_eq!(help(&text), "write `$Type`, not `$type`");
}

#[test]
fn what_must_be_there_is_missed() {
    error(&document(r#""c": {}"#), Code::MissingMember, "c");
    error(&document(r#""c": {"$Kind": "EntityTyp"}"#), Code::InvalidValue, "EntityTyp");
    assert_eq!(help(&document(r#""c": {"$Kind": "EntityTyp"}"#)), "did you mean `EntityType`?");
    error(&document(r#""c": {"$Kind": "TypeDefinition"}"#), Code::MissingMember, "c");
    error(&document(r#""c": {"$Kind": "EntityType", "$Key": []}"#), Code::MissingMember, "$Key");
    error(&complex(r#""n": {"$Kind": "NavigationProperty"}"#), Code::MissingMember, "n");
    error(&complex(r#""n": {"$Kind": "Navigation"}"#), Code::InvalidValue, "Navigation");
    error(&document(r#""f": [{"$Kind": "Function"}]"#), Code::MissingMember, "f");
    error(&document(r#""f": [{"$Kind": "Term"}]"#), Code::InvalidValue, "Term");
    error(&document(r#""a": [{"$Kind": "Action", "$Parameter": [{}]}]"#), Code::MissingMember, "{");
    warning(&document(r#""a": []"#), Code::MissingMember, "a");
    warning(&document(r#""a": {"$Kind": "Action"}"#), Code::JsonType, "a");
    error(r#"{"$Version": "4.01", "$Reference": {"u": {"$Include": [{}]}}}"#, Code::MissingMember, "{");
    error(r#"{"$Version": "4.01", "$Reference": {"u": {"$IncludeAnnotations": [{}]}}}"#, Code::MissingMember, "{");
}

#[test]
fn values_are_of_the_right_kind() {
    for (text, at) in [
        (r#"{"$Version": "4.01", "N": []}"#.to_owned(), "["),
        (document(r#""c": "ComplexType""#), "ComplexType"),
        (document(r#""$Annotations": []"#), "["),
        (document(r#""$Annotations": {"N.c": true}"#), "true"),
        (complex(r#""p": "Edm.String""#), "Edm.String"),
        (complex(r#""p": {"$Type": 7}"#), "7"),
        (complex(r#""p": {"$Collection": 1}"#), "1"),
        (complex(r#""p": {"$Nullable": "yes"}"#), "yes"),
        (complex(r#""n": {"$Kind": "NavigationProperty", "$Type": "N.e", "$ReferentialConstraint": []}"#), "["),
        (document(r#""e": {"$Kind": "EnumType", "m": null}"#), "null"),
        (document(r#""e": {"$Kind": "EntityType", "$Key": ["a", 1]}"#), "1"),
        (document(r#""t": {"$Kind": "Term", "$AppliesTo": "Property"}"#), "Property"),
        (document(r#""a": [{"$Kind": "Action", "$Parameter": {}}]"#), "{"),
        (document(r#""f": [{"$Kind": "Function", "$ReturnType": "Edm.String"}]"#), "Edm.String"),
        (
            document(
                r#""E": {"$Kind": "EntityContainer", "s": {"$Type": "N.e", "$NavigationPropertyBinding": {"a": 1}}}"#,
            ),
            "1",
        ),
    ] {
        error(&text, Code::JsonType, at);
    }
    warning(&complex(r#""p": {"$Nullable": "true"}"#), Code::InvalidBoolean, "true");
    warning(&complex(r#""p": {"$Type": "Collection(N.c)"}"#), Code::InvalidValue, "Collection(N.c)");
}

#[test]
fn facets_and_names_are_checked() {
    let decimal = |facets: &str| complex(&format!(r#""p": {{"$Type": "Edm.Decimal", {facets}}}"#));
    for facets in
        [r#""$Scale": "floating""#, r#""$Scale": 3, "$Precision": 3"#, r#""$SRID": 4326"#, r#""$MaxLength": 1"#]
    {
        good(&decimal(facets));
    }
    error(&decimal(r#""$MaxLength": 0"#), Code::InvalidFacet, "0");
    error(&decimal(r#""$MaxLength": 1.5"#), Code::InvalidFacet, "1.5");
    warning(&decimal(r#""$MaxLength": "max""#), Code::InvalidFacet, "max");
    error(&decimal(r#""$Precision": -1"#), Code::InvalidFacet, "-1");
    error(&decimal(r#""$Scale": "many""#), Code::InvalidFacet, "many");
    warning(&decimal(r#""$Scale": "Variable""#), Code::InvalidFacet, "Variable");
    warning(&decimal(r#""$DefaultValue": [1]"#), Code::NotKept, "[");
    good(&decimal(r#""$DefaultValue": null"#));
    error(&document(r#""a-b": {"$Kind": "ComplexType"}"#), Code::InvalidName, "a-b");
    error(&complex(r#""1p": {}"#), Code::InvalidName, "1p");
    error(r#"{"$Version": "4.01", "N..M": {}}"#, Code::InvalidName, "N..M");
    error(&document(r#""$Alias": "a.b""#), Code::InvalidName, "a.b");
    error(&document(r#""e": {"$Kind": "EnumType", "m": 1.5}"#), Code::InvalidInteger, "1.5");
    error(
        &document(r#""e": {"$Kind": "EnumType", "m": "9223372036854775808"}"#),
        Code::InvalidInteger,
        "9223372036854775808",
    );
    let key = r#""e": {"$Kind": "EntityType", "$Key": [{"a": "x/y", "b": "x/z"}]}"#;
    error(&document(key), Code::InvalidValue, "{");
    let delete = r#""n": {"$Kind": "NavigationProperty", "$Type": "N.e", "$OnDelete": "Explode"}"#;
    error(&complex(delete), Code::InvalidValue, "Explode");
}

#[test]
fn the_container_must_exist() {
    let with = |name: &str| {
        format!(
            r#"{{"$Version": "4.01", "$EntityContainer": "{name}", "$Reference": {{"u": {{"$Include": [{{"$Namespace": "M"}}]}}}},
            "N": {{"$Alias": "n", "C": {{"$Kind": "EntityContainer"}}}}}}"#
        )
    };
    good(&with("N.C"));
    good(&with("M.C"));
    warning(&with("n.C"), Code::InvalidValue, "n.C");
    error(&with("N.D"), Code::UnknownName, "N.D");
    assert_eq!(help(&with("N.D")), "did you mean `N.C`?");
    error(&with("O.C"), Code::UnknownName, "O.C");
    error(&with("C"), Code::UnknownName, "C");
}

#[test]
fn annotations_need_something_to_be_on() {
    warning(&complex(r#""p@a.b": 1"#), Code::UnresolvedTarget, "p@a.b");
    warning(&complex(r#""@a.b@a.c": 1"#), Code::UnresolvedTarget, "@a.b@a.c");
    warning(&complex(r#""@a.b": 1, "@a.b#q@a.c": 1"#), Code::UnresolvedTarget, "@a.b#q@a.c");
    warning(r#"{"$Version": "4.01", "@a.b": 1}"#, Code::UnresolvedTarget, "@a.b");
    warning(&complex(r#""@odata.mediaContentType": "text/plain""#), Code::NotKept, "odata.mediaContentType");
    good(&complex(r##""@a.b": {"@odata.type": "#N.c", "x": 1, "x@a.c": 2}"##));
}

#[test]
fn expressions_are_checked() {
    let value = |value: &str| complex(&format!(r#""@a.b": {value}"#));
    error(&value(r#"{"$Pth": "x"}"#), Code::InvalidExpression, "$Pth");
    assert_eq!(help(&value(r#"{"$Pth": "x"}"#)), "did you mean `$Path`?");
    error(&value(r#"{"$Eq": [1]}"#), Code::InvalidExpression, "[");
    error(&value(r#"{"$If": [true, 1, 2, 3]}"#), Code::InvalidExpression, "[");
    error(&value(r#"{"$And": true}"#), Code::JsonType, "true");
    error(&value(r#"{"$Path": ["x"]}"#), Code::JsonType, "[");
    error(&value(r#"{"$Null": 0}"#), Code::JsonType, "0");
    error(&value(r#"{"$Apply": []}"#), Code::MissingMember, "{");
    error(&value(r#"{"$LabeledElement": 1}"#), Code::MissingMember, "{");
    warning(&value(r#"{"$Path": "x", "@a.c": 1}"#), Code::NotKept, "{");
    warning(&value(r#"{"$Path": "x", "other": 1}"#), Code::UnknownMember, "other");
    error(&value(r#"{"$Not": true, "$Neg": 1}"#), Code::InvalidExpression, "$Neg");
}
