//! Counts that stand for costs: the same on every machine, however busy, so that CI can hold them to a budget.

mod counts;
mod verdict;

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Result, bail};

use crate::inputs::workspace;

/// Counts by name.
pub type Counts = BTreeMap<String, u64>;

/// The committed budget.
fn file() -> PathBuf {
    workspace().join("benches/budget.toml")
}

/// Counts, and holds what is counted to the committed budget, or writes it as the new one.
///
/// # Errors
///
/// Where something cannot be counted, and where a count is above its budget.
pub fn budget(update: bool) -> Result<()> {
    let counted = counts::all()?;
    if update {
        fs::write(file(), written(&counted))?;
        eprintln!("written: benches/budget.toml");
        return Ok(());
    }
    let mut budget: Counts = toml::from_str(&fs::read_to_string(file())?)?;
    if !counts::has_valgrind() {
        eprintln!("SKIPPED: instructions are counted by valgrind, which is not here");
        budget.retain(|name, _| !name.starts_with(counts::INSTRUCTIONS));
    }
    let verdict = verdict::of(&counted, &budget);
    print(&verdict.lines);
    if verdict.is_over {
        bail!("{}", verdict::WHAT_TO_DO)
    }
    Ok(())
}

#[allow(clippy::print_stdout, reason = "it is what the command is for")]
fn print(lines: &[String]) {
    lines.iter().for_each(|line| println!("{line}"));
}

fn written(counts: &Counts) -> String {
    let head = "# Counts that CI holds this project to, 5 % above at most. Written by\n\
                # `cargo run --release -p benches -- budget --update`; docs/performance.md says what they mean.\n\n";
    let lines = counts.iter().map(|(name, count)| format!("{name} = {count}\n"));
    lines.fold(head.to_owned(), |text, line| text + &line)
}
