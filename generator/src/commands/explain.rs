//! `csdl explain`.

use std::process::ExitCode;

use csdl_codegen::diagnostic::{Code, closest};

use super::console::say;

pub(crate) fn run(code: Option<&str>) -> ExitCode {
    let Some(wanted) = code else {
        say(&list());
        return ExitCode::SUCCESS;
    };
    if let Some(code) = Code::find(wanted) {
        say(&text(code));
        return ExitCode::SUCCESS;
    }
    let near = closest(wanted, Code::ALL.iter().map(|code| code.as_str()));
    let help = near.map_or("`csdl explain` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
    eprintln!("error: there is no code `{wanted}`; {help}");
    ExitCode::FAILURE
}

/// Every code with its one sentence, in the order of the alphabet.
fn list() -> String {
    let mut codes: Vec<(&str, &str)> = Code::ALL.iter().map(|code| (code.as_str(), code.explanation())).collect();
    codes.sort_unstable();
    let width = codes.iter().map(|(code, _)| code.len()).max().unwrap_or_default();
    let lines: String = codes.iter().map(|(code, sentence)| format!("{code:<width$}  {sentence}\n")).collect();
    lines + "\nfor one of them at length: `csdl explain CODE`\n"
}

/// The text of a code for a terminal: what stands between fences is indented instead, after what it gives.
fn text(code: Code) -> String {
    let mut text = format!("{}: {}\n\n", code.as_str(), code.explanation());
    let (mut in_example, mut is_part) = (false, false);
    for line in code.details().lines() {
        if let Some(words) = line.strip_prefix("```") {
            in_example = !in_example;
            is_part |= words.starts_with("xml ") && !words.contains("document");
            let gives = words.split(' ').find(|word| matches!(*word, "error" | "warning"));
            text += &gives.map(|gives| format!("{gives}:\n")).unwrap_or_default();
        } else if in_example && !line.is_empty() {
            text += &format!("    {line}\n");
        } else {
            text += &format!("{line}\n");
        }
    }
    if is_part {
        text += "\nThe examples stand in a `Schema` with the namespace `Shop` and the alias `self`.\n";
    }
    text
}
