//! XML cut into lexemes, a batch at a time: quick-xml's events with their places, and tags cut into attributes.
//! Nothing is judged here, so that a document's lexemes can be made ahead of their reader.

use std::borrow::Cow;
use std::iter;
use std::sync::mpsc;
use std::thread;

use quick_xml::events::{BytesDecl, Event};

use crate::parallel;

use super::tag::{MAX_ATTRIBUTES, RawAttribute, TagError, element_name, is_blank, is_coded, next_attribute};

/// How many lexemes a batch has: enough for a reader elsewhere not to wait for each, few enough to stay in its
/// core's cache.
const BATCH: usize = 512;

/// How many batches may be ahead of their reader.
const AHEAD: usize = 8;

/// Documents of fewer bytes are read before another thread would have begun.
const WORTH_A_THREAD: usize = 1 << 19;

/// What stands next in a document.
#[derive(Debug)]
pub(super) struct Lexeme<'a> {
    pub(super) kind: Kind,
    /// A text, or what a tag holds between its angle brackets.
    pub(super) text: &'a str,
    /// Where it starts in the document, markup included.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// What a lexeme is.
#[derive(Debug)]
pub(super) enum Kind {
    Tag(Tag),
    /// An end tag.
    End,
    /// Text of nothing but white space.
    Blanks,
    Text,
    CData,
    /// `&name;`
    Reference,
    /// The XML declaration, and the encoding that it names.
    Declaration(Option<String>),
    DocType,
    Eof,
    /// What quick-xml found wrong, and where.
    Broken(Box<quick_xml::Error>, usize),
}

/// A start tag. Its attributes are the next ones of the batch.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) is_empty: bool,
    /// How long the name is, prefix included.
    pub(super) name_length: usize,
    pub(super) has_prefix: bool,
    pub(super) attributes: usize,
    /// Whether all of the attributes are plain, no two have one name, and there are not too many.
    pub(super) is_plain: bool,
    /// What is wrong behind those attributes.
    pub(super) error: Option<Box<TagError>>,
}

/// Lexemes that follow each other, and the attributes of all tags among them.
#[derive(Debug)]
struct Batch<'a> {
    lexemes: Vec<Lexeme<'a>>,
    attributes: Vec<RawAttribute<'a>>,
}

/// The lexemes of a document.
pub(super) struct Lexemes<'a> {
    batches: Box<dyn Iterator<Item = Batch<'a>> + 'a>,
    lexemes: std::vec::IntoIter<Lexeme<'a>>,
    attributes: std::vec::IntoIter<RawAttribute<'a>>,
}

impl<'a> Lexemes<'a> {
    fn new(batches: impl Iterator<Item = Batch<'a>> + 'a) -> Self {
        Self { batches: Box::new(batches), lexemes: Vec::new().into_iter(), attributes: Vec::new().into_iter() }
    }

    /// The next one; `None` after the last.
    pub(super) fn next(&mut self) -> Option<Lexeme<'a>> {
        if self.lexemes.len() == 0 {
            let batch = self.batches.next()?;
            self.lexemes = batch.lexemes.into_iter();
            self.attributes = batch.attributes.into_iter();
        }
        self.lexemes.next()
    }

    /// The attributes of the tag that came last.
    pub(super) fn attributes(&mut self, tag: &Tag) -> impl Iterator<Item = RawAttribute<'a>> + '_ {
        self.attributes.by_ref().take(tag.attributes)
    }
}

/// Gives a reader the lexemes of a text. Those of a large one are made on another core, some batches ahead of it.
pub(super) fn with_lexemes<'a, R>(text: &'a str, read: impl FnOnce(Lexemes<'a>) -> R) -> R {
    let mut lexer = Lexer::new(text);
    if text.len() < WORTH_A_THREAD || parallel::cores() < 2 {
        return read(Lexemes::new(iter::from_fn(move || lexer.batch())));
    }
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(AHEAD);
        scope.spawn(move || {
            // A reader that has given up takes no more.
            while lexer.batch().is_some_and(|batch| sender.send(batch).is_ok()) {}
        });
        read(Lexemes::new(receiver.into_iter()))
    })
}

/// Cuts a text.
struct Lexer<'a> {
    xml: quick_xml::Reader<&'a [u8]>,
    text: &'a str,
    is_done: bool,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Self {
        let mut xml = quick_xml::Reader::from_str(text);
        let config = xml.config_mut();
        config.allow_dangling_amp = false;
        config.allow_unmatched_ends = false;
        config.check_end_names = true;
        Self { xml, text, is_done: false }
    }

    /// The next lexemes; `None` after the last.
    fn batch(&mut self) -> Option<Batch<'a>> {
        if self.is_done {
            return None;
        }
        // Tags have two attributes on average, and every other lexeme is an end or white space.
        let mut batch = Batch { lexemes: Vec::with_capacity(BATCH), attributes: Vec::with_capacity(BATCH) };
        while batch.lexemes.len() < BATCH && !self.is_done {
            if let Some(lexeme) = self.lexeme(&mut batch.attributes) {
                self.is_done = matches!(lexeme.kind, Kind::Eof | Kind::Broken(..));
                batch.lexemes.push(lexeme);
            }
        }
        Some(batch)
    }

    /// What comes next, unless that means nothing.
    fn lexeme(&mut self, attributes: &mut Vec<RawAttribute<'a>>) -> Option<Lexeme<'a>> {
        let start = self.position();
        let event = match self.xml.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = usize::try_from(self.xml.error_position()).unwrap_or(start);
                return Some(Lexeme { kind: Kind::Broken(Box::new(error), at), text: "", start, end: start });
            }
        };
        let end = self.position();
        let (kind, text) = match event {
            Event::Start(_) => return Some(self.tag(start, end, false, attributes)),
            Event::Empty(_) => return Some(self.tag(start, end, true, attributes)),
            Event::End(_) => (Kind::End, ""),
            Event::Text(text) => {
                let Cow::Borrowed(text) = text.into_inner() else { return None };
                (if text.bytes().all(is_blank) { Kind::Blanks } else { Kind::Text }, text)
            }
            Event::CData(text) => {
                let Cow::Borrowed(text) = text.into_inner() else { return None };
                (Kind::CData, text)
            }
            Event::GeneralRef(_) => (Kind::Reference, self.text.get(start..end).unwrap_or_default()),
            Event::Decl(declaration) => (Kind::Declaration(encoding(&declaration)), ""),
            Event::DocType(_) => (Kind::DocType, ""),
            Event::Comment(_) | Event::PI(_) => return None,
            Event::Eof => (Kind::Eof, ""),
        };
        Some(Lexeme { kind, text, start, end })
    }

    fn position(&self) -> usize {
        usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Cuts a tag into attributes, up to what is wrong with them, or to one more than there may be.
    fn tag(&self, start: usize, end: usize, is_empty: bool, attributes: &mut Vec<RawAttribute<'a>>) -> Lexeme<'a> {
        let inner_end = end.saturating_sub(if is_empty { 2 } else { 1 });
        let text = self.text.get(start + 1..inner_end).unwrap_or_default();
        let (name_length, has_prefix) = element_name(text);
        let (before, is_coded) = (attributes.len(), is_coded(text));
        let mut at = name_length;
        let mut is_plain = true;
        let error = loop {
            match next_attribute(text, at, is_coded) {
                Ok(Some((attribute, next))) => {
                    at = next;
                    let others = attributes.get(before..).unwrap_or_default();
                    is_plain =
                        is_plain && attribute.is_plain && !others.iter().any(|other| other.name == attribute.name);
                    attributes.push(attribute);
                    if attributes.len() - before > MAX_ATTRIBUTES {
                        is_plain = false;
                        break None;
                    }
                }
                Ok(None) => break None,
                Err(error) => break Some(Box::new(error)),
            }
        };
        let attributes = attributes.len() - before;
        let kind = Kind::Tag(Tag { is_empty, name_length, has_prefix, attributes, is_plain, error });
        Lexeme { kind, text, start, end }
    }
}

/// The encoding that a declaration names, in lower case.
fn encoding(declaration: &BytesDecl<'_>) -> Option<String> {
    declaration.encoding()?.ok().map(|encoding| encoding.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text that is worth a thread, and how it ends.
    fn large(end: &str) -> String {
        let element = "<a b='1' c=\"&lt;\">text &amp; <!-- no text -->\n<![CDATA[more]]> <d/></a>\n";
        format!("<?xml version='1.0' encoding='UTF-8'?><r>{}{end}", element.repeat(WORTH_A_THREAD / element.len() + 1))
    }

    fn told(mut lexemes: Lexemes<'_>) -> Vec<String> {
        let mut told = Vec::new();
        while let Some(lexeme) = lexemes.next() {
            let attributes: Vec<_> = match &lexeme.kind {
                Kind::Tag(tag) => lexemes.attributes(tag).collect(),
                _ => Vec::new(),
            };
            told.push(format!("{lexeme:?} {attributes:?}"));
        }
        told
    }

    #[test]
    fn lexemes_that_are_made_ahead_are_the_same() {
        for end in ["</r>", "</x>", "<a b='1' c=2></a></r>", "<a", ""] {
            let text = large(end);
            let mut lexer = Lexer::new(&text);
            let here = told(Lexemes::new(iter::from_fn(move || lexer.batch())));
            assert!(here.len() > 10 * BATCH);
            assert!(here == with_lexemes(&text, told), "{end}");
        }
    }

    #[test]
    fn a_reader_may_give_up() {
        assert!(with_lexemes(&large("</r>"), |mut lexemes| lexemes.next().is_some()));
    }
}
