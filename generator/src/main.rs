//! The command `csdl`.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

mod commands;

use commands::{
    console::text,
    diff, explain,
    generate::{self, Mode},
    lint::{self, Format},
    new, slice, update, why,
};

/// Generates Rust models and an async client from OData CSDL metadata.
#[derive(Debug, Parser)]
#[command(name = "csdl", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// What to generate; by default `metadata/csdl.toml`, or else `csdl.toml`.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generates the crate; writes only the files that change. Names that something else could claim
    /// are kept in a file beside the configuration (`names.lock`), so that what is added to the
    /// metadata never takes the name of what was there.
    Generate {
        /// Write nothing; fail, and list them, if files would change.
        #[arg(long)]
        check: bool,
        /// Forget the recorded names of what is gone; others may get them then.
        #[arg(long, conflicts_with = "check")]
        prune_names: bool,
        /// Print every warning, and what was skipped, not only how many.
        #[arg(long)]
        verbose: bool,
    },
    /// Makes a crate around the client of a service: manifest, documents, choices, code, README, example.
    New(new::Arguments),
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
        /// A local file for a URI that documents refer to; a folder for all URIs that begin with one
        /// that ends in `/`. May be given several times.
        #[arg(long = "reference", value_name = "URI=FILE", value_parser = lint::reference)]
        references: Vec<(String, PathBuf)>,
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
    let config = arguments.config.unwrap_or_else(configuration);
    let outcome = match arguments.command {
        Command::Generate { check, prune_names, verbose } => {
            let mode = match (check, prune_names) {
                (true, _) => Mode::Check,
                (_, true) => Mode::PruneNames,
                _ => Mode::Write,
            };
            generate::run(&config, mode, verbose)
        }
        Command::New(arguments) => new::run(arguments),
        Command::Slice { api, from, out } => slice::run(&config, &api, &from, out.as_deref()),
        Command::Update { api, from, previous, dry_run, max_loss, accept_loss } => {
            let allowed = update::Allowed { max_loss, accept_loss };
            update::run(&config, &api, [&from, &previous], dry_run, &allowed)
        }
        Command::Diff { old, new, api, format, fail_on } => {
            diff::run(&config, [&old, &new], api.as_deref(), format, fail_on)
        }
        Command::Lint { files, references, format } => Ok(lint::run(&files, references, format)),
        Command::Explain { code } => Ok(explain::run(code.as_deref())),
        Command::Why { name, api, from } => why::run(&config, &name, api.as_deref(), &from),
    };
    outcome.unwrap_or_else(|failure| {
        eprint!("{}", text(&failure));
        ExitCode::FAILURE
    })
}

/// The configuration that nobody named.
fn configuration() -> PathBuf {
    let known = ["metadata/csdl.toml", "csdl.toml"].map(PathBuf::from);
    let [first, _] = known.clone();
    known.into_iter().find(|file| file.is_file()).unwrap_or(first)
}
