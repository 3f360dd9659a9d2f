//! Tokens laid out as Rust: what items, types and expressions share.
//!
//! The printer knows the shapes that [`emit`](crate::emit) makes, and lays them out as prettyplease
//! does. Of any other shape it says so: every step gives `None` there, and the caller takes another way.

use super::flat::{Flat, Kind};
use super::layout::Layout;

/// Reads tokens from the first to the last, and lays them out.
#[derive(Debug)]
pub(super) struct Printer<'t> {
    tokens: &'t Flat,
    at: usize,
    pub(super) layout: &'t mut Layout,
}

impl<'t> Printer<'t> {
    /// Lays tokens out in place of what is laid out already.
    pub(super) fn new(tokens: &'t Flat, layout: &'t mut Layout) -> Self {
        layout.clear();
        Self { tokens, at: 0, layout }
    }

    /// Lays out a whole file.
    pub(super) fn file(&mut self) -> Option<()> {
        while self.peek().is_some() {
            self.item()?;
            self.layout.flush();
        }
        Some(())
    }

    /// What was not printed yet.
    #[cfg(test)]
    pub(super) fn rest(&self) -> String {
        (0..12).filter_map(|distance| self.peek_at(distance)).map(|(_, text)| format!("{text} ")).collect()
    }

    /// The next token.
    pub(super) fn peek(&self) -> Option<(Kind, &'t str)> {
        self.tokens.get(self.at)
    }

    /// One of the tokens after the next.
    pub(super) fn peek_at(&self, distance: usize) -> Option<(Kind, &'t str)> {
        self.tokens.get(self.at + distance)
    }

    /// Whether the next token has that text; literals with that text are none of these.
    pub(super) fn is(&self, text: &str) -> bool {
        self.peek().is_some_and(|(_, next)| next == text)
    }

    /// Takes a token, without a word.
    pub(super) fn skip(&mut self) -> Option<(Kind, &'t str)> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    /// Takes a token of that text, if it is next, without a word.
    pub(super) fn skips(&mut self, text: &str) -> bool {
        let is_it = self.is(text);
        self.at += usize::from(is_it);
        is_it
    }

    /// Takes a token that must be of that text, without a word.
    pub(super) fn pass(&mut self, text: &str) -> Option<()> {
        self.skips(text).then_some(())
    }

    /// Prints a token of that text, if it is next.
    pub(super) fn takes(&mut self, text: &str) -> bool {
        let is_it = self.skips(text);
        if is_it {
            self.layout.word(text);
        }
        is_it
    }

    /// Prints a token that must be of that text.
    pub(super) fn take(&mut self, text: &str) -> Option<()> {
        self.takes(text).then_some(())
    }

    /// Prints a token that must be of that kind, and gives its text.
    pub(super) fn any(&mut self, wanted: Kind) -> Option<&'t str> {
        let (kind, text) = self.peek()?;
        if kind != wanted {
            return None;
        }
        self.at += 1;
        self.layout.word(text);
        Some(text)
    }

    /// Prints what stands in a group up to its end, which is taken, with commas between: each in a line
    /// where they do not fit. The box around is the caller's.
    pub(super) fn listed(&mut self, close: &str, mut each: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        while !self.is(close) {
            each(self)?;
            let has_comma = self.skips(",");
            let is_last = self.is(close);
            if !has_comma && !is_last {
                return None;
            }
            self.layout.comma(is_last);
        }
        self.pass(close)
    }
}
