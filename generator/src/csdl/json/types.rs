//! Types: enumerations, definitions, complex and entity types.

use crate::csdl::document::{
    EnumType, Key, Member as EnumMember, Property, PropertyRef, StructuredType, Text, TypeDefinition,
};
use crate::csdl::names::check_identifier;
use crate::diagnostic::{Code, Span};

use super::part::{Part, Reader};
use super::tree::{Kind, Member, Value};

impl Reader<'_> {
    pub(super) fn enum_type<'a>(&mut self, name: Text<'a>, mut part: Part<'a>) -> EnumType<'a> {
        let underlying = self.text(&mut part, "$UnderlyingType");
        let is_flags = self.boolean(&mut part, "$IsFlags").unwrap_or(false);
        let mut members = Vec::new();
        for member in part.named() {
            check_identifier(&member.name, self.diagnostics);
            let value = self.member_value(&member.value);
            let annotations = self.annotations_on(&mut part, member.name.as_str());
            // A member whose number is wrong has an error; one without number would count on.
            members.push(EnumMember { name: member.name, value, annotations });
        }
        let annotations = self.annotations(&mut part);
        self.finish(part);
        EnumType { name, underlying, is_flags, members, annotations }
    }

    /// The number of a member. Large ones may be strings, so that they survive programs that only know doubles.
    fn member_value(&mut self, value: &Value<'_>) -> Option<i64> {
        let digits = match &value.kind {
            Kind::Number(digits) => *digits,
            Kind::String(text) => text.as_ref(),
            Kind::Null | Kind::Bool(_) | Kind::Array(_) | Kind::Object(_) => {
                self.wrong("the value of a member", "an integer", value);
                return None;
            }
        };
        let number = digits.parse().ok();
        if number.is_none() {
            let message = format!("the value of a member must be an integer of 64 bits, not `{digits}`");
            self.diagnostics.error(Code::InvalidInteger, value.span, message);
        }
        number
    }

    pub(super) fn type_definition<'a>(&mut self, name: Text<'a>, mut part: Part<'a>) -> Option<TypeDefinition<'a>> {
        let underlying = self.required(&mut part, "$UnderlyingType");
        let facets = underlying.as_ref().and_then(|underlying| self.facets(&mut part, underlying, false));
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Some(TypeDefinition { name, underlying: underlying?, facets, annotations })
    }

    pub(super) fn structured_type<'a>(
        &mut self,
        name: Text<'a>,
        mut part: Part<'a>,
        is_entity: bool,
    ) -> StructuredType<'a> {
        let mut ty = StructuredType {
            name,
            base: self.text(&mut part, "$BaseType"),
            is_abstract: self.boolean(&mut part, "$Abstract").unwrap_or(false),
            is_open: self.boolean(&mut part, "$OpenType").unwrap_or(false),
            has_stream: is_entity && self.boolean(&mut part, "$HasStream").unwrap_or(false),
            key: if is_entity { self.key(&mut part) } else { None },
            properties: Vec::new(),
            navigation: Vec::new(),
            annotations: self.annotations(&mut part),
        };
        for member in part.named() {
            check_identifier(&member.name, self.diagnostics);
            self.property(member, &mut ty);
        }
        self.finish(part);
        ty
    }

    fn property<'a>(&mut self, member: Member<'a>, ty: &mut StructuredType<'a>) {
        let name = member.name;
        let Some(mut part) = self.part("the property", name.span, member.value) else { return };
        let kind = self.text(&mut part, "$Kind");
        match kind.as_ref().map(Text::as_str) {
            None | Some("Property") => {
                let used = self.type_use(&mut part, true);
                let annotations = self.annotations(&mut part);
                self.finish(part);
                ty.properties.push(Property { name, ty: used, annotations });
            }
            Some("NavigationProperty") => ty.navigation.extend(self.navigation_property(name, part)),
            Some(_) => self.unknown_kind(kind.as_ref(), &["NavigationProperty", "Property"]),
        }
    }

    fn key<'a>(&mut self, part: &mut Part<'a>) -> Option<Key<'a>> {
        let span = part.members.iter().find(|member| member.name.value == "$Key").map(|member| member.name.span)?;
        let value = part.take("$Key")?;
        let items = self.array("`$Key`", value)?;
        let properties: Vec<PropertyRef<'a>> = items.into_iter().flat_map(|item| self.key_item(item)).collect();
        if properties.is_empty() {
            self.diagnostics.error(Code::MissingMember, span, "a key needs at least one property");
        }
        Some(Key { properties, span })
    }

    /// A property's name, or its path under an alias.
    fn key_item<'a>(&mut self, item: Value<'a>) -> Vec<PropertyRef<'a>> {
        let span: Span = item.span;
        match item.kind {
            Kind::String(value) => vec![PropertyRef { name: Text { value, span }, alias: None }],
            Kind::Object(members) => {
                if members.len() != 1 {
                    let message = "an object in `$Key` has one member: the alias, with the path as its value";
                    self.diagnostics.error(Code::InvalidValue, span, message);
                }
                let one = |member: Member<'a>| {
                    check_identifier(&member.name, self.diagnostics);
                    let name = self.string("the path of a key property", member.value)?;
                    Some(PropertyRef { name, alias: Some(member.name) })
                };
                members.into_iter().filter_map(one).collect()
            }
            _ => {
                self.wrong("an item of `$Key`", "a string or an object", &item);
                Vec::new()
            }
        }
    }
}
