//! Paths and literals, and the fields and calls that follow them.

use super::flat::Kind;

use super::layout::{Breaks, INDENT};
use super::printer::Printer;

/// What follows a path or a literal.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Links {
    /// How many there are: `.name`, `.name(arguments)`, `(arguments)`, `?`.
    pub(super) count: usize,
    /// The last that begins with a dot, from 1 on; 0 where none does.
    pub(super) last_member: usize,
    /// Whether what comes of one of them is called.
    calls_result: bool,
}

impl Printer<'_> {
    /// A path or literal, and the fields, calls and `?` that follow it.
    pub(super) fn chain(&mut self, begins_line: bool) -> Option<()> {
        let links = self.links()?;
        // A call is laid out around what is called, which is laid out as if it stood alone.
        let is_boxed = links.last_member > 0;
        if is_boxed {
            self.layout.begin(INDENT, Breaks::Consistent);
            self.layout.begin(-INDENT, Breaks::Consistent);
        }
        let is_short = self.primary()?;
        if is_boxed {
            self.layout.end();
        }
        for link in 1..=links.count {
            let hangs = begins_line && is_short && link == 1 && !links.calls_result;
            match self.peek()? {
                (Kind::Open, "(") => self.arguments()?,
                (Kind::Mark, "?") => self.take("?")?,
                _ => self.member(hangs, hangs && link == links.last_member)?,
            }
            if link == links.last_member {
                self.layout.end();
            }
        }
        Some(())
    }

    /// Looks at what follows the path or literal that is next.
    pub(super) fn links(&self) -> Option<Links> {
        let mut at = 0;
        // The path, with what a macro is given.
        loop {
            let after = match self.peek_at(at)? {
                (Kind::Mark, "::") => 1,
                (Kind::Word | Kind::Literal, _) => 1,
                (Kind::Mark, "!") => 1 + self.length_of_group(at + 1)?,
                _ => break,
            };
            at += after;
        }
        let mut links = Links::default();
        loop {
            match self.peek_at(at) {
                Some((Kind::Mark, ".")) => {
                    at += 2;
                    links.last_member = links.count + 1;
                    if let Some((Kind::Open, "(")) = self.peek_at(at) {
                        at += self.length_of_group(at)?;
                    }
                }
                Some((Kind::Open, "(")) => {
                    at += self.length_of_group(at)?;
                    links.calls_result |= links.count > 0;
                }
                Some((Kind::Mark, "?")) => at += 1,
                _ => return Some(links),
            }
            links.count += 1;
        }
    }

    /// How many tokens a group has, its delimiters included.
    pub(super) fn length_of_group(&self, start: usize) -> Option<usize> {
        let (mut at, mut depth) = (start, 0_usize);
        loop {
            match self.peek_at(at)?.0 {
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                _ => {}
            }
            at += 1;
            if depth == 0 {
                return Some(at - start);
            }
        }
    }

    /// `.name` or `.name(arguments)`.
    fn member(&mut self, hangs: bool, is_outdented: bool) -> Option<()> {
        if !hangs {
            self.layout.zero();
        }
        self.take(".")?;
        match self.peek()? {
            (Kind::Word, _) => self.any(Kind::Word)?,
            (_, digits) if digits.bytes().all(|digit| digit.is_ascii_digit()) => {
                return self.any(Kind::Literal).map(drop);
            }
            _ => return None,
        };
        if self.is("(") {
            self.layout.begin(if is_outdented { -INDENT } else { 0 }, Breaks::Consistent);
            self.arguments()?;
            self.layout.end();
        }
        Some(())
    }

    /// A path, a macro call or a literal; whether it is a name so short that what is called on it stays in its line.
    fn primary(&mut self) -> Option<bool> {
        if let (Kind::Literal, _) = self.peek()? {
            self.any(Kind::Literal)?;
            return Some(false);
        }
        let is_rooted = self.takes("::");
        let mut name = self.any(Kind::Word)?;
        let mut is_path = is_rooted;
        while self.takes("::") {
            name = self.any(Kind::Word)?;
            is_path = true;
        }
        if self.takes("!") {
            self.macro_arguments()?;
            return Some(false);
        }
        Some(!is_path && i32::try_from(name.len()).is_ok_and(|length| length <= INDENT))
    }

    /// The arguments of a call, with their parentheses.
    fn arguments(&mut self) -> Option<()> {
        self.take("(")?;
        if self.is(")") {
            return self.take(")");
        }
        if self.is_one_block() {
            self.expression()?;
            return self.take(")");
        }
        self.layout.begin(INDENT, Breaks::Consistent);
        self.layout.zero();
        self.listed(")", Self::expression)?;
        self.layout.end();
        self.layout.word(")");
        Some(())
    }

    /// Whether an array, a closure or a tuple is all that a call is given.
    fn is_one_block(&self) -> bool {
        if !matches!(self.peek(), Some((Kind::Open, "(" | "[") | (Kind::Mark, "|"))) {
            return false;
        }
        let mut at = 0;
        loop {
            match self.peek_at(at) {
                Some((Kind::Open, _)) => at += self.length_of_group(at).unwrap_or(1),
                Some((Kind::Mark, ",")) => return false,
                Some((Kind::Close, _)) | None => return true,
                Some(_) => at += 1,
            }
        }
    }
}
