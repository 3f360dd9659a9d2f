//! Schemas and their children.

use crate::csdl::document::{Annotations, OperationKind, Schema, Text};
use crate::csdl::names::{check_identifier, check_namespace};
use crate::diagnostic::{Code, Span, suggestion};

use super::part::{Part, Reader};
use super::tree::{Kind, Member, Value};

/// What a child of a schema that is an object may be.
const KINDS: &[&str] = &["ComplexType", "EntityContainer", "EntityType", "EnumType", "Term", "TypeDefinition"];

/// What a child of a schema that is an array holds.
const OVERLOADS: &[&str] = &["Action", "Function"];

impl Reader<'_> {
    pub(super) fn schema<'a>(&mut self, member: Member<'a>) -> Option<Schema<'a>> {
        let namespace = member.name;
        check_namespace(&namespace, self.diagnostics);
        let mut part = self.part("the schema", namespace.span, member.value)?;
        let alias = self.text(&mut part, "$Alias");
        if let Some(alias) = &alias {
            check_identifier(alias, self.diagnostics);
        }
        let mut schema = Schema {
            namespace,
            alias,
            enums: Vec::new(),
            definitions: Vec::new(),
            complex_types: Vec::new(),
            entity_types: Vec::new(),
            operations: Vec::new(),
            terms: Vec::new(),
            containers: Vec::new(),
            targets: part.take("$Annotations").map(|value| self.targets(value)).unwrap_or_default(),
            annotations: self.annotations(&mut part),
        };
        for child in part.named() {
            check_identifier(&child.name, self.diagnostics);
            match child.value.kind {
                Kind::Array(overloads) => self.overloads(&child.name, overloads, &mut schema),
                _ => self.schema_child(child, &mut schema),
            }
        }
        self.finish(part);
        Some(schema)
    }

    fn schema_child<'a>(&mut self, child: Member<'a>, schema: &mut Schema<'a>) {
        let name = child.name;
        let Some(mut part) = self.part("the schema's child", name.span, child.value) else { return };
        let kind = self.kind(&mut part, KINDS);
        match kind.as_ref().map_or("", Text::as_str) {
            "EnumType" => schema.enums.push(self.enum_type(name, renamed(part, "the enumeration"))),
            "TypeDefinition" => {
                schema.definitions.extend(self.type_definition(name, renamed(part, "the type definition")));
            }
            "ComplexType" => {
                schema.complex_types.push(self.structured_type(name, renamed(part, "the complex type"), false));
            }
            "EntityType" => {
                schema.entity_types.push(self.structured_type(name, renamed(part, "the entity type"), true));
            }
            "Term" => schema.terms.push(self.term(name, renamed(part, "the term"))),
            "EntityContainer" => schema.containers.push(self.container(name, renamed(part, "the container"))),
            "Action" | "Function" => {
                let message =
                    format!("`{}` must be an array of overloads; a single one is read as its only item", name.value);
                self.diagnostics.warn(Code::JsonType, name.span, message);
                self.overload(&name, kind.as_ref(), part, schema);
            }
            _ => self.unknown_kind(kind.as_ref(), KINDS),
        }
    }

    fn overloads<'a>(&mut self, name: &Text<'a>, overloads: Vec<Value<'a>>, schema: &mut Schema<'a>) {
        if overloads.is_empty() {
            let message = format!("`{}` has no overload", name.value);
            self.diagnostics.warn(Code::MissingMember, name.span, message);
        }
        for (index, value) in overloads.into_iter().enumerate() {
            // The first is told by the name; the others have only their own place.
            let span = if index == 0 { name.span } else { value.span };
            let Some(mut part) = self.part("the overload", span, value) else { continue };
            let kind = self.kind(&mut part, OVERLOADS);
            self.overload(&Text { value: name.value.clone(), span }, kind.as_ref(), part, schema);
        }
    }

    fn overload<'a>(&mut self, name: &Text<'a>, kind: Option<&Text<'a>>, part: Part<'a>, schema: &mut Schema<'a>) {
        let operation = match kind.map_or("", Text::as_str) {
            "Action" => self.operation(name.clone(), OperationKind::Action, renamed(part, "the action")),
            "Function" => self.operation(name.clone(), OperationKind::Function, renamed(part, "the function")),
            _ => return self.unknown_kind(kind, OVERLOADS),
        };
        schema.operations.push(operation);
    }

    /// `$Kind`, which must be there.
    fn kind<'a>(&mut self, part: &mut Part<'a>, known: &[&str]) -> Option<Text<'a>> {
        if !part.has("$Kind") {
            let message = format!("{} has no `$Kind`: {}", part.what, known.join(", "));
            self.diagnostics.error(Code::MissingMember, part.span, message);
            return None;
        }
        self.text(part, "$Kind")
    }

    /// Reports a `$Kind` that cannot be there; what has none was reported already.
    pub(super) fn unknown_kind(&mut self, kind: Option<&Text<'_>>, known: &[&str]) {
        let Some(kind) = kind else { return };
        let message = format!("`{}` cannot be the `$Kind` here: {}", kind.value, known.join(", "));
        let help = suggestion(&kind.value, known.iter().copied());
        self.diagnostics.error(Code::InvalidValue, kind.span, message).help_with(help);
    }

    /// `$Annotations`: annotations by their target.
    fn targets<'a>(&mut self, value: Value<'a>) -> Vec<Annotations<'a>> {
        let members = self.object("`$Annotations`", value).unwrap_or_default();
        members.into_iter().filter_map(|member| self.target(member)).collect()
    }

    fn target<'a>(&mut self, member: Member<'a>) -> Option<Annotations<'a>> {
        let span: Span = member.name.span;
        let mut part = self.part("the target of annotations", span, member.value)?;
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Some(Annotations { target: member.name, qualifier: None, annotations })
    }
}

fn renamed<'a>(mut part: Part<'a>, what: &'static str) -> Part<'a> {
    part.what = what;
    part
}
