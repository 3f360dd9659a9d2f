//! The entity container and its children.

use crate::csdl::document::{Binding, Container, EntitySet, Import, OperationKind, Singleton, Text};
use crate::csdl::names::check_identifier;

use super::part::{Part, Reader};
use super::tree::Member;

impl Reader<'_> {
    pub(super) fn container<'a>(&mut self, name: Text<'a>, mut part: Part<'a>) -> Container<'a> {
        let mut container = Container {
            name,
            extends: self.text(&mut part, "$Extends"),
            entity_sets: Vec::new(),
            singletons: Vec::new(),
            imports: Vec::new(),
            annotations: self.annotations(&mut part),
        };
        for member in part.named() {
            check_identifier(&member.name, self.diagnostics);
            self.container_child(member, &mut container);
        }
        self.finish(part);
        container
    }

    /// What a child is shows in its members.
    fn container_child<'a>(&mut self, member: Member<'a>, container: &mut Container<'a>) {
        let name = member.name;
        let Some(mut part) = self.part("the container's child", name.span, member.value) else { return };
        if part.has("$Action") {
            container.imports.extend(self.import(name, OperationKind::Action, part));
        } else if part.has("$Function") {
            container.imports.extend(self.import(name, OperationKind::Function, part));
        } else if self.boolean(&mut part, "$Collection").unwrap_or(false) {
            container.entity_sets.extend(self.entity_set(name, part));
        } else {
            container.singletons.extend(self.singleton(name, part));
        }
    }

    fn entity_set<'a>(&mut self, name: Text<'a>, mut part: Part<'a>) -> Option<EntitySet<'a>> {
        part.what = "the entity set";
        let entity_type = self.required(&mut part, "$Type");
        let in_service_document = self.boolean(&mut part, "$IncludeInServiceDocument");
        let bindings = self.bindings(&mut part);
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Some(EntitySet { name, entity_type: entity_type?, in_service_document, bindings, annotations })
    }

    fn singleton<'a>(&mut self, name: Text<'a>, mut part: Part<'a>) -> Option<Singleton<'a>> {
        part.what = "the singleton";
        let entity_type = self.required(&mut part, "$Type");
        let nullable = self.boolean(&mut part, "$Nullable").unwrap_or(false);
        let bindings = self.bindings(&mut part);
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Some(Singleton { name, entity_type: entity_type?, nullable, bindings, annotations })
    }

    fn bindings<'a>(&mut self, part: &mut Part<'a>) -> Vec<Binding<'a>> {
        let what = "`$NavigationPropertyBinding`";
        let Some(value) = part.take("$NavigationPropertyBinding") else { return Vec::new() };
        let pairs = self.object(what, value).unwrap_or_default();
        let binding = |pair: Member<'a>| {
            let target = self.string("the target of a binding", pair.value)?;
            Some(Binding { path: pair.name, target })
        };
        pairs.into_iter().filter_map(binding).collect()
    }

    fn import<'a>(&mut self, name: Text<'a>, kind: OperationKind, mut part: Part<'a>) -> Option<Import<'a>> {
        let (what, member) = match kind {
            OperationKind::Action => ("the action import", "$Action"),
            OperationKind::Function => ("the function import", "$Function"),
        };
        part.what = what;
        let operation = self.required(&mut part, member);
        let entity_set = self.text(&mut part, "$EntitySet");
        let in_service_document = self.boolean(&mut part, "$IncludeInServiceDocument");
        let annotations = self.annotations(&mut part);
        self.finish(part);
        Some(Import { name, kind, operation: operation?, entity_set, in_service_document, annotations })
    }
}
