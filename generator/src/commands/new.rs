//! `csdl new`.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use csdl_codegen::{
    create::{NewCrate, Runtime, create},
    generate::Failure,
};

use super::console::say;

/// What to make a crate of.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The service's documents; those of one run belong together.
    #[arg(long, required = true, value_name = "FILE")]
    from: Vec<PathBuf>,
    /// The crate's folder: a new one, or an empty one.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The crate's name; by default made from the service's namespace.
    #[arg(long)]
    name: Option<String>,
    /// The name of the client's type; by default made from the service's namespace.
    #[arg(long, value_name = "TYPE")]
    client: Option<String>,
    /// Where the service root is: https, the host, and a path where there is one.
    #[arg(long, value_name = "URL")]
    host: Option<String>,
    /// The folder of `odata-runtime`, or the versions of it that will do; by default the one that this
    /// command was built with.
    #[arg(long, value_name = "PATH|VERSION")]
    runtime: Option<String>,
}

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let runtime = match arguments.runtime.as_deref() {
        None => Runtime::default(),
        Some(text) => match Runtime::named(text) {
            Some(runtime) => runtime,
            None => {
                eprintln!("error: `{text}` is neither a folder with a crate in it nor a version");
                return Ok(ExitCode::FAILURE);
            }
        },
    };
    let Arguments { from: documents, out: folder, name, client, host, .. } = arguments;
    let new = NewCrate { documents, folder, name, client, host, runtime };
    let created = create(&new)?;
    let (place, warnings) = (new.folder.display(), created.report.diagnostics.warnings());
    say(&format!("{place}: the crate `{}` with `{}`; {warnings} warnings\n", created.name, created.client));
    if created.needs_host {
        say("The host is still to be set: `host` in csdl.toml, then `csdl generate`.\n");
    }
    Ok(ExitCode::SUCCESS)
}
