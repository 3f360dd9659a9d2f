//! Which types, members and operations are in scope, and why.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::config::{Foreign, ScopeConfig, Subtypes};
use crate::schema::{Operation, Schema, StructuredType, TypeId};

use super::roots::Roots;

/// All that is in scope.
#[derive(Debug, Default)]
pub(super) struct Closure {
    /// The types, each with what brought it in first.
    pub(super) types: BTreeMap<TypeId, Reason>,
    /// The operations, by their place in the schema.
    pub(super) operations: BTreeSet<usize>,
    /// The members that are kept of each structured type.
    pub(super) kept: BTreeMap<TypeId, Kept>,
    /// Types that values are declared to be of: a value may be of any of their subtypes.
    values: BTreeSet<TypeId>,
}

/// What brought a type in: another type, if any, and how.
#[derive(Clone, Debug)]
pub(super) struct Reason {
    pub(super) from: Option<TypeId>,
    pub(super) how: String,
}

/// What is kept of a structured type.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    pub(super) properties: BTreeSet<String>,
    pub(super) navigation: BTreeSet<String>,
}

/// Computes the closure, breadth first, so that the first reason found is the shortest.
pub(super) fn compute(schema: &Schema, config: &ScopeConfig, roots: &Roots) -> Closure {
    let mut walk = Walk { schema, config, roots, closure: Closure::default(), queue: VecDeque::new() };
    walk.start();
    while let Some(id) = walk.queue.pop_front() {
        walk.visit(id);
    }
    walk.closure
}

struct Walk<'x> {
    schema: &'x Schema,
    config: &'x ScopeConfig,
    roots: &'x Roots,
    closure: Closure,
    queue: VecDeque<TypeId>,
}

impl Walk<'_> {
    fn start(&mut self) {
        for (id, path) in &self.roots.on_path {
            self.add(*id, None, format!("root {path}"));
        }
        for id in self.schema.ids() {
            let namespace = &self.schema.get(id).name.namespace;
            if self.roots.namespaces.contains(namespace) {
                let whole = self.roots.everything.then(|| "the whole service is in scope".to_owned());
                self.add(id, None, whole.unwrap_or_else(|| format!("root {namespace}")));
            }
        }
        for (index, operation) in self.schema.operations.iter().enumerate() {
            if self.roots.namespaces.contains(&operation.name.namespace) {
                self.add_operation(index, operation);
            }
        }
        if self.roots.everything {
            self.start_with_all_children();
        }
        let imports = self.schema.container.iter().flat_map(|container| &container.imports);
        for import in imports.filter(|import| self.roots.everything || self.roots.children.contains(&import.name)) {
            for (index, operation) in self.schema.operations.iter().enumerate() {
                if operation.name == import.operation && !operation.is_bound {
                    self.add_operation(index, operation);
                }
            }
        }
    }

    /// What documents that were only referred to declare is in scope where those given lead to it.
    fn start_with_all_children(&mut self) {
        let schema = self.schema;
        if let Some(container) = &schema.container {
            for set in &container.entity_sets {
                self.add(set.entity_type, None, format!("entity set `{}`", set.name));
            }
            for one in &container.singletons {
                self.add(one.entity_type, None, format!("singleton `{}`", one.name));
            }
        }
        for term in schema.terms.iter().filter(|term| self.roots.namespaces.contains(&term.name.namespace)) {
            if let Some(id) = term.ty.named() {
                self.add(id, None, format!("term {}", term.name));
            }
        }
    }

    /// Adds a type that values are declared to be of.
    fn add(&mut self, id: TypeId, from: Option<TypeId>, how: String) {
        let is_new_value = self.closure.values.insert(id);
        if !self.add_only(id, from, how) && is_new_value {
            // It was a base type so far: its subtypes are still to be followed.
            self.queue.push_back(id);
        }
    }

    /// Adds a type; whether it was not there.
    fn add_only(&mut self, id: TypeId, from: Option<TypeId>, how: String) -> bool {
        let std::collections::btree_map::Entry::Vacant(free) = self.closure.types.entry(id) else { return false };
        free.insert(Reason { from, how });
        self.queue.push_back(id);
        true
    }

    fn add_operation(&mut self, index: usize, operation: &Operation) {
        if !self.closure.operations.insert(index) {
            return;
        }
        let binding = operation.binding().and_then(|binding| binding.ty.named());
        for parameter in &operation.parameters {
            if let Some(id) = parameter.ty.named() {
                let how = format!("parameter `{}` of {}", parameter.name, operation.name);
                self.add(id, binding.filter(|binding| *binding != id), how);
            }
        }
        if let Some(id) = operation.result.as_ref().and_then(|result| result.named()) {
            self.add(id, binding.filter(|binding| *binding != id), format!("result of {}", operation.name));
        }
    }

    /// Whether a type is of a root's namespace, or where a path ends: kept whole.
    fn is_native(&self, id: TypeId) -> bool {
        self.roots.everything
            || self.roots.ends.contains(&id)
            || self.roots.namespaces.contains(&self.schema.get(id).name.namespace)
    }

    fn visit(&mut self, id: TypeId) {
        let schema = self.schema;
        if let Some(ty) = schema.structured(id) {
            self.structured(id, ty);
        }
        if self.is_native(id) {
            for (index, operation) in schema.operations.iter().enumerate() {
                if operation.binding().and_then(|binding| binding.ty.named()) == Some(id) {
                    self.add_operation(index, operation);
                }
            }
        }
    }

    fn structured(&mut self, id: TypeId, ty: &StructuredType) {
        let kept = self.kept(id, ty);
        if let Some(base) = ty.base {
            self.add_only(base, Some(id), "base type".to_owned());
        }
        for property in ty.properties.iter().filter(|property| kept.properties.contains(&property.name)) {
            if let Some(target) = property.ty.named() {
                self.add(target, Some(id), format!("property `{}`", property.name));
            }
        }
        for property in ty.navigation.iter().filter(|property| kept.navigation.contains(&property.name)) {
            if let Some(target) = property.ty.named() {
                self.add(target, Some(id), format!("navigation property `{}`", property.name));
            }
        }
        self.closure.kept.insert(id, kept);
        self.subtypes(id, ty);
    }

    fn subtypes(&mut self, id: TypeId, ty: &StructuredType) {
        let follow = match self.config.subtypes {
            Subtypes::None => false,
            Subtypes::Complex => self.schema.get(id).is_complex(),
            Subtypes::All => true,
        };
        // What is common to all types of a service, and referred to as such, does not bring them all in.
        let is_only_base = self.roots.everything && !self.closure.values.contains(&id);
        if follow && !is_only_base {
            for derived in &ty.derived {
                self.add(*derived, Some(id), "subtype".to_owned());
            }
        }
        let named = self.roots.policies.get(&id).map(|policy| policy.subtypes.as_slice()).unwrap_or_default();
        for subtype in named {
            self.add(*subtype, Some(id), "subtype, named in the configuration".to_owned());
        }
    }

    /// What is kept of a structured type.
    fn kept(&self, id: TypeId, ty: &StructuredType) -> Kept {
        let all_properties = || ty.properties.iter().map(|property| property.name.clone()).collect();
        let all_navigation = || ty.navigation.iter().map(|property| property.name.clone()).collect();
        let policy = self.roots.policies.get(&id);
        let default = if self.is_native(id) { Foreign::Whole } else { self.config.foreign };
        let mut kept = match policy.and_then(|policy| policy.foreign).unwrap_or(default) {
            Foreign::Whole => Kept { properties: all_properties(), navigation: all_navigation() },
            Foreign::Structural => Kept { properties: all_properties(), navigation: BTreeSet::new() },
            Foreign::Stub => Kept { properties: self.key_properties(id, ty), navigation: BTreeSet::new() },
        };
        if let Some(selected) = policy.and_then(|policy| policy.properties.as_ref()) {
            let all: BTreeSet<String> = all_properties();
            let navigation: BTreeSet<String> = all_navigation();
            kept.properties = all.intersection(selected).cloned().collect();
            kept.properties.extend(self.key_properties(id, ty));
            kept.navigation = navigation.intersection(selected).cloned().collect();
        }
        let on_path = self.roots.navigation.iter().filter(|(owner, _)| *owner == id);
        kept.navigation.extend(on_path.map(|(_, name)| name.clone()));
        kept
    }

    /// The properties declared by a type that its key, or that of a type derived from it, names.
    fn key_properties(&self, id: TypeId, ty: &StructuredType) -> BTreeSet<String> {
        let mut types = self.schema.descendants(id);
        types.push(id);
        let keys = types.into_iter().flat_map(|id| self.schema.key(id));
        let names: BTreeSet<&str> = keys.map(|part| part.path.split('/').next().unwrap_or_default()).collect();
        let own = ty.properties.iter().map(|property| property.name.as_str());
        own.filter(|name| names.contains(name)).map(str::to_owned).collect()
    }
}
