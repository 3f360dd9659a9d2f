//! `csdl diff`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::ValueEnum;
use csdl_codegen::{
    config::Config,
    diff::{self, Difference, Verdict},
    generate::Failure,
    names::NameLock,
    revisions::{self, Revision},
};

use super::console::{find_api, say};

/// How a difference is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// A line for each change.
    Text,
    /// Headings and bullets.
    Markdown,
    /// For tools.
    Json,
}

/// From which verdict on a run fails.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FailOn {
    Major,
    Minor,
}

pub(crate) fn run(
    config: &Path,
    [old, new]: [&PathBuf; 2],
    api: Option<&str>,
    format: Format,
    fail_on: Option<FailOn>,
) -> Result<ExitCode, Failure> {
    let (old, new) = (std::slice::from_ref(old), std::slice::from_ref(new));
    let (old, new): (Revision, Revision) = match api {
        None => {
            let old = revisions::whole(old, &NameLock::default())?;
            let new = revisions::whole(new, &old.names)?;
            (old, new)
        }
        Some(name) => {
            let config = Config::load(config)?;
            let Some(api) = find_api(&config, name) else { return Ok(ExitCode::FAILURE) };
            let old = revisions::of_api(&config, api, old, None)?;
            let new = revisions::of_api(&config, api, new, Some(&old.names))?;
            (old, new)
        }
    };
    let difference = revisions::compare(&old, &new);
    say(&written(&difference, format));
    let is_failure = match fail_on {
        Some(FailOn::Major) => difference.verdict >= Verdict::Major,
        Some(FailOn::Minor) => difference.verdict >= Verdict::Minor,
        None => false,
    };
    Ok(if is_failure { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn written(difference: &Difference, format: Format) -> String {
    match format {
        Format::Text => diff::text(difference),
        Format::Markdown => diff::markdown(difference),
        Format::Json => diff::json(difference) + "\n",
    }
}
