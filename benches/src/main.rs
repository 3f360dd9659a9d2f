//! Measurements: what generated code costs to make, to compile, to run.

mod compile;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use csdl_codegen::{names::NameLock, revisions};

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == compile::usage::ARGUMENT) {
        return compile::usage::run(arguments);
    }
    let paths: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let [document, runtime, folder] = paths.as_slice() else { return ExitCode::FAILURE };
    let revision = revisions::whole(&[document.clone()], &NameLock::default()).unwrap();
    for style in compile::Style::ALL {
        compile::write(&revision.schema, style, runtime, &folder.join(style.name())).unwrap();
    }
    ExitCode::SUCCESS
}
