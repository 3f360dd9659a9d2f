//! Whole new crates, as `csdl new` makes them: they build, document, format and run as they are.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

mod support;

use support::{cargo, root, succeed};

/// Folder, document, further arguments, and what the example shows.
const CRATES: &[(&str, &str, &[&str], &str)] = &[
    (
        "shop",
        "tests/shop/service.csdl.xml",
        &["--host", "https://shop.example/v1/", "--name", "Our-Shop", "--client", "OurShop"],
        "GET https://shop.example/v1/Categories?$top=10\n",
    ),
    (
        "shapes",
        "generator/tests/fixtures/every-shape/service.csdl.xml",
        &[],
        "GET https://set-the-host.invalid/Aliases?$top=10\n",
    ),
    ("terms", "generator/tests/fixtures/terms-only/service.csdl.xml", &[], "https://set-the-host.invalid\n"),
    (
        "unicode",
        "generator/tests/fixtures/unicode-names/service.csdl.xml",
        &[],
        "GET https://set-the-host.invalid/%E8%A3%BD%E5%93%81?$top=10\n",
    ),
];

fn csdl(folder: &Path) -> Command {
    let mut csdl = Command::new(env!("CARGO_BIN_EXE_csdl"));
    csdl.current_dir(folder);
    csdl
}

fn new(document: &Path, out: &Path, arguments: &[&str]) -> Output {
    let folder = root();
    csdl(&folder).args(["new", "--from"]).arg(document).arg("--out").arg(out).args(arguments).output().unwrap()
}

#[test]
fn new_crates_are_complete() {
    let place = tempfile::tempdir().unwrap();
    let mut members = Vec::new();
    for (name, document, arguments, _) in CRATES {
        let output = new(Path::new(document), &place.path().join(name), arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        members.push(*name);
    }
    fs::write(place.path().join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"))
        .unwrap();
    fs::copy(root().join("Cargo.lock"), place.path().join("Cargo.lock")).unwrap();
    succeed(cargo(place.path()).args(["clippy", "--workspace", "--all-targets", "--offline", "--quiet"]));
    succeed(cargo(place.path()).args(["doc", "--workspace", "--no-deps", "--offline", "--quiet"]));
    for (name, _, _, shown) in CRATES {
        let folder = place.path().join(name);
        let run = ["run", "--example", "first_request", "--offline", "--quiet"];
        assert_eq!(&succeed(cargo(&folder).args(run)), shown);
        succeed(cargo(&folder).args(["fmt", "--check"]));
        succeed(csdl(&folder).args(["generate", "--check"]));
    }
    // The README's request compiles.
    let tests = succeed(cargo(&place.path().join("shop")).args(["test", "--doc", "--offline"]));
    assert!(tests.contains("1 passed"), "{tests}");
}

#[test]
fn what_a_crate_says_is_the_services_own() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("deep/shop");
    assert!(new(Path::new("tests/shop/service.csdl.xml"), &folder, &["--runtime", "0.1"]).status.success());
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert!(read("Cargo.toml").contains("name = \"shop-client\""));
    assert!(read("Cargo.toml").contains("odata-runtime = { version = \"0.1\", default-features = false }"));
    assert!(read("csdl.toml").contains("client = \"ShopClient\"\n# To be set"));
    assert!(read("README.md").contains("client.categories().list().top(10).send().await?"));
    for name in [".gitignore", "metadata/service.csdl.xml", "generated/lib.rs", "generated/fingerprint"] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    let left: Vec<PathBuf> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left, [place.path().join("deep")]);
}

#[test]
fn referenced_files_come_along_in_their_places() {
    let place = tempfile::tempdir().unwrap();
    let write = |name: &str, references: &str, schema: &str| {
        fs::create_dir_all(place.path().join("in/other")).unwrap();
        let text = format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">{references}\
             <edmx:DataServices>{schema}</edmx:DataServices></edmx:Edmx>"
        );
        fs::write(place.path().join("in").join(name), text).unwrap();
    };
    let reference =
        |uri: &str| format!("<edmx:Reference Uri=\"{uri}\"><edmx:Include Namespace=\"B\"/></edmx:Reference>");
    let schema =
        |name: &str| format!("<Schema Namespace=\"{name}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"/>");
    let references = reference("other/b.xml") + &reference("https://host.example/c.xml") + &reference("not-there.xml");
    write("a.xml", &references, &schema("A"));
    write("other/b.xml", &reference("../a.xml"), &schema("B"));
    let folder = place.path().join("out");
    let output = new(&place.path().join("in/a.xml"), &folder, &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.join("metadata/a.xml").is_file() && folder.join("metadata/other/b.xml").is_file());
    succeed(csdl(&folder).args(["generate", "--check"]));
}

#[test]
fn no_reference_brings_a_file_of_another_folder_along() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("service")).unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let document = folder.path().join("service/a.xml");
    let text = "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\
                <edmx:Reference Uri=\"../secret.txt\"><edmx:Include Namespace=\"B\"/></edmx:Reference><edmx:DataServices>\
                <Schema Namespace=\"A\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><ComplexType Name=\"a\"/></Schema>\
                </edmx:DataServices></edmx:Edmx>";
    fs::write(&document, text).unwrap();
    let out = folder.path().join("out");
    let output = new(&document, &out, &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Vec<_> =
        fs::read_dir(out.join("metadata")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(metadata, ["a.xml"]);
}

#[test]
fn what_is_refused_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    let shop = Path::new("tests/shop/service.csdl.xml");
    let refused = |document: &Path, out: &Path, arguments: &[&str], expected: &str| {
        let output = new(document, out, arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1));
        assert!(told.contains(expected), "{told}");
    };
    let out = place.path().join("out");
    refused(shop, &out, &["--name", "std"], "`std` cannot be the name of a crate");
    refused(shop, &out, &["--name", "2fa"], "must start with a letter");
    refused(shop, &out, &["--runtime", "no/such/folder"], "neither a folder");
    refused(shop, &out, &["--client", "shop client"], "is no name of a Rust type");
    refused(shop, &out, &["--host", "shop.example"], "csdl.toml:7:8");
    refused(Path::new("README.md"), &out, &[], "README.md:1:1");
    refused(Path::new("no/such.xml"), &out, &[], "no/such.xml");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    fs::create_dir(&out).unwrap();
    fs::write(out.join("mine"), "").unwrap();
    refused(shop, &out, &[], "is not empty");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
}
