//! Codes that no example in a text can show, each made in another way.

use std::fs;

use csdl_codegen::{
    config::Config,
    diagnostic::{Code, Diagnostics, Report, Sources},
    generate::{self, Failure},
    lint::lint,
    pipeline, update,
};

/// Gives diagnostics, and a piece of what they must say.
type Make = fn() -> (Report, &'static str);

/// The codes. One that an example does show is to be removed here: a test says so.
pub(crate) const CASES: &[(Code, Make)] = &[
    (Code::CannotRead, || (lint(&["no/such/file.xml".into()]).1, "no/such/file.xml")),
    (Code::TooLarge, || (bytes(vec![b' '; (64 << 20) + 1]), "64 MiB")),
    (Code::TooDeep, || (bytes(deep(200)), "100 deep")),
    (Code::EmptyScope, || (updated(), "the scope of v1")),
    (Code::NameLock, || (locked("# another file\n"), "names.lock:1:1")),
    (Code::TooMany, || (bytes(many(300)), "256 attributes")),
];

/// The diagnostics of a file with these bytes.
fn bytes(bytes: Vec<u8>) -> Report {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add_bytes("shop.xml", bytes, &mut diagnostics);
    if !diagnostics.has_errors() {
        pipeline::resolve(&sources, &[id], &[], &mut diagnostics);
    }
    Report { sources, diagnostics }
}

fn deep(levels: usize) -> Vec<u8> {
    super::super::schema(&format!(
        r#"<Term Name="t" Type="Edm.String"><Annotation Term="Core.Description">{}{}</Annotation></Term>"#,
        "<Collection>".repeat(levels),
        "</Collection>".repeat(levels)
    ))
    .into_bytes()
}

fn many(attributes: usize) -> Vec<u8> {
    let list: String = (0..attributes).map(|number| format!(" a{number}=\"\"")).collect();
    super::super::schema(&format!(r#"<ComplexType Name="a"{list}/>"#)).into_bytes()
}

/// What generating says where the file of recorded names has this text.
fn locked(names: &str) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let config = "[crate]\noutput = \"out\"\nclient = \"Shop\"\nhost = \"https://shop.example\"\n\
                  [[api]]\nname = \"v1\"\nmetadata = \"shop.xml\"\n";
    for (file, text) in [("csdl.toml", config), ("shop.xml", &super::super::schema("")), ("names.lock", names)] {
        fs::write(folder.path().join(file), text).unwrap();
    }
    match generate::check(&folder.path().join("csdl.toml")) {
        Err(Failure::Reports(reports)) => reports.into_iter().next().unwrap_or_default(),
        other => panic!("{other:?}"),
    }
}

/// What an update says whose documents are of another service.
fn updated() -> Report {
    let folder = tempfile::tempdir().unwrap();
    let [config, from] = ["csdl.toml", "other.xml"].map(|file| folder.path().join(file));
    let text = "[crate]\noutput = \"out\"\nclient = \"Shop\"\nhost = \"https://shop.example\"\n\
                [[api]]\nname = \"v1\"\nmetadata = \"shop.xml\"\n[scope]\nroots = [\"Other\"]\n";
    fs::write(&config, text).unwrap();
    fs::write(&from, super::super::schema("")).unwrap();
    let config = Config::load(&config).unwrap();
    match update::prepare(&config, &config.apis[0], &[from], &[], false) {
        Err(Failure::Reports(reports)) => reports.into_iter().next().unwrap_or_default(),
        other => panic!("{other:?}"),
    }
}
