//! `$Type`, `$Collection`, `$Nullable` and the facets.

use std::borrow::Cow;

use crate::csdl::document::{Facets, Text, TypeUse};
use crate::diagnostic::{Code, Span};

use super::part::{Part, Reader, piece};
use super::tree::{Kind, Value};

impl Reader<'_> {
    /// The type of a property, parameter, result or term. What is absent is said all the same: no `$Type` is a
    /// string, no `$Nullable` is false.
    pub(super) fn type_use<'a>(&mut self, part: &mut Part<'a>, with_default: bool) -> TypeUse<'a> {
        let (name, is_collection) = self.type_name(part);
        let nullable = Some(self.boolean(part, "$Nullable").unwrap_or(false));
        let facets = self.facets(part, &name, with_default);
        TypeUse { name, is_collection, nullable, facets }
    }

    /// `$Type` and `$Collection`.
    pub(super) fn type_name<'a>(&mut self, part: &mut Part<'a>) -> (Text<'a>, bool) {
        let span = part.span;
        let is_collection = self.boolean(part, "$Collection").unwrap_or(false);
        let Some(name) = self.text(part, "$Type") else { return (string(span), is_collection) };
        let inner = name.value.trim().strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
        let Some(length) = inner.map(str::len) else { return (name, is_collection) };
        let message = format!("`{}` is how CSDL XML writes a collection", name.value);
        self.diagnostics
            .warn(Code::InvalidValue, name.span, message)
            .help("name the item's type in `$Type` and say `\"$Collection\": true`");
        let start = name.value.find('(').map_or(0, |at| at + 1);
        (piece(&name, start, start + length), true)
    }

    /// Facets, if there is any.
    pub(super) fn facets<'a>(
        &mut self,
        part: &mut Part<'a>,
        ty: &Text<'a>,
        with_default: bool,
    ) -> Option<Box<Facets<'a>>> {
        let mut facets = Facets {
            max_length: part.take("$MaxLength").and_then(|value| self.max_length(value)),
            precision: part.take("$Precision").and_then(|value| self.precision(value)),
            scale: part.take("$Scale").and_then(|value| self.number_or("$Scale", &["variable", "floating"], value)),
            srid: part.take("$SRID").and_then(|value| self.number_or("$SRID", &["variable"], value)),
            unicode: self.boolean(part, "$Unicode"),
            default_value: None,
        };
        if with_default {
            facets.default_value = part.take("$DefaultValue").and_then(|value| self.default_value(value));
        }
        // Without `$Scale`, a decimal number has any; without `Scale` in XML, it has none.
        if facets.scale.is_none() && ty.value == "Edm.Decimal" {
            facets.scale = Some(Text { value: Cow::Borrowed("variable"), span: ty.span });
        }
        let any = facets.max_length.is_some()
            || facets.precision.is_some()
            || facets.scale.is_some()
            || facets.srid.is_some()
            || facets.unicode.is_some()
            || facets.default_value.is_some();
        any.then(|| Box::new(facets))
    }

    fn max_length<'a>(&mut self, value: Value<'a>) -> Option<Text<'a>> {
        let text = self.literal("$MaxLength", value)?;
        let number = text.value.trim();
        if number.parse::<u64>().is_ok_and(|length| length > 0) {
            return Some(text);
        }
        if number.eq_ignore_ascii_case("max") {
            let message = "`max` is of CSDL XML: in JSON, a length without limit is not given";
            self.diagnostics.warn(Code::InvalidFacet, text.span, message);
            return None;
        }
        let message = format!("`$MaxLength` must be a positive integer, not `{number}`");
        self.diagnostics.error(Code::InvalidFacet, text.span, message);
        None
    }

    fn precision(&mut self, value: Value<'_>) -> Option<u32> {
        let text = self.literal("$Precision", value)?;
        let number = text.value.trim().parse().ok();
        if number.is_none() {
            let message = format!("`$Precision` must be a non-negative integer, not `{}`", text.value);
            self.diagnostics.error(Code::InvalidFacet, text.span, message);
        }
        number
    }

    /// A facet that is a number or one of some words.
    fn number_or<'a>(&mut self, name: &str, words: &[&'static str], value: Value<'a>) -> Option<Text<'a>> {
        let mut text = self.literal(name, value)?;
        let written = text.value.trim();
        if words.contains(&written) || written.parse::<u32>().is_ok() {
            return Some(text);
        }
        if let Some(word) = words.iter().find(|word| word.eq_ignore_ascii_case(written)) {
            let message = format!("write `{word}`, not `{written}`");
            self.diagnostics.warn(Code::InvalidFacet, text.span, message);
            text.value = Cow::Borrowed(word);
            return Some(text);
        }
        let choice = words.join("` or `");
        let message = format!("`{name}` must be a non-negative integer or `{choice}`, not `{written}`");
        self.diagnostics.error(Code::InvalidFacet, text.span, message);
        None
    }

    fn default_value<'a>(&mut self, value: Value<'a>) -> Option<Text<'a>> {
        match value.kind {
            // What is null unless it is said is what has no default value.
            Kind::Null => None,
            Kind::Array(_) | Kind::Object(_) => {
                let message = format!("a default value that is {} is not kept", value.what());
                self.diagnostics.warn(Code::NotKept, value.span, message);
                None
            }
            Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => self.literal("$DefaultValue", value),
        }
    }
}

/// The type of what names none.
fn string<'a>(span: Span) -> Text<'a> {
    Text { value: Cow::Borrowed("Edm.String"), span }
}
