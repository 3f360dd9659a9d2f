//! The values of annotations.

use std::borrow::Cow;

use crate::csdl::document::{ConstantKind, DynamicExpression, Expression, PathKind, PropertyValue, Record, Text};
use crate::diagnostic::{Code, Span, suggestion};

use super::part::{Part, Reader};
use super::tree::{Kind, Member, Value};

/// How the operands of an expression are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operands {
    /// One expression.
    One,
    /// An array of so many.
    Array(usize, usize),
    /// A name or URL, which is no expression.
    Name,
    /// The literal `null`.
    Null,
}

/// The members that make an object an expression: the member, its element in CSDL XML, its operands.
const DYNAMIC: &[(&str, &str, Operands)] = &[
    ("$Add", "Add", Operands::Array(2, 2)),
    ("$And", "And", Operands::Array(2, 2)),
    ("$Apply", "Apply", Operands::Array(0, usize::MAX)),
    ("$Cast", "Cast", Operands::One),
    ("$Div", "Div", Operands::Array(2, 2)),
    ("$DivBy", "DivBy", Operands::Array(2, 2)),
    ("$Eq", "Eq", Operands::Array(2, 2)),
    ("$Ge", "Ge", Operands::Array(2, 2)),
    ("$Gt", "Gt", Operands::Array(2, 2)),
    ("$Has", "Has", Operands::Array(2, 2)),
    ("$If", "If", Operands::Array(2, 3)),
    ("$In", "In", Operands::Array(2, 2)),
    ("$IsOf", "IsOf", Operands::One),
    ("$LabeledElement", "LabeledElement", Operands::One),
    ("$LabeledElementReference", "LabeledElementReference", Operands::Name),
    ("$Le", "Le", Operands::Array(2, 2)),
    ("$Lt", "Lt", Operands::Array(2, 2)),
    ("$Mod", "Mod", Operands::Array(2, 2)),
    ("$Mul", "Mul", Operands::Array(2, 2)),
    ("$Ne", "Ne", Operands::Array(2, 2)),
    ("$Neg", "Neg", Operands::One),
    ("$Not", "Not", Operands::One),
    ("$Null", "Null", Operands::Null),
    ("$Or", "Or", Operands::Array(2, 2)),
    ("$Path", "Path", Operands::Name),
    ("$Sub", "Sub", Operands::Array(2, 2)),
    ("$UrlRef", "UrlRef", Operands::One),
];

impl Reader<'_> {
    /// An expression. `None`, with an error, where it is none.
    pub(super) fn expression<'a>(&mut self, value: Value<'a>) -> Option<Expression<'a>> {
        let span = value.span;
        Some(match value.kind {
            Kind::Null => Expression::Null,
            Kind::Bool(truth) => {
                Expression::Constant(ConstantKind::Bool, text(if truth { "true" } else { "false" }, span))
            }
            Kind::Number(digits) => Expression::Constant(number_kind(digits), text(digits, span)),
            Kind::String(value) => Expression::Constant(ConstantKind::String, Text { value, span }),
            Kind::Array(items) => {
                Expression::Collection(items.into_iter().filter_map(|item| self.expression(item)).collect())
            }
            Kind::Object(members) => return self.object_expression(members, span),
        })
    }

    fn object_expression<'a>(&mut self, members: Vec<Member<'a>>, span: Span) -> Option<Expression<'a>> {
        let known = |name: &str| DYNAMIC.iter().find(|(member, ..)| *member == name);
        let mut all = members.iter().filter(|member| known(member.name.as_str()).is_some());
        let found = all.next().and_then(|member| known(member.name.as_str()));
        if let Some(second) = all.next() {
            let message = format!("an expression is one operation: `{}` is another", second.name.value);
            self.diagnostics.error(Code::InvalidExpression, second.name.span, message);
        }
        let value = Value { kind: Kind::Object(members), span };
        match found {
            Some((member, element, operands)) => {
                let part = self.part("the expression", span, value)?;
                self.dynamic(member, element, *operands, part)
            }
            None => self.part("the record", span, value).map(|part| self.record(part)),
        }
    }

    fn record<'a>(&mut self, mut part: Part<'a>) -> Expression<'a> {
        let ty = self.control(&mut part, &["type", "odata.type"]);
        let ty = ty.and_then(|ty| self.string("the type of the record", ty)).map(without_context);
        let mut properties = Vec::new();
        for member in part.named() {
            let annotations = self.annotations_on(&mut part, member.name.as_str());
            let value = self.expression(member.value);
            properties.push(PropertyValue { property: member.name, value, annotations });
        }
        let annotations = self.annotations(&mut part);
        for member in std::mem::take(&mut part.members) {
            let name = member.name.as_str();
            let help = suggestion(name, DYNAMIC.iter().map(|(known, ..)| *known));
            let message = format!("`{name}` is no expression of CSDL");
            self.diagnostics.error(Code::InvalidExpression, member.name.span, message).help_with(help);
        }
        self.finish(part);
        Expression::Record(Box::new(Record { ty, properties, annotations }))
    }

    fn dynamic<'a>(
        &mut self,
        member: &'static str,
        element: &'static str,
        form: Operands,
        mut part: Part<'a>,
    ) -> Option<Expression<'a>> {
        let span = part.span;
        let value = part.take(member)?;
        let operands = self.operands(member, form, value);
        let attributes = self.attributes(element, &mut part);
        let annotations = self.annotations(&mut part);
        part.members.retain(|other| !DYNAMIC.iter().any(|(known, ..)| *known == other.name.value));
        self.finish(part);
        let operands = operands?;
        if element == "Path" {
            if !annotations.is_empty() {
                self.diagnostics.warn(Code::NotKept, span, "annotations on a path are not kept");
            }
            let [Expression::Constant(_, path)] = <[Expression<'a>; 1]>::try_from(operands).ok()? else { return None };
            return Some(Expression::Path(PathKind::Path, path));
        }
        if element == "Null" && annotations.is_empty() {
            return Some(Expression::Null);
        }
        Some(Expression::Dynamic(Box::new(DynamicExpression { element, attributes, operands, annotations })))
    }

    fn operands<'a>(&mut self, member: &str, form: Operands, value: Value<'a>) -> Option<Vec<Expression<'a>>> {
        let what = format!("`{member}`");
        match form {
            Operands::One => Some(vec![self.expression(value)?]),
            Operands::Name => {
                let name = self.string(&what, value)?;
                Some(vec![Expression::Constant(ConstantKind::String, name)])
            }
            Operands::Null => {
                if !matches!(value.kind, Kind::Null) {
                    self.wrong(&what, "null", &value);
                }
                Some(Vec::new())
            }
            Operands::Array(least, most) => {
                let span = value.span;
                let items = self.array(&what, value)?;
                if !(least..=most).contains(&items.len()) {
                    let wanted = if least == most { least.to_string() } else { format!("{least} or {most}") };
                    let message = format!("{what} takes {wanted} operands, not {}", items.len());
                    self.diagnostics.error(Code::InvalidExpression, span, message);
                }
                Some(items.into_iter().filter_map(|item| self.expression(item)).collect())
            }
        }
    }

    /// What an expression says besides its operands, named and sorted as in CSDL XML.
    fn attributes<'a>(&mut self, element: &str, part: &mut Part<'a>) -> Vec<(&'a str, Text<'a>)> {
        let mut found: Vec<(&'a str, Text<'a>)> = Vec::new();
        match element {
            "Apply" => found.extend(self.required(part, "$Function").map(|name| ("Function", name))),
            "LabeledElement" => found.extend(self.required(part, "$Name").map(|name| ("Name", name))),
            "Cast" | "IsOf" => {
                for (member, attribute) in [
                    ("$MaxLength", "MaxLength"),
                    ("$Nullable", "Nullable"),
                    ("$Precision", "Precision"),
                    ("$SRID", "SRID"),
                    ("$Scale", "Scale"),
                ] {
                    let value = part.take(member);
                    found.extend(value.and_then(|value| self.literal(member, value)).map(|text| (attribute, text)));
                }
                found.push(("Type", self.cast_type(part)));
                let unicode = part.take("$Unicode").and_then(|value| self.literal("$Unicode", value));
                found.extend(unicode.map(|text| ("Unicode", text)));
            }
            _ => {}
        }
        found
    }

    fn cast_type<'a>(&mut self, part: &mut Part<'a>) -> Text<'a> {
        let span = part.span;
        let is_collection = self.boolean(part, "$Collection").unwrap_or(false);
        let mut ty = self.text(part, "$Type").unwrap_or_else(|| text("Edm.String", span));
        if is_collection {
            ty.value = Cow::Owned(format!("Collection({})", ty.value));
        }
        ty
    }

    /// A string, number or boolean as text.
    pub(super) fn literal<'a>(&mut self, member: &str, value: Value<'a>) -> Option<Text<'a>> {
        let span = value.span;
        match value.kind {
            Kind::String(value) => Some(Text { value, span }),
            Kind::Number(digits) => Some(text(digits, span)),
            Kind::Bool(truth) => Some(text(if truth { "true" } else { "false" }, span)),
            Kind::Null | Kind::Array(_) | Kind::Object(_) => {
                self.wrong(&format!("`{member}`"), "a number, a string or a boolean", &value);
                None
            }
        }
    }
}

fn text(value: &str, span: Span) -> Text<'_> {
    Text { value: Cow::Borrowed(value), span }
}

/// The kind of a number that nothing else is known of.
fn number_kind(digits: &str) -> ConstantKind {
    match () {
        () if digits.parse::<i64>().is_ok() => ConstantKind::Int,
        () if digits.contains(['e', 'E']) => ConstantKind::Float,
        () => ConstantKind::Decimal,
    }
}

/// The name in `#Ns.Type` or `https://host/context#Ns.Type`.
fn without_context(ty: Text<'_>) -> Text<'_> {
    match ty.value.rfind('#') {
        Some(at) => super::part::piece(&ty, at + 1, ty.value.len()),
        None => ty,
    }
}
