//! Coverage: whether everything in scope was planned or listed as skipped.
//!
//! It counts what the plan says against what the schema says, and knows nothing of how either came
//! to be: a mistake in planning shows here, not in a consumer's build.

use std::collections::BTreeSet;

use crate::schema::{Schema, TypeKind};

use super::model::{ApiPlan, CratePlan, Item, Method, ModulePlan};

/// What of a schema an API's plan neither emits nor lists as skipped; empty where all is accounted for.
#[must_use]
pub fn missing(plan: &CratePlan, api: &ApiPlan, schema: &Schema) -> Vec<String> {
    let mut planned = Planned::default();
    planned.methods(&api.roots);
    planned.module(&api.root);
    let skipped: BTreeSet<&str> =
        plan.skipped.iter().filter(|skipped| skipped.api == api.name).map(|skipped| skipped.what.as_str()).collect();
    let is_known = |set: &BTreeSet<String>, name: &String| set.contains(name) || skipped.contains(name.as_str());

    let types = schema.types.iter().map(|ty| ty.name.to_string()).filter(|name| !is_known(&planned.types, name));
    let operations =
        schema.operations.iter().map(|op| schema.signature(op)).filter(|name| !is_known(&planned.operations, name));
    types.chain(operations).chain(missing_members(schema, &planned)).collect()
}

/// Properties, navigation properties and enumeration members of planned types.
fn missing_members<'a>(schema: &'a Schema, planned: &'a Planned) -> impl Iterator<Item = String> + 'a {
    schema
        .ids()
        .filter(|id| planned.types.contains(&schema.get(*id).name.to_string()))
        .flat_map(|id| {
            let owner = schema.get(id).name.to_string();
            let names: Vec<&str> = match &schema.get(id).kind {
                TypeKind::Enum(kind) => kind.members.iter().map(|member| member.name.as_str()).collect(),
                TypeKind::Definition(_) => Vec::new(),
                TypeKind::Complex(_) | TypeKind::Entity(_) => {
                    let properties = schema.properties(id).into_iter().map(|(_, property)| property.name.as_str());
                    let navigation = schema.navigation(id).into_iter().map(|(_, navigation)| navigation.name.as_str());
                    properties.chain(navigation).collect()
                }
            };
            names.into_iter().map(move |name| format!("{owner}/{name}")).collect::<Vec<_>>()
        })
        .filter(|name| !planned.members.contains(name))
}

/// The schema's names that a plan accounts for.
#[derive(Default)]
struct Planned {
    types: BTreeSet<String>,
    members: BTreeSet<String>,
    operations: BTreeSet<String>,
}

impl Planned {
    fn module(&mut self, module: &ModulePlan) {
        module.files.iter().flat_map(|file| &file.items).for_each(|item| self.item(item));
        module.children.iter().for_each(|child| self.module(child));
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(plan) => self.ty(&plan.wire, plan.fields.iter().map(|field| &field.wire)),
            Item::Enum(plan) | Item::Flags(plan) => self.ty(&plan.wire, plan.members.iter().map(|member| &member.wire)),
            Item::Polymorphic(plan) => self.ty(&plan.wire, plan.constants.iter().map(|field| &field.wire)),
            Item::Alias(plan) => self.ty(&plan.wire, std::iter::empty()),
            Item::Builder(plan) => self.methods(&plan.methods),
            Item::Parameters(_) => {}
        }
    }

    fn ty<'a>(&mut self, wire: &str, members: impl Iterator<Item = &'a String>) {
        self.types.insert(wire.to_owned());
        self.members.extend(members.map(|member| format!("{wire}/{member}")));
    }

    fn methods(&mut self, methods: &[Method]) {
        self.operations.extend(methods.iter().filter_map(|method| method.operation.clone()));
    }
}
