//! The outermost elements: `edmx:Edmx`, `edmx:Reference`, `edmx:DataServices`.

use crate::diagnostic::{Code, Span};

use super::document::{Document, Format, Include, IncludeAnnotations, Reference, Schema};
use super::element::{Element, Vocabulary};
use super::mentions_references;
use super::version;
use super::xml::{Blanks, Content, Reader};

/// How much of a document is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// All of it.
    All,
    /// What stands outside of `edmx:DataServices`.
    References,
}

impl<'a> Reader<'a, '_> {
    /// Reads the whole document.
    pub(super) fn document(mut self, depth: Depth) -> Option<Document<'a>> {
        let root = self.root()?;
        let document = self.edmx(root, depth);
        if depth == Depth::All {
            self.nothing_more();
        }
        document.filter(|_| !self.failed())
    }

    /// Finds the root element.
    fn root(&mut self) -> Option<Element<'a>> {
        loop {
            match self.next(None, Blanks::Skipped) {
                Some(Content::Element(element)) => return Some(element),
                Some(Content::Text(text)) => {
                    self.fail(Code::XmlSyntax, text.span, "there is text before the root element");
                }
                None => {
                    let span = self.span(0, 0);
                    self.fail(Code::NotCsdl, span, "the file holds no XML element");
                    return None;
                }
            }
        }
    }

    /// Reports what follows the root element.
    fn nothing_more(&mut self) {
        while !self.failed() {
            match self.next(None, Blanks::Skipped) {
                Some(Content::Element(element)) => {
                    self.fail(Code::XmlSyntax, element.span, "a document has one root element, not more");
                }
                Some(Content::Text(text)) => {
                    self.fail(Code::XmlSyntax, text.span, "there is text after the root element");
                }
                None => return,
            }
        }
    }

    fn edmx(&mut self, mut root: Element<'a>, depth: Depth) -> Option<Document<'a>> {
        match root.vocabulary {
            Vocabulary::Old(version) => {
                self.old(&root, version);
                return None;
            }
            Vocabulary::Edmx if root.name == "Edmx" => {}
            _ => {
                self.fail(
                    Code::NotCsdl,
                    root.span,
                    format!(
                        "the root element is `{}`, not `Edmx` of http://docs.oasis-open.org/odata/ns/edmx: this is no CSDL 4 document",
                        root.name
                    ),
                );
                return None;
            }
        }
        let version = self.version(&mut root);
        if self.failed() {
            return None;
        }
        self.finish(&mut root);
        let mut document = Document {
            source: self.source(),
            format: Format::Xml,
            version: version.unwrap_or_default(),
            references: Vec::new(),
            schemas: Vec::new(),
            entity_container: None,
            span: root.span,
        };
        let mut services: Option<Span> = None;
        while let Some(child) = self.child(&root) {
            match (child.vocabulary, child.name) {
                (Vocabulary::Edmx, "Reference") => document.references.extend(self.reference_element(child)),
                (Vocabulary::Edmx, "DataServices") => {
                    if services.replace(child.span).is_some() {
                        let message = "a document has one `edmx:DataServices`, not more";
                        self.diagnostics.error(Code::DuplicateElement, child.span, message);
                    }
                    match depth {
                        Depth::All => self.data_services(child, &mut document.schemas),
                        Depth::References if mentions_references(self.after(child.span)) => self.skip(child),
                        Depth::References => return Some(document),
                    }
                }
                _ => self.unknown(child, &root, &["Reference", "DataServices"]),
            }
        }
        if services.is_none() && !self.failed() {
            self.diagnostics.error(Code::MissingElement, root.span, "the document has no `edmx:DataServices`");
        }
        Some(document)
    }

    fn version(&mut self, root: &mut Element<'a>) -> Option<std::borrow::Cow<'a, str>> {
        let version = self.required(root, "Version")?;
        if version::check(&version, self.diagnostics).is_none() {
            self.give_up();
            return None;
        }
        Some(version.value)
    }

    fn reference_element(&mut self, mut element: Element<'a>) -> Option<Reference<'a>> {
        let uri = self.required(&mut element, "Uri");
        self.finish(&mut element);
        let (mut includes, mut include_annotations, mut annotations) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(child) = self.child(&element) {
            match (child.vocabulary, child.name) {
                (Vocabulary::Edmx, "Include") => includes.extend(self.include(child)),
                (Vocabulary::Edmx, "IncludeAnnotations") => {
                    include_annotations.extend(self.include_annotations(child));
                }
                (Vocabulary::Edm, "Annotation") => annotations.extend(self.annotation(child)),
                _ => self.unknown(child, &element, &["Include", "IncludeAnnotations", "Annotation"]),
            }
        }
        if includes.is_empty() && include_annotations.is_empty() && !self.failed() {
            let message = "the reference takes nothing from the other document";
            self.diagnostics
                .error(Code::MissingElement, element.span, message)
                .help("a `Reference` holds an `Include` or `IncludeAnnotations`");
        }
        Some(Reference { uri: uri?, includes, include_annotations, annotations })
    }

    fn include(&mut self, mut element: Element<'a>) -> Option<Include<'a>> {
        let namespace = self.namespace_name(&mut element, "Namespace");
        let alias = self.optional_identifier(&mut element, "Alias");
        self.finish(&mut element);
        let annotations = self.only_annotations(&element);
        Some(Include { namespace: namespace?, alias, annotations })
    }

    fn include_annotations(&mut self, mut element: Element<'a>) -> Option<IncludeAnnotations<'a>> {
        let term_namespace = self.namespace_name(&mut element, "TermNamespace");
        let qualifier = self.optional_identifier(&mut element, "Qualifier");
        let target_namespace = self.take(&mut element, "TargetNamespace");
        self.finish(&mut element);
        self.no_children(&element);
        Some(IncludeAnnotations { term_namespace: term_namespace?, qualifier, target_namespace })
    }

    fn data_services(&mut self, mut element: Element<'a>, schemas: &mut Vec<Schema<'a>>) {
        // Services of the time between 3.0 and 4.0 put version attributes here; they say nothing.
        self.finish(&mut element);
        let mut seen = false;
        while let Some(content) = self.inner(&element) {
            match content {
                Content::Text(text) => self.unexpected_text(&element, &text),
                Content::Element(child) => {
                    seen |= child.name == "Schema";
                    self.service_child(child, &element, schemas);
                }
            }
        }
        if !seen && !self.failed() {
            let message = "`edmx:DataServices` has no `Schema`";
            self.diagnostics.error(Code::MissingElement, element.span, message);
        }
    }

    fn service_child(&mut self, child: Element<'a>, parent: &Element<'a>, schemas: &mut Vec<Schema<'a>>) {
        match (child.vocabulary, child.name) {
            (Vocabulary::Edm, "Schema") => schemas.extend(self.schema(child)),
            (Vocabulary::Old(version), _) => self.old(&child, version),
            (Vocabulary::Foreign(uri), "Schema") => {
                let message = format!("this `Schema` is of the namespace {uri}, which is not CSDL's");
                self.diagnostics
                    .error(Code::UnknownElement, child.span, message)
                    .help("CSDL 4 uses http://docs.oasis-open.org/odata/ns/edm");
                self.skip(child);
            }
            (Vocabulary::Foreign(_), _) => self.skip(child),
            _ => self.unknown(child, parent, &["Schema"]),
        }
    }
}
