//! Paths: where in the URL space a request builder stands, for its documentation.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{ItemType, Schema, TypeId};

use super::casts::derived;

/// As many paths as a builder's documentation names.
const MOST: usize = 10;

/// The shortest paths to every type, alone and as a collection.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    found: BTreeMap<(TypeId, bool), Vec<String>>,
}

/// Longer paths are not followed: nobody reads them, and a long chain of types would have as many as it has types.
const LONGEST: usize = 32;

/// A path still to follow. Sorted so that containment comes before reference, a place that is declared
/// to hold the type before a cast, short before long.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    references: usize,
    is_cast: bool,
    length: usize,
    path: String,
    target: TypeId,
    is_collection: bool,
    passed: Vec<TypeId>,
}

impl Paths {
    /// Walks from the container along navigation, each type at most [`MOST`] times.
    pub(crate) fn new(schema: &Schema, key_as_segment: bool) -> Self {
        let mut paths = Self::default();
        let mut open: BTreeSet<Step> = entry_points(schema).collect();
        while let Some(step) = open.pop_first() {
            let found = paths.found.entry((step.target, step.is_collection)).or_default();
            if found.len() >= MOST {
                continue;
            }
            found.push(step.path.clone());
            if step.length >= LONGEST {
                continue;
            }
            open.extend(casts(schema, &step));
            if step.is_collection {
                open.extend(by_key(schema, &step, key_as_segment));
            } else {
                open.extend(onward(schema, &step));
            }
        }
        paths
    }

    /// The paths of one builder, the best first.
    pub(crate) fn of(&self, id: TypeId, is_collection: bool) -> &[String] {
        self.found.get(&(id, is_collection)).map(Vec::as_slice).unwrap_or_default()
    }
}

fn entry_points(schema: &Schema) -> impl Iterator<Item = Step> {
    let sets = schema.container.iter().flat_map(|c| c.entity_sets.iter().map(|s| (&s.name, s.entity_type, true)));
    let singletons = schema.container.iter().flat_map(|c| c.singletons.iter().map(|s| (&s.name, s.entity_type, false)));
    sets.chain(singletons).map(|(name, target, is_collection)| Step {
        references: 0,
        is_cast: false,
        length: 1,
        path: format!("/{name}"),
        target,
        is_collection,
        passed: Vec::new(),
    })
}

/// The same place seen as each type derived from the one that it is declared to hold.
fn casts(schema: &Schema, step: &Step) -> Vec<Step> {
    if step.is_cast {
        return Vec::new();
    }
    let seen_as = |target: TypeId| Step {
        is_cast: true,
        length: step.length + 1,
        path: format!("{}/{}", step.path, schema.get(target).name),
        target,
        passed: step.passed.iter().copied().chain([step.target]).collect(),
        ..step.clone()
    };
    derived(schema, step.target).into_iter().map(seen_as).collect()
}

fn by_key(schema: &Schema, step: &Step, key_as_segment: bool) -> Option<Step> {
    let key = schema.key(step.target);
    let has_key = |base: TypeId| !schema.key(base).is_empty();
    // By the key of the base first, and then cast: one path to it is enough.
    if step.is_cast && schema.ancestors(step.target).any(has_key) {
        return None;
    }
    let names: Vec<&str> = key.iter().map(|part| part.alias.as_deref().unwrap_or(&part.path)).collect();
    let predicate = match names.as_slice() {
        [] => return None,
        [name] if key_as_segment => format!("/{{{name}}}"),
        [name] => format!("({{{name}}})"),
        names => format!("({})", names.iter().map(|name| format!("{name}={{{name}}}")).collect::<Vec<_>>().join(",")),
    };
    Some(Step {
        path: format!("{}{predicate}", step.path),
        is_collection: false,
        length: step.length + 1,
        ..step.clone()
    })
}

fn onward<'a>(schema: &'a Schema, step: &'a Step) -> impl Iterator<Item = Step> + 'a {
    schema.navigation(step.target).into_iter().filter_map(move |(_, navigation)| {
        let ItemType::Named(target) = navigation.ty.item else { return None };
        if target == step.target || step.passed.contains(&target) {
            return None;
        }
        let mut passed = step.passed.clone();
        passed.push(step.target);
        Some(Step {
            references: step.references + usize::from(!navigation.contains_target),
            is_cast: false,
            length: step.length + 1,
            path: format!("{}/{}", step.path, navigation.name),
            target,
            is_collection: navigation.ty.is_collection,
            passed,
        })
    })
}
