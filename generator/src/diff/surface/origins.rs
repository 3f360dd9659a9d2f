//! Which elements of a schema Rust items stand for, and what else may be why they are as they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{ApiPlan, Item, Method, MethodKind, TypePath};
use crate::schema::{ItemType, Schema, TypeId};

use super::super::elements::OperationKeys;
use super::{each_file, methods};

/// What an API's items come from.
#[derive(Debug)]
pub(super) struct Origins<'a> {
    pub(super) schema: &'a Schema,
    keys: &'a OperationKeys,
    /// The schema type that each Rust type stands for, or each builder leads to.
    types: BTreeMap<TypePath, &'a str>,
    /// The actions that take a struct of arguments.
    actions: BTreeMap<&'a TypePath, BTreeSet<String>>,
    /// The navigation properties and the children of the container that lead to a type.
    places: BTreeMap<TypeId, Vec<String>>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(schema: &'a Schema, plan: &'a ApiPlan, keys: &'a OperationKeys) -> Self {
        let mut origins =
            Self { schema, keys, types: BTreeMap::new(), actions: BTreeMap::new(), places: places(schema) };
        plan.roots.iter().for_each(|method| origins.note_action(method));
        each_file(plan, &mut |module, items| origins.note(module, items));
        origins
    }

    fn note(&mut self, module: &[String], items: &'a [Item]) {
        let of_file = super::file_type(items);
        for item in items {
            if let Item::Builder(builder) = item {
                builder.methods.iter().for_each(|method| self.note_action(method));
            }
            let name = item.name().to_owned();
            self.types.insert(TypePath { module: module.to_vec(), name }, of_file);
        }
    }

    fn note_action(&mut self, method: &'a Method) {
        if let (MethodKind::Action(_, Some(path), _), Some(signature)) = (&method.kind, &method.operation) {
            let key = self.keys.of(signature).cloned();
            self.actions.entry(path).or_default().extend(key);
        }
    }

    /// The schema type of a Rust type.
    pub(super) fn of_type(&self, path: &TypePath) -> Option<String> {
        self.types.get(path).filter(|wire| !wire.is_empty()).map(|wire| (*wire).to_owned())
    }

    /// The actions that a struct of arguments is for.
    pub(super) fn of_parameters(&self, path: &TypePath) -> Vec<String> {
        self.actions.get(path).into_iter().flatten().cloned().collect()
    }

    /// A member of a type, under the name of the type that declares it, and the types between them.
    pub(super) fn of_member(&self, wire: &str, member: &str) -> Vec<String> {
        let Some(id) = self.schema.find_by_full_name(wire) else { return vec![format!("{wire}/{member}")] };
        let property = self.schema.property(id, member).map(|(owner, _)| owner);
        let owner = property.or_else(|| self.schema.navigation_property(id, member).map(|(owner, _)| owner));
        let name = |id: TypeId| self.schema.get(id).name.to_string();
        let mut causes = vec![format!("{}/{member}", name(owner.unwrap_or(id)))];
        causes.push(wire.to_owned());
        causes.extend(self.schema.ancestors(id).map(name));
        causes
    }

    /// Everything that decides which requests there are on a type's builders.
    pub(super) fn of_requests(&self, wire: &str) -> Vec<String> {
        let mut causes = vec![wire.to_owned()];
        let Some(id) = self.schema.find_by_full_name(wire) else { return causes };
        for id in std::iter::once(id).chain(self.schema.ancestors(id)) {
            causes.extend(self.places.get(&id).into_iter().flatten().cloned());
            causes.push(self.schema.get(id).name.to_string());
        }
        causes
    }

    /// What a method may differ for.
    pub(super) fn of_method(&self, wire: &str, method: &Method) -> Vec<String> {
        let mut causes = Vec::new();
        if let Some(signature) = &method.operation {
            causes.extend(self.keys.of(signature).cloned());
        }
        match &method.kind {
            MethodKind::Child(_, segment) if wire.is_empty() => causes.push(format!("/{segment}")),
            MethodKind::Child(_, segment) | MethodKind::Stream(segment) => {
                causes.extend(self.of_member(wire, segment));
            }
            MethodKind::Action(segment, ..) | MethodKind::Function(segment, ..) if wire.is_empty() => {
                causes.push(format!("/{segment}"));
            }
            MethodKind::Cast(_, target) => causes.push(target.clone()),
            MethodKind::ByKey(..) => {
                let id = self.schema.find_by_full_name(wire);
                let key = id.map(|id| self.schema.key(id)).unwrap_or_default();
                causes.extend(key.iter().flat_map(|part| self.of_member(wire, &part.path)));
            }
            _ => {}
        }
        causes.extend(self.of_mentioned(&method.kind));
        if !wire.is_empty() {
            causes.extend(self.of_requests(wire));
        }
        causes
    }

    fn of_mentioned(&self, kind: &MethodKind) -> Vec<String> {
        let mut causes = Vec::new();
        methods::mentioned(kind, &mut |path| causes.extend(self.of_type(path)));
        causes
    }
}

/// The schema type that an item stands for; empty for builders and arguments.
pub(super) fn wire(item: &Item) -> &str {
    match item {
        Item::Struct(plan) => &plan.wire,
        Item::Enum(plan) | Item::Flags(plan) => &plan.wire,
        Item::Polymorphic(plan) => &plan.wire,
        Item::Alias(plan) => &plan.wire,
        Item::Parameters(_) | Item::Builder(_) => "",
    }
}

fn places(schema: &Schema) -> BTreeMap<TypeId, Vec<String>> {
    let mut places: BTreeMap<TypeId, Vec<String>> = BTreeMap::new();
    for ty in &schema.types {
        for property in ty.structured().into_iter().flat_map(|ty| &ty.navigation) {
            if let ItemType::Named(target) = property.ty.item {
                places.entry(target).or_default().push(format!("{}/{}", ty.name, property.name));
            }
        }
    }
    if let Some(container) = &schema.container {
        let sets = container.entity_sets.iter().map(|set| (set.entity_type, &set.name));
        for (target, name) in sets.chain(container.singletons.iter().map(|one| (one.entity_type, &one.name))) {
            places.entry(target).or_default().push(format!("/{name}"));
        }
    }
    places
}
