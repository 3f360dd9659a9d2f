//! What a type is to the service beyond its properties: whether its values hold evolvable
//! enumerations, and whether counting them takes an advanced query.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{ItemType, Schema, TypeId, TypeKind};

use super::{api::ApiOptions, model::TypeFact};

/// The facts of an API's types.
#[derive(Debug, Default)]
pub(crate) struct TypeFacts {
    /// Types whose own values hold, at any depth, an evolvable enumeration; and these enumerations.
    evolvable: BTreeSet<TypeId>,
    /// Types whose values are counted by advanced queries only.
    advanced: BTreeSet<TypeId>,
}

impl TypeFacts {
    pub(crate) fn new(schema: &Schema, options: &ApiOptions) -> Self {
        let evolvable = options.enum_sentinel.as_ref().map(|sentinel| evolvable(schema, sentinel)).unwrap_or_default();
        let named = options.advanced_types.iter().filter_map(|name| schema.find_by_full_name(name));
        let advanced = named.flat_map(|id| std::iter::once(id).chain(schema.descendants(id))).collect();
        Self { evolvable, advanced }
    }

    /// The facts of values of that very type, or, where `or_derived`, of types derived from it too.
    pub(crate) fn of(&self, schema: &Schema, id: TypeId, or_derived: bool) -> Vec<TypeFact> {
        let derived = if or_derived { schema.descendants(id) } else { Vec::new() };
        let is_evolvable = std::iter::once(id).chain(derived).any(|id| self.evolvable.contains(&id));
        let evolvable = is_evolvable.then_some(TypeFact::EvolvableEnums);
        let advanced = self.advanced.contains(&id).then_some(TypeFact::AdvancedQueries);
        evolvable.into_iter().chain(advanced).collect()
    }
}

/// Enumerations with the sentinel, and structured types that hold one, to whatever depth.
fn evolvable(schema: &Schema, sentinel: &str) -> BTreeSet<TypeId> {
    let has_sentinel = |id: &TypeId| match &schema.get(*id).kind {
        TypeKind::Enum(kind) => kind.members.iter().any(|member| member.name == sentinel),
        _ => false,
    };
    let mut found: BTreeSet<TypeId> = schema.ids().filter(has_sentinel).collect();
    let holders = holders(schema);
    let mut open: Vec<TypeId> = found.iter().copied().collect();
    while let Some(held) = open.pop() {
        for holder in holders.get(&held).into_iter().flatten() {
            if found.insert(*holder) {
                open.push(*holder);
            }
        }
    }
    found
}

/// Who holds values of a type in a structural property. A value may be of a type derived from the
/// declared one.
fn holders(schema: &Schema) -> BTreeMap<TypeId, BTreeSet<TypeId>> {
    let mut holders: BTreeMap<TypeId, BTreeSet<TypeId>> = BTreeMap::new();
    for holder in schema.ids() {
        for (_, property) in schema.properties(holder) {
            let ItemType::Named(declared) = property.ty.item else { continue };
            for held in std::iter::once(declared).chain(schema.descendants(declared)) {
                holders.entry(held).or_default().insert(holder);
            }
        }
    }
    holders
}
