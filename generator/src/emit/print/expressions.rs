//! Expressions and statements.

use super::flat::Kind;
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
            (Kind::Word, _) if self.is_structure() => self.literal_of_structure().map(|()| Shape::Other),
            (Kind::Word | Kind::Literal, _) | (Kind::Mark, "::") => self.chain(begins_line).map(|()| Shape::Other),
            _ => None,
        }
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
            self.skips(",");
            self.layout.comma(true);
            self.layout.end();
            self.take(")")?;
        }
        Some(())
    }
}
