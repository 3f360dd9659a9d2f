//! XML lexemes turned into elements and text, with namespaces, limits and places.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostics, SourceId, Span};

use super::document::{Annotation, Member, Parameter, Property, PropertyValue, Text};
use super::element::{Element, Vocabulary};
use super::lexer::{Kind, Lexeme, Lexemes, Tag};
use super::tag::{MAX_ATTRIBUTES, RawAttribute, TagError, bad_reference};

/// Elements may be nested this deep.
const MAX_DEPTH: usize = 100;

/// A document may have this many elements.
const MAX_ELEMENTS: usize = 4_000_000;

/// Reads one document.
pub(super) struct Reader<'a, 'd> {
    lexemes: Lexemes<'a>,
    text: &'a str,
    source: SourceId,
    pub(super) diagnostics: &'d mut Diagnostics,
    /// Namespace declarations in force: prefix, meaning, and the depth of the element that has it.
    scopes: Vec<(&'a str, Vocabulary<'a>, usize)>,
    depth: usize,
    elements: usize,
    /// Emptied lists of attributes, to be used again.
    spare: Vec<Vec<RawAttribute<'a>>>,
    /// The attributes that the element at hand was asked for, for suggestions.
    pub(super) asked: Vec<&'static str>,
    /// Parts of elements that are still being read.
    pub(super) open: Open<'a>,
    /// Set when nothing more can be read.
    failed: bool,
}

/// Parts of elements that are still being read, innermost last. They are moved into lists of the
/// right size when their element ends, so that no list grows step by step.
#[derive(Default)]
pub(super) struct Open<'a> {
    pub(super) annotations: Vec<Annotation<'a>>,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) members: Vec<Member<'a>>,
    pub(super) parameters: Vec<Parameter<'a>>,
    pub(super) values: Vec<PropertyValue<'a>>,
}

/// Takes what was added since a list had the given length.
pub(super) fn since<T>(list: &mut Vec<T>, length: usize) -> Vec<T> {
    list.drain(length.min(list.len())..).collect()
}

/// What stands next in an element.
pub(super) enum Content<'a> {
    /// A child.
    Element(Element<'a>),
    /// A text, references replaced; adjacent pieces come one by one.
    Text(Text<'a>),
}

/// Whether text of nothing but white space is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blanks {
    Kept,
    Skipped,
}

impl<'a, 'd> Reader<'a, 'd> {
    /// Starts with the first of a text's lexemes.
    pub(super) fn new(lexemes: Lexemes<'a>, text: &'a str, source: SourceId, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            lexemes,
            text,
            source,
            diagnostics,
            scopes: Vec::new(),
            depth: 0,
            elements: 0,
            spare: Vec::new(),
            asked: Vec::new(),
            open: Open::default(),
            failed: false,
        }
    }

    /// The file that is read.
    pub(super) fn source(&self) -> SourceId {
        self.source
    }

    /// Whether reading had to be given up.
    pub(super) fn failed(&self) -> bool {
        self.failed
    }

    /// A place in this file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    /// The text of the document behind a place.
    pub(super) fn after(&self, place: Span) -> &'a str {
        self.text.get(place.end()..).unwrap_or_default()
    }

    /// Reports an error after which nothing more can be read.
    pub(super) fn fail(&mut self, code: Code, span: Span, message: impl Into<String>) {
        if !self.failed {
            self.diagnostics.error(code, span, message);
        }
        self.failed = true;
    }

    /// Reads no further: why was reported already.
    pub(super) fn give_up(&mut self) {
        self.failed = true;
    }

    /// The next child or text of an element; `None` at its end. Not to be asked again after that.
    pub(super) fn content(&mut self, parent: &Element<'a>) -> Option<Content<'a>> {
        if parent.is_empty { None } else { self.next(Some(parent), Blanks::Kept) }
    }

    /// The next child of an element, or text that is not blank; `None` at its end. Not to be asked
    /// again after that.
    pub(super) fn inner(&mut self, parent: &Element<'a>) -> Option<Content<'a>> {
        if parent.is_empty { None } else { self.next(Some(parent), Blanks::Skipped) }
    }

    /// The next element or text outside or inside of `parent`.
    pub(super) fn next(&mut self, parent: Option<&Element<'a>>, blanks: Blanks) -> Option<Content<'a>> {
        while !self.failed {
            let Lexeme { kind, text, start, end } = self.lexemes.next()?;
            match kind {
                Kind::Tag(tag) => return self.element(text, start + 1, &tag),
                Kind::End => {
                    self.close();
                    return None;
                }
                Kind::Blanks if blanks == Blanks::Skipped => {}
                Kind::Blanks | Kind::Text | Kind::CData => return Some(Content::Text(self.piece(text, start, end))),
                Kind::Reference => return self.reference(text, start, end).map(Content::Text),
                Kind::Declaration(encoding) => self.declaration(encoding.as_deref(), start, end),
                Kind::DocType => {
                    let span = self.span(start, end);
                    self.fail(Code::Dtd, span, "a document type definition is not read");
                }
                Kind::Eof => return self.end_of_file(parent),
                Kind::Broken(error, at) => self.broken(&error, at),
            }
        }
        None
    }

    /// A text with its place; carriage returns are normalised as XML asks.
    fn piece(&self, text: &'a str, start: usize, end: usize) -> Text<'a> {
        let value = if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        };
        Text { value, span: self.span(start, end) }
    }

    /// `&name;` in a text.
    fn reference(&mut self, raw: &'a str, start: usize, end: usize) -> Option<Text<'a>> {
        let span = self.span(start, end);
        match quick_xml::escape::unescape(raw) {
            Ok(value) => Some(Text { value: Cow::Owned(value.into_owned()), span }),
            Err(error) => {
                self.fail(Code::XmlReference, span, bad_reference(&error));
                None
            }
        }
    }

    fn declaration(&mut self, encoding: Option<&str>, start: usize, end: usize) {
        let Some(encoding) = encoding else { return };
        if matches!(encoding, "utf-8" | "utf8" | "us-ascii" | "ascii") {
            return;
        }
        let span = self.span(start, end);
        if self.text.is_ascii() {
            self.diagnostics.warn(
                Code::Encoding,
                span,
                format!("the document says that it is encoded as {encoding}, but it is read as UTF-8"),
            );
        } else {
            self.fail(Code::Encoding, span, format!("documents encoded as {encoding} are not read, only UTF-8"));
        }
    }

    fn end_of_file(&mut self, parent: Option<&Element<'a>>) -> Option<Content<'a>> {
        if let Some(parent) = parent {
            let end = self.text.len();
            let span = self.span(end.saturating_sub(1), end);
            self.fail(Code::XmlCutOff, span, format!("the file ends inside of `{}`", parent.name));
        }
        None
    }

    /// Reports what quick-xml found wrong.
    fn broken(&mut self, error: &quick_xml::Error, at: usize) {
        use quick_xml::Error;
        let code = if matches!(error, Error::Syntax(_)) { Code::XmlCutOff } else { Code::XmlSyntax };
        let line = self.text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let span = self.span(at, at + line.len().clamp(1, 40));
        self.fail(code, span, error.to_string());
    }

    /// Opens an element: checks its attributes, learns its namespace declarations. `offset` is that of the tag's text.
    fn element(&mut self, text: &'a str, offset: usize, tag: &Tag) -> Option<Content<'a>> {
        let full_name = text.get(..tag.name_length).unwrap_or_default();
        let span = self.span(offset, offset + tag.name_length);
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            self.fail(Code::TooMany, span, format!("a document may have {MAX_ELEMENTS} elements, no more"));
            return None;
        }
        if self.depth >= MAX_DEPTH {
            self.fail(Code::TooDeep, span, format!("elements may be nested {MAX_DEPTH} deep, no deeper"));
            return None;
        }
        self.depth += 1;
        let attributes = self.attributes(tag, offset)?;
        let parts = if tag.has_prefix { full_name.split_once(':') } else { None };
        let (prefix, name) = parts.unwrap_or(("", full_name));
        let vocabulary = self.vocabulary(prefix, span)?;
        if !tag.is_plain {
            self.check_prefixes(&attributes, offset);
        }
        let is_empty = tag.is_empty;
        if is_empty {
            self.close();
        }
        Some(Content::Element(Element { vocabulary, name, span, offset, attributes, is_empty }))
    }

    /// Checks a tag's attributes and puts namespace declarations aside.
    fn attributes(&mut self, tag: &Tag, offset: usize) -> Option<Vec<RawAttribute<'a>>> {
        let mut list = self.spare.pop().unwrap_or_default();
        list.extend(self.lexemes.attributes(tag));
        if !tag.is_plain {
            self.check_attributes(&list, offset)?;
        }
        if let Some(TagError(position, message)) = tag.error.as_deref() {
            let span = self.span(offset + position, offset + position + 1);
            self.fail(Code::XmlSyntax, span, *message);
            return None;
        }
        Some(list)
    }

    /// Learns namespace declarations; `None` where two attributes have one name, or where there are too many.
    fn check_attributes(&mut self, list: &[RawAttribute<'a>], offset: usize) -> Option<()> {
        for (index, attribute) in list.iter().enumerate() {
            let span = self.span(offset + attribute.name_at, offset + attribute.name_at + attribute.name.len());
            if list.iter().take(index).any(|known| known.name == attribute.name) {
                self.fail(Code::XmlSyntax, span, format!("the attribute `{}` stands twice", attribute.name));
                return None;
            }
            if index >= MAX_ATTRIBUTES {
                self.fail(Code::TooMany, span, format!("an element may have {MAX_ATTRIBUTES} attributes, no more"));
                return None;
            }
            self.namespace(attribute);
        }
        Some(())
    }

    /// Learns a namespace declaration.
    fn namespace(&mut self, attribute: &RawAttribute<'a>) {
        let prefix = match attribute.name.strip_prefix("xmlns") {
            Some("") => "",
            Some(rest) => match rest.strip_prefix(':') {
                Some(prefix) => prefix,
                None => return,
            },
            None => return,
        };
        self.scopes.push((prefix, Vocabulary::of(attribute.value), self.depth));
    }

    /// The namespace that a prefix stands for here.
    fn vocabulary(&mut self, prefix: &'a str, span: Span) -> Option<Vocabulary<'a>> {
        let known = self.scopes.iter().rev().find(|(known, ..)| is_same(known, prefix));
        match known {
            Some((_, vocabulary, _)) => Some(*vocabulary),
            None if prefix.is_empty() => Some(Vocabulary::None),
            None if prefix == "xml" => Some(Vocabulary::Foreign("http://www.w3.org/XML/1998/namespace")),
            None => {
                self.fail(Code::XmlSyntax, span, format!("the namespace prefix `{prefix}` is not declared"));
                None
            }
        }
    }

    /// Warns of attributes with a prefix that is not declared. Services write some, and they say nothing here.
    fn check_prefixes(&mut self, attributes: &[RawAttribute<'a>], offset: usize) {
        for attribute in attributes {
            let Some((prefix, _)) = attribute.name.split_once(':') else { continue };
            if matches!(prefix, "xml" | "xmlns") || self.scopes.iter().any(|(known, ..)| *known == prefix) {
                continue;
            }
            let start = offset + attribute.name_at;
            let span = self.span(start, start + attribute.name.len());
            let message = format!("the namespace prefix `{prefix}` is not declared; the attribute is ignored");
            self.diagnostics.warn(Code::XmlSyntax, span, message);
        }
    }

    /// Leaves an element: its namespace declarations end.
    fn close(&mut self) {
        while self.scopes.pop_if(|(_, _, depth)| *depth >= self.depth).is_some() {}
        self.depth = self.depth.saturating_sub(1);
    }

    /// Gives a list of attributes back for later use.
    pub(super) fn reuse(&mut self, mut list: Vec<RawAttribute<'a>>) {
        list.clear();
        self.spare.push(list);
    }
}

/// Whether two prefixes are the same. Most are empty: of those the bytes are not compared, which takes long where
/// there is nothing at their address.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && (one.is_empty() || one == other)
}
