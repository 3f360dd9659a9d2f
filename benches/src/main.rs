//! Measures what this project says of its speed, and holds its counts to a budget.

use std::{env, ffi::OsString, path::PathBuf};

use anyhow::{Result, anyhow};
use benches::{
    baseline, child,
    inputs::{self, workspace},
    parts::Context,
    report,
};
use clap::{Parser, Subcommand};

/// Ratios, measured in one run, and counts.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measures everything and writes docs/performance.md and its plots
    Report {
        /// A full document of Microsoft Graph v1.0; by default what CSDL_DOCUMENT names
        #[arg(long, value_name = "FILE")]
        document: Option<PathBuf>,
        /// How many times each pair is measured
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// Only these parts; those measured before keep what they had
        #[arg(long, value_name = "PART")]
        only: Vec<String>,
    },
    /// Counts, and fails where a count is more than 5 % above the budget
    Budget {
        /// Write the counts as the new budget
        #[arg(long)]
        update: bool,
    },
    /// Runs a command and writes what it used
    #[command(hide = true)]
    Usage {
        report: PathBuf,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
    /// Generates what a configuration asks for, and writes nothing
    #[command(hide = true)]
    Generate { config: PathBuf },
    /// Parses the Rust files of a folder with syn
    #[command(hide = true)]
    Parse { folder: PathBuf },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Report { document, rounds, only } => {
            let document = document.or_else(inputs::document).map(std::path::absolute).transpose()?;
            let scratch = target_folder().join("performance");
            report::report(&Context { document, rounds, scratch }, &only)
        }
        Command::Budget { update } => benches::budget::budget(update),
        Command::Usage { report, command } => child::tell_usage(&report, &command),
        Command::Generate { config } => {
            csdl_codegen::generate::check(&config).map_err(|failure| anyhow!("{failure}")).map(|_| ())
        }
        Command::Parse { folder } => Ok(baseline::syn_items(&baseline::rust_files(&folder)?).map(|_| ())?),
    }
}

/// The folder that cargo builds into.
fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}
