//! Names that were given once and stay: the lock file beside the configuration.
//!
//! It has a line for each name that something else could have claimed, or that is not the plain one;
//! a name beyond dispute needs none. A line never changes. Those of what is gone stay, so that it
//! gets its name back when it returns, and nothing else gets it meanwhile, until somebody prunes the file;
//! only another overload of an operation that is gone takes its name, and its line.

mod text;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

/// Names by API and scope, then by what has them.
///
/// ```
/// use csdl_codegen::{diagnostic::{Diagnostics, Sources}, names::NameLock};
///
/// let text = format!("{}\nv1 Shop.Product a_b a_b_property\n", NameLock::HEADER);
/// let mut sources = Sources::default();
/// let id = sources.add("names.lock", text.as_str());
/// let mut diagnostics = Diagnostics::default();
/// let names = NameLock::parse(&sources, id, &mut diagnostics);
/// assert_eq!(names.name("v1", "Shop.Product", "a_b"), Some("a_b_property"));
/// assert!(diagnostics.is_empty());
/// assert_eq!(names.to_string(), text);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameLock {
    scopes: BTreeMap<(String, String), BTreeMap<String, String>>,
}

impl NameLock {
    /// The first line of every such file.
    pub const HEADER: &str = "# csdl names, version 1: names that were given, and to what. See `csdl generate --help`.";

    /// The scope that says how names are spelt: those spelt otherwise have lines of their own.
    pub(crate) const SPELLING: &str = "spelling";

    /// What it can say.
    pub(crate) const SPELLINGS: [&str; 4] = ["camel", "pascal", "snake", "upper"];

    /// The name that something has in a scope of an API.
    #[must_use]
    pub fn name(&self, api: &str, scope: &str, thing: &str) -> Option<&str> {
        self.scope(api, scope)?.get(thing).map(String::as_str)
    }

    /// What has names in a scope, and which.
    pub(crate) fn scope(&self, api: &str, scope: &str) -> Option<&BTreeMap<String, String>> {
        self.scopes.get(&(api.to_owned(), scope.to_owned()))
    }

    /// Keeps a name. What has one already keeps that.
    pub fn keep(&mut self, api: &str, scope: &str, thing: &str, name: &str) {
        let scope = self.scopes.entry((api.to_owned(), scope.to_owned())).or_default();
        scope.entry(thing.to_owned()).or_insert_with(|| name.to_owned());
    }

    /// Keeps all names of another lock. What has one already keeps that, unless something else of its
    /// scope has it there: then it was passed on, and is no more the first one's.
    pub fn extend(&mut self, other: &Self) {
        for (place @ (api, scope), names) in &other.scopes {
            if let Some(own) = self.scopes.get_mut(place) {
                let passed: BTreeSet<&String> = names.values().collect();
                own.retain(|thing, name| names.contains_key(thing) || !passed.contains(name));
            }
            names.iter().for_each(|(thing, name)| self.keep(api, scope, thing, name));
        }
    }

    /// The names that another lock has too, but others: API, scope, what has them, the other name.
    pub fn conflicts<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = [&'a str; 4]> {
        let all = other.scopes.iter().flat_map(|((api, scope), names)| {
            names.iter().map(move |(thing, name)| [api.as_str(), scope.as_str(), thing.as_str(), name.as_str()])
        });
        all.filter(|[api, scope, thing, name]| self.name(api, scope, thing).is_some_and(|own| own != *name))
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.scopes.values().map(BTreeMap::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }
}
