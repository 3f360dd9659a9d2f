//! A plan without what only requests use: `requests = false`.
//!
//! What is left is named as with requests, so that turning them on or off renames nothing.

use super::api::file_docs;
use super::model::{ApiPlan, CratePlan, Field, FilePlan, Item, ModulePlan};

impl CratePlan {
    /// The same with models alone: no client, no request builders, no constants for queries.
    ///
    /// Operations and casts have no item then, and are not listed as skipped: that is what was asked for.
    #[must_use]
    pub fn without_requests(mut self) -> Self {
        self.has_requests = false;
        self.service.clouds.clear();
        self.apis.iter_mut().for_each(models_of);
        self.skipped.retain(|skipped| !skipped.is_request);
        self
    }
}

fn models_of(api: &mut ApiPlan) {
    api.roots.clear();
    api.permissions = None;
    module(&mut api.root);
}

fn module(plan: &mut ModulePlan) {
    plan.files.iter_mut().for_each(file);
    plan.files.retain(|file| !file.items.is_empty());
    plan.children.iter_mut().for_each(module);
    plan.children.retain(|child| !child.files.is_empty() || !child.children.is_empty());
}

fn file(plan: &mut FilePlan) {
    plan.items.retain(|item| !matches!(item, Item::Builder(_) | Item::Parameters(_)));
    plan.items.iter_mut().for_each(item);
    if let Some(docs) = file_docs(&plan.items) {
        plan.docs = docs;
    }
}

fn item(plan: &mut Item) {
    match plan {
        Item::Struct(plan) => {
            unnamed(&mut plan.fields);
            plan.bases.clear();
        }
        Item::Polymorphic(plan) => {
            unnamed(&mut plan.constants);
            plan.bases.clear();
        }
        Item::Enum(_) | Item::Flags(_) | Item::Alias(_) | Item::Parameters(_) | Item::Builder(_) => {}
    }
}

fn unnamed(fields: &mut [Field]) {
    fields.iter_mut().for_each(|field| field.constant = None);
}
