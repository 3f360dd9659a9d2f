//! `csdl explain`.

use std::process::ExitCode;

use csdl_codegen::diagnostic::{Code, closest};

use super::console::say;

pub(crate) fn run(code: Option<&str>) -> ExitCode {
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
