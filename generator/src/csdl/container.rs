//! The entity container and its children.

use super::document::{Binding, Container, EntitySet, Import, OperationKind, Singleton};
use super::element::Element;
use super::xml::Reader;

/// What may stand in a container.
const CHILDREN: &[&str] = &["ActionImport", "Annotation", "EntitySet", "FunctionImport", "Singleton"];

impl<'a> Reader<'a, '_> {
    pub(super) fn container(&mut self, mut element: Element<'a>) -> Option<Container<'a>> {
        let name = self.identifier(&mut element, "Name");
        let extends = self.take(&mut element, "Extends");
        self.finish(&mut element);
        let (mut entity_sets, mut singletons) = (Vec::new(), Vec::new());
        let (mut imports, mut annotations) = (Vec::new(), Vec::new());
        while let Some(child) = self.child(&element) {
            match child.name {
                "EntitySet" => entity_sets.extend(self.entity_set(child)),
                "Singleton" => singletons.extend(self.singleton(child)),
                "ActionImport" => imports.extend(self.import(child, OperationKind::Action)),
                "FunctionImport" => imports.extend(self.import(child, OperationKind::Function)),
                "Annotation" => annotations.extend(self.annotation(child)),
                _ => self.unknown(child, &element, CHILDREN),
            }
        }
        Some(Container { name: name?, extends, entity_sets, singletons, imports, annotations })
    }

    fn entity_set(&mut self, mut element: Element<'a>) -> Option<EntitySet<'a>> {
        let name = self.identifier(&mut element, "Name");
        let entity_type = self.required(&mut element, "EntityType");
        let in_service_document = self.boolean(&mut element, "IncludeInServiceDocument");
        self.finish(&mut element);
        let (bindings, annotations) = self.bindings(&element);
        Some(EntitySet { name: name?, entity_type: entity_type?, in_service_document, bindings, annotations })
    }

    fn singleton(&mut self, mut element: Element<'a>) -> Option<Singleton<'a>> {
        let name = self.identifier(&mut element, "Name");
        let entity_type = self.required(&mut element, "Type");
        let nullable = self.boolean(&mut element, "Nullable").unwrap_or(false);
        self.finish(&mut element);
        let (bindings, annotations) = self.bindings(&element);
        Some(Singleton { name: name?, entity_type: entity_type?, nullable, bindings, annotations })
    }

    fn bindings(&mut self, parent: &Element<'a>) -> (Vec<Binding<'a>>, Vec<super::document::Annotation<'a>>) {
        let (mut bindings, mut annotations) = (Vec::new(), Vec::new());
        while let Some(mut child) = self.child(parent) {
            match child.name {
                "NavigationPropertyBinding" => {
                    let path = self.required(&mut child, "Path");
                    let target = self.required(&mut child, "Target");
                    self.finish(&mut child);
                    self.only_annotations(&child);
                    bindings.extend(path.zip(target).map(|(path, target)| Binding { path, target }));
                }
                "Annotation" => annotations.extend(self.annotation(child)),
                _ => self.unknown(child, parent, &["NavigationPropertyBinding", "Annotation"]),
            }
        }
        (bindings, annotations)
    }

    fn import(&mut self, mut element: Element<'a>, kind: OperationKind) -> Option<Import<'a>> {
        let name = self.identifier(&mut element, "Name");
        let attribute = match kind {
            OperationKind::Action => "Action",
            OperationKind::Function => "Function",
        };
        let operation = self.required(&mut element, attribute);
        let entity_set = self.take(&mut element, "EntitySet");
        let in_service_document = self.boolean(&mut element, "IncludeInServiceDocument");
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        Some(Import { name: name?, kind, operation: operation?, entity_set, in_service_document, annotations })
    }
}
