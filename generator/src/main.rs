//! The command `csdl`.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use clap::{Parser, Subcommand, ValueEnum};
use csdl_codegen::{
    config::{Api, Config},
    diagnostic::{Code, Report, Style, closest},
    files::{self, Strays},
    generate::{self, Failure, Generated},
    lint::{self, Verdict},
    pipeline,
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

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// With snippets, on standard error.
    Text,
    /// As JSON, on standard output.
    Json,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Generate { check, verbose } => generate(&arguments.config, check, verbose),
        Command::Slice { api, from, out } => slice(&arguments.config, &api, &from, out.as_deref()),
        Command::Lint { files, format } => Ok(lint(&files, format)),
        Command::Explain { code } => Ok(explain(code.as_deref())),
        Command::Why { name, api, from } => why(&arguments.config, &name, api.as_deref(), &from),
    };
    outcome.unwrap_or_else(|failure| {
        eprintln!("{}", text(&failure));
        ExitCode::FAILURE
    })
}

/// Writes to standard output. Who reads it may stop at any time: that is no failure of ours.
fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// A failure as it is told on a terminal.
fn text(failure: &Failure) -> String {
    match failure {
        Failure::Reports(reports) => reports.iter().map(|report| report.render(style())).collect(),
        other => format!("error: {other}"),
    }
}

fn style() -> Style {
    use std::io::IsTerminal;
    let is_plain = std::env::var_os("NO_COLOR").is_some() || !std::io::stderr().is_terminal();
    if is_plain { Style::Plain } else { Style::Coloured }
}

fn generate(config: &Path, check: bool, verbose: bool) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let generated = if check { generate::check(config)? } else { generate::generate(config)? };
    if verbose {
        generated.reports.iter().for_each(|report| eprint!("{}", report.render(style())));
        for skipped in &generated.skipped {
            say(&format!("skipped in {}: {}: {}\n", skipped.api, skipped.what, skipped.reason));
        }
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

fn slice(config: &Path, api: &str, from: &[PathBuf], out: Option<&Path>) -> Result<ExitCode, Failure> {
    let config = Config::load(config)?;
    let Some(api) = find(&config, api) else { return Ok(ExitCode::FAILURE) };
    let sliced = pipeline::slice(&config, api, from)?;
    let Some(target) = out.or(api.metadata.first().map(PathBuf::as_path)) else {
        eprintln!("error: {} has no document to write: give one with --out", api.name);
        return Ok(ExitCode::FAILURE);
    };
    let is_changed = write(target, sliced.text).map_err(|error| Failure::Io(target.to_owned(), error))?;
    let (types, operations) = (sliced.schema.types.len(), sliced.schema.operations.len());
    let what = if is_changed { "written" } else { "unchanged" };
    let warnings = sliced.report.diagnostics.warnings();
    let counts = format!("{types} types, {operations} operations in scope; {warnings} warnings");
    say(&format!("{} {what}: {counts}\n", target.display()));
    Ok(ExitCode::SUCCESS)
}

/// Writes one file, if it changes; tells whether it did.
fn write(target: &Path, text: String) -> std::io::Result<bool> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = target.file_name().map(PathBuf::from).unwrap_or_default();
    let applied = files::apply(folder, &BTreeMap::from([(name, text)]), Strays::Keep)?;
    Ok(!applied.written.is_empty())
}

fn lint(files: &[PathBuf], format: Format) -> ExitCode {
    let (verdict, report) = lint::lint(files);
    match format {
        Format::Text => eprint!("{}", report.render(style())),
        Format::Json => say(&format!("{}\n", report.to_json())),
    }
    match verdict {
        Verdict::Accepted => ExitCode::SUCCESS,
        Verdict::Refused => ExitCode::FAILURE,
        Verdict::Unreadable => ExitCode::from(2),
    }
}

fn explain(code: Option<&str>) -> ExitCode {
    let known = |wanted: &str| Code::ALL.iter().copied().find(|code| code.as_str() == wanted);
    match code.map(|wanted| (wanted, known(wanted))) {
        None => Code::ALL.iter().for_each(|code| say(&format!("{}: {}\n", code.as_str(), code.explanation()))),
        Some((_, Some(code))) => say(&format!("{}: {}\n", code.as_str(), code.explanation())),
        Some((wanted, None)) => {
            let near = closest(wanted, Code::ALL.iter().map(|code| code.as_str()));
            let help = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            eprintln!("error: there is no code `{wanted}`{help}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn why(config: &Path, name: &str, api: Option<&str>, from: &[PathBuf]) -> Result<ExitCode, Failure> {
    let config = Config::load(config)?;
    let apis: Vec<&Api> = match api {
        Some(api) => find(&config, api).into_iter().collect(),
        None => config.apis.iter().collect(),
    };
    let mut failure: Option<Box<Report>> = None;
    for api in apis {
        match pipeline::why(&config, api, name, from) {
            Ok(chain) => {
                say(&format!("{}:\n{chain}", api.name));
                return Ok(ExitCode::SUCCESS);
            }
            Err(report) => drop(failure.get_or_insert(report)),
        }
    }
    failure.map_or(Ok(ExitCode::FAILURE), |report| Err(report.into()))
}

/// The API of that name, or a word on which there are.
fn find<'c>(config: &'c Config, name: &str) -> Option<&'c Api> {
    let found = config.api(name);
    if found.is_none() {
        let names: Vec<&str> = config.apis.iter().map(|api| api.name.as_str()).collect();
        eprintln!("error: {} has no API `{name}`; it has {}", config.file.display(), names.join(", "));
    }
    found
}
