//! `csdl explain` as a person runs it, and how the other commands lead to it.

use std::{
    fs,
    process::{Command, Output},
};

use csdl_codegen::diagnostic::Code;

fn csdl(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_csdl")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn without_a_code_all_are_listed_in_order_and_in_line() {
    let output = csdl(&["explain"]);
    assert!(output.status.success());
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap();
    let rows: Vec<&str> = text(&output.stdout).lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(rows.len(), Code::ALL.len());
    assert!(rows.is_sorted(), "{rows:#?}");
    for code in Code::ALL {
        let row = format!("{:width$}  {}", code.as_str(), code.explanation());
        assert!(rows.contains(&row.as_str()), "{row}");
    }
}

#[test]
fn every_code_has_its_text_with_examples_indented() {
    for code in Code::ALL {
        let output = csdl(&["explain", code.as_str()]);
        let told = text(&output.stdout);
        assert!(output.status.success() && told.starts_with(&format!("{}: ", code.as_str())), "{told}");
        assert!(told.contains(code.explanation()) && !told.contains("```"), "{told}");
    }
    let told = csdl(&["explain", "invalid-boolean"]);
    let lines: Vec<&str> = text(&told.stdout).lines().collect();
    let error = lines.iter().position(|line| *line == "error:").unwrap();
    assert_eq!(lines[error + 1], "    <ComplexType Name=\"Address\">");
    assert!(lines.contains(&"warning:") && lines.last().unwrap().contains("namespace `Shop`"));
}

#[test]
fn a_code_that_does_not_exist_is_an_error_with_a_suggestion() {
    let near = csdl(&["explain", "unknwon-type"]);
    assert_eq!(near.status.code(), Some(1));
    assert!(text(&near.stderr).contains("did you mean `unknown-type`?"), "{}", text(&near.stderr));
    let far = csdl(&["explain", "E0308"]);
    assert_eq!(far.status.code(), Some(1));
    assert!(text(&far.stderr).contains("`csdl explain` lists all"), "{}", text(&far.stderr));
}

#[test]
fn a_run_says_once_where_more_is_to_be_read_and_tools_are_not_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.xml");
    let broken = super::super::schema(
        r#"<ComplexType Name="a" Colour="red"><Property Name="b" Type="Edm.Strng"/>
        <Property Name="c" Type="Edm.Bool"/></ComplexType>"#,
    );
    fs::write(&file, broken).unwrap();
    let told = csdl(&["lint", file.to_str().unwrap()]);
    // The warning is reported before the errors, but errors are told first.
    assert_eq!(text(&told.stderr).matches("csdl explain").count(), 1, "{}", text(&told.stderr));
    assert!(text(&told.stderr).trim_end().ends_with("for more, `csdl explain unknown-type`"));
    let json = csdl(&["lint", file.to_str().unwrap(), "--format", "json"]);
    assert!(!text(&json.stdout).contains("explain") && json.stderr.is_empty());

    let config = folder.path().join("csdl.toml");
    fs::write(&config, "[crate]\noutput = \"out\"\nclient = \"C\"\nhost = \"https://a.example\"\n[[api]]\nname = \"v1\"\nmetadata = \"shop.xml\"\n").unwrap();
    let told = csdl(&["generate", "--config", config.to_str().unwrap()]);
    assert!(text(&told.stderr).trim_end().ends_with("for more, `csdl explain unknown-type`"), "{}", text(&told.stderr));

    fs::write(&file, super::super::schema("")).unwrap();
    let told = csdl(&["lint", file.to_str().unwrap()]);
    assert!(told.status.success() && told.stderr.is_empty(), "{}", text(&told.stderr));
}

#[test]
fn what_is_about_a_file_names_it_to_tools_with_no_line() {
    let folder = tempfile::tempdir().unwrap();
    let utf16 = folder.path().join("utf16.xml");
    fs::write(&utf16, [0xFF, 0xFE, b'<', 0]).unwrap();
    let utf16 = utf16.to_str().unwrap();
    let output = csdl(&["lint", "nowhere.xml", utf16, "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found: Vec<(&str, &str)> = json["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            assert!(one["line"].is_null() && one["column"].is_null(), "{one}");
            (one["code"].as_str().unwrap(), one["file"].as_str().unwrap())
        })
        .collect();
    assert_eq!(found, [("cannot-read", "nowhere.xml"), ("encoding", utf16)]);
    let told = csdl(&["lint", "nowhere.xml"]);
    assert!(text(&told.stderr).contains("--> nowhere.xml\n"), "{}", text(&told.stderr));
}

#[test]
fn the_documented_json_is_what_a_run_gives() {
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics.md");
    let docs = fs::read_to_string(docs).unwrap();
    let block = |language: &str| docs.split(&format!("```{language}\n")).nth(1).unwrap().split("```").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let document = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="Address">
  <Property Name="Street" Type="Edm.Strng"/>
</ComplexType></Schema></edmx:DataServices></edmx:Edmx>"#;
    fs::write(folder.path().join("shop.xml"), document).unwrap();
    let csdl = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_csdl")).args(arguments).current_dir(folder.path()).output().unwrap()
    };
    let output = csdl(&["lint", "shop.xml", "--format", "json"]);
    assert_eq!(text(&output.stdout).trim(), block("json").trim());
    let output = csdl(&["lint", "shop.xml"]);
    assert_eq!(text(&output.stderr).trim(), block("text").trim());
}
