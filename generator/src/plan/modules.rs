//! Modules: one for each namespace.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::Schema;

use super::{
    ident,
    names::{Claim, Ledger, Scope},
};

/// The module of each namespace that has types or operations.
#[derive(Debug)]
pub(crate) struct Modules {
    api: String,
    by_namespace: BTreeMap<String, Vec<String>>,
}

impl Modules {
    /// Names the modules. Two namespaces that would have one module get two.
    pub(crate) fn new(schema: &Schema, ledger: &Ledger<'_>, api: &str, namespace_root: &str) -> Self {
        let namespaces: BTreeSet<&str> = schema.types.iter().map(|ty| ty.name.namespace.as_str()).collect();
        // The root's own module is the API's, which is nobody else's.
        let is_below = |namespace: &&str| !below(namespace, namespace_root).is_empty();
        let claims = namespaces.into_iter().filter(is_below).map(|namespace| {
            let plain = below(namespace, namespace_root).join("::");
            Claim::new(namespace, namespace, plain, "_namespace")
        });
        let named = Scope::new(ledger, "modules", &[]).resolve(claims.collect());
        let by_namespace = named.into_iter().map(|(namespace, path)| {
            (namespace, std::iter::once(api).chain(path.split("::")).map(str::to_owned).collect())
        });
        Self { api: api.to_owned(), by_namespace: by_namespace.collect() }
    }

    /// The path of a namespace's module, from the API's on.
    pub(crate) fn of(&self, namespace: &str) -> Vec<String> {
        self.by_namespace.get(namespace).cloned().unwrap_or_else(|| vec![self.api.clone()])
    }

    /// The names of the modules right below one.
    pub(crate) fn children(&self, module: &[String]) -> BTreeSet<&str> {
        let below = self.by_namespace.values().filter(|other| other.starts_with(module));
        below.filter_map(|other| other.get(module.len()).map(String::as_str)).collect()
    }

    /// Each namespace with its path below the API's module.
    pub(crate) fn below(&self) -> impl Iterator<Item = (&str, &[String])> {
        let all = self.by_namespace.iter();
        all.map(|(namespace, path)| (namespace.as_str(), path.get(1..).unwrap_or_default()))
    }
}

/// The plain path of a namespace: its segments below the root.
fn below(namespace: &str, namespace_root: &str) -> Vec<String> {
    let below = match namespace.strip_prefix(namespace_root) {
        Some("") => return Vec::new(),
        Some(rest) if namespace_root.is_empty() => rest,
        Some(rest) => rest.strip_prefix('.').unwrap_or(namespace),
        None => namespace,
    };
    below.split('.').map(ident::module_name).collect()
}
