//! The document and its schemas.

use std::collections::BTreeSet;

use crate::schema::{
    Annotation, Annotations, Container, Expression, Namespace, OperationKind, Schema, SchemaType, Term, TypeKind,
};

use super::xml::{Tag, Xml};
use super::{Prose, is_prose};

const EDMX: &str = "http://docs.oasis-open.org/odata/ns/edmx";
const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";
const VOCABULARIES: &str = "https://oasis-tcs.github.io/odata-vocabularies/vocabularies";

/// The URI of a document that is not known: one that leads to no file.
fn nowhere(namespace: &str) -> String {
    format!("urn:csdl:{namespace}")
}

/// Writes a schema.
pub(super) struct Writer<'s> {
    pub(super) schema: &'s Schema,
    pub(super) prose: Prose,
    pub(super) xml: Xml,
}

impl<'s> Writer<'s> {
    pub(super) fn new(schema: &'s Schema, prose: Prose) -> Self {
        Self { schema, prose, xml: Xml::new() }
    }

    /// The whole document.
    pub(super) fn document(mut self) -> String {
        self.xml.open(&Tag::new("edmx:Edmx").with("Version", "4.01").with("xmlns:edmx", EDMX));
        for vocabulary in self.vocabularies() {
            let is_standard = vocabulary.starts_with("Org.OData.");
            let uri = is_standard.then(|| format!("{VOCABULARIES}/{vocabulary}.xml"));
            self.reference(&uri.unwrap_or_else(|| nowhere(&vocabulary)), &vocabulary);
        }
        for namespace in self.targets_elsewhere() {
            self.reference(&nowhere(&namespace), &namespace);
        }
        self.xml.open(&Tag::new("edmx:DataServices"));
        for namespace in &self.schema.namespaces {
            self.namespace(namespace);
        }
        self.xml.close();
        self.xml.close();
        self.xml.finish()
    }

    fn reference(&mut self, uri: &str, namespace: &str) {
        self.xml.open(&Tag::new("edmx:Reference").with("Uri", uri));
        self.xml.empty(&Tag::new("edmx:Include").with("Namespace", namespace));
        self.xml.close();
    }

    /// The vocabularies of the terms that are used and not declared here.
    fn vocabularies(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for_each_annotations(self.schema, &mut |annotations| self.note(annotations, &mut found));
        found.retain(|namespace| !self.is_declared(namespace));
        found
    }

    /// The namespaces of other documents whose members are annotated here.
    fn targets_elsewhere(&self) -> BTreeSet<String> {
        let mut vocabularies = self.vocabularies();
        let targets = self.schema.other_annotations.iter().map(|(target, _)| namespace_of(target).to_owned());
        let mut found: BTreeSet<String> = targets.collect();
        found.retain(|namespace| !self.is_declared(namespace) && !vocabularies.remove(namespace));
        found
    }

    fn is_declared(&self, namespace: &str) -> bool {
        self.schema.namespaces.iter().any(|known| known.name == namespace)
    }

    fn note(&self, annotations: &Annotations, found: &mut BTreeSet<String>) {
        for annotation in annotations.iter().filter(|annotation| self.is_written(annotation)) {
            found.extend(annotation.term.rsplit_once('.').map(|(namespace, _)| namespace.to_owned()));
            self.note(&annotation.annotations, found);
            if let Some(value) = &annotation.value {
                self.note_in(value, found);
            }
        }
    }

    fn note_in(&self, value: &Expression, found: &mut BTreeSet<String>) {
        match value {
            Expression::Collection(items) => items.iter().for_each(|item| self.note_in(item, found)),
            Expression::Record(record) => {
                self.note(&record.annotations, found);
                for property in &record.properties {
                    self.note(&property.annotations, found);
                    property.value.iter().for_each(|value| self.note_in(value, found));
                }
            }
            Expression::Dynamic(dynamic) => {
                self.note(&dynamic.annotations, found);
                dynamic.operands.iter().for_each(|operand| self.note_in(operand, found));
            }
            Expression::Constant(..) | Expression::EnumMembers(_) | Expression::Path(..) | Expression::Null => {}
        }
    }

    /// Whether an annotation is written, or left out as prose.
    pub(super) fn is_written(&self, annotation: &Annotation) -> bool {
        self.prose == Prose::Kept || !is_prose(&annotation.term)
    }

    fn namespace(&mut self, namespace: &Namespace) {
        let schema = self.schema;
        let tag = Tag::new("Schema")
            .with("Namespace", &namespace.name)
            .maybe("Alias", namespace.alias.as_deref())
            .with("xmlns", EDM);
        self.xml.open(&tag);
        for ty in schema.types.iter().filter(|ty| ty.name.namespace == namespace.name) {
            self.schema_type(ty);
        }
        for operation in schema.operations.iter().filter(|operation| operation.name.namespace == namespace.name) {
            self.operation(operation);
        }
        for term in schema.terms.iter().filter(|term| term.name.namespace == namespace.name) {
            self.term(term);
        }
        if let Some(container) = schema.container.as_ref().filter(|one| one.name.namespace == namespace.name) {
            self.container(container);
        }
        self.targets(&namespace.name);
        self.annotations(&namespace.annotations);
        self.xml.close();
    }

    fn schema_type(&mut self, ty: &SchemaType) {
        match &ty.kind {
            TypeKind::Enum(one) => self.enum_type(ty, one),
            TypeKind::Definition(one) => self.type_definition(ty, one),
            TypeKind::Complex(one) => self.structured("ComplexType", ty, one),
            TypeKind::Entity(one) => self.structured("EntityType", ty, one),
        }
    }

    fn term(&mut self, term: &Term) {
        let tag = Tag::new("Term")
            .with("Name", &term.name.name)
            .with("Type", &self.schema.type_text(&term.ty))
            .maybe("BaseTerm", term.base.as_deref())
            .flag("Nullable", term.ty.nullable, true);
        let applies_to = term.applies_to.join(" ");
        let tag = Self::facets(tag, &term.ty.facets)
            .maybe("AppliesTo", Some(applies_to.as_str()).filter(|words| !words.is_empty()));
        self.annotated(&tag, &term.annotations);
    }

    fn container(&mut self, container: &Container) {
        self.xml.open(&Tag::new("EntityContainer").with("Name", &container.name.name));
        for set in &container.entity_sets {
            let tag = Tag::new("EntitySet")
                .with("Name", &set.name)
                .with("EntityType", &self.schema.get(set.entity_type).name.to_string())
                .flag("IncludeInServiceDocument", set.in_service_document, true);
            self.bound(&tag, &set.bindings, &set.annotations);
        }
        for one in &container.singletons {
            let tag = Tag::new("Singleton")
                .with("Name", &one.name)
                .with("Type", &self.schema.get(one.entity_type).name.to_string())
                .flag("Nullable", one.nullable, false);
            self.bound(&tag, &one.bindings, &one.annotations);
        }
        for import in &container.imports {
            let (name, attribute) = match import.kind {
                OperationKind::Action => ("ActionImport", "Action"),
                OperationKind::Function => ("FunctionImport", "Function"),
            };
            let tag = Tag::new(name)
                .with("Name", &import.name)
                .with(attribute, &import.operation.to_string())
                .maybe("EntitySet", import.entity_set.as_deref())
                .flag("IncludeInServiceDocument", import.in_service_document, false);
            self.annotated(&tag, &import.annotations);
        }
        self.annotations(&container.annotations);
        self.xml.close();
    }

    /// The annotations that need a target, of what a namespace declares.
    fn targets(&mut self, namespace: &str) {
        let schema = self.schema;
        let mut targets: Vec<(String, &Annotations)> = Vec::new();
        for ty in schema.types.iter().filter(|ty| ty.name.namespace == namespace) {
            let refinements = ty.structured().map(|ty| ty.refinements.as_slice()).unwrap_or_default();
            targets
                .extend(refinements.iter().map(|(member, annotations)| (format!("{}/{member}", ty.name), annotations)));
        }
        let others = schema.other_annotations.iter().filter(|(target, _)| self.home_of(target) == Some(namespace));
        targets.extend(others.map(|(target, annotations)| (target.clone(), annotations)));
        targets.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (target, annotations) in targets {
            if annotations.iter().any(|annotation| self.is_written(annotation)) {
                self.xml.open(&Tag::new("Annotations").with("Target", &target));
                self.annotations(annotations);
                self.xml.close();
            }
        }
    }

    /// The namespace whose schema holds the annotations of a target: its own, or the first one where
    /// the target is of another document.
    fn home_of(&self, target: &str) -> Option<&str> {
        let own = namespace_of(target);
        let known = self.schema.namespaces.iter().find(|namespace| namespace.name == own);
        known.or_else(|| self.schema.namespaces.first()).map(|namespace| namespace.name.as_str())
    }
}

/// The namespace of what a target starts with.
fn namespace_of(target: &str) -> &str {
    let end = target.find(['/', '(']).unwrap_or(target.len());
    target.get(..end).and_then(|head| head.rsplit_once('.')).map_or("", |(namespace, _)| namespace)
}

/// Visits the annotations of everything in a schema.
fn for_each_annotations(schema: &Schema, visit: &mut dyn FnMut(&Annotations)) {
    for ty in &schema.types {
        visit(&ty.annotations);
        if let TypeKind::Enum(ty) = &ty.kind {
            ty.members.iter().for_each(|one| visit(&one.annotations));
        }
        let Some(ty) = ty.structured() else { continue };
        ty.properties.iter().for_each(|one| visit(&one.annotations));
        ty.navigation.iter().for_each(|one| visit(&one.annotations));
        ty.refinements.iter().for_each(|(_, annotations)| visit(annotations));
    }
    for operation in &schema.operations {
        visit(&operation.annotations);
        visit(&operation.result_annotations);
        operation.parameters.iter().for_each(|one| visit(&one.annotations));
    }
    schema.terms.iter().for_each(|one| visit(&one.annotations));
    schema.namespaces.iter().for_each(|one| visit(&one.annotations));
    schema.other_annotations.iter().for_each(|(_, annotations)| visit(annotations));
    if let Some(container) = &schema.container {
        visit(&container.annotations);
        container.entity_sets.iter().for_each(|one| visit(&one.annotations));
        container.singletons.iter().for_each(|one| visit(&one.annotations));
        container.imports.iter().for_each(|one| visit(&one.annotations));
    }
}
