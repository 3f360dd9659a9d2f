//! Headers that a service wants with some types and options.

use toml::Spanned;

use crate::diagnostic::{Code, Diagnostics, SourceId};

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
        Self { sentinel: raw.sentinel, preference: value(raw.preference, id, diagnostics) }
    }
}

impl AdvancedQueries {
    pub(super) fn new(raw: raw::AdvancedQueries, id: SourceId, diagnostics: &mut Diagnostics) -> Self {
        Self {
            header: name(raw.header, id, diagnostics),
            value: value(raw.value, id, diagnostics),
            types: raw.types.into_iter().map(|name| Located::new(name, id)).collect(),
        }
    }
}

/// The name of a header; what is none is reported.
pub(super) fn name(raw: Spanned<String>, id: SourceId, diagnostics: &mut Diagnostics) -> String {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    checked(raw, id, "name", |text| text.bytes().all(is_token), diagnostics)
}

/// The value of a header; what is none is reported.
fn value(raw: Spanned<String>, id: SourceId, diagnostics: &mut Diagnostics) -> String {
    let is_plain = |text: &str| text.trim() == text && text.bytes().all(|b| (b' '..=b'~').contains(&b));
    checked(raw, id, "value", is_plain, diagnostics)
}

fn checked(
    raw: Spanned<String>,
    id: SourceId,
    what: &str,
    is_valid: impl Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) -> String {
    let Located { text, span } = Located::new(raw, id);
    if text.is_empty() || !is_valid(&text) {
        diagnostics.error(Code::Config, span, format!("`{text}` is no {what} of a header"));
    }
    text
}
