//! The Rust surface of an API: everything that a caller can name, as a compiler sees it.

mod items;
mod methods;
mod origins;
mod types;

use std::collections::BTreeMap;

use crate::plan::{ApiPlan, Item, ModulePlan};

use super::{Side, elements::OperationKeys};
use items::Collector;
use origins::Origins;

/// The paths of a crate's items and what each is.
pub(super) type Surface = BTreeMap<String, Entry>;

/// One item: a type, a field, a variant, a constant, a method, or a trait that a type has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The item that it is a part of, which comes and goes with it.
    pub(super) parent: Option<String>,
    /// What a compiler checks.
    pub(super) signature: String,
    /// What no compiler sees, such as names in JSON and in URLs: what it is, and its value.
    pub(super) hidden: Vec<(&'static str, String)>,
    /// Whether it is a request that capabilities decide about.
    pub(super) is_request: bool,
    /// The elements whose changes may be why it differs, the likeliest first.
    pub(super) causes: Vec<String>,
}

/// Collects the surface of one side.
pub(super) fn surface(side: &Side<'_>, keys: &OperationKeys) -> Surface {
    let origins = Origins::new(side.schema, side.plan, keys);
    let mut collector = Collector::new(&origins);
    let module = vec![side.plan.module.clone()];
    collector.client(&module, side);
    module_items(&side.plan.root, &module, &mut collector);
    collector.surface
}

fn module_items(module: &ModulePlan, path: &[String], collector: &mut Collector<'_, '_>) {
    for file in &module.files {
        for item in &file.items {
            collector.item(path, item, file_type(&file.items));
        }
    }
    for child in &module.children {
        let path: Vec<String> = path.iter().chain([&child.name]).cloned().collect();
        module_items(child, &path, collector);
    }
}

/// The schema type that a file is of.
fn file_type(items: &[Item]) -> &str {
    items.iter().map(origins::wire).find(|wire| !wire.is_empty()).unwrap_or_default()
}

/// Every file of an API's modules.
fn each_file<'p>(plan: &'p ApiPlan, visit: &mut dyn FnMut(&'p [String], &'p [Item])) {
    fn walk<'p>(module: &'p ModulePlan, visit: &mut dyn FnMut(&'p [String], &'p [Item])) {
        module.files.iter().for_each(|file| visit(&file.parent, &file.items));
        module.children.iter().for_each(|child| walk(child, visit));
    }
    walk(&plan.root, visit);
}
