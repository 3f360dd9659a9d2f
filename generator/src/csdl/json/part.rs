//! Typed access to the members of objects: each part takes those it knows; what is left over is reported.

use std::borrow::Cow;

use crate::csdl::document::Text;
use crate::diagnostic::{Code, Diagnostics, Severity, SourceId, Span, suggestion};

use super::notes::Notes;
use super::tree::{Kind, Member, Value};

/// Reads one document.
pub(super) struct Reader<'d> {
    pub(super) source: SourceId,
    pub(super) diagnostics: &'d mut Diagnostics,
}

/// An object that says something of the model.
pub(super) struct Part<'a> {
    /// What a person calls it.
    pub(super) what: &'static str,
    /// The place of its name, or of the object where it has none.
    pub(super) span: Span,
    /// The members that were not taken yet, but annotations.
    pub(super) members: Vec<Member<'a>>,
    /// Annotations, on the part and on its members.
    pub(super) notes: Notes<'a>,
    /// The members that it was asked for, for suggestions.
    asked: Vec<&'static str>,
}

impl Reader<'_> {
    /// Reports a value of the wrong kind.
    pub(super) fn wrong(&mut self, what: &str, wanted: &str, value: &Value<'_>) {
        let message = format!("{what} must be {wanted}, not {}", value.what());
        self.diagnostics.error(Code::JsonType, value.span, message);
    }

    /// The members of an object.
    pub(super) fn object<'a>(&mut self, what: &str, value: Value<'a>) -> Option<Vec<Member<'a>>> {
        match value.kind {
            Kind::Object(members) => Some(members),
            _ => {
                self.wrong(what, "an object", &value);
                None
            }
        }
    }

    /// The items of an array.
    pub(super) fn array<'a>(&mut self, what: &str, value: Value<'a>) -> Option<Vec<Value<'a>>> {
        match value.kind {
            Kind::Array(items) => Some(items),
            _ => {
                self.wrong(what, "an array", &value);
                None
            }
        }
    }

    /// A string.
    pub(super) fn string<'a>(&mut self, what: &str, value: Value<'a>) -> Option<Text<'a>> {
        match value.kind {
            Kind::String(text) => Some(Text { value: text, span: value.span }),
            _ => {
                self.wrong(what, "a string", &value);
                None
            }
        }
    }

    /// An object as a part of the model; its annotations are put aside.
    pub(super) fn part<'a>(&mut self, what: &'static str, span: Span, value: Value<'a>) -> Option<Part<'a>> {
        let members = self.object(what, value)?;
        let (members, notes) = self.split(members);
        Some(Part { what, span, members, notes, asked: Vec::new() })
    }

    /// An item of an array as a part.
    pub(super) fn item<'a>(&mut self, what: &'static str, value: Value<'a>) -> Option<Part<'a>> {
        let span = value.span;
        self.part(what, span, value)
    }

    /// Takes a string.
    pub(super) fn text<'a>(&mut self, part: &mut Part<'a>, name: &'static str) -> Option<Text<'a>> {
        let value = part.take(name)?;
        self.string(&format!("`{name}`"), value)
    }

    /// Takes a string that must be there.
    pub(super) fn required<'a>(&mut self, part: &mut Part<'a>, name: &'static str) -> Option<Text<'a>> {
        match part.take(name) {
            Some(value) => self.string(&format!("`{name}`"), value),
            None => {
                self.missing(part, name);
                None
            }
        }
    }

    /// Reports a member that must be there.
    pub(super) fn missing(&mut self, part: &Part<'_>, name: &'static str) {
        let bare = name.trim_start_matches('$');
        let near = part.members.iter().map(|member| member.name.as_str());
        let mut near = near.filter(|other| other.trim_start_matches('$').eq_ignore_ascii_case(bare));
        let help = near.next().map(|other| format!("write `{name}`, not `{other}`"));
        let message = format!("{} has no member `{name}`", part.what);
        self.diagnostics.error(Code::MissingMember, part.span, message).help_with(help);
    }

    /// Takes a boolean.
    pub(super) fn boolean(&mut self, part: &mut Part<'_>, name: &'static str) -> Option<bool> {
        let value = part.take(name)?;
        match &value.kind {
            Kind::Bool(truth) => Some(*truth),
            // Text for a truth value is harmless: its meaning is plain.
            Kind::String(text) if matches!(text.as_ref(), "true" | "false") => {
                let message = format!("`{name}` must be a boolean: write {text} without quotes");
                self.diagnostics.warn(Code::InvalidBoolean, value.span, message);
                Some(text == "true")
            }
            _ => {
                self.wrong(&format!("`{name}`"), "`true` or `false`", &value);
                None
            }
        }
    }

    /// Reports the members and annotations that nobody took.
    pub(super) fn finish(&mut self, part: Part<'_>) {
        for member in &part.members {
            let name = member.name.as_str();
            let help = suggestion(name, part.asked.iter().copied());
            // A name that is nearly a known one is a slip that changes what the document says.
            let severity = if help.is_some() { Severity::Error } else { Severity::Warning };
            let message = format!("{} has no member `{name}` in CSDL", part.what);
            self.diagnostics.report(severity, Code::UnknownMember, member.name.span, message).help_with(help);
        }
        self.report_strays(part.notes);
    }
}

impl<'a> Part<'a> {
    /// Takes a member.
    pub(super) fn take(&mut self, name: &'static str) -> Option<Value<'a>> {
        self.asked.push(name);
        let index = self.members.iter().position(|member| member.name.value == name)?;
        Some(self.members.remove(index).value)
    }

    /// Whether a member is there and was not taken yet.
    pub(super) fn has(&self, name: &str) -> bool {
        self.members.iter().any(|member| member.name.value == name)
    }

    /// Takes the members whose names are the document's own: those without `$`.
    pub(super) fn named(&mut self) -> Vec<Member<'a>> {
        let is_own = |member: &Member<'a>| !member.name.value.starts_with('$');
        let (own, rest) = std::mem::take(&mut self.members).into_iter().partition(is_own);
        self.members = rest;
        own
    }
}

/// A piece of a text with its place. Where the text had escapes, the place is that of the whole.
pub(super) fn piece<'a>(text: &Text<'a>, start: usize, end: usize) -> Text<'a> {
    match &text.value {
        Cow::Borrowed(whole) => {
            let at = text.span.start();
            let span = Span::new(text.span.source(), at + start, at + end);
            Text { value: Cow::Borrowed(whole.get(start..end).unwrap_or_default()), span }
        }
        Cow::Owned(whole) => {
            Text { value: Cow::Owned(whole.get(start..end).unwrap_or_default().to_owned()), span: text.span }
        }
    }
}
