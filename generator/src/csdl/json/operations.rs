//! Actions, functions and terms.

use crate::csdl::document::{Operation, OperationKind, Parameter, ReturnType, Term, Text};
use crate::csdl::names::check_identifier;

use super::part::{Part, Reader};
use super::tree::Value;

impl Reader<'_> {
    /// One overload.
    pub(super) fn operation<'a>(&mut self, name: Text<'a>, kind: OperationKind, mut part: Part<'a>) -> Operation<'a> {
        let is_function = kind == OperationKind::Function;
        if is_function && !part.has("$ReturnType") {
            self.missing(&part, "$ReturnType");
        }
        let operation = Operation {
            kind,
            name,
            is_bound: self.boolean(&mut part, "$IsBound").unwrap_or(false),
            is_composable: is_function && self.boolean(&mut part, "$IsComposable").unwrap_or(false),
            entity_set_path: self.text(&mut part, "$EntitySetPath"),
            parameters: self.parameters(&mut part),
            result: part.take("$ReturnType").and_then(|value| self.return_type(value)),
            annotations: self.annotations(&mut part),
        };
        self.finish(part);
        operation
    }

    fn parameters<'a>(&mut self, part: &mut Part<'a>) -> Vec<Parameter<'a>> {
        let Some(value) = part.take("$Parameter") else { return Vec::new() };
        let items = self.array("`$Parameter`", value).unwrap_or_default();
        items.into_iter().filter_map(|item| self.parameter(item)).collect()
    }

    fn parameter<'a>(&mut self, value: Value<'a>) -> Option<Parameter<'a>> {
        let mut part = self.item("the parameter", value)?;
        let name = self.required(&mut part, "$Name");
        if let Some(name) = &name {
            part.span = name.span;
            check_identifier(name, self.diagnostics);
        }
        let ty = self.type_use(&mut part, false);
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Some(Parameter { name: name?, ty, annotations })
    }

    fn return_type<'a>(&mut self, value: Value<'a>) -> Option<ReturnType<'a>> {
        let mut part = self.item("the return type", value)?;
        let ty = self.type_use(&mut part, false);
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Some(ReturnType { ty, annotations })
    }

    pub(super) fn term<'a>(&mut self, name: Text<'a>, mut part: Part<'a>) -> Term<'a> {
        let ty = self.type_use(&mut part, true);
        let base = self.text(&mut part, "$BaseTerm");
        let applies_to = part.take("$AppliesTo").and_then(|value| self.applies_to(value));
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Term { name, ty, base, applies_to, annotations }
    }

    /// A list of words, joined as CSDL XML has it.
    fn applies_to<'a>(&mut self, value: Value<'a>) -> Option<Text<'a>> {
        let span = value.span;
        let items = self.array("`$AppliesTo`", value)?;
        let words: Vec<Text<'a>> =
            items.into_iter().filter_map(|item| self.string("an item of `$AppliesTo`", item)).collect();
        let joined = words.iter().map(Text::as_str).collect::<Vec<_>>().join(" ");
        Some(Text { value: joined.into(), span })
    }
}
