//! Keeps `generated/` in step with `metadata/` and the generator.
//!
//! With the feature `regenerate` (this workspace's own builds) it generates what is stale. Without it
//! (a consumer's build) it compares fingerprints and at most warns.

use std::{path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    // A published crate carries neither metadata nor generator: there is nothing to compare.
    if !root.join("metadata").is_dir() || !root.join("generator").is_dir() {
        return ExitCode::SUCCESS;
    }
    println!("cargo::rerun-if-changed=metadata");
    println!("cargo::rerun-if-changed=generator/src");
    // Nothing is parsed where nothing has changed.
    let generated = root.join("generated");
    let state = match std::env::var_os("OUT_DIR") {
        Some(out) => csdl_fingerprint::state_remembered(&generated, &PathBuf::from(out).join("fingerprint")),
        None => csdl_fingerprint::state(&generated),
    };
    match state {
        Ok(csdl_fingerprint::State::Current) => ExitCode::SUCCESS,
        state => renew(&root, state.is_ok()),
    }
}

#[cfg(feature = "regenerate")]
fn renew(root: &std::path::Path, _is_known: bool) -> ExitCode {
    match csdl_codegen::generate::regenerate(&root.join("metadata/csdl.toml")) {
        Ok(generated) => {
            for report in generated.iter().flat_map(|generated| &generated.reports) {
                report.to_string().lines().for_each(|line| println!("cargo::warning={line}"));
            }
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "regenerate"))]
fn renew(_root: &std::path::Path, is_known: bool) -> ExitCode {
    if is_known {
        println!("cargo::warning=generated/ is stale: run `cargo run -p csdl-codegen -- generate`");
    }
    ExitCode::SUCCESS
}
