//! Annotations and expressions.

use crate::csdl::dynamic_element;
use crate::schema::{Annotation, Annotations, ConstantKind, DynamicExpression, Expression, PathKind, Record};

use super::document::Writer;
use super::xml::Tag;
use super::{Prose, is_prose_property};

impl Writer<'_> {
    /// An element that has nothing but annotations.
    pub(super) fn annotated(&mut self, tag: &Tag, annotations: &Annotations) {
        if !annotations.iter().any(|annotation| self.is_written(annotation)) {
            return self.xml.empty(tag);
        }
        self.xml.open(tag);
        self.annotations(annotations);
        self.xml.close();
    }

    pub(super) fn annotations(&mut self, annotations: &Annotations) {
        for annotation in annotations.iter() {
            if self.is_written(annotation) {
                self.annotation(annotation);
            }
        }
    }

    fn annotation(&mut self, annotation: &Annotation) {
        let tag =
            Tag::new("Annotation").with("Term", &annotation.term).maybe("Qualifier", annotation.qualifier.as_deref());
        self.valued(tag, annotation.value.as_ref(), &annotation.annotations);
    }

    /// An element with a value: simple ones as an attribute, others as a child.
    fn valued(&mut self, tag: Tag, value: Option<&Expression>, annotations: &Annotations) {
        let tag = match value {
            Some(Expression::Constant(kind, text)) => tag.with(constant_name(*kind), text),
            Some(Expression::EnumMembers(members)) => tag.with("EnumMember", &members.join(" ")),
            Some(Expression::Path(kind, text)) => tag.with(path_name(*kind), text),
            Some(other) => {
                self.xml.open(&tag);
                self.expression(other);
                self.annotations(annotations);
                return self.xml.close();
            }
            None => tag,
        };
        self.annotated(&tag, annotations);
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Constant(kind, text) => self.xml.leaf(&Tag::new(constant_name(*kind)), text),
            Expression::EnumMembers(members) => self.xml.leaf(&Tag::new("EnumMember"), &members.join(" ")),
            Expression::Path(kind, text) => self.xml.leaf(&Tag::new(path_name(*kind)), text),
            Expression::Null => self.xml.empty(&Tag::new("Null")),
            Expression::Collection(items) if items.is_empty() => self.xml.empty(&Tag::new("Collection")),
            Expression::Collection(items) => {
                self.xml.open(&Tag::new("Collection"));
                for item in items {
                    self.expression(item);
                }
                self.xml.close();
            }
            Expression::Record(record) => self.record(record),
            Expression::Dynamic(dynamic) => self.dynamic(dynamic),
        }
    }

    fn record(&mut self, record: &Record) {
        let is_written = |name: &str| self.prose == Prose::Kept || !is_prose_property(name);
        let properties: Vec<_> = record.properties.iter().filter(|property| is_written(&property.property)).collect();
        let tag = Tag::new("Record").maybe("Type", record.ty.as_deref());
        if properties.is_empty() {
            return self.annotated(&tag, &record.annotations);
        }
        self.xml.open(&tag);
        for property in properties {
            let tag = Tag::new("PropertyValue").with("Property", &property.property);
            self.valued(tag, property.value.as_ref(), &property.annotations);
        }
        self.annotations(&record.annotations);
        self.xml.close();
    }

    fn dynamic(&mut self, dynamic: &DynamicExpression) {
        // The reader knows all names that may stand here; others cannot be written.
        let Some(name) = dynamic_element(&dynamic.element) else { return };
        let mut tag = Tag::new(name);
        for (attribute, value) in &dynamic.attributes {
            tag = tag.with(attribute, value);
        }
        if name == "LabeledElementReference" {
            let text = dynamic.operands.first().and_then(Expression::text).unwrap_or_default();
            return self.xml.leaf(&tag, text);
        }
        if dynamic.operands.is_empty() {
            return self.annotated(&tag, &dynamic.annotations);
        }
        self.xml.open(&tag);
        for operand in &dynamic.operands {
            self.expression(operand);
        }
        self.annotations(&dynamic.annotations);
        self.xml.close();
    }
}

fn constant_name(kind: ConstantKind) -> &'static str {
    match kind {
        ConstantKind::Binary => "Binary",
        ConstantKind::Bool => "Bool",
        ConstantKind::Date => "Date",
        ConstantKind::DateTimeOffset => "DateTimeOffset",
        ConstantKind::Decimal => "Decimal",
        ConstantKind::Duration => "Duration",
        ConstantKind::Float => "Float",
        ConstantKind::Guid => "Guid",
        ConstantKind::Int => "Int",
        ConstantKind::String => "String",
        ConstantKind::TimeOfDay => "TimeOfDay",
    }
}

fn path_name(kind: PathKind) -> &'static str {
    match kind {
        PathKind::AnnotationPath => "AnnotationPath",
        PathKind::ModelElementPath => "ModelElementPath",
        PathKind::NavigationPropertyPath => "NavigationPropertyPath",
        PathKind::Path => "Path",
        PathKind::PropertyPath => "PropertyPath",
    }
}
