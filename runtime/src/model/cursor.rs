//! A cursor over JSON text.
//!
//! Values are taken out of the text as they stand, so that nothing of their spelling is lost. It accepts
//! what serde_json accepts, no more; messages about malformed text are left to serde_json.

use std::borrow::Cow;

use super::error::Fault;

/// A place in a JSON text.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// A JSON string in a text.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    /// The string with its quotes.
    pub(super) raw: &'a str,
    escaped: bool,
}

impl<'a> Quoted<'a> {
    /// The text that the string stands for.
    pub(super) fn text(self) -> Result<Cow<'a, str>, Fault> {
        if self.escaped {
            // Half of a surrogate pair is the one thing that can be wrong here.
            return serde_json::from_str(self.raw).map(Cow::Owned).map_err(|_| Fault::Syntax);
        }
        self.raw.get(1..self.raw.len().saturating_sub(1)).map(Cow::Borrowed).ok_or(Fault::Syntax)
    }
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
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

    /// Steps over a name and its colon if it is the one expected. It need not be looked at any closer
    /// then, which makes objects whose names come in order fast to read.
    #[inline]
    pub(super) fn take_name(&mut self, expected: &str) -> Result<bool, Fault> {
        self.peek()?;
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let after = rest.strip_prefix(b"\"").and_then(|rest| rest.strip_prefix(expected.as_bytes()));
        if after.is_none_or(|after| after.first() != Some(&b'"')) {
            return Ok(false);
        }
        self.at += expected.len() + 2;
        self.expect(b':').map(|()| true)
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

/// The place of the first byte from `at` that is a quote, a backslash or a control character; the end
/// of the text if there is none.
fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let special = special_bytes(u64::from_le_bytes(*chunk));
        if special != 0 {
            return at + (special.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}

/// A word whose lowest set bit is in the first byte that [`plain_until`] looks for; 0 if none is.
const fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES * 0x80;
    // In `x - 1 & !x` the high bit of a byte is set where the byte is zero. A borrow can set that of
    // later bytes too, which does not matter for the first.
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let quotes = quote.wrapping_sub(ONES) & !quote;
    let backslashes = backslash.wrapping_sub(ONES) & !backslash;
    let controls = word.wrapping_sub(ONES * 0x20) & !word;
    (quotes | backslashes | controls) & HIGH
}
