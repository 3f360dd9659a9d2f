//! `csdl why`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use csdl_codegen::{
    config::{Api, Config},
    diagnostic::Report,
    generate::Failure,
    pipeline,
};

use super::console::{find_api, say};

pub(crate) fn run(config: &Path, name: &str, api: Option<&str>, from: &[PathBuf]) -> Result<ExitCode, Failure> {
    let config = Config::load(config)?;
    let apis: Vec<&Api> = match api {
        Some(api) => find_api(&config, api).into_iter().collect(),
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
