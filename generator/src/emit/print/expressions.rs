//! Expressions and statements.

use crate::emit::tokens::Kind;

use super::layout::{Break, Breaks, INDENT};
use super::printer::Printer;

/// What an expression is, as far as it counts for what is around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// An array, a closure or a tuple: it hugs the parentheses of a call that has nothing else.
    Block,
    /// A `match`: no comma may follow it in an arm.
    Match,
    /// `return`: a semicolon follows it in a block.
    Return,
    Other,
}

/// What follows a path or a literal.
#[derive(Clone, Copy, Debug, Default)]
struct Links {
    /// How many there are: `.name`, `.name(arguments)`, `(arguments)`, `?`.
    count: usize,
    /// The last that begins with a dot, from 1 on; 0 where none does.
    last_member: usize,
    /// Whether what comes of one of them is called.
    calls_result: bool,
}

impl Printer<'_> {
    /// A statement in lines of its own.
    pub(super) fn statement(&mut self) -> Option<()> {
        match self.peek()? {
            (Kind::Word, "const") => self.constant()?,
            (Kind::Word, "let") => self.binding()?,
            _ => {
                self.layout.begin(0, Breaks::Inconsistent);
                let shape = self.expression_in_line(true)?;
                if self.is(";") {
                    self.take(";")?;
                } else if !self.is("}") {
                    return None;
                } else if shape == Shape::Return {
                    self.layout.word(";");
                }
                self.layout.end();
            }
        }
        self.layout.line(0);
        Some(())
    }

    fn binding(&mut self) -> Option<()> {
        self.layout.begin(0, Breaks::Inconsistent);
        self.take("let")?;
        self.layout.word(" ");
        self.any(Kind::Word)?;
        if self.takes(":") {
            self.layout.word(" ");
            self.ty()?;
        }
        self.layout.word(" ");
        self.take("=")?;
        self.layout.word(" ");
        self.layout.never();
        self.expression()?;
        self.layout.end();
        self.take(";")
    }

    /// An expression.
    pub(super) fn expression(&mut self) -> Option<()> {
        self.expression_in_line(false).map(drop)
    }

    /// An expression, which may begin a line: a call on something short there hangs on it.
    fn expression_in_line(&mut self, begins_line: bool) -> Option<Shape> {
        match self.peek()? {
            (Kind::Mark, mark @ ("&" | "*")) => {
                self.take(mark)?;
                if mark == "&" {
                    self.mutability();
                }
                self.expression()?;
                Some(Shape::Other)
            }
            (Kind::Mark, "|") => self.closure().map(|()| Shape::Block),
            (Kind::Open, "[") => self.array().map(|()| Shape::Block),
            (Kind::Open, "(") => self.tuple().map(|()| Shape::Block),
            (Kind::Word, "match") => self.choice().map(|()| Shape::Match),
            (Kind::Word, "return") => {
                self.take("return")?;
                self.layout.word(" ");
                self.expression()?;
                Some(Shape::Return)
            }
            (Kind::Word | Kind::Literal, _) | (Kind::Mark, "::") => self.chain(begins_line).map(|()| Shape::Other),
            _ => None,
        }
    }

    /// A path or literal, and the fields, calls and `?` that follow it.
    fn chain(&mut self, begins_line: bool) -> Option<()> {
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
    fn links(&self) -> Option<Links> {
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
    fn length_of_group(&self, start: usize) -> Option<usize> {
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
        let starts = matches!(self.peek(), Some((Kind::Open, "(" | "[") | (Kind::Mark, "|")));
        let mut at = 0;
        while starts {
            match self.peek_at(at) {
                Some((Kind::Open, _)) => at += self.length_of_group(at).unwrap_or(1),
                Some((Kind::Mark, ",")) => return false,
                Some((Kind::Close, _)) | None => return true,
                Some(_) => at += 1,
            }
        }
        false
    }

    fn array(&mut self) -> Option<()> {
        self.take("[")?;
        if self.is("]") {
            return self.take("]");
        }
        // Numbers alone would be filled into lines.
        let (kind, first) = self.peek()?;
        if kind == Kind::Literal && !first.starts_with('"') {
            return None;
        }
        self.layout.begin(INDENT, Breaks::Consistent);
        self.layout.zero();
        self.listed("]", Self::expression)?;
        self.layout.end();
        self.layout.word("]");
        Some(())
    }

    /// Nothing, or two values or more.
    fn tuple(&mut self) -> Option<()> {
        self.take("(")?;
        if self.is(")") {
            return self.take(")");
        }
        let mut count = 0;
        self.layout.begin(INDENT, Breaks::Consistent);
        self.layout.zero();
        self.listed(")", |printer| {
            count += 1;
            printer.expression()
        })?;
        self.layout.end();
        self.layout.word(")");
        (count > 1).then_some(())
    }

    fn closure(&mut self) -> Option<()> {
        self.layout.begin(0, Breaks::Inconsistent);
        self.layout.begin(INDENT, Breaks::Consistent);
        self.take("|")?;
        self.layout.zero();
        self.any(Kind::Word)?;
        self.take("|")?;
        self.layout.break_at(Break { blanks: 1, offset: -INDENT, ..Break::default() });
        self.layout.end();
        self.layout.never();
        // What is called on something is put into braces where it does not fit.
        let is_call_on = self.links().is_some_and(|links| links.last_member == links.count && links.count > 0);
        if !is_call_on {
            return None;
        }
        self.layout.begin(INDENT, Breaks::Consistent);
        self.layout.break_at(Break { before: Some('{'), ..Break::default() });
        self.expression()?;
        self.layout.break_at(Break { offset: -INDENT, after: "}", ..Break::default() });
        self.layout.end();
        self.layout.end();
        Some(())
    }

    /// `match name { ... }`.
    fn choice(&mut self) -> Option<()> {
        self.layout.begin(0, Breaks::Inconsistent);
        self.take("match")?;
        self.layout.word(" ");
        self.layout.begin(0, Breaks::Consistent);
        self.any(Kind::Word)?;
        self.layout.word(" ");
        self.layout.end();
        self.take("{")?;
        if self.is("}") {
            return None;
        }
        self.layout.never();
        self.layout.begin(INDENT, Breaks::Consistent);
        self.layout.line(0);
        while !self.is("}") {
            self.arm()?;
            self.layout.line(0);
        }
        self.layout.outdent();
        self.layout.end();
        self.take("}")?;
        self.layout.end();
        Some(())
    }

    fn arm(&mut self) -> Option<()> {
        self.layout.begin(0, Breaks::Inconsistent);
        self.pattern()?;
        self.layout.word(" ");
        self.take("=>")?;
        self.layout.word(" ");
        self.layout.never();
        self.layout.begin(INDENT, Breaks::Consistent);
        self.layout.break_at(Break { before: Some('{'), ..Break::default() });
        // Braces around what fits without them are dropped.
        let is_braced = self.skips("{");
        let shape = self.expression_in_line(true)?;
        if is_braced {
            self.pass("}")?;
        }
        let has_ended = self.skips(",") || is_braced || self.is("}");
        if !has_ended || matches!(shape, Shape::Match | Shape::Block) {
            return None;
        }
        self.layout.break_at(Break {
            offset: -INDENT,
            before: (shape == Shape::Return).then_some(';'),
            after: "}",
            instead: Some(','),
            ..Break::default()
        });
        self.layout.end();
        self.layout.end();
        Some(())
    }

    /// A number, a path, or a path with a name in parentheses.
    fn pattern(&mut self) -> Option<()> {
        if let (Kind::Literal, _) = self.peek()? {
            return self.any(Kind::Literal).map(drop);
        }
        self.path_in_type()?;
        if self.takes("(") {
            self.layout.begin(INDENT, Breaks::Consistent);
            self.layout.zero();
            self.any(Kind::Word)?;
            self.layout.comma(true);
            self.layout.end();
            self.take(")")?;
        }
        Some(())
    }
}
