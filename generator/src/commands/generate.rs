//! `csdl generate`.

use std::{path::Path, process::ExitCode, time::Instant};

use csdl_codegen::{
    generate::{self, Failure, Generated},
    pipeline::MISSING,
};

use super::console::{say, told};

/// What becomes of what was generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It is written.
    Write,
    /// It is written, and the recorded names of what is gone are forgotten.
    PruneNames,
    /// It is compared with what is there.
    Check,
}

pub(crate) fn run(config: &Path, mode: Mode, verbose: bool) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let check = mode == Mode::Check;
    let generated = match mode {
        Mode::Write => generate::generate(config)?,
        Mode::PruneNames => generate::generate_pruning_names(config)?,
        Mode::Check => generate::check(config)?,
    };
    if verbose {
        eprint!("{}", told(&generated.reports));
        for skipped in &generated.skipped {
            say(&format!("skipped in {}: {}: {}\n", skipped.api, skipped.what, skipped.reason));
        }
    }
    let missing = generated.reports.iter().map(|report| report.count(MISSING)).sum::<usize>();
    if missing > 0 && !verbose {
        eprintln!(
            "warning: {missing} of the things that overlays and scope speak of are not in the metadata, as an update \
             has accepted; `--verbose` tells which"
        );
    }
    if check && generated.is_stale() {
        for path in generated.files.written.iter().chain(&generated.files.removed) {
            say(&format!("stale: {}\n", path.display()));
        }
    }
    say(&table(&generated, check, start));
    if check && generated.is_stale() {
        eprintln!("error: generated files are stale; run `cargo run -p csdl-codegen -- generate`");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// The table that a run ends with.
fn table(generated: &Generated, check: bool, start: Instant) -> String {
    let mut rows: Vec<(String, String)> = vec![("documents read".to_owned(), generated.documents.to_string())];
    for (api, counts) in &generated.counts {
        rows.push((format!("{api} types in scope"), counts.types.to_string()));
        rows.push((format!("{api} operations in scope"), counts.operations.to_string()));
    }
    let files = &generated.files;
    let tense = if check { "files to " } else { "files " };
    rows.push(("skipped, with a reason".to_owned(), generated.skipped.len().to_string()));
    rows.push((format!("{tense}{}", if check { "write" } else { "written" }), files.written.len().to_string()));
    rows.push(("files unchanged".to_owned(), files.unchanged.len().to_string()));
    rows.push((format!("{tense}{}", if check { "remove" } else { "removed" }), files.removed.len().to_string()));
    rows.push(("warnings".to_owned(), generated.warnings().to_string()));
    rows.push(("time".to_owned(), format!("{} ms", start.elapsed().as_millis())));
    rows.into_iter().map(|(name, value)| format!("{name:<28}{value:>10}\n")).collect()
}
