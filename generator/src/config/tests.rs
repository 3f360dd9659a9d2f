//! Cases of reading the configuration.

#![allow(clippy::unwrap_used)]

use super::Config;

const GOOD: &str = r#"
[crate]
output = "../out"
client = "Client"
request_id_header = "X-Id"
host = "https://example.org"
[clouds]
MAIN = "https://example.org/"
[evolvable_enums]
sentinel = "unknown"
preference = "all-members"
[advanced_queries]
header = "X-Level"
value = "eventual"
types = ["N.thing"]
[[api]]
name = "v1.0"
metadata = "v1.xml"
[[api]]
name = "beta"
module = "next"
metadata = ["a.xml", "b.xml"]
[scope]
roots = ["/things"]
[scope.types."N.thing"]
foreign = "stub"
apis = ["beta"]
"#;

fn load(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("csdl.toml");
    std::fs::write(&file, text).unwrap();
    Config::load(&file).map_err(|report| report.to_string())
}

#[test]
fn a_configuration_is_read() {
    let config = load(GOOD).unwrap();
    assert!(config.names.as_ref().unwrap().ends_with("names.lock"));
    let named = |names: &str| load(&GOOD.replacen("[crate]", &format!("[crate]\nnames = {names}"), 1)).unwrap().names;
    assert_eq!(named("false"), None);
    assert!(named("\"kept/names.txt\"").unwrap().ends_with("kept/names.txt") && named("true").is_some());
    assert_eq!(config.clouds["MAIN"], "https://example.org");
    assert_eq!(config.evolvable_enums.as_ref().unwrap().sentinel, "unknown");
    let advanced = config.advanced_queries.as_ref().unwrap();
    assert_eq!((advanced.header.as_str(), advanced.types[0].text.as_str()), ("X-Level", "N.thing"));
    let modules: Vec<_> = config.apis.iter().map(|api| (api.module.as_str(), api.metadata.len())).collect();
    assert_eq!(modules, [("v1_0", 1), ("next", 2)]);
    assert_eq!(config.api("v1_0").unwrap().name, "v1.0");
    assert!(config.scope.for_api("v1.0").types.is_empty());
    assert_eq!(config.scope.for_api("beta").types.len(), 1);
}

#[test]
fn mistakes_are_located() {
    let wrong = |from: &str, to: &str, expected: &[&str]| {
        let text = load(&GOOD.replace(from, to)).unwrap_err();
        assert!(expected.iter().all(|part| text.contains(part)), "{text}");
    };
    wrong("client =", "cleint =", &["`cleint` is no known key", "csdl.toml:4:1", "did you mean `client`?"]);
    wrong("\"stub\"", "\"stubb\"", &["`stubb` is no known value", "did you mean `stub`?"]);
    wrong("name = \"beta\"", "name = \"v1.0\"", &["the API `v1.0` stands twice"]);
    wrong("https://example.org/", "example.org", &["is no URL of a host"]);
    wrong("MAIN", "main", &["write it in capitals"]);
    wrong("module = \"next\"", "module = \"1\"", &["is no name of a module"]);
    wrong("output = \"../out\"", "", &["missing field `output`"]);
    wrong("\"X-Id\"", "\"X: Id\"", &["`X: Id` is no name of a header"]);
    wrong("X-Level", "X Level", &["`X Level` is no name of a header", "csdl.toml:13:10"]);
    wrong("all-members", "all\\nmembers", &["is no value of a header", "csdl.toml:11:14"]);
    wrong("sentinel =", "sentinle =", &["did you mean `sentinel`?"]);
    wrong("[crate]", "[crate", &["csdl.toml:2:"]);
}

/// What a builder writes of a choice is what a file says.
#[test]
fn choices_read_back_as_what_they_were() {
    fn read<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(values: &[T]) {
        for value in values {
            let table: std::collections::BTreeMap<String, T> =
                toml::from_str(&format!("key = {}", super::choice(value))).unwrap();
            assert_eq!(&table["key"], value);
        }
    }
    read(&[super::KeyStyle::Parentheses, super::KeyStyle::Segment]);
    read(&[super::OperationNames::Qualified, super::OperationNames::Unqualified]);
    read(&[super::EnumLiterals::Qualified, super::EnumLiterals::Plain]);
    read(&[super::BatchUrls::Relative, super::BatchUrls::Rooted]);
    read(&[super::Foreign::Stub, super::Foreign::Structural, super::Foreign::Whole]);
    read(&[super::Subtypes::None, super::Subtypes::Complex, super::Subtypes::All]);
}
