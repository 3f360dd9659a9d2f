//! Which names there are, and what a written name stands for.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::csdl::Document;
use crate::csdl::document as written;
use crate::diagnostic::{Code, Diagnostics, Severity, Span, closest};

use super::{Primitive, TypeId, aliases};

/// How many suggestions are looked for in a run: each costs a pass over all names.
const SUGGESTIONS: usize = 40;

/// The namespaces and aliases of the documents, and the types they declare.
#[derive(Debug)]
pub(super) struct Names<'d> {
    /// For each document: its aliases.
    aliases: Vec<HashMap<&'d str, &'d str>>,
    /// Namespaces that are known, and whether one is declared, not only referred to.
    namespaces: HashMap<&'d str, bool>,
    types: HashMap<(&'d str, &'d str), TypeId>,
    terms: HashSet<(&'d str, &'d str)>,
    suggestions: AtomicUsize,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A type of the schema.
    Type(TypeId),
    /// A type of the `Edm` namespace.
    Primitive(Primitive),
    /// Something of a namespace whose document is not given.
    NotLoaded,
    /// Nothing.
    Nothing,
}

impl<'d> Names<'d> {
    /// Collects namespaces and aliases. Documents from `overlays_from` on are overlays: they declare
    /// nothing.
    pub(super) fn new<'a: 'd>(
        documents: impl Iterator<Item = &'d Document<'a>>,
        overlays_from: usize,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut names = Self {
            aliases: Vec::new(),
            namespaces: HashMap::default(),
            types: HashMap::default(),
            terms: HashSet::default(),
            suggestions: AtomicUsize::new(SUGGESTIONS),
        };
        for (index, document) in documents.enumerate() {
            names.add_document(document, index >= overlays_from, diagnostics);
        }
        names
    }

    fn add_document<'a>(&mut self, document: &'d Document<'a>, overlay: bool, diagnostics: &mut Diagnostics) {
        let mut aliases: HashMap<&'d str, &'d str> = HashMap::default();
        let mut own = BTreeSet::new();
        for schema in &document.schemas {
            let namespace = schema.namespace.as_str();
            if aliases::RESERVED.contains(&namespace) {
                let message = format!("the namespace `{namespace}` is reserved");
                // Only that of the primitive types changes what names mean.
                let severity = if namespace == "Edm" { Severity::Error } else { Severity::Warning };
                diagnostics.report(severity, Code::ReservedNamespace, schema.namespace.span, message);
            }
            if !own.insert(namespace) {
                let message = format!("the namespace `{namespace}` is declared twice; both are read as one");
                diagnostics.warn(Code::DuplicateNamespace, schema.namespace.span, message);
            }
            if !overlay {
                self.namespaces.insert(namespace, true);
                let terms = schema.terms.iter().map(|term| term.name.as_str());
                self.terms.extend(terms.map(|term| (namespace, term)));
            }
        }
        let includes = document.references.iter().flat_map(|reference| &reference.includes);
        let included = includes.map(|include| (&include.namespace, &include.alias));
        let schemas = document.schemas.iter().map(|schema| (&schema.namespace, &schema.alias));
        for (namespace, alias) in included.clone().chain(schemas) {
            let Some(alias) = alias else { continue };
            let all =
                document.schemas.iter().map(|schema| &schema.namespace).chain(included.clone().map(|(name, _)| name));
            aliases::check(namespace, alias, all.map(written::Text::as_str), diagnostics);
            let previous = aliases.insert(alias.as_str(), namespace.as_str());
            if previous.is_some_and(|previous| previous != namespace.as_str()) {
                let message = format!("the alias `{}` stands for two namespaces", alias.value);
                diagnostics.error(Code::DuplicateAlias, alias.span, message);
            }
        }
        for (namespace, _) in included {
            self.namespaces.entry(namespace.as_str()).or_insert(false);
        }
        self.aliases.push(aliases);
    }

    /// Adds a type; the one that has the name already, if any.
    pub(super) fn add_type(&mut self, namespace: &'d str, name: &'d str, id: TypeId) -> Option<TypeId> {
        use std::collections::hash_map::Entry;
        match self.types.entry((namespace, name)) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(free) => {
                free.insert(id);
                None
            }
        }
    }

    /// Whether a document declares a namespace.
    pub(super) fn is_declared(&self, namespace: &str) -> bool {
        self.namespaces.get(namespace).is_some_and(|declared| *declared)
    }

    /// Whether a namespace is declared, but has no such term.
    pub(super) fn lacks_term(&self, namespace: &str, term: &str) -> bool {
        self.is_declared(namespace) && !self.terms.contains(&(namespace, term))
    }

    /// The term most like a name that a namespace lacks.
    pub(super) fn suggest_term(&self, namespace: &str, term: &str) -> Option<String> {
        let known = self.terms.iter().filter(|(known, _)| *known == namespace).map(|(_, term)| *term);
        self.suggest(term, known).map(|near| format!("did you mean `{namespace}.{near}`?"))
    }

    /// Whether a namespace is referred to, but no document declares it.
    pub(super) fn is_not_loaded(&self, namespace: &str) -> bool {
        self.namespaces.get(namespace).is_some_and(|declared| !*declared)
    }

    /// The namespace that a prefix stands for in a document, if it is known.
    pub(super) fn namespace<'n>(&'n self, document: usize, prefix: &str) -> Option<&'d str> {
        let known = self.namespaces.get_key_value(prefix).map(|(namespace, _)| *namespace);
        known.or_else(|| self.aliases.get(document)?.get(prefix).copied())
    }

    /// Splits a qualified name at its last dot and replaces an alias. `None` where there is no dot.
    pub(super) fn split<'n>(&'n self, document: usize, name: &'n str) -> Option<(&'n str, &'n str)> {
        let (prefix, local) = name.rsplit_once('.')?;
        Some((self.namespace(document, prefix).unwrap_or(prefix), local))
    }

    /// A qualified name in full.
    pub(super) fn full(&self, document: usize, name: &str) -> String {
        match self.split(document, name) {
            Some((namespace, local)) if !name.starts_with(namespace) => [namespace, local].join("."),
            // No alias was replaced: the name was in full.
            Some(_) | None => name.to_owned(),
        }
    }

    /// The type that a name stands for.
    pub(super) fn find(&self, document: usize, name: &str) -> Found {
        if let Some(primitive) = name.strip_prefix("Edm.") {
            return Primitive::from_name(primitive).map_or(Found::Nothing, Found::Primitive);
        }
        let Some((namespace, local)) = self.split(document, name) else { return Found::Nothing };
        if namespace == "Edm" {
            // A document may give the primitive types' namespace an alias.
            return Primitive::from_name(local).map_or(Found::Nothing, Found::Primitive);
        }
        match self.get(namespace, local) {
            Some(id) => Found::Type(id),
            None if self.is_not_loaded(namespace) => Found::NotLoaded,
            None => Found::Nothing,
        }
    }

    /// The type of a namespace and name.
    pub(super) fn get(&self, namespace: &str, name: &str) -> Option<TypeId> {
        self.types.get(&(namespace, name)).copied()
    }

    /// Reports namespaces that files should declare and do not.
    pub(super) fn report_missing(&self, included: &[(String, Span)], diagnostics: &mut Diagnostics) {
        for (namespace, span) in included.iter().filter(|(namespace, _)| !self.is_declared(namespace)) {
            let message = format!("the document that is referred to has no schema `{namespace}`");
            diagnostics.warn(Code::NotLoaded, *span, message);
        }
    }

    /// Reports a name that stands for nothing.
    pub(super) fn report_unknown(&self, document: usize, name: &str, span: Span, diagnostics: &mut Diagnostics) {
        if name.contains(['(', ')']) {
            let message = format!("`{name}` is not the name of one type: what stands in parentheses is not read here");
            diagnostics.error(Code::InvalidName, span, message);
            return;
        }
        let Some((prefix, local)) = name.rsplit_once('.') else {
            let message = format!("`{name}` is not a qualified name: a namespace or alias is missing");
            let help = self.unqualified(name);
            diagnostics.error(Code::InvalidName, span, message).help_with(help);
            return;
        };
        let help = self.suggest_type(document, name);
        if prefix != "Edm" && self.namespace(document, prefix).is_none() {
            let message = format!("`{prefix}` is neither a namespace nor an alias of this document");
            let known =
                self.namespaces.keys().chain(self.aliases.get(document).into_iter().flat_map(|aliases| aliases.keys()));
            let near = self.suggest(prefix, known.copied()).map(|near| format!("did you mean `{near}.{local}`?"));
            diagnostics.error(Code::UnknownType, span, message).help_with(near.or(help));
            return;
        }
        diagnostics.error(Code::UnknownType, span, format!("there is no type `{name}`")).help_with(help);
    }

    fn unqualified(&self, name: &str) -> Option<String> {
        if Primitive::from_name(name).is_some() {
            return Some(format!("did you mean `Edm.{name}`?"));
        }
        let namespace = self.elsewhere(name)?;
        Some(format!("did you mean `{namespace}.{name}`?"))
    }

    /// The first namespace that has a type of a name.
    fn elsewhere(&self, name: &str) -> Option<&'d str> {
        self.count_suggestion()?;
        self.types.keys().filter(|(_, local)| *local == name).map(|(namespace, _)| *namespace).min()
    }

    /// "did you mean" for a type's name.
    pub(super) fn suggest_type(&self, document: usize, name: &str) -> Option<String> {
        let (namespace, local) = self.split(document, name)?;
        if namespace == "Edm" {
            let near = closest(local, Primitive::NAMES.iter().map(|(name, _)| *name))?;
            return Some(format!("did you mean `Edm.{near}`?"));
        }
        if let Some(other) = self.elsewhere(local) {
            return Some(format!("did you mean `{other}.{local}`?"));
        }
        let siblings = self.types.keys().filter(|(known, _)| *known == namespace).map(|(_, name)| *name);
        let near = self.suggest(local, siblings)?;
        Some(format!("did you mean `{namespace}.{near}`?"))
    }

    /// The candidate most like a name, unless too many suggestions were looked for already.
    pub(super) fn suggest<'c>(&self, name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
        self.count_suggestion()?;
        closest(name, candidates)
    }

    /// Counts a search for a suggestion; `None` where there were too many.
    fn count_suggestion(&self) -> Option<()> {
        self.suggestions.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).ok().map(drop)
    }

    /// How many suggestions may still be looked for.
    pub(super) fn suggestions_left(&self) -> usize {
        self.suggestions.load(Ordering::Relaxed)
    }

    /// Makes it as many again as there were, where what was looked for is not used.
    pub(super) fn set_suggestions_left(&self, left: usize) {
        self.suggestions.store(left, Ordering::Relaxed);
    }
}
