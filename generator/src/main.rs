//! The command `csdl`.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

mod commands;

use commands::{
    console::text,
    diff, explain, generate,
    lint::{self, Format},
    slice, update, why,
};

/// Generates Rust models and an async client from OData CSDL metadata.
#[derive(Debug, Parser)]
#[command(name = "csdl", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// What to generate.
    #[arg(long, global = true, value_name = "FILE", default_value = "metadata/csdl.toml")]
    config: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generates the crate; writes only the files that change.
    Generate {
        /// Write nothing; fail, and list them, if files would change.
        #[arg(long)]
        check: bool,
        /// Print every warning, and what was skipped, not only how many.
        #[arg(long)]
        verbose: bool,
    },
    /// Cuts full metadata documents down to what is in scope.
    Slice {
        /// The API, as the configuration names it.
        api: String,
        /// The full documents.
        #[arg(long, required = true, value_name = "FILE")]
        from: Vec<PathBuf>,
        /// Where to; by default the API's own first document.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Takes over a newer revision of an API: slices it, prints what differs, generates. All of it or
    /// nothing; what the revision lacks of the scope and of overlays is warned of.
    Update {
        /// The API, as the configuration names it.
        api: String,
        /// The full documents.
        #[arg(long, required = true, value_name = "FILE")]
        from: Vec<PathBuf>,
        /// The full documents that the present slice was cut from: what is lost of all of them counts.
        #[arg(long, value_name = "FILE")]
        previous: Vec<PathBuf>,
        /// Write nothing.
        #[arg(long)]
        dry_run: bool,
        /// The share of types or of operations that may be lost; a lost root is always too much.
        #[arg(long, value_name = "PERCENT", default_value_t = csdl_codegen::update::MAX_LOSS)]
        max_loss: f64,
        /// Accept any loss.
        #[arg(long)]
        accept_loss: bool,
    },
    /// Tells what differs between two revisions, and what that does to a Rust caller.
    Diff {
        /// The older document, full or a slice.
        old: PathBuf,
        /// The newer document.
        new: PathBuf,
        /// The API of the configuration whose scope and options count; without it, whole documents do.
        #[arg(long)]
        api: Option<String>,
        /// For a terminal, a changelog, or tools.
        #[arg(long, value_enum, default_value_t = diff::Format::Text)]
        format: diff::Format,
        /// Exit with 1 where the verdict is this one or a higher one.
        #[arg(long, value_enum, value_name = "VERDICT")]
        fail_on: Option<diff::FailOn>,
    },
    /// Tells what is wrong with documents, and writes nothing. Exit code: 0 accepted, with warnings
    /// perhaps; 1 errors; 2 a file cannot be read.
    Lint {
        /// The documents; those of one run belong together.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// For people, or for tools.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Tells what a code of a diagnostic means; without one, what all of them mean.
    Explain {
        /// Such as `unknown-type`.
        code: Option<String>,
    },
    /// Prints the chain that brings a type into scope.
    Why {
        /// The type, with or without its namespace.
        name: String,
        /// The API, as the configuration names it; by default the first one that has the type.
        #[arg(long)]
        api: Option<String>,
        /// Full documents to look in, instead of the API's own.
        #[arg(long, value_name = "FILE")]
        from: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Generate { check, verbose } => generate::run(&arguments.config, check, verbose),
        Command::Slice { api, from, out } => slice::run(&arguments.config, &api, &from, out.as_deref()),
        Command::Update { api, from, previous, dry_run, max_loss, accept_loss } => {
            let allowed = update::Allowed { max_loss, accept_loss };
            update::run(&arguments.config, &api, [&from, &previous], dry_run, &allowed)
        }
        Command::Diff { old, new, api, format, fail_on } => {
            diff::run(&arguments.config, [&old, &new], api.as_deref(), format, fail_on)
        }
        Command::Lint { files, format } => Ok(lint::run(&files, format)),
        Command::Explain { code } => Ok(explain::run(code.as_deref())),
        Command::Why { name, api, from } => why::run(&arguments.config, &name, api.as_deref(), &from),
    };
    outcome.unwrap_or_else(|failure| {
        eprintln!("{}", text(&failure));
        ExitCode::FAILURE
    })
}
