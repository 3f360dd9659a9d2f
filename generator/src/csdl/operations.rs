//! Actions, functions and terms.

use crate::diagnostic::Code;

use super::document::{Operation, OperationKind, Parameter, ReturnType, Term};
use super::element::Element;
use super::xml::{Reader, since};

impl<'a> Reader<'a, '_> {
    pub(super) fn operation(&mut self, mut element: Element<'a>, kind: OperationKind) -> Option<Operation<'a>> {
        let name = self.identifier(&mut element, "Name");
        let is_bound = self.boolean(&mut element, "IsBound").unwrap_or(false);
        let is_function = kind == OperationKind::Function;
        let is_composable = is_function && self.boolean(&mut element, "IsComposable").unwrap_or(false);
        let entity_set_path = self.take(&mut element, "EntitySetPath");
        self.finish(&mut element);
        let (parameters, annotations) = (self.open.parameters.len(), self.open.annotations.len());
        let mut result = None;
        while let Some(child) = self.child(&element) {
            match child.name {
                "Parameter" => {
                    let parameter = self.parameter(child);
                    self.open.parameters.extend(parameter);
                }
                "Annotation" => self.add_annotation(child),
                "ReturnType" => {
                    let span = child.span;
                    if result.replace(self.return_type(child)).is_some() {
                        self.diagnostics.error(
                            Code::DuplicateElement,
                            span,
                            "an operation has one `ReturnType`, not more",
                        );
                    }
                }
                _ => self.unknown(child, &element, &["Parameter", "Annotation", "ReturnType"]),
            }
        }
        if is_function && result.is_none() && !self.failed() {
            self.diagnostics.error(Code::MissingElement, element.span, "a function needs a `ReturnType`");
        }
        let result = result.flatten();
        let parameters = since(&mut self.open.parameters, parameters);
        let annotations = since(&mut self.open.annotations, annotations);
        Some(Operation { kind, name: name?, is_bound, is_composable, entity_set_path, parameters, result, annotations })
    }

    fn parameter(&mut self, mut element: Element<'a>) -> Option<Parameter<'a>> {
        let name = self.identifier(&mut element, "Name");
        let ty = self.type_use(&mut element, false);
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        Some(Parameter { name: name?, ty: ty?, annotations })
    }

    fn return_type(&mut self, mut element: Element<'a>) -> Option<ReturnType<'a>> {
        let ty = self.type_use(&mut element, false);
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        Some(ReturnType { ty: ty?, annotations })
    }

    pub(super) fn term(&mut self, mut element: Element<'a>) -> Option<Term<'a>> {
        let name = self.identifier(&mut element, "Name");
        let base = self.take(&mut element, "BaseTerm");
        let applies_to = self.take(&mut element, "AppliesTo");
        let ty = self.type_use(&mut element, true);
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        Some(Term { name: name?, ty: ty?, base, applies_to, annotations })
    }
}
