//! Literals of structures.

use super::flat::Kind;
use super::layout::{Breaks, INDENT};
use super::printer::Printer;

/// A literal that is wider takes a line for each of its fields.
const WIDTH: usize = 34;

impl Printer<'_> {
    /// Whether a path is next, and what a structure holds after it.
    pub(super) fn is_structure(&self) -> bool {
        let path = self.length_of_path();
        path > 0 && matches!(self.peek_at(path), Some((Kind::Open, "{")))
    }

    /// How many tokens the path has that is next.
    fn length_of_path(&self) -> usize {
        let is_part = |at: &usize| matches!(self.peek_at(*at), Some((Kind::Word, _) | (Kind::Mark, "::")));
        (0..).take_while(is_part).count()
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
            self.layout.space();
        }
        self.layout.outdent();
        self.layout.end();
        self.take("}")
    }

    /// What the tokens up to the end of the structure take, without the blanks between.
    fn least_width(&self) -> Option<usize> {
        let path = self.length_of_path();
        let length = path + self.length_of_group(path)?;
        Some((0..length).filter_map(|at| self.peek_at(at)).map(|(_, text)| text.len()).sum())
    }
}
