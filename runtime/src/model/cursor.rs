//! A cursor over JSON text.
//!
//! Values are taken out of the text as they stand, so that nothing of their spelling is lost. It accepts
//! what serde_json accepts, no more; messages about malformed text are left to serde_json.

use std::borrow::Cow;

use super::error::Fault;
use super::escape::{plain_until, unescape};
use super::order::{Expected, Order, Property, Spot};
use super::pool::{Keep, Pool};

/// A place in a JSON text.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    /// The names that came, for those that come.
    pub(super) order: Order<'a>,
    /// What the objects keep beyond their properties.
    pub(super) pool: Pool,
}

/// A JSON string in a text.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    /// The string with its quotes.
    pub(super) raw: &'a str,
    escaped: bool,
}

impl<'a> Quoted<'a> {
    pub(super) const EMPTY: Self = Self { raw: "", escaped: false };

    /// The text that the string stands for.
    pub(super) fn text(self) -> Result<Cow<'a, str>, Fault> {
        let inner = self.raw.get(1..self.raw.len().saturating_sub(1)).ok_or(Fault::Syntax)?;
        if self.escaped {
            // Half of a surrogate pair is the one thing that can be wrong here.
            return unescape(inner).map(Cow::Owned).ok_or(Fault::Syntax);
        }
        Ok(Cow::Borrowed(inner))
    }
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, order: Order::default(), pool: Pool::default() }
    }

    /// A cursor at the same place, to look ahead with.
    pub(super) fn ahead(&self) -> Self {
        Self { at: self.at, ..Self::new(self.text) }
    }

    /// Where what an object keeps is to go: into the pool, where those before it in its place kept something.
    pub(super) fn keep(&mut self, spot: Option<Spot>) -> Keep {
        match spot.map(|spot| self.order.expected(spot)) {
            None | Some(Expected { undeclared: 0, .. }) => Keep::Own,
            Some(Expected { undeclared, length }) => {
                let more = self.left().checked_div(length).unwrap_or(0);
                // No more memory in advance than the text has that is still to come.
                self.pool.expect(undeclared.saturating_mul(more + 1).min(self.left()));
                Keep::Pooled(0..0)
            }
        }
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.text.len() - self.at
    }

    /// The next byte that is no white space.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<u8, Fault> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if *byte > b' ' => Ok(*byte),
            _ => self.peek_after_space(),
        }
    }

    fn peek_after_space(&mut self) -> Result<u8, Fault> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let space = rest.iter().position(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        self.at += space.ok_or(Fault::Syntax)?;
        rest.get(space.unwrap_or(0)).copied().ok_or(Fault::Syntax)
    }

    /// Steps over a byte if it is the next.
    #[inline]
    fn take(&mut self, byte: u8) -> Result<bool, Fault> {
        let found = self.peek()? == byte;
        self.at += usize::from(found);
        Ok(found)
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Result<(), Fault> {
        if self.take(byte)? { Ok(()) } else { Err(Fault::Syntax) }
    }

    /// Whether only white space is left.
    pub(super) fn end(&mut self) -> Result<(), Fault> {
        if self.peek().is_err() { Ok(()) } else { Err(Fault::Syntax) }
    }

    /// The line of the place, from 1, and how many bytes of it come before.
    pub(super) fn position(&self) -> (usize, usize) {
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        (line, before.len() - line_start)
    }

    /// The next name of an object, with the cursor before its value; `None` after the last.
    pub(super) fn member(&mut self, first: bool) -> Result<Option<Quoted<'a>>, Fault> {
        if self.next_in(first, b'{', b'}')? { self.name().map(Some) } else { Ok(None) }
    }

    /// Whether there is another name in an object, with the cursor before it.
    #[inline]
    pub(super) fn more_members(&mut self, first: bool) -> Result<bool, Fault> {
        self.next_in(first, b'{', b'}')
    }

    #[inline]
    fn next_in(&mut self, first: bool, open: u8, close: u8) -> Result<bool, Fault> {
        if first {
            self.expect(open)?;
            return self.take(close).map(|closed| !closed);
        }
        let next = self.peek()?;
        self.at += 1;
        match next {
            b',' => Ok(true),
            _ if next == close => Ok(false),
            _ => Err(Fault::Syntax),
        }
    }

    /// Steps over the next name and its colon if it is one of those that came after this one before.
    #[inline]
    pub(super) fn follow(&mut self, last: Spot) -> Result<Option<Spot>, Fault> {
        self.peek()?;
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let Some((spot, length)) = self.order.follow(last, rest) else { return Ok(None) };
        self.at += length;
        Ok(Some(spot))
    }

    /// Remembers the name that was stepped over, and what it names, as one that comes after another.
    pub(super) fn learn(&mut self, last: Spot, name: Quoted<'a>, property: Option<Property>) -> Option<Spot> {
        // Only where its colon follows at once is the whole of it behind the cursor.
        let text = self.text.get(self.at.checked_sub(name.raw.len() + 1)?..self.at)?;
        if text.starts_with(name.raw) { self.order.learn(last, text, name, property) } else { None }
    }

    /// Steps over `null` if it is next.
    #[inline]
    pub(super) fn take_null(&mut self) -> Result<bool, Fault> {
        if self.peek()? != b'n' {
            return Ok(false);
        }
        self.literal("null").map(|()| true)
    }

    /// Whether there is another item of an array, with the cursor before it.
    pub(super) fn item(&mut self, first: bool) -> Result<bool, Fault> {
        self.next_in(first, b'[', b']')
    }

    /// Steps over a name and its colon.
    pub(super) fn name(&mut self) -> Result<Quoted<'a>, Fault> {
        self.peek()?;
        let name = self.string()?;
        self.expect(b':')?;
        Ok(name)
    }

    /// The string that begins here.
    pub(super) fn string(&mut self) -> Result<Quoted<'a>, Fault> {
        let start = self.at;
        if self.text.as_bytes().get(start) != Some(&b'"') {
            return Err(Fault::Syntax);
        }
        self.at += 1;
        let mut escaped = false;
        loop {
            self.at = plain_until(self.text.as_bytes(), self.at);
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                _ => return Err(Fault::Syntax),
            }
        }
        self.at += 1;
        let raw = self.text.get(start..self.at).ok_or(Fault::Syntax)?;
        Ok(Quoted { raw, escaped })
    }

    fn escape(&mut self) -> Result<(), Fault> {
        let rest = self.text.as_bytes().get(self.at + 1..).unwrap_or_default();
        self.at += match rest {
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [b'u', digits @ ..] if digits.len() >= 4 && digits.iter().take(4).all(u8::is_ascii_hexdigit) => 6,
            _ => return Err(Fault::Syntax),
        };
        Ok(())
    }

    /// The text of the value that comes next.
    pub(super) fn value(&mut self) -> Result<&'a str, Fault> {
        let first = self.peek()?;
        let start = self.at;
        if matches!(first, b'{' | b'[') {
            self.nested()?;
        } else {
            self.scalar(first)?;
        }
        self.text.get(start..self.at).ok_or(Fault::Syntax)
    }

    fn scalar(&mut self, first: u8) -> Result<(), Fault> {
        match first {
            b'"' => self.string().map(|_| ()),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            _ => self.number(),
        }
    }

    fn literal(&mut self, literal: &str) -> Result<(), Fault> {
        if !self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(literal.as_bytes())) {
            return Err(Fault::Syntax);
        }
        self.at += literal.len();
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        self.skip(b"-");
        if !self.skip(b"0") {
            self.digits()?;
        }
        if self.skip(b".") {
            self.digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.digits()?;
        }
        Ok(())
    }

    /// Steps over the next byte if it is one of these.
    fn skip(&mut self, bytes: &[u8]) -> bool {
        let found = self.text.as_bytes().get(self.at).is_some_and(|next| bytes.contains(next));
        self.at += usize::from(found);
        found
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while self.text.as_bytes().get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(Fault::Syntax) }
    }

    /// Steps over an object or an array. Does not recurse: it may be nested as deep as it likes.
    fn nested(&mut self) -> Result<(), Fault> {
        let mut closers = Vec::new();
        loop {
            match self.peek()? {
                b'{' => {
                    self.at += 1;
                    if !self.take(b'}')? {
                        closers.push(b'}');
                        self.name()?;
                        continue;
                    }
                }
                b'[' => {
                    self.at += 1;
                    if !self.take(b']')? {
                        closers.push(b']');
                        continue;
                    }
                }
                first => self.scalar(first)?,
            }
            // A value has ended: close what ends with it, up to the next value.
            loop {
                let Some(closer) = closers.last() else { return Ok(()) };
                if !self.take(b',')? {
                    self.expect(*closer)?;
                    closers.pop();
                    continue;
                }
                if *closer == b'}' {
                    self.name()?;
                }
                break;
            }
        }
    }
}
