//! Types and the paths in them.

use super::flat::Kind;
use super::layout::{Breaks, INDENT};
use super::printer::Printer;

impl Printer<'_> {
    pub(super) fn ty(&mut self) -> Option<()> {
        match self.peek()? {
            (Kind::Mark, "&") => {
                self.take("&")?;
                if let Some((Kind::Lifetime, _)) = self.peek() {
                    self.any(Kind::Lifetime)?;
                    self.layout.word(" ");
                }
                self.mutability();
                self.ty()
            }
            (Kind::Open, "[") => {
                self.take("[")?;
                self.ty()?;
                self.take("]")
            }
            (Kind::Open, "(") => {
                self.take("(")?;
                self.take(")")
            }
            (Kind::Word, word @ ("impl" | "dyn")) => {
                self.take(word)?;
                self.layout.word(" ");
                self.path_in_type()
            }
            _ => self.path_in_type(),
        }
    }

    pub(super) fn mutability(&mut self) {
        if self.takes("mut") {
            self.layout.word(" ");
        }
    }

    /// `a::B<C>`.
    pub(super) fn path_in_type(&mut self) -> Option<()> {
        self.takes("::");
        loop {
            self.any(Kind::Word)?;
            if self.is("<") {
                self.generic_arguments()?;
            }
            if !self.takes("::") {
                return Some(());
            }
        }
    }

    fn generic_arguments(&mut self) -> Option<()> {
        self.take("<")?;
        self.layout.begin(INDENT, Breaks::Consistent);
        self.layout.zero();
        self.listed(">", |printer| match printer.peek()? {
            (Kind::Lifetime, _) => printer.any(Kind::Lifetime).map(drop),
            _ => printer.ty(),
        })?;
        self.layout.end();
        self.layout.word(">");
        Some(())
    }
}
