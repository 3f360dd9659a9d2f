//! Typed access to attributes: each element takes those it knows; what is left over is reported.

use std::borrow::Cow;

use crate::diagnostic::{Code, Severity, Span, suggestion};

use super::document::Text;
use super::element::{Element, Vocabulary};
use super::names::{check_identifier, check_namespace};
use super::tag::{RawAttribute, bad_reference};
use super::xml::{Blanks, Content, Reader};

impl<'a> Reader<'a, '_> {
    /// Takes an attribute.
    pub(super) fn take(&mut self, element: &mut Element<'a>, name: &'static str) -> Option<Text<'a>> {
        if element.attributes.is_empty() {
            return None;
        }
        self.asked.push(name);
        // Names of one length are common, and mostly differ in their first letter.
        let first = name.as_bytes().first();
        let is_it = |attribute: &RawAttribute<'a>| {
            attribute.name.len() == name.len() && attribute.name.as_bytes().first() == first && attribute.name == name
        };
        let index = element.attributes.iter().position(is_it)?;
        let attribute = element.attributes.remove(index);
        self.value(element, &attribute)
    }

    /// Takes an attribute that must be there.
    pub(super) fn required(&mut self, element: &mut Element<'a>, name: &'static str) -> Option<Text<'a>> {
        let found = self.take(element, name);
        if found.is_none() && !self.failed() {
            let mut similar = element.attributes.iter().map(|attribute| attribute.name);
            let help = similar
                .find(|other| other.eq_ignore_ascii_case(name))
                .map(|other| format!("attributes are case-sensitive: write `{name}`, not `{other}`"));
            self.diagnostics
                .error(Code::MissingAttribute, element.span, format!("`{}` has no attribute `{name}`", element.name))
                .help_with(help);
        }
        found
    }

    /// Takes a required simple identifier.
    pub(super) fn identifier(&mut self, element: &mut Element<'a>, name: &'static str) -> Option<Text<'a>> {
        let text = self.required(element, name)?;
        check_identifier(&text, self.diagnostics);
        Some(text)
    }

    /// Takes an optional simple identifier.
    pub(super) fn optional_identifier(&mut self, element: &mut Element<'a>, name: &'static str) -> Option<Text<'a>> {
        let text = self.take(element, name)?;
        check_identifier(&text, self.diagnostics);
        Some(text)
    }

    /// Takes a required namespace.
    pub(super) fn namespace_name(&mut self, element: &mut Element<'a>, name: &'static str) -> Option<Text<'a>> {
        let text = self.required(element, name)?;
        check_namespace(&text, self.diagnostics);
        Some(text)
    }

    /// Takes a boolean.
    pub(super) fn boolean(&mut self, element: &mut Element<'a>, name: &'static str) -> Option<bool> {
        let text = self.take(element, name)?;
        match text.value.trim() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            other => {
                let meant = other.to_ascii_lowercase();
                let known = matches!(meant.as_str(), "true" | "false");
                let message = format!("`{name}` must be `true` or `false`, not `{other}`");
                if known {
                    self.diagnostics.warn(Code::InvalidBoolean, text.span, message);
                    return Some(meant == "true");
                }
                self.diagnostics.error(Code::InvalidBoolean, text.span, message);
                None
            }
        }
    }

    /// Takes a non-negative integer.
    pub(super) fn unsigned(&mut self, element: &mut Element<'a>, name: &'static str) -> Option<u32> {
        let text = self.take(element, name)?;
        let number = text.value.trim().parse().ok();
        if number.is_none() {
            let message = format!("`{name}` must be a non-negative integer, not `{}`", text.value);
            self.diagnostics.error(Code::InvalidFacet, text.span, message);
        }
        number
    }

    /// Reports the attributes that nobody took, and gives their list back for later use.
    pub(super) fn finish(&mut self, element: &mut Element<'a>) {
        let attributes = std::mem::take(&mut element.attributes);
        for attribute in &attributes {
            // Attributes of other namespaces are allowed everywhere and mean nothing here.
            if attribute.name.contains(':') || attribute.name == "xmlns" {
                continue;
            }
            let span = self.name_span(element, attribute);
            let help = suggestion(attribute.name, self.asked.iter().copied());
            // A name that is nearly a known one is a slip that changes what the document says.
            let is_slip = help.is_some() && !self.asked.contains(&attribute.name);
            let severity = if is_slip { Severity::Error } else { Severity::Warning };
            self.diagnostics
                .report(
                    severity,
                    Code::UnknownAttribute,
                    span,
                    format!("`{}` has no attribute `{}` in CSDL", element.name, attribute.name),
                )
                .help_with(help);
        }
        self.asked.clear();
        self.reuse(attributes);
    }

    /// The place of an attribute's name.
    pub(super) fn name_span(&self, element: &Element<'a>, attribute: &RawAttribute<'a>) -> Span {
        let start = element.offset + attribute.name_at;
        self.span(start, start + attribute.name.len())
    }

    /// An attribute's value, references replaced and blanks normalised as XML asks.
    pub(super) fn value(&mut self, element: &Element<'a>, attribute: &RawAttribute<'a>) -> Option<Text<'a>> {
        let start = element.offset + attribute.value_at;
        let span = self.span(start, start + attribute.value.len());
        if !attribute.is_coded {
            return Some(Text { value: Cow::Borrowed(attribute.value), span });
        }
        let blanks = attribute.value.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
        match quick_xml::escape::unescape(&blanks) {
            Ok(value) => Some(Text { value: Cow::Owned(value.into_owned()), span }),
            Err(error) => {
                self.fail(Code::XmlReference, span, bad_reference(&error));
                None
            }
        }
    }

    /// The next child of a CSDL element. Elements of other namespaces are passed over; text is
    /// reported.
    pub(super) fn child(&mut self, parent: &Element<'a>) -> Option<Element<'a>> {
        loop {
            match self.inner(parent)? {
                Content::Element(child) => match child.vocabulary {
                    Vocabulary::Edmx if parent.vocabulary == Vocabulary::Edm => self.unknown(child, parent, &[]),
                    Vocabulary::Edm | Vocabulary::Edmx => return Some(child),
                    Vocabulary::Foreign(_) => self.skip(child),
                    Vocabulary::Old(version) => self.old(&child, version),
                    Vocabulary::None => self.unknown(child, parent, &[]),
                },
                Content::Text(text) => self.unexpected_text(parent, &text),
            }
        }
    }

    /// Reports text that is not white space.
    pub(super) fn unexpected_text(&mut self, parent: &Element<'a>, text: &Text<'a>) {
        let trimmed = text.value.trim();
        if trimmed.is_empty() {
            return;
        }
        let offset = text.value.find(trimmed).unwrap_or(0);
        let start = text.span.start() + offset;
        let span = self.span(start, (start + trimmed.len()).min(text.span.end()));
        self.diagnostics.error(Code::UnexpectedText, span, format!("text cannot stand in `{}`", parent.name));
    }

    /// Reports an element that its parent must not have, and passes over its content.
    pub(super) fn unknown(&mut self, mut child: Element<'a>, parent: &Element<'a>, known: &[&'static str]) {
        let mut message = format!("`{}` cannot stand in `{}`", child.name, parent.name);
        let help = match child.vocabulary {
            Vocabulary::None => Some("the element is in no XML namespace: an `xmlns` is missing".to_owned()),
            Vocabulary::Edmx if parent.vocabulary != Vocabulary::Edmx => {
                message += " in the namespace of `edmx`";
                None
            }
            _ => suggestion(child.name, known.iter().copied())
                .or_else(|| (!known.is_empty()).then(|| format!("it may hold {}", known.join(", ")))),
        };
        self.diagnostics.error(Code::UnknownElement, child.span, message).help_with(help);
        child.attributes.clear();
        self.skip(child);
    }

    /// Refuses a document of an older version.
    pub(super) fn old(&mut self, element: &Element<'a>, version: &str) {
        self.fail(
            Code::OldVersion,
            element.span,
            format!("`{}` is of CSDL {version}; only 4.0 and 4.01 are read", element.name),
        );
    }

    /// Passes over an element and all that it holds.
    pub(super) fn skip(&mut self, element: Element<'a>) {
        if !element.is_empty {
            let mut open = 1_usize;
            while open > 0 {
                match self.next(Some(&element), Blanks::Skipped) {
                    Some(Content::Element(inner)) => {
                        open += usize::from(!inner.is_empty);
                        self.reuse(inner.attributes);
                    }
                    Some(Content::Text(_)) => {}
                    None => open -= 1,
                }
                if self.failed() {
                    return;
                }
            }
        }
        self.reuse(element.attributes);
    }
}
