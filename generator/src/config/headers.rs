//! Headers that a service wants with some types and options.

use toml::Spanned;

use crate::diagnostic::{Code, Diagnostics, SourceId, Span};

use super::{Located, raw};

/// Enumerations that members are added to.
#[derive(Clone, Debug)]
pub struct EvolvableEnums {
    /// The member that an enumeration has if members are added to it.
    pub sentinel: String,
    /// The preference that asks for added members, as the header `Prefer` has it.
    pub preference: String,
}

/// Queries that go with a header.
#[derive(Clone, Debug)]
pub struct AdvancedQueries {
    /// The header's name.
    pub header: String,
    /// The header's value.
    pub value: String,
    /// The full names of the types whose values are counted so, with those derived from them.
    pub types: Vec<Located>,
}

impl EvolvableEnums {
    pub(super) fn new(raw: raw::EvolvableEnums, id: SourceId, diagnostics: &mut Diagnostics) -> Self {
        check_value(&raw.preference, id, diagnostics);
        Self { sentinel: raw.sentinel, preference: raw.preference.into_inner() }
    }
}

impl AdvancedQueries {
    pub(super) fn new(raw: raw::AdvancedQueries, id: SourceId, diagnostics: &mut Diagnostics) -> Self {
        let header = Located::new(raw.header, id);
        if !is_name(&header.text) {
            diagnostics.error(Code::Config, header.span, format!("`{}` is no name of a header", header.text));
        }
        check_value(&raw.value, id, diagnostics);
        let types = raw.types.into_iter().map(|name| Located::new(name, id)).collect();
        Self { header: header.text, value: raw.value.into_inner(), types }
    }
}

fn check_value(value: &Spanned<String>, id: SourceId, diagnostics: &mut Diagnostics) {
    let (text, range) = (value.get_ref(), value.span());
    let is_plain = !text.is_empty() && text.trim() == text && text.bytes().all(|b| (b' '..=b'~').contains(&b));
    if !is_plain {
        let span = Span::new(id, range.start, range.end);
        diagnostics.error(Code::Config, span, format!("`{text}` is no value of a header"));
    }
}

/// The header that a caller's id for a request goes in, if it is one.
pub(super) fn request_id(raw: Spanned<String>, id: SourceId, diagnostics: &mut Diagnostics) -> String {
    let header = Located::new(raw, id);
    if !is_name(&header.text) {
        diagnostics.error(Code::Config, header.span, format!("`{}` is no name of a header", header.text));
    }
    header.text
}

fn is_name(text: &str) -> bool {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text.bytes().all(is_token)
}
