//! Types: enumerations, definitions, complex and entity types, and their members.

use crate::diagnostic::{Code, Span};

use super::document::{
    EnumType, Facets, Key, Member, NavigationProperty, OnDelete, Property, PropertyRef, ReferentialConstraint,
    StructuredType, Text, TypeDefinition, TypeUse,
};
use super::element::Element;
use super::xml::{Reader, since};

impl<'a> Reader<'a, '_> {
    pub(super) fn enum_type(&mut self, mut element: Element<'a>) -> Option<EnumType<'a>> {
        let name = self.identifier(&mut element, "Name");
        let underlying = self.take(&mut element, "UnderlyingType");
        let is_flags = self.boolean(&mut element, "IsFlags").unwrap_or(false);
        self.finish(&mut element);
        let (members, annotations) = (self.open.members.len(), self.open.annotations.len());
        while let Some(child) = self.child(&element) {
            match child.name {
                "Member" => {
                    let member = self.member(child);
                    self.open.members.extend(member);
                }
                "Annotation" => self.add_annotation(child),
                _ => self.unknown(child, &element, &["Member", "Annotation"]),
            }
        }
        let members = since(&mut self.open.members, members);
        let annotations = since(&mut self.open.annotations, annotations);
        Some(EnumType { name: name?, underlying, is_flags, members, annotations })
    }

    fn member(&mut self, mut element: Element<'a>) -> Option<Member<'a>> {
        let name = self.identifier(&mut element, "Name");
        let text = self.take(&mut element, "Value");
        self.finish(&mut element);
        let value = text.and_then(|text| {
            let number = text.value.trim().parse().ok();
            if number.is_none() {
                let message = format!("`Value` must be an integer of 64 bits, not `{}`", text.value);
                self.diagnostics.error(Code::InvalidInteger, text.span, message);
            }
            number
        });
        let annotations = self.only_annotations(&element);
        Some(Member { name: name?, value, annotations })
    }

    pub(super) fn type_definition(&mut self, mut element: Element<'a>) -> Option<TypeDefinition<'a>> {
        let name = self.identifier(&mut element, "Name");
        let underlying = self.required(&mut element, "UnderlyingType");
        let facets = self.facets(&mut element, false);
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        Some(TypeDefinition { name: name?, underlying: underlying?, facets, annotations })
    }

    pub(super) fn structured_type(&mut self, mut element: Element<'a>, is_entity: bool) -> Option<StructuredType<'a>> {
        let name = self.identifier(&mut element, "Name");
        let base = self.take(&mut element, "BaseType");
        let is_abstract = self.boolean(&mut element, "Abstract").unwrap_or(false);
        let is_open = self.boolean(&mut element, "OpenType").unwrap_or(false);
        let has_stream = is_entity && self.boolean(&mut element, "HasStream").unwrap_or(false);
        self.finish(&mut element);
        let (properties, annotations) = (self.open.properties.len(), self.open.annotations.len());
        let (mut navigation, mut key) = (Vec::new(), None);
        while let Some(child) = self.child(&element) {
            match child.name {
                "Property" => {
                    let property = self.property(child);
                    self.open.properties.extend(property);
                }
                "NavigationProperty" => navigation.extend(self.navigation_property(child)),
                "Annotation" => self.add_annotation(child),
                "Key" if is_entity => {
                    let span = child.span;
                    if key.replace(self.key(child)).is_some() {
                        self.diagnostics.error(Code::DuplicateElement, span, "an entity type has one `Key`, not more");
                    }
                }
                _ => {
                    const KNOWN: &[&str] = &["Property", "NavigationProperty", "Annotation"];
                    const WITH_KEY: &[&str] = &["Property", "NavigationProperty", "Annotation", "Key"];
                    self.unknown(child, &element, if is_entity { WITH_KEY } else { KNOWN });
                }
            }
        }
        let properties = since(&mut self.open.properties, properties);
        let annotations = since(&mut self.open.annotations, annotations);
        Some(StructuredType {
            name: name?,
            base,
            is_abstract,
            is_open,
            has_stream,
            key,
            properties,
            navigation,
            annotations,
        })
    }

    fn key(&mut self, mut element: Element<'a>) -> Key<'a> {
        let span = element.span;
        self.finish(&mut element);
        let mut properties = Vec::new();
        while let Some(mut child) = self.child(&element) {
            if child.name != "PropertyRef" {
                self.unknown(child, &element, &["PropertyRef"]);
                continue;
            }
            let name = self.required(&mut child, "Name");
            let alias = self.optional_identifier(&mut child, "Alias");
            self.finish(&mut child);
            self.only_annotations(&child);
            properties.extend(name.map(|name| PropertyRef { name, alias }));
        }
        if properties.is_empty() && !self.failed() {
            self.diagnostics.error(Code::MissingElement, span, "a key needs at least one `PropertyRef`");
        }
        Key { properties, span }
    }

    fn property(&mut self, mut element: Element<'a>) -> Option<Property<'a>> {
        let name = self.identifier(&mut element, "Name");
        let ty = self.type_use(&mut element, true);
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        Some(Property { name: name?, ty: ty?, annotations })
    }

    fn navigation_property(&mut self, mut element: Element<'a>) -> Option<NavigationProperty<'a>> {
        let name = self.identifier(&mut element, "Name");
        let type_text = self.required(&mut element, "Type");
        let nullable = self.boolean(&mut element, "Nullable");
        let partner = self.take(&mut element, "Partner");
        let contains_target = self.boolean(&mut element, "ContainsTarget").unwrap_or(false);
        self.finish(&mut element);
        let before = self.open.annotations.len();
        let (mut constraints, mut on_delete) = (Vec::new(), None);
        while let Some(child) = self.child(&element) {
            match child.name {
                "Annotation" => self.add_annotation(child),
                "ReferentialConstraint" => constraints.extend(self.referential_constraint(child)),
                "OnDelete" => {
                    let span = child.span;
                    let found = self.on_delete(child);
                    if found.is_some() && on_delete.is_some() {
                        self.diagnostics.error(
                            Code::DuplicateElement,
                            span,
                            "a navigation property has one `OnDelete`, not more",
                        );
                    }
                    on_delete = on_delete.or(found);
                }
                _ => self.unknown(child, &element, &["Annotation", "ReferentialConstraint", "OnDelete"]),
            }
        }
        let annotations = since(&mut self.open.annotations, before);
        let (type_name, is_collection) = split_collection(type_text?);
        let ty = TypeUse { name: type_name, is_collection, nullable, facets: None };
        Some(NavigationProperty { name: name?, ty, partner, contains_target, constraints, on_delete, annotations })
    }

    fn referential_constraint(&mut self, mut element: Element<'a>) -> Option<ReferentialConstraint<'a>> {
        let property = self.required(&mut element, "Property");
        let referenced = self.required(&mut element, "ReferencedProperty");
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        Some(ReferentialConstraint { property: property?, referenced: referenced?, annotations })
    }

    fn on_delete(&mut self, mut element: Element<'a>) -> Option<OnDelete<'a>> {
        let action = self.required(&mut element, "Action");
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        let action = action?;
        if !matches!(&*action.value, "Cascade" | "None" | "SetNull" | "SetDefault") {
            let message = format!("`{}` is no action: Cascade, None, SetNull or SetDefault", action.value);
            self.diagnostics.error(Code::InvalidValue, action.span, message);
        }
        Some(OnDelete { action, annotations })
    }

    /// `Type`, `Nullable` and facets.
    pub(super) fn type_use(&mut self, element: &mut Element<'a>, with_default: bool) -> Option<TypeUse<'a>> {
        let text = self.required(element, "Type");
        let nullable = self.boolean(element, "Nullable");
        let facets = self.facets(element, with_default);
        let (name, is_collection) = split_collection(text?);
        Some(TypeUse { name, is_collection, nullable, facets })
    }

    /// Facets, if any is left among the attributes.
    fn facets(&mut self, element: &mut Element<'a>, with_default: bool) -> Option<Box<Facets<'a>>> {
        if element.attributes.is_empty() {
            return None;
        }
        let facets = Facets {
            max_length: self.max_length(element),
            precision: self.unsigned(element, "Precision"),
            scale: self.number_or(element, "Scale", &["variable", "floating"]),
            srid: self.number_or(element, "SRID", &["variable"]),
            unicode: self.boolean(element, "Unicode"),
            default_value: if with_default { self.take(element, "DefaultValue") } else { None },
        };
        let any = facets.max_length.is_some()
            || facets.precision.is_some()
            || facets.scale.is_some()
            || facets.srid.is_some()
            || facets.unicode.is_some()
            || facets.default_value.is_some();
        any.then(|| Box::new(facets))
    }

    fn max_length(&mut self, element: &mut Element<'a>) -> Option<Text<'a>> {
        let mut text = self.take(element, "MaxLength")?;
        let number = text.value.trim();
        if number == "max" || number.parse::<u64>().is_ok_and(|length| length > 0) {
            return Some(text);
        }
        if number.eq_ignore_ascii_case("max") {
            let message = format!("write `max`, not `{number}`");
            self.diagnostics.warn(Code::InvalidFacet, text.span, message);
            text.value = "max".into();
            return Some(text);
        }
        let message = format!("`MaxLength` must be a positive integer or `max`, not `{number}`");
        self.diagnostics.error(Code::InvalidFacet, text.span, message);
        None
    }

    /// A facet that is a number or one of some words.
    fn number_or(&mut self, element: &mut Element<'a>, name: &'static str, words: &[&'static str]) -> Option<Text<'a>> {
        let mut text = self.take(element, name)?;
        let written = text.value.trim();
        if words.contains(&written) || written.parse::<u32>().is_ok() {
            return Some(text);
        }
        if let Some(word) = words.iter().find(|word| word.eq_ignore_ascii_case(written)) {
            let message = format!("write `{word}`, not `{written}`");
            self.diagnostics.warn(Code::InvalidFacet, text.span, message);
            text.value = (*word).into();
            return Some(text);
        }
        let choice = words.join("` or `");
        let message = format!("`{name}` must be a non-negative integer or `{choice}`, not `{written}`");
        self.diagnostics.error(Code::InvalidFacet, text.span, message);
        None
    }
}

/// Takes `Collection()` off a type's name.
fn split_collection(text: Text<'_>) -> (Text<'_>, bool) {
    use std::borrow::Cow;
    // Almost all names are plain: they are told by their first letter.
    if !matches!(text.value.as_bytes().first(), Some(b'C' | b' ')) {
        return (text, false);
    }
    let start = text.value.len() - text.value.trim_start().len();
    let inner = text.value.trim().strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
    let Some(inner) = inner else { return (text, false) };
    let offset = start + "Collection(".len() + (inner.len() - inner.trim_start().len());
    let length = inner.trim().len();
    let value = match &text.value {
        Cow::Borrowed(whole) => Cow::Borrowed(whole.get(offset..offset + length).unwrap_or_default()),
        Cow::Owned(_) => Cow::Owned(inner.trim().to_owned()),
    };
    let at = text.span.start() + offset;
    (Text { value, span: Span::new(text.span.source(), at, at + length) }, true)
}
