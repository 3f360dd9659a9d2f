//! `Schema` and its children.

use super::document::{OperationKind, Schema};
use super::element::Element;
use super::xml::Reader;

/// What may stand in a schema.
const CHILDREN: &[&str] = &[
    "Action",
    "Annotation",
    "Annotations",
    "ComplexType",
    "EntityContainer",
    "EntityType",
    "EnumType",
    "Function",
    "Term",
    "TypeDefinition",
];

impl<'a> Reader<'a, '_> {
    pub(super) fn schema(&mut self, mut element: Element<'a>) -> Option<Schema<'a>> {
        let namespace = self.namespace_name(&mut element, "Namespace");
        let alias = self.optional_identifier(&mut element, "Alias");
        self.finish(&mut element);
        let mut schema = namespace.map(|namespace| Schema {
            namespace,
            alias,
            enums: Vec::new(),
            definitions: Vec::new(),
            complex_types: Vec::new(),
            entity_types: Vec::new(),
            operations: Vec::new(),
            terms: Vec::new(),
            containers: Vec::new(),
            targets: Vec::new(),
            annotations: Vec::new(),
        });
        while let Some(child) = self.child(&element) {
            match &mut schema {
                Some(schema) => self.schema_child(child, &element, schema),
                None => self.skip(child),
            }
        }
        schema
    }

    fn schema_child(&mut self, child: Element<'a>, parent: &Element<'a>, schema: &mut Schema<'a>) {
        match child.name {
            "EnumType" => schema.enums.extend(self.enum_type(child)),
            "TypeDefinition" => schema.definitions.extend(self.type_definition(child)),
            "ComplexType" => schema.complex_types.extend(self.structured_type(child, false)),
            "EntityType" => schema.entity_types.extend(self.structured_type(child, true)),
            "Action" => schema.operations.extend(self.operation(child, OperationKind::Action)),
            "Function" => schema.operations.extend(self.operation(child, OperationKind::Function)),
            "Term" => schema.terms.extend(self.term(child)),
            "EntityContainer" => schema.containers.extend(self.container(child)),
            "Annotations" => schema.targets.extend(self.annotations(child)),
            "Annotation" => schema.annotations.extend(self.annotation(child)),
            _ => self.unknown(child, parent, CHILDREN),
        }
    }
}
