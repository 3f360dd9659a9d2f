//! Annotations and their expressions.

use std::borrow::Cow;

use crate::diagnostic::{Code, Severity};

use super::document::{
    Annotation, Annotations, ConstantKind, DynamicExpression, Expression, PathKind, PropertyValue, Record, Text,
};
use super::dynamic::dynamic_element;
use super::element::{Element, Vocabulary};
use super::names::is_namespace;
use super::values;
use super::xml::{Content, Reader, since};

/// What may stand where a value is expected, for suggestions.
const EXPRESSIONS: &[&str] = &[
    "Annotation",
    "AnnotationPath",
    "Apply",
    "Binary",
    "Bool",
    "Cast",
    "Collection",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Duration",
    "EnumMember",
    "Float",
    "Guid",
    "If",
    "Int",
    "IsOf",
    "LabeledElement",
    "ModelElementPath",
    "NavigationPropertyPath",
    "Null",
    "Path",
    "PropertyPath",
    "PropertyValue",
    "Record",
    "String",
    "TimeOfDay",
    "UrlRef",
];

/// What a constant or path is called, as attribute or element.
enum Simple {
    Constant(ConstantKind),
    Path(PathKind),
    EnumMember,
}

fn simple(name: &str) -> Option<Simple> {
    use Simple::{Constant, EnumMember, Path};
    Some(match name {
        "String" => Constant(ConstantKind::String),
        "Bool" => Constant(ConstantKind::Bool),
        "Int" => Constant(ConstantKind::Int),
        "Date" => Constant(ConstantKind::Date),
        "EnumMember" => EnumMember,
        "PropertyPath" => Path(PathKind::PropertyPath),
        "NavigationPropertyPath" => Path(PathKind::NavigationPropertyPath),
        "Path" => Path(PathKind::Path),
        "AnnotationPath" => Path(PathKind::AnnotationPath),
        "ModelElementPath" => Path(PathKind::ModelElementPath),
        "Binary" => Constant(ConstantKind::Binary),
        "DateTimeOffset" => Constant(ConstantKind::DateTimeOffset),
        "Decimal" => Constant(ConstantKind::Decimal),
        "Duration" => Constant(ConstantKind::Duration),
        "Float" => Constant(ConstantKind::Float),
        "Guid" => Constant(ConstantKind::Guid),
        "TimeOfDay" => Constant(ConstantKind::TimeOfDay),
        _ => return None,
    })
}

impl<'a> Reader<'a, '_> {
    /// `Annotations`.
    pub(super) fn annotations(&mut self, mut element: Element<'a>) -> Option<Annotations<'a>> {
        let target = self.required(&mut element, "Target");
        let qualifier = self.optional_identifier(&mut element, "Qualifier");
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        Some(Annotations { target: target?, qualifier, annotations })
    }

    /// `Annotation`.
    pub(super) fn annotation(&mut self, mut element: Element<'a>) -> Option<Annotation<'a>> {
        let term = self.required(&mut element, "Term");
        let qualifier = self.take(&mut element, "Qualifier");
        // Services give a term's whole name; what is no name at all was meant as something else.
        if let Some(text) = qualifier.as_ref().filter(|text| !is_namespace(&text.value)) {
            let message = format!("`{}` is no qualifier: it must be a simple identifier", text.value);
            self.diagnostics.error(Code::InvalidName, text.span, message);
        }
        let (value, annotations) = self.valued(&mut element);
        Some(Annotation { term: term?, qualifier, value, annotations })
    }

    /// The annotations of an element that may have nothing else.
    pub(super) fn only_annotations(&mut self, parent: &Element<'a>) -> Vec<Annotation<'a>> {
        let before = self.open.annotations.len();
        while let Some(child) = self.child(parent) {
            match (child.vocabulary, child.name) {
                (Vocabulary::Edm, "Annotation") => self.add_annotation(child),
                _ => self.unknown(child, parent, &["Annotation"]),
            }
        }
        since(&mut self.open.annotations, before)
    }

    /// Reads an annotation of the element that is being read.
    pub(super) fn add_annotation(&mut self, child: Element<'a>) {
        if let Some(annotation) = self.annotation(child) {
            self.open.annotations.push(annotation);
        }
    }

    /// Reports the children of an element that may have none.
    pub(super) fn no_children(&mut self, parent: &Element<'a>) {
        while let Some(child) = self.child(parent) {
            self.unknown(child, parent, &[]);
        }
    }

    /// The value of an annotation or property value, as attribute or element, and annotations.
    fn valued(&mut self, element: &mut Element<'a>) -> (Option<Expression<'a>>, Vec<Annotation<'a>>) {
        let mut value = self.attribute_value(element);
        self.finish(element);
        let before = self.open.annotations.len();
        while let Some(child) = self.child(element) {
            if child.name == "Annotation" {
                self.add_annotation(child);
                continue;
            }
            let span = child.span;
            let found = self.expression(child, element);
            if value.is_some() && found.is_some() {
                let message = format!("`{}` has more than one value", element.name);
                self.diagnostics.error(Code::InvalidExpression, span, message);
            }
            value = value.or(found);
        }
        (value, since(&mut self.open.annotations, before))
    }

    /// The value that is given as an attribute.
    pub(super) fn attribute_value(&mut self, element: &mut Element<'a>) -> Option<Expression<'a>> {
        let is_value = |name: &str| name == "UrlRef" || simple(name).is_some();
        let mut value = None;
        while let Some(index) = element.attributes.iter().position(|attribute| is_value(attribute.name)) {
            let attribute = element.attributes.remove(index);
            let text = self.value(element, &attribute)?;
            if value.is_some() {
                let message = format!("`{}` has more than one value", element.name);
                self.diagnostics.error(Code::InvalidExpression, text.span, message);
                continue;
            }
            value = Some(match simple(attribute.name) {
                Some(kind) => self.simple_value(&kind, text),
                None => Expression::Dynamic(Box::new(DynamicExpression {
                    element: "UrlRef",
                    attributes: Vec::new(),
                    operands: vec![Expression::Constant(ConstantKind::String, text)],
                    annotations: Vec::new(),
                })),
            });
        }
        self.asked.extend(EXPRESSIONS);
        value
    }

    fn simple_value(&mut self, kind: &Simple, text: Text<'a>) -> Expression<'a> {
        match kind {
            Simple::Path(kind) => Expression::Path(*kind, text),
            Simple::EnumMember => {
                self.check_members(&text);
                Expression::EnumMembers(text)
            }
            Simple::Constant(kind) => Expression::Constant(*kind, self.constant(*kind, text)),
        }
    }

    fn check_members(&mut self, text: &Text<'a>) {
        let severity = match values::members(&text.value) {
            values::Members::Full => return,
            values::Members::Loose => Severity::Warning,
            values::Members::None => Severity::Error,
        };
        let message = format!("`{}` does not name members of an enumeration as CSDL does", text.value);
        self.diagnostics.report(severity, Code::InvalidConstant, text.span, message).help_with(Some(
            "write the type's qualified name, `/` and the member; several with blanks between".to_owned(),
        ));
    }

    /// Checks a constant; a boolean in other letters is set right.
    fn constant(&mut self, kind: ConstantKind, mut text: Text<'a>) -> Text<'a> {
        if values::is_valid(kind, &text.value) {
            return text;
        }
        let message = format!("`{}` is no valid value of `{kind:?}`", text.value);
        let lower = text.value.to_ascii_lowercase();
        if kind == ConstantKind::Bool && values::is_valid(kind, &lower) {
            self.diagnostics.warn(Code::InvalidConstant, text.span, message);
            text.value = Cow::Owned(lower);
        } else {
            self.diagnostics.error(Code::InvalidConstant, text.span, message);
        }
        text
    }

    /// An expression as an element.
    pub(super) fn expression(&mut self, mut element: Element<'a>, parent: &Element<'a>) -> Option<Expression<'a>> {
        if let Some(kind) = simple(element.name) {
            self.finish(&mut element);
            let text = self.text_content(&element);
            return Some(self.simple_value(&kind, text));
        }
        match element.name {
            "Collection" => {
                self.finish(&mut element);
                let mut items = Vec::new();
                while let Some(child) = self.child(&element) {
                    items.extend(self.expression(child, &element));
                }
                Some(Expression::Collection(items))
            }
            "Record" => Some(Expression::Record(Box::new(self.record(element)))),
            "Null" => {
                self.finish(&mut element);
                let annotations = self.only_annotations(&element);
                Some(if annotations.is_empty() {
                    Expression::Null
                } else {
                    let (attributes, operands) = (Vec::new(), Vec::new());
                    let null = DynamicExpression { element: "Null", attributes, operands, annotations };
                    Expression::Dynamic(Box::new(null))
                })
            }
            name if dynamic_element(name).is_some() => {
                Some(Expression::Dynamic(Box::new(self.dynamic(element, parent))))
            }
            _ => {
                self.unknown(element, parent, EXPRESSIONS);
                None
            }
        }
    }

    fn record(&mut self, mut element: Element<'a>) -> Record<'a> {
        let ty = self.take(&mut element, "Type");
        self.finish(&mut element);
        let (values, annotations) = (self.open.values.len(), self.open.annotations.len());
        while let Some(mut child) = self.child(&element) {
            match child.name {
                "PropertyValue" => {
                    let property = self.required(&mut child, "Property");
                    let (value, annotations) = self.valued(&mut child);
                    self.open.values.extend(property.map(|property| PropertyValue { property, value, annotations }));
                }
                "Annotation" => self.add_annotation(child),
                _ => self.unknown(child, &element, &["PropertyValue", "Annotation"]),
            }
        }
        let properties = since(&mut self.open.values, values);
        Record { ty, properties, annotations: since(&mut self.open.annotations, annotations) }
    }

    /// The text of an element that has nothing else.
    pub(super) fn text_content(&mut self, element: &Element<'a>) -> Text<'a> {
        let mut whole: Option<Text<'a>> = None;
        while let Some(content) = self.content(element) {
            match content {
                Content::Text(piece) => match &mut whole {
                    None => whole = Some(piece),
                    Some(whole) => {
                        whole.value.to_mut().push_str(&piece.value);
                        whole.span = self.span(whole.span.start(), piece.span.end());
                    }
                },
                Content::Element(child) => match child.vocabulary {
                    Vocabulary::Foreign(_) => self.skip(child),
                    _ => self.unknown(child, element, &[]),
                },
            }
        }
        whole.unwrap_or(Text { value: Cow::Borrowed(""), span: element.span })
    }
}
