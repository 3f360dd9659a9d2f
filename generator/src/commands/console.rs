//! What the commands share: how they speak, and how they find an API.

use std::io::Write;

use csdl_codegen::{
    config::{Api, Config},
    diagnostic::{Report, Style},
    generate::Failure,
};

/// Writes to standard output. Who reads it may stop at any time: that is no failure of ours.
pub(crate) fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// A failure as it is told on a terminal.
pub(crate) fn text(failure: &Failure) -> String {
    match failure {
        Failure::Reports(reports) => told(reports),
        other => format!("error: {other}\n"),
    }
}

/// Reports as they are told on a terminal: every diagnostic, then once where more is to be read.
pub(crate) fn told(reports: &[Report]) -> String {
    let diagnostics: String = reports.iter().map(|report| report.render(style())).collect();
    let first = reports.iter().filter_map(|report| report.diagnostics.first()).min_by_key(|first| first.severity);
    let more = first.map(|first| format!("for more, `csdl explain {}`\n", first.code.as_str()));
    diagnostics + &more.unwrap_or_default()
}

pub(crate) fn style() -> Style {
    use std::io::IsTerminal;
    let is_plain = std::env::var_os("NO_COLOR").is_some() || !std::io::stderr().is_terminal();
    if is_plain { Style::Plain } else { Style::Coloured }
}

/// The API of that name, or a word on which there are.
pub(crate) fn find_api<'c>(config: &'c Config, name: &str) -> Option<&'c Api> {
    let found = config.api(name);
    if found.is_none() {
        let names: Vec<&str> = config.apis.iter().map(|api| api.name.as_str()).collect();
        eprintln!("error: {} has no API `{name}`; it has {}", config.file.display(), names.join(", "));
    }
    found
}
