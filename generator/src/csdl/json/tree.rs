//! JSON text turned into values with places, within limits.

use std::borrow::Cow;

use jsonc_parser::ast;

use crate::csdl::document::Text;
use crate::diagnostic::{Code, Diagnostics, SourceId, Sources, Span};

/// Values may be nested this deep.
pub(super) const MAX_DEPTH: usize = 100;

/// A document may have this many values.
const MAX_VALUES: usize = 4_000_000;

/// A value and its place.
#[derive(Debug)]
pub(super) struct Value<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Span,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    Null,
    Bool(bool),
    /// Its digits, as they are written.
    Number(&'a str),
    String(Cow<'a, str>),
    Array(Vec<Value<'a>>),
    /// Its members, in order, each name once.
    Object(Vec<Member<'a>>),
}

/// A member of an object.
#[derive(Debug)]
pub(super) struct Member<'a> {
    pub(super) name: Text<'a>,
    pub(super) value: Value<'a>,
}

impl Value<'_> {
    /// What a person calls a value of its kind.
    pub(super) fn what(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Array(_) => "an array",
            Kind::Object(_) => "an object",
        }
    }
}

/// Reads the text of a file. `None`, with an error, where it is no JSON or passes a limit.
pub(super) fn parse<'a>(sources: &'a Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Value<'a>> {
    let text = sources.text(id);
    // serde_json is strict, the other parser tells places. The first pass builds nothing.
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        report_syntax(text, id, &error, diagnostics);
        return None;
    }
    if let Err((code, at, message)) = check_limits(text) {
        diagnostics.error(code, Span::new(id, at, at + 1), message);
        return None;
    }
    match jsonc_parser::parse_to_ast(text, &collect_options(), &parse_options()) {
        Ok(result) => Some(Builder { sources, id, diagnostics }.value(result.value?)),
        // What is left is a code unit in a string that is half a character.
        Err(error) => {
            let range = error.range();
            diagnostics.error(Code::JsonSyntax, Span::new(id, range.start, range.end), error.kind().to_string());
            None
        }
    }
}

fn collect_options() -> jsonc_parser::CollectOptions {
    jsonc_parser::CollectOptions { comments: jsonc_parser::CommentCollectionStrategy::Off, tokens: false }
}

fn parse_options() -> jsonc_parser::ParseOptions {
    jsonc_parser::ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn report_syntax(text: &str, id: SourceId, error: &serde_json::Error, diagnostics: &mut Diagnostics) {
    let line_at = match error.line().checked_sub(2) {
        None => 0,
        Some(index) => memchr::memchr_iter(b'\n', text.as_bytes()).nth(index).map_or(0, |at| at + 1),
    };
    let message = error.to_string();
    // Of control characters it tells the place before them.
    let column = error.column() + usize::from(message.starts_with("control character"));
    let at = (line_at + column.saturating_sub(1)).min(text.len());
    if error.is_eof() {
        let end = text.len();
        let message = "the file ends inside of the document";
        diagnostics.error(Code::JsonCutOff, Span::new(id, end.saturating_sub(1), end), message);
        return;
    }
    // The place is told by the span.
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    diagnostics.error(Code::JsonSyntax, Span::new(id, at, at + 1), message);
}

/// Whether well-formed JSON keeps within the limits; otherwise what to report where.
fn check_limits(text: &str) -> Result<(), (Code, usize, String)> {
    let (mut depth, mut values) = (0_usize, 1_usize);
    let (mut in_string, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                depth += 1;
                values += 1;
                if depth > MAX_DEPTH {
                    return Err((Code::TooDeep, at, format!("values may be nested {MAX_DEPTH} deep, no deeper")));
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => continue,
        }
        if values > MAX_VALUES {
            return Err((Code::TooMany, at, format!("a document may have {MAX_VALUES} values, no more")));
        }
    }
    Ok(())
}

/// Makes values of the parser's tree.
struct Builder<'a, 'd> {
    sources: &'a Sources,
    id: SourceId,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Builder<'a, '_> {
    fn value(&mut self, value: ast::Value<'a>) -> Value<'a> {
        let range = jsonc_parser::common::Ranged::range(&value);
        let (mut start, mut end) = (range.start, range.end);
        let kind = match value {
            ast::Value::NullKeyword(_) => Kind::Null,
            ast::Value::BooleanLit(value) => Kind::Bool(value.value),
            ast::Value::NumberLit(value) => Kind::Number(value.value),
            ast::Value::StringLit(value) => {
                (start, end) = inside(start, end);
                Kind::String(value.value)
            }
            // A place of many lines tells less than where they begin.
            ast::Value::Array(array) => {
                end = start + 1;
                Kind::Array(array.elements.into_iter().map(|item| self.value(item)).collect())
            }
            ast::Value::Object(object) => {
                end = start + 1;
                Kind::Object(self.members(object.properties))
            }
        };
        Value { kind, span: Span::new(self.id, start, end) }
    }

    fn members(&mut self, properties: Vec<ast::ObjectProp<'a>>) -> Vec<Member<'a>> {
        let mut members: Vec<Member<'a>> = Vec::with_capacity(properties.len());
        for property in properties {
            let ast::ObjectPropName::String(name) = property.name else { continue };
            let (start, end) = inside(name.range.start, name.range.end);
            let name = Text { value: name.value, span: Span::new(self.id, start, end) };
            members.push(Member { name, value: self.value(property.value) });
        }
        self.drop_doubles(&mut members);
        members
    }

    /// Of members of one name, the first counts.
    fn drop_doubles(&mut self, members: &mut Vec<Member<'a>>) {
        let mut names: Vec<(&str, Span)> =
            members.iter().map(|member| (member.name.as_str(), member.name.span)).collect();
        names.sort_unstable();
        let mut doubles = Vec::new();
        let mut first = ("", Span::NONE);
        for (name, span) in names {
            if name == first.0 && !first.1.is_none() {
                doubles.push((span, first.1));
            } else {
                first = (name, span);
            }
        }
        if doubles.is_empty() {
            return;
        }
        doubles.sort_unstable();
        members.retain(|member| {
            let Ok(index) = doubles.binary_search_by_key(&member.name.span, |(span, _)| *span) else { return true };
            if let Some((_, first)) = doubles.get(index) {
                self.report_double(&member.name, *first);
            }
            false
        });
    }

    fn report_double(&mut self, name: &Text<'_>, first: Span) {
        let message = format!("the member `{}` stands twice in its object", name.value);
        let help = self.sources.position(first).map(|at| format!("the first one is at {}:{}", at.line, at.column));
        self.diagnostics.error(Code::DuplicateMember, name.span, message).help_with(help);
    }
}

/// The inside of quotes.
fn inside(start: usize, end: usize) -> (usize, usize) {
    (start + 1, end.saturating_sub(1))
}
