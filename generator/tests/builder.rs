//! A crate outside of this workspace that generates its client in a build script of five lines.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

mod support;

use support::{cargo, root, succeed};

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/downstream")
}

/// Lays the crate out in a folder of its own.
fn lay_out(folder: &Path) {
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::create_dir_all(folder.join("metadata")).unwrap();
    for file in ["build.rs", "src/main.rs"] {
        fs::copy(sources().join(file), folder.join(file)).unwrap();
    }
    fs::copy(root().join("tests/shop/service.csdl.xml"), folder.join("metadata/service.xml")).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let (runtime, generator) = (root().join("runtime"), root().join("generator"));
    let manifest = format!(
        "[package]\nname = \"downstream\"\nedition = \"2024\"\n\n[dependencies]\nodata-runtime = {{ path = {runtime:?} }}\n\n\
         [build-dependencies]\ncsdl-codegen = {{ path = {generator:?} }}\n\n[profile.dev]\ndebug = 0\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
}

#[test]
fn five_lines_generate_a_client_and_errors_have_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lay_out(folder);
    let printed = succeed(cargo(folder).args(["run", "--offline", "--quiet"]));
    assert_eq!(printed, "GET https://shop.example/Products?$filter=Name%20eq%20'Tea'&$top=3\n");
    succeed(cargo(folder).args(["clippy", "--offline", "--quiet"]));
    succeed(cargo(folder).args(["doc", "--offline", "--quiet", "--no-deps"]));

    let document = folder.join("metadata/service.xml");
    let text = fs::read_to_string(&document).unwrap();
    fs::write(&document, text.replacen("Type=\"Shop.Color\"", "Type=\"Shop.Colour\"", 1)).unwrap();
    let output = cargo(folder).args(["check", "--offline"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    for part in ["metadata/service.xml:", "Shop.Colour", "unknown-type", "did you mean `Shop.Color`?"] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
    assert!(!told.contains("panicked"), "{told}");
}

/// What the README shows is what is tested here.
#[test]
fn the_readme_shows_the_same_lines() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let script = fs::read_to_string(sources().join("build.rs")).unwrap();
    assert_eq!(script.lines().count(), 5);
    assert!(readme.contains(&script));
    assert!(readme.contains("include!(concat!(env!(\"OUT_DIR\"), \"/odata.rs\"));"));
}
