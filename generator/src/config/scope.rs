//! What is generated of a service.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::diagnostic::{SourceId, Span};

use super::raw;
use super::{Foreign, Subtypes};

/// A text of the configuration and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The text.
    pub text: String,
    /// Its place.
    pub span: Span,
}

impl Located {
    pub(super) fn new(text: Spanned<String>, id: SourceId) -> Self {
        let range = text.span();
        Self { span: Span::new(id, range.start, range.end), text: text.into_inner() }
    }
}

/// From where, and how far.
#[derive(Clone, Debug, Default)]
pub struct ScopeConfig {
    /// Paths (`/users`) and namespaces; none means all of the service.
    pub roots: Vec<Located>,
    /// What is kept of types outside of the roots' namespaces.
    pub foreign: Foreign,
    /// Which subtypes are followed.
    pub subtypes: Subtypes,
    /// Exceptions, by the type's full name.
    pub types: BTreeMap<String, TypePolicy>,
}

/// An exception for one type.
#[derive(Clone, Debug)]
pub struct TypePolicy {
    /// Where it stands.
    pub span: Span,
    /// What is kept of it.
    pub foreign: Option<Foreign>,
    /// The properties that are kept, structural and navigation, where they are chosen one by one.
    pub properties: Option<Vec<Located>>,
    /// Subtypes that come into scope with it.
    pub subtypes: Vec<Located>,
    /// The APIs that it is for; none means all.
    pub apis: Vec<String>,
}

impl ScopeConfig {
    pub(super) fn new(raw: raw::Scope, id: SourceId) -> Self {
        let located = |list: Vec<Spanned<String>>| list.into_iter().map(|text| Located::new(text, id)).collect();
        let policy = |name: Spanned<String>, raw: raw::TypePolicy| {
            let name = Located::new(name, id);
            let policy = TypePolicy {
                span: name.span,
                foreign: raw.foreign,
                properties: raw.properties.map(located),
                subtypes: located(raw.subtypes),
                apis: raw.apis,
            };
            (name.text, policy)
        };
        Self {
            roots: located(raw.roots),
            foreign: raw.foreign,
            subtypes: raw.subtypes,
            types: raw.types.into_iter().map(|(name, raw)| policy(name, raw)).collect(),
        }
    }

    /// The scope for one API: exceptions for others are left out.
    #[must_use]
    pub fn for_api(&self, api: &str) -> Self {
        let mut scope = self.clone();
        scope.types.retain(|_, policy| policy.apis.is_empty() || policy.apis.iter().any(|name| name == api));
        scope
    }
}
