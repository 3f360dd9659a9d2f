//! syn and prettyplease judge what is printed here.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Spacing, TokenTree};

use crate::emit::tokens::{Kind, TokenStream};

use super::{parsed, printer::Printer};

/// The files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn emitted_files_are_printed_as_prettyplease_prints_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["../generated", "../tests/shop/generated", "tests/fixtures"] {
        files(&root.join(folder), &mut all);
    }
    let mut count = 0;
    let mut wrong = Vec::new();
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        // A crate's root is laid out as rustfmt would.
        if text.starts_with(csdl_fingerprint::HEADER) && !path.ends_with("lib.rs") {
            count += 1;
            wrong.extend(difference(&text).map(|difference| format!("{}: {difference}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 300, "only {count} files");
}

/// How the text of a file is printed otherwise than by prettyplease.
fn difference(text: &str) -> Option<String> {
    let code: String = text.lines().filter(|line| !line.starts_with("//!")).map(|line| format!("{line}\n")).collect();
    let mut tokens = TokenStream::new();
    read(code.parse().unwrap(), &mut tokens);
    let mut printer = Printer::new(&tokens);
    let Some(printed) = printer.file() else { return Some(format!("a shape not known: {}", printer.rest())) };
    let parsed = parsed(&tokens).unwrap();
    let mut lines = printed.lines().zip(parsed.lines());
    let differing = lines.find(|(here, there)| here != there).map(|(here, there)| format!("\n{here}\n{there}"));
    differing.or_else(|| (printed != parsed).then(|| "of another length".to_owned()))
}

/// The tokens that Rust reads, as those of templates.
fn read(from: proc_macro2::TokenStream, tokens: &mut TokenStream) {
    // A mark that goes on in the next token.
    let mut before = String::new();
    for token in from {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => panic!("a group without delimiters"),
                };
                tokens.push(Kind::Open, open);
                read(group.stream(), tokens);
                tokens.push(Kind::Close, close);
            }
            TokenTree::Ident(word) if before == "'" => {
                tokens.push(Kind::Lifetime, &format!("'{word}"));
                before.clear();
            }
            TokenTree::Ident(word) => tokens.push(Kind::Word, &word.to_string()),
            TokenTree::Literal(literal) => tokens.push(Kind::Literal, &literal.to_string()),
            TokenTree::Punct(mark) => {
                before.push(mark.as_char());
                let goes_on = matches!(mark.as_char(), '\'' | ':' | '-' | '=');
                if mark.spacing() == Spacing::Alone || !goes_on {
                    tokens.push(Kind::Mark, &std::mem::take(&mut before));
                }
            }
        }
    }
}
