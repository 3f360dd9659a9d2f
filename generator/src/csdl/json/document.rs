//! The document object: `$Version`, `$EntityContainer`, `$Reference`, and the schemas.

use crate::csdl::document::{Document, Format, Include, IncludeAnnotations, Reference, Text};
use crate::csdl::names::{check_identifier, check_namespace};
use crate::csdl::version;
use crate::diagnostic::{Code, Span};

use super::part::{Part, Reader};
use super::tree::{Kind, Member, Value};

impl Reader<'_> {
    /// Reads the whole document.
    pub(super) fn document<'a>(&mut self, root: Value<'a>) -> Option<Document<'a>> {
        let span = root.span;
        if !is_csdl(&root) {
            let message = "the document object has no `$Version`: this is no CSDL JSON document";
            self.diagnostics.error(Code::NotCsdl, span, message);
            return None;
        }
        let members = self.object("the document", root)?;
        // Namespaces have no `@` in them; that nothing can be annotated here is told all the same.
        let value = Value { kind: Kind::Object(members), span };
        let mut part = self.part("the document", span, value)?;
        let version = self.required(&mut part, "$Version")?;
        version::check(&version, self.diagnostics)?;
        let entity_container = self.text(&mut part, "$EntityContainer");
        let references = part.take("$Reference").map(|value| self.references(value)).unwrap_or_default();
        let schemas = part.named().into_iter().filter_map(|member| self.schema(member)).collect();
        self.finish(part);
        let document = Document {
            source: self.source,
            format: Format::Json,
            version: version.value,
            references,
            schemas,
            entity_container,
            span,
        };
        self.check_container(&document);
        Some(document)
    }

    /// `$EntityContainer` names a container of this document, or of one that it refers to.
    fn check_container(&mut self, document: &Document<'_>) {
        let Some(name) = &document.entity_container else { return };
        let (namespace, local) = name.value.rsplit_once('.').unwrap_or(("", &name.value));
        let by_alias = |alias: &Option<Text<'_>>| alias.as_ref().is_some_and(|alias| alias.value == namespace);
        let Some(schema) =
            document.schemas.iter().find(|schema| schema.namespace.value == namespace || by_alias(&schema.alias))
        else {
            let included = document.references.iter().flat_map(|reference| &reference.includes);
            if !included.into_iter().any(|include| include.namespace.value == namespace) {
                let message = format!("there is no schema `{namespace}` here that could have the container");
                self.diagnostics.error(Code::UnknownName, name.span, message);
            }
            return;
        };
        if schema.namespace.value != namespace {
            let message = format!("`$EntityContainer` takes no alias: write `{}.{local}`", schema.namespace.value);
            self.diagnostics.warn(Code::InvalidValue, name.span, message);
        }
        if !schema.containers.iter().any(|container| container.name.value == local) {
            let near = schema.containers.first();
            let help = near.map(|near| format!("did you mean `{}.{}`?", schema.namespace.value, near.name.value));
            let message = format!("there is no container `{}`", name.value);
            self.diagnostics.error(Code::UnknownName, name.span, message).help_with(help);
        }
    }

    fn references<'a>(&mut self, value: Value<'a>) -> Vec<Reference<'a>> {
        let members = self.object("`$Reference`", value).unwrap_or_default();
        members.into_iter().filter_map(|member| self.reference(member)).collect()
    }

    fn reference<'a>(&mut self, member: Member<'a>) -> Option<Reference<'a>> {
        let span: Span = member.name.span;
        let mut part = self.part("the reference", span, member.value)?;
        let mut items = |reader: &mut Self, name: &'static str| {
            let value = part.take(name);
            value.and_then(|value| reader.array(&format!("`{name}`"), value)).unwrap_or_default()
        };
        let (included, annotations_included) = (items(self, "$Include"), items(self, "$IncludeAnnotations"));
        let includes = included.into_iter().filter_map(|item| self.include(item)).collect();
        let include_annotations =
            annotations_included.into_iter().filter_map(|item| self.include_annotations(item)).collect();
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Some(Reference { uri: member.name, includes, include_annotations, annotations })
    }

    fn include<'a>(&mut self, value: Value<'a>) -> Option<Include<'a>> {
        let mut part = self.item("the item of `$Include`", value)?;
        let namespace = self.namespace(&mut part, "$Namespace");
        let alias = self.text(&mut part, "$Alias");
        if let Some(alias) = &alias {
            check_identifier(alias, self.diagnostics);
        }
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Some(Include { namespace: namespace?, alias, annotations })
    }

    fn include_annotations<'a>(&mut self, value: Value<'a>) -> Option<IncludeAnnotations<'a>> {
        let mut part = self.item("the item of `$IncludeAnnotations`", value)?;
        let term_namespace = self.namespace(&mut part, "$TermNamespace");
        let qualifier = self.text(&mut part, "$Qualifier");
        if let Some(qualifier) = &qualifier {
            check_identifier(qualifier, self.diagnostics);
        }
        let target_namespace = self.text(&mut part, "$TargetNamespace");
        self.finish(part);
        Some(IncludeAnnotations { term_namespace: term_namespace?, qualifier, target_namespace })
    }

    fn namespace<'a>(&mut self, part: &mut Part<'a>, name: &'static str) -> Option<Text<'a>> {
        let text = self.required(part, name)?;
        check_namespace(&text, self.diagnostics);
        Some(text)
    }
}

/// Whether a value says, well or badly, that it is a CSDL document.
fn is_csdl(root: &Value<'_>) -> bool {
    match &root.kind {
        Kind::Object(members) => {
            let is_ours = |name: &str| matches!(name, "$Version" | "$EntityContainer" | "$Reference");
            members.iter().any(|member| is_ours(&member.name.value))
        }
        _ => false,
    }
}
