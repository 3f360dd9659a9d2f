//! Texts as TOML writes them.

use std::fmt::Write as _;

/// A text in quotation marks, whatever is in it.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => drop(write!(out, "\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of texts.
pub(crate) fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = texts.into_iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// One of the words that a key takes, as TOML writes it.
pub(crate) fn choice(value: &impl serde::Serialize) -> String {
    // A word in quotes is the same in JSON; nothing that is a word fails.
    serde_json::to_string(value).unwrap_or_default()
}
