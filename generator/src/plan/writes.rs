//! Requests that write in other ways than `POST`, `PATCH` and `DELETE`, and the number of items.

use super::{
    builders::{Builders, allowing, allows},
    model::{Docs, Method, MethodKind, TypePath},
    sites::{Site, Verb},
    verbs::{REPLACE, UPDATE},
};

/// The request for the number of items, unless the metadata denies it at every place.
pub(super) fn count(sites: &[&Site<'_>], data: TypePath) -> Option<Method> {
    let is_denied = |site: &&Site<'_>| site.find(|annotations| annotations.capabilities().countable) == Some(false);
    let docs = Docs::text("Counts the collection: `GET …/$count`.");
    (!sites.iter().all(is_denied)).then(|| Method {
        name: "count".to_owned(),
        docs,
        kind: MethodKind::Count(data),
        operation: None,
    })
}

impl Builders<'_> {
    /// `PUT`, and creating or updating whichever is due, at the places that declare them.
    pub(super) fn writes(&self, sites: &[&Site<'_>], data: &TypePath) -> Vec<Method> {
        let mut methods = Vec::new();
        if allows(sites, Verb::Replace) {
            let docs = self.request_docs("Replaces the entity", &allowing(sites, Verb::Replace), &REPLACE);
            methods.push(Method {
                name: "replace".to_owned(),
                docs,
                kind: MethodKind::Replace(data.clone()),
                operation: None,
            });
        }
        if allows(sites, Verb::Upsert) {
            let sites = allowing(sites, Verb::Upsert);
            let by_put = !sites.iter().any(|site| site.updates_by("PATCH", true));
            let request = if by_put { &REPLACE } else { &UPDATE };
            let docs = self.request_docs("Creates the entity, or changes it if it is there", &sites, request);
            let kind = MethodKind::Upsert(data.clone(), by_put);
            methods.push(Method { name: "upsert".to_owned(), docs, kind, operation: None });
        }
        methods
    }
}
