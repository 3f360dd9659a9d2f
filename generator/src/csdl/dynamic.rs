//! Dynamic expressions (CSDL, section 14.4): what is computed from operands.

use crate::diagnostic::Code;

use super::document::{ConstantKind, DynamicExpression, Expression, Text};
use super::element::Element;
use super::xml::{Reader, since};

/// The elements that are expressions but no constants, paths, collections or records. `Null` is one
/// where it has annotations.
const DYNAMIC: &[&str] = &[
    "Add",
    "And",
    "Apply",
    "Cast",
    "Div",
    "DivBy",
    "Eq",
    "Ge",
    "Gt",
    "Has",
    "If",
    "In",
    "IsOf",
    "LabeledElement",
    "LabeledElementReference",
    "Le",
    "Lt",
    "Mod",
    "Mul",
    "Ne",
    "Neg",
    "Not",
    "Null",
    "Or",
    "Sub",
    "UrlRef",
];

/// The element of that name that is one of them.
pub(crate) fn dynamic_element(name: &str) -> Option<&'static str> {
    DYNAMIC.iter().copied().find(|known| *known == name)
}

impl<'a> Reader<'a, '_> {
    pub(super) fn dynamic(&mut self, mut element: Element<'a>, parent: &Element<'a>) -> DynamicExpression<'a> {
        let name = element.name;
        let mut operands = Vec::new();
        if matches!(name, "LabeledElement" | "UrlRef") {
            operands.extend(self.attribute_value(&mut element));
        }
        let attributes = self.dynamic_attributes(&mut element);
        self.finish(&mut element);
        let before = self.open.annotations.len();
        if name == "LabeledElementReference" {
            operands.push(Expression::Constant(ConstantKind::String, self.text_content(&element)));
        } else {
            while let Some(child) = self.child(&element) {
                if child.name == "Annotation" {
                    self.add_annotation(child);
                } else {
                    operands.extend(self.expression(child, &element));
                }
            }
        }
        let annotations = since(&mut self.open.annotations, before);
        let expression = DynamicExpression { element: name, attributes, operands, annotations };
        self.check_dynamic(&expression, &element, parent);
        expression
    }

    fn dynamic_attributes(&mut self, element: &mut Element<'a>) -> Vec<(&'a str, Text<'a>)> {
        let known: &[&'static str] = match element.name {
            "Apply" => &["Function"],
            "Cast" | "IsOf" => &["Type", "MaxLength", "Precision", "Scale", "SRID", "Unicode", "Nullable"],
            "LabeledElement" => &["Name"],
            _ => &[],
        };
        let mut found = Vec::new();
        for &name in known {
            found.extend(self.take(element, name).map(|text| (name, text)));
        }
        found.sort_by_key(|(name, _)| *name);
        found
    }

    /// Reports what a dynamic expression lacks, or has too much of.
    fn check_dynamic(&mut self, expression: &DynamicExpression<'a>, element: &Element<'a>, parent: &Element<'a>) {
        if self.failed() {
            return;
        }
        let (least, most) = operands(element.name);
        let count = expression.operands.len();
        if count < least || count > most {
            let wanted = if least == most { least.to_string() } else { format!("{least} to {most}") };
            let message = format!("`{}` takes {wanted} operands, not {count}", element.name);
            self.diagnostics.error(Code::InvalidExpression, element.span, message);
        } else if element.name == "If" && count == 2 && parent.name != "Collection" {
            let message = "`If` has no third operand, and does not stand in a collection".to_owned();
            self.diagnostics
                .warn(Code::InvalidExpression, element.span, message)
                .help("where the condition is false, there is no value");
        }
        if let Some(name) = required_attribute(element.name)
            && !expression.attributes.iter().any(|(known, _)| *known == name)
        {
            let message = format!("`{}` has no attribute `{name}`", element.name);
            self.diagnostics.error(Code::MissingAttribute, element.span, message);
        }
        if element.name == "LabeledElementReference"
            && let [Expression::Constant(_, name)] = expression.operands.as_slice()
            && name.value.trim().is_empty()
        {
            let message = "`LabeledElementReference` names no element".to_owned();
            self.diagnostics.error(Code::InvalidExpression, element.span, message);
        }
    }
}

/// The fewest and the most operands of an expression.
fn operands(name: &str) -> (usize, usize) {
    match name {
        "Apply" => (0, usize::MAX),
        "If" => (2, 3),
        "Cast" | "IsOf" | "LabeledElement" | "LabeledElementReference" | "Neg" | "Not" | "UrlRef" => (1, 1),
        "Null" => (0, 0),
        _ => (2, 2),
    }
}

fn required_attribute(name: &str) -> Option<&'static str> {
    match name {
        "Apply" => Some("Function"),
        "Cast" | "IsOf" => Some("Type"),
        "LabeledElement" => Some("Name"),
        _ => None,
    }
}
