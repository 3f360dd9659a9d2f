//! Why types are in scope.

use std::collections::BTreeMap;

use crate::schema::Schema;

use super::closure::Closure;

/// Why each type in scope is there, by full name.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// The type that brought each in, if one did, and how.
    by_name: BTreeMap<String, (Option<String>, String)>,
}

impl Reasons {
    pub(super) fn new(schema: &Schema, closure: &Closure) -> Self {
        let name = |id| schema.get(id).name.to_string();
        let one =
            |(id, reason): (&_, &super::closure::Reason)| (name(*id), (reason.from.map(name), reason.how.clone()));
        Self { by_name: closure.types.iter().map(one).collect() }
    }

    /// The shortest chain from a root to a type, one line a step; `None` for what is not in scope.
    ///
    /// ```text
    /// microsoft.graph.identityGovernance.workflow (root microsoft.graph.identityGovernance)
    /// microsoft.graph.user (navigation property `createdBy`)
    /// ```
    #[must_use]
    pub fn why(&self, name: &str) -> Option<Vec<String>> {
        let mut chain = Vec::new();
        let mut at = name;
        loop {
            let (from, how) = self.by_name.get(at)?;
            chain.push(format!("{at} ({how})"));
            match from {
                Some(from) if chain.len() <= self.by_name.len() => at = from,
                _ => break,
            }
        }
        chain.reverse();
        Some(chain)
    }

    /// The names of all types in scope, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}
