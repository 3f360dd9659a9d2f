//! syn and prettyplease judge what is printed here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostics, Sources};
use crate::pipeline;
use crate::plan::{ApiInput, ApiOptions, ServicePlan, plan};

use super::{flat::Flat, layout::Layout, parsed, printer::Printer};

/// The files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn emitted_files_are_printed_as_prettyplease_prints_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["../generated", "../tests/shop/generated", "tests/fixtures"] {
        files(&root.join(folder), &mut all);
    }
    let mut count = 0;
    let mut wrong = Vec::new();
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        // A crate's root is laid out as rustfmt would.
        if text.starts_with(csdl_fingerprint::HEADER) && !path.ends_with("lib.rs") {
            count += 1;
            wrong.extend(difference(&text).map(|difference| format!("{}: {difference}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 300, "only {count} files");
}

/// Every type and operation of Microsoft Graph. Its documents are not part of the repository: where they are not
/// beside it, the test says so and passes.
#[test]
fn the_whole_of_graph_is_printed_as_prettyplease_prints_it() {
    for (api, module) in [("v1.0", "v1_0"), ("beta", "beta")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../shared/metadata/msgraph-{api}.csdl.xml"));
        if !path.is_file() {
            // Not through `eprintln!`, which the test runner keeps to itself.
            let _ = writeln!(std::io::stderr(), "skipped: {} is not here", path.display());
            return;
        }
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = sources.read(&path, &mut diagnostics).unwrap();
        let schema = pipeline::resolve(&sources, &[id], &[], &mut diagnostics).unwrap();
        let (base_url, base_path) = ("https://example.com", "");
        let input =
            ApiInput { name: api, module, source: "whole", base_url, base_path, schema: &schema, root_namespaces: &[] };
        let options = ApiOptions {
            namespace_root: "microsoft.graph".to_owned(),
            key_as_segment: true,
            qualified_operations: false,
            client: "GraphClient".to_owned(),
            enum_sentinel: Some("unknownFutureValue".to_owned()),
            advanced_types: Vec::new(),
        };
        let service = ServicePlan { client: options.client.clone(), ..ServicePlan::default() };
        let files = crate::emit::emit(&plan(&[input], service, &options), None, "whole").unwrap();
        // One of eight is enough to meet every shape, at every length.
        let some: Vec<_> = files.into_iter().filter(|(path, _)| !path.ends_with("lib.rs")).step_by(8).collect();
        let judged = crate::parallel::map(&some, |(path, text)| {
            difference(text).map(|difference| format!("{}: {difference}", path.display()))
        });
        let wrong: Vec<String> = judged.into_iter().flatten().collect();
        assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), some.len(), wrong.join("\n"));
    }
}

/// How the text of a file is printed otherwise than by prettyplease.
fn difference(text: &str) -> Option<String> {
    let code: String = text.lines().filter(|line| !line.starts_with("//!")).map(|line| format!("{line}\n")).collect();
    let (mut tokens, mut layout) = (Flat::default(), Layout::default());
    tokens.set([code.parse().unwrap()]);
    let mut printer = Printer::new(&tokens, &mut layout);
    if printer.file().is_none() {
        return Some(format!("a shape not known: {}", printer.rest()));
    }
    let (printed, parsed) = (layout.text(), parsed(&tokens).unwrap());
    let mut lines = printed.lines().zip(parsed.lines());
    let differing = lines.find(|(here, there)| here != there).map(|(here, there)| format!("\n{here}\n{there}"));
    differing.or_else(|| (printed != parsed).then(|| "of another length".to_owned()))
}
