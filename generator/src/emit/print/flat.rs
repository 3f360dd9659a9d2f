//! Tokens in one row, with their text in one place: cheap to look ahead in.

use std::fmt::{Display, Write as _};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or a keyword.
    Word,
    /// `'a`.
    Lifetime,
    Literal,
    /// One mark, or several that are one: `::`, `->`, `=>`.
    Mark,
    /// `(`, `[` or `{`.
    Open,
    /// What ends the innermost open one.
    Close,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

/// Tokens in one row.
#[derive(Debug, Default)]
pub(super) struct Flat {
    text: String,
    tokens: Vec<Token>,
}

impl Flat {
    /// Lays tokens in a row, piece after piece, in place of those that were there.
    pub(super) fn set(&mut self, pieces: impl IntoIterator<Item = TokenStream>) {
        self.text.clear();
        self.tokens.clear();
        pieces.into_iter().for_each(|piece| self.add(piece));
    }

    fn add(&mut self, tokens: TokenStream) {
        // Whether the mark before goes on in the next token.
        let mut is_joint = false;
        for token in tokens {
            let was_joint = std::mem::replace(&mut is_joint, false);
            match token {
                TokenTree::Group(group) => {
                    let delimiters = match group.delimiter() {
                        Delimiter::Parenthesis => Some(("(", ")")),
                        Delimiter::Brace => Some(("{", "}")),
                        Delimiter::Bracket => Some(("[", "]")),
                        Delimiter::None => None,
                    };
                    let inner = group.stream();
                    // Else it is copied, as it is still in use.
                    drop(group);
                    if let Some((open, _)) = delimiters {
                        self.push(Kind::Open, |text| text.push_str(open));
                    }
                    self.add(inner);
                    if let Some((_, close)) = delimiters {
                        self.push(Kind::Close, |text| text.push_str(close));
                    }
                }
                TokenTree::Ident(ident) if was_joint => self.go_on(Kind::Lifetime, |text| add(text, &ident)),
                TokenTree::Ident(ident) => self.push(Kind::Word, |text| add(text, &ident)),
                TokenTree::Literal(literal) => self.push(Kind::Literal, |text| add(text, &literal)),
                TokenTree::Punct(mark) => {
                    is_joint = mark.spacing() == Spacing::Joint && matches!(mark.as_char(), '\'' | ':' | '-' | '=');
                    if was_joint {
                        self.go_on(Kind::Mark, |text| text.push(mark.as_char()));
                    } else {
                        self.push(Kind::Mark, |text| text.push(mark.as_char()));
                    }
                }
            }
        }
    }

    fn push(&mut self, kind: Kind, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        self.tokens.push(Token { kind, start, end: self.text.len() });
    }

    /// Adds to the token before.
    fn go_on(&mut self, kind: Kind, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        if let Some(last) = self.tokens.last_mut() {
            *last = Token { kind, end: self.text.len(), ..*last };
        }
    }

    /// The token at a place.
    pub(super) fn get(&self, at: usize) -> Option<(Kind, &str)> {
        let token = self.tokens.get(at)?;
        Some((token.kind, self.text.get(token.start..token.end)?))
    }

    /// All tokens as a text that can be read again.
    pub(super) fn to_text(&self) -> String {
        let tokens = (0..self.tokens.len()).filter_map(|at| self.get(at));
        tokens.flat_map(|(_, text)| [text, " "]).collect()
    }
}

fn add(text: &mut String, token: &dyn Display) {
    // Writing into a string does not fail.
    let _ = write!(text, "{token}");
}
