//! `csdl update`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use csdl_codegen::{
    config::Config,
    diagnostic::{Code, Report},
    diff::{self, Difference},
    generate::Failure,
    pipeline::MISSING,
    update::{self, Loss, Updated},
};

use super::console::{find_api, say};

/// How much an update may lose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowed {
    pub(crate) max_loss: f64,
    pub(crate) accept_loss: bool,
}

pub(crate) fn run(
    config: &Path,
    api: &str,
    [from, previous]: [&[PathBuf]; 2],
    dry_run: bool,
    allowed: &Allowed,
) -> Result<ExitCode, Failure> {
    let config = Config::load(config)?;
    let Some(api) = find_api(&config, api) else { return Ok(ExitCode::FAILURE) };
    let update = update::prepare(&config, api, from, previous, allowed.accept_loss)?;
    if let Some(difference) = &update.difference {
        say(&format!("{}\n", diff::text(difference)));
    }
    if !update.loss.is_within(allowed.max_loss) {
        if !allowed.accept_loss {
            refuse(&update.loss, allowed.max_loss);
            return Ok(ExitCode::FAILURE);
        }
        eprint!("warning: accepted: {}", update.loss);
    }
    // What the slice cannot say, as it refers to what is not there.
    told(&update.warnings, &[Code::UnknownType]).iter().for_each(|line| eprintln!("warning: left out: {line}"));
    let (difference, document) = (update.difference.clone(), update.document.clone());
    let updated = if dry_run { update.compare()? } else { update.write()? };
    let missing = told(&updated.generated.reports, MISSING);
    missing.iter().for_each(|line| eprintln!("warning: {line}"));
    say(&table(&updated, difference.as_ref(), &document, dry_run));
    say(&next(from, missing.len(), dry_run));
    Ok(ExitCode::SUCCESS)
}

fn refuse(loss: &Loss, max: f64) {
    eprint!("error: this revision loses too much (allowed are {max} % and no root of the scope): {loss}");
    eprintln!("nothing was written; `--accept-loss` takes it over all the same");
}

/// The diagnostics that have one of these codes, a line each.
fn told(reports: &[Report], codes: &[Code]) -> Vec<String> {
    let mut lines = Vec::new();
    for report in reports {
        for one in report.diagnostics.iter() {
            if codes.contains(&one.code) {
                let line = report.sources.position(one.span).filter(|_| !one.span.is_none());
                let place = line.map(|at| format!("{}:{}: ", report.sources.name(one.span.source()), at.line));
                let place = place.unwrap_or_default();
                lines.push(format!("{place}{}", one.message));
            }
        }
    }
    lines
}

fn table(updated: &Updated, difference: Option<&Difference>, document: &Path, dry_run: bool) -> String {
    let files = &updated.generated.files;
    let verdict = difference.map_or_else(|| "first revision".to_owned(), |difference| difference.verdict.to_string());
    let document = match (updated.is_document_written, dry_run) {
        (true, false) => format!("{} written", document.display()),
        (true, true) => format!("{} to write", document.display()),
        (false, _) => format!("{} unchanged", document.display()),
    };
    let tense = |word: &str, would: &str| format!("files {}", if dry_run { would } else { word });
    let rows = [
        ("verdict".to_owned(), verdict),
        ("document".to_owned(), document),
        (tense("written", "to write"), files.written.len().to_string()),
        ("files unchanged".to_owned(), files.unchanged.len().to_string()),
        (tense("removed", "to remove"), files.removed.len().to_string()),
        ("warnings".to_owned(), updated.generated.warnings().to_string()),
    ];
    rows.into_iter().map(|(name, value)| format!("{name:<18}{value}\n")).collect()
}

/// What is left to a person.
fn next(from: &[PathBuf], missing: usize, dry_run: bool) -> String {
    if dry_run {
        return "\nNothing was written.\n".to_owned();
    }
    let mut text = "\nNext:\n".to_owned();
    if missing > 0 {
        text += &format!(
            "- mend the overlays and the scope: {missing} of the things that they speak of are not there (above)\n"
        );
    }
    let files: Vec<String> = from.iter().map(|file| file.display().to_string()).collect();
    text += &format!("- note date and sha256 of {} where the metadata's origin is kept\n", files.join(", "));
    text + "- describe new types in an overlay, put what changed for callers into the changelog, run the tests\n"
}
