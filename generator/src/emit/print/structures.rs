//! Literals of structures.

use super::flat::Kind;
use super::layout::{Break, Breaks, INDENT};
use super::printer::Printer;

/// A literal that is wider takes a line for each of its fields.
const WIDTH: usize = 34;

impl Printer<'_> {
    /// Whether a path is next, and what a structure holds after it.
    pub(super) fn is_structure(&self) -> bool {
        let mut at = 0;
        while let Some((Kind::Word, _) | (Kind::Mark, "::")) = self.peek_at(at) {
            at += 1;
        }
        at > 0 && matches!(self.peek_at(at), Some((Kind::Open, "{")))
    }

    /// `Path { name: value, ... }` of more than one line.
    pub(super) fn literal_of_structure(&mut self) -> Option<()> {
        if self.least_width()? <= WIDTH {
            return None;
        }
        self.layout.begin(INDENT, Breaks::Consistent);
        while !self.is("{") {
            let (_, text) = self.skip()?;
            self.layout.word(text);
        }
        self.layout.word(" ");
        self.take("{")?;
        self.layout.line(0);
        while !self.is("}") {
            self.any(Kind::Word)?;
            self.take(":")?;
            self.layout.word(" ");
            self.layout.begin(0, Breaks::Inconsistent);
            self.expression()?;
            self.layout.end();
            self.pass(",")?;
            self.layout.word(",");
            self.layout.break_at(Break { blanks: 1, ..Break::default() });
        }
        self.layout.outdent();
        self.layout.end();
        self.take("}")
    }

    /// What the tokens up to the end of the structure take, without the blanks between.
    fn least_width(&self) -> Option<usize> {
        let (mut at, mut depth, mut width) = (0, 0_usize, 0);
        loop {
            let (kind, text) = self.peek_at(at)?;
            width += text.len();
            match kind {
                Kind::Open => depth += 1,
                Kind::Close if depth <= 1 => return Some(width),
                Kind::Close => depth -= 1,
                _ => {}
            }
            at += 1;
        }
    }
}
