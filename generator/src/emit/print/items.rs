//! Items: of files, and of implementations.

use super::flat::Kind;
use super::layout::{Breaks, INDENT};
use super::printer::Printer;

impl Printer<'_> {
    /// An item with its attributes, up to the end of its last line.
    pub(super) fn item(&mut self) -> Option<()> {
        self.attributes()?;
        let mut distance = 0;
        if self.is("pub") {
            distance = if let Some((Kind::Open, "(")) = self.peek_at(1) { 4 } else { 1 };
        }
        let (Kind::Word, keyword) = self.peek_at(distance)? else { return None };
        match keyword {
            "use" => self.import()?,
            "mod" => self.module()?,
            "const" => self.constant()?,
            "type" => self.alias()?,
            "struct" => self.structure()?,
            "enum" => self.enumeration()?,
            "impl" => self.implementation()?,
            "fn" => self.function()?,
            _ => self.macro_call()?,
        }
        self.layout.line(0);
        Some(())
    }

    fn visibility(&mut self) -> Option<()> {
        if self.takes("pub") {
            if self.takes("(") {
                let (Kind::Word, word @ ("super" | "crate" | "self")) = self.peek()? else { return None };
                self.take(word)?;
                self.take(")")?;
            }
            self.layout.word(" ");
        }
        Some(())
    }

    /// A keyword of an item, and its name.
    fn named(&mut self, keyword: &str) -> Option<()> {
        self.visibility()?;
        self.take(keyword)?;
        self.layout.word(" ");
        self.any(Kind::Word).map(drop)
    }

    fn import(&mut self) -> Option<()> {
        self.visibility()?;
        self.take("use")?;
        self.layout.word(" ");
        self.takes("::");
        while !self.is("{") {
            self.any(Kind::Word)?;
            if !self.takes("::") {
                return self.take(";");
            }
        }
        self.pass("{")?;
        self.imported()?;
        self.take(";")
    }

    /// Names in braces, two or more, up to the end of the braces.
    fn imported(&mut self) -> Option<()> {
        self.layout.begin(INDENT, Breaks::Consistent);
        self.layout.word("{");
        self.layout.zero();
        self.layout.begin(0, Breaks::Inconsistent);
        self.any(Kind::Word)?;
        let mut is_alone = true;
        while self.skips(",") && !self.is("}") {
            self.layout.word(",");
            self.layout.space();
            self.any(Kind::Word)?;
            is_alone = false;
        }
        self.layout.end();
        self.layout.comma(true);
        self.take("}")?;
        self.layout.end();
        (!is_alone).then_some(())
    }

    fn module(&mut self) -> Option<()> {
        self.named("mod")?;
        self.take(";")
    }

    pub(super) fn constant(&mut self) -> Option<()> {
        self.layout.begin(0, Breaks::Consistent);
        self.named("const")?;
        self.take(":")?;
        self.layout.word(" ");
        self.ty()?;
        self.layout.word(" ");
        self.take("=")?;
        self.layout.word(" ");
        self.layout.never();
        self.expression()?;
        self.take(";")?;
        self.layout.end();
        Some(())
    }

    fn alias(&mut self) -> Option<()> {
        self.layout.begin(INDENT, Breaks::Consistent);
        self.named("type")?;
        self.layout.word(" ");
        self.take("=")?;
        self.layout.word(" ");
        self.layout.never();
        self.layout.begin(-INDENT, Breaks::Inconsistent);
        self.ty()?;
        self.layout.end();
        self.take(";")?;
        self.layout.end();
        Some(())
    }

    fn structure(&mut self) -> Option<()> {
        self.layout.begin(INDENT, Breaks::Consistent);
        self.named("struct")?;
        if self.is("{") {
            self.layout.word(" ");
            self.members(Self::field)?;
            return self.take("}");
        }
        self.unnamed_fields()?;
        self.take(";")?;
        self.layout.end();
        Some(())
    }

    fn field(&mut self) -> Option<()> {
        self.attributes()?;
        self.visibility()?;
        self.any(Kind::Word)?;
        self.take(":")?;
        self.layout.word(" ");
        self.ty()
    }

    /// `(A, B)`, in a box of the caller's.
    fn unnamed_fields(&mut self) -> Option<()> {
        self.take("(")?;
        self.layout.zero();
        self.listed(")", |printer| {
            printer.visibility()?;
            printer.ty()
        })?;
        self.layout.word(")");
        Some(())
    }

    fn enumeration(&mut self) -> Option<()> {
        self.layout.begin(INDENT, Breaks::Consistent);
        self.named("enum")?;
        self.layout.word(" ");
        self.members(Self::variant)?;
        self.take("}")
    }

    fn variant(&mut self) -> Option<()> {
        self.attributes()?;
        self.any(Kind::Word)?;
        if self.is("(") {
            self.layout.begin(INDENT, Breaks::Consistent);
            self.unnamed_fields()?;
            self.layout.end();
        }
        Some(())
    }

    /// Fields or variants in braces, each in a line with a comma behind; it ends the box around.
    fn members(&mut self, mut each: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.block(|printer| {
            each(printer)?;
            if !printer.skips(",") && !printer.is("}") {
                return None;
            }
            printer.layout.word(",");
            printer.layout.line(0);
            Some(())
        })
    }

    fn implementation(&mut self) -> Option<()> {
        self.layout.begin(INDENT, Breaks::Consistent);
        self.layout.begin(-INDENT, Breaks::Inconsistent);
        self.take("impl")?;
        self.layout.word(" ");
        self.path_in_type()?;
        if self.is("for") {
            self.layout.space();
            self.take("for")?;
            self.layout.word(" ");
            self.path_in_type()?;
        }
        self.layout.end();
        self.layout.word(" ");
        self.block(Self::item)?;
        self.take("}")
    }

    fn function(&mut self) -> Option<()> {
        self.layout.begin(INDENT, Breaks::Consistent);
        self.named("fn")?;
        self.take("(")?;
        self.layout.never();
        if self.skips(")") {
            self.layout.word(")");
        } else {
            self.layout.begin(0, Breaks::Consistent);
            self.layout.zero();
            self.listed(")", Self::parameter)?;
            self.layout.end();
            self.layout.word(")");
        }
        self.layout.begin(-INDENT, Breaks::Consistent);
        if self.is("->") {
            self.layout.word(" ");
            self.take("->")?;
            self.layout.word(" ");
            self.ty()?;
        }
        self.layout.end();
        self.layout.word(" ");
        self.block(Self::statement)?;
        self.take("}")
    }

    fn parameter(&mut self) -> Option<()> {
        if self.takes("&") {
            self.mutability();
            return self.take("self");
        }
        self.any(Kind::Word)?;
        if self.takes(":") {
            self.layout.word(" ");
            self.ty()?;
        }
        Some(())
    }

    fn macro_call(&mut self) -> Option<()> {
        loop {
            self.any(Kind::Word)?;
            if !self.takes("::") {
                break;
            }
        }
        self.take("!")?;
        self.macro_arguments()?;
        self.take(";")
    }

    /// What stands in braces, each part in lines of its own, up to the closing brace, which is not taken.
    /// It ends the box around.
    pub(super) fn block(&mut self, mut each: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.take("{")?;
        if !self.is("}") {
            self.layout.line(0);
            while !self.is("}") {
                each(self)?;
            }
            self.layout.outdent();
        }
        self.layout.end();
        Some(())
    }
}
