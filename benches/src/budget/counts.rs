//! What is counted, and how.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use csdl_codegen::{config::Config, generate};

use super::Counts;
use crate::{
    baseline::rust_files,
    built,
    child::Job,
    inputs::{self, workspace},
};

/// Where dependencies differ by system, they are counted for this one.
const SYSTEM: &str = "x86_64-unknown-linux-gnu";

/// The programs whose instructions are counted.
const PROGRAMS: &[&str] = &["decode_page", "read_slice"];

/// Counts of lines of LLVM IR, and what rustc is told for them: what is compiled with the crate, and all that it has,
/// of which most is left to the programs that use it.
const LLVM_LINES: &[(&str, &[&str])] =
    &[("llvm_lines_of_the_crate", &[]), ("llvm_lines_of_all_its_methods", &["-Clink-dead-code"])];

/// How the names of counted instructions begin.
pub(super) const INSTRUCTIONS: &str = "instructions_of_";

/// Whether instructions can be counted here.
pub(super) fn has_valgrind() -> bool {
    Job::new("valgrind", &workspace()).args(["--version"]).run().is_ok()
}

/// Counts everything that can be counted here.
pub(super) fn all() -> Result<Counts> {
    let mut counts = Counts::new();
    emitted(&mut counts)?;
    counts.insert("crates_of_a_consumer".to_owned(), crates()?);
    let target = tempfile::tempdir()?;
    for (name, flags) in LLVM_LINES {
        counts.insert((*name).to_owned(), llvm_lines(target.path(), flags)?);
    }
    for program in PROGRAMS.iter().filter(|_| has_valgrind()) {
        counts.insert(format!("{INSTRUCTIONS}{program}"), instructions(program)?);
    }
    Ok(counts)
}

/// Lines and bytes of emitted code for each type, API by API.
fn emitted(counts: &mut Counts) -> Result<()> {
    let config = Config::load(&inputs::config()).map_err(|report| anyhow!("{report}"))?;
    let generated = generate::check(&inputs::config()).map_err(|failure| anyhow!("{failure}"))?;
    ensure!(!generated.is_stale(), "generated/ is stale: run `cargo run -p csdl-codegen -- generate`");
    for (name, of) in &generated.counts {
        let module = name.replace('.', "_");
        let files = rust_files(&config.output.join(&module))?;
        let lines: usize = files.iter().map(|text| text.lines().count()).sum();
        let bytes: usize = files.iter().map(String::len).sum();
        counts.insert(format!("{module}_lines_a_type"), (lines / of.types) as u64);
        counts.insert(format!("{module}_bytes_a_type"), (bytes / of.types) as u64);
    }
    Ok(())
}

/// The packages that a consumer compiles, this project's own included.
fn crates() -> Result<u64> {
    let tree = [
        "tree",
        "-p",
        "msgraph-identity-governance",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--target",
        SYSTEM,
    ];
    let told = Job::new("cargo", &workspace()).args(tree).run()?;
    let packages: BTreeSet<_> = told.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    Ok(packages.len() as u64)
}

/// Lines of LLVM IR of the shipped crate with both APIs, before any optimisation: what `cargo llvm-lines` counts,
/// where rustc is told `more`.
fn llvm_lines(target: &Path, more: &[&str]) -> Result<u64> {
    let build =
        ["rustc", "--quiet", "--release", "--lib", "-p", "msgraph-identity-governance", "--features", "beta", "--"];
    let flags =
        ["--emit=llvm-ir", "-Ccodegen-units=1", "-Cno-prepopulate-passes", "-Clto=off", "-Cpasses=name-anon-globals"];
    let job = Job::new("cargo", &workspace()).args(build).args(flags).args(more.iter().copied());
    job.env("CARGO_TARGET_DIR", target).run()?;
    let folder = fs::read_dir(target.join("release/deps"))?;
    let mut files = folder.filter_map(Result::ok).map(|entry| entry.path());
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with("msgraph_identity_governance") && name.ends_with(".ll")
    };
    let file = files.find(is_ours).context("rustc has written no LLVM IR")?;
    Ok(fs::read_to_string(file)?.lines().count() as u64)
}

/// The instructions that a program takes, counted by callgrind.
fn instructions(program: &str) -> Result<u64> {
    let root = workspace();
    let folder = tempfile::tempdir()?;
    let counted = folder.path().join("counted");
    let valgrind = ["--tool=callgrind", "--quiet"].map(Into::into).into_iter();
    let out = format!("--callgrind-out-file={}", counted.display()).into();
    Job::new("valgrind", &root).args(valgrind.chain([out, built::program(program)?.into_os_string()])).run()?;
    let text = fs::read_to_string(counted)?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: ")));
    Ok(total.context("callgrind tells of no total")?.trim().parse()?)
}
