//! Attributes, documentation among them, and the arguments of macros.

use std::borrow::Cow;

use super::flat::Kind;
use super::layout::{Break, Breaks, INDENT};
use super::printer::Printer;

impl Printer<'_> {
    /// The attributes before an item, a field or a variant.
    pub(super) fn attributes(&mut self) -> Option<()> {
        while self.skips("#") {
            self.pass("[")?;
            if self.is("doc") {
                self.documentation()?;
            } else {
                self.attribute()?;
            }
        }
        Some(())
    }

    /// `doc = "..."` as a comment.
    fn documentation(&mut self) -> Option<()> {
        self.pass("doc")?;
        self.pass("=")?;
        let (Kind::Literal, literal) = self.skip()? else { return None };
        self.pass("]")?;
        let text = string(literal)?;
        // Neither would be a comment of one line.
        if memchr::memchr(b'\n', text.as_bytes()).is_some() || text.starts_with('/') {
            return None;
        }
        self.layout.word("///");
        self.layout.word(text.trim_end_matches(' '));
        self.layout.line(0);
        Some(())
    }

    /// `name` or `name(a, b)`, where what is listed are paths.
    fn attribute(&mut self) -> Option<()> {
        self.layout.word("#[");
        self.any(Kind::Word)?;
        if self.takes("(") {
            self.layout.begin(INDENT, Breaks::Consistent);
            self.layout.zero();
            self.any(Kind::Word)?;
            loop {
                match self.peek()? {
                    (Kind::Mark, "::") => {
                        self.take("::")?;
                        self.any(Kind::Word)?;
                    }
                    (Kind::Mark, ",") => {
                        self.take(",")?;
                        self.layout.space();
                        self.any(Kind::Word)?;
                    }
                    _ => break,
                }
            }
            self.layout.break_at(Break { offset: -INDENT, ..Break::default() });
            self.layout.end();
            self.take(")")?;
        }
        self.take("]")?;
        self.layout.space();
        Some(())
    }

    /// The arguments of a macro: paths, words and literals with commas between. It takes their end, too.
    pub(super) fn macro_arguments(&mut self) -> Option<()> {
        self.pass("(")?;
        self.layout.word("(");
        if !self.is(")") {
            self.layout.begin(INDENT, Breaks::Consistent);
            self.layout.zero();
            self.layout.begin(0, Breaks::Inconsistent);
            let mut before = None;
            while !self.is(")") {
                let (kind, text) = self.skip()?;
                if matches!(kind, Kind::Open | Kind::Close | Kind::Lifetime) {
                    return None;
                }
                if let Some(before) = before
                    && is_apart(before, (kind, text))?
                {
                    self.layout.space();
                }
                self.layout.word(text);
                before = Some((kind, text));
            }
            self.layout.end();
            self.layout.break_at(Break { offset: -INDENT, ..Break::default() });
            self.layout.end();
        }
        self.take(")")
    }
}

/// Whether a blank stands between two arguments' tokens; `None` for tokens that are not known here.
fn is_apart(before: (Kind, &str), next: (Kind, &str)) -> Option<bool> {
    let follows_path = before == (Kind::Mark, "::");
    let follows_word = matches!(before, (Kind::Word, word) if !is_keyword(word)) || before.0 == Kind::Literal;
    match next {
        (Kind::Word, word) => Some(is_keyword(word) || !follows_path),
        (Kind::Literal, literal) => (!literal.ends_with('.')).then_some(true),
        (_, ",") => Some(false),
        (_, "::") => Some(!follows_word),
        _ => None,
    }
}

/// The words that prettyplease keeps apart from what is around them.
fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "as", "async", "await", "box", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "fn",
        "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "pub", "ref", "return",
        "static", "struct", "trait", "type", "unsafe", "use", "where", "while", "yield",
    ];
    KEYWORDS.contains(&word)
}

/// The text that a literal stands for; `None` where it is no text.
fn string(literal: &str) -> Option<Cow<'_, str>> {
    if let Some(raw) = literal.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inner = raw.get(hashes..raw.len().checked_sub(hashes)?)?;
        return Some(Cow::Borrowed(inner.strip_prefix('"')?.strip_suffix('"')?));
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    if memchr::memchr(b'\\', inner.as_bytes()).is_none() {
        return Some(Cow::Borrowed(inner));
    }
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        text.push(if c == '\\' { escaped(&mut chars)? } else { c });
    }
    Some(Cow::Owned(text))
}

/// The letter that stands behind a `\`.
fn escaped(chars: &mut std::str::Chars<'_>) -> Option<char> {
    match chars.next()? {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        '0' => Some('\0'),
        c @ ('\\' | '\'' | '"') => Some(c),
        'u' => {
            let (code, rest) = chars.as_str().strip_prefix('{')?.split_once('}')?;
            *chars = rest.chars();
            char::from_u32(u32::from_str_radix(code, 16).ok()?)
        }
        _ => None,
    }
}
