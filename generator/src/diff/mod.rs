//! Two revisions of an API compared: what differs, and what that does to a Rust caller.
//!
//! Effects are not guessed from the schemas. The Rust surface of both is computed from their plans, and
//! what is gone or differs there breaks; the schemas then tell why.

mod attribute;
mod compare;
mod elements;
mod model;
mod renames;
mod render;
mod surface;

use std::collections::BTreeMap;

use crate::plan::ApiPlan;
use crate::schema::Schema;

pub use model::*;
pub use render::{json, markdown, text};

/// One of two revisions.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What is in scope.
    pub schema: &'a Schema,
    /// What is generated of it.
    pub plan: &'a ApiPlan,
    /// The name of the client's type.
    pub client: &'a str,
}

/// Compares two revisions.
#[must_use]
pub fn diff(old: &Side<'_>, new: &Side<'_>) -> Difference {
    let (old_keys, new_keys) = elements::OperationKeys::both(old.schema, new.schema);
    let old_elements = elements::list(old.schema, &old_keys);
    let new_elements = elements::list(new.schema, &new_keys);
    let changes = compare::compare(&old_elements, &new_elements);
    let renames = renames::find(&changes, &old_elements, &new_elements);
    let old_surface = surface::surface(old, &old_keys);
    let new_surface = surface::surface(new, &new_keys);
    let told = attribute::attribute(&old_surface, &new_surface, changes, [&old_elements, &new_elements]);
    let groups = groups(told);
    let counts = counts(&groups);
    Difference { format: 1, verdict: verdict(&counts), counts, groups, renames }
}

/// Every item of the Rust surface of an API and what a compiler sees of it, sorted.
#[must_use]
pub fn rust_surface(side: &Side<'_>) -> BTreeMap<String, String> {
    let (keys, _) = elements::OperationKeys::both(side.schema, side.schema);
    let surface = surface::surface(side, &keys);
    surface.into_iter().map(|(path, entry)| (path, entry.signature)).collect()
}

fn groups(told: Vec<(String, Change)>) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    for (group, change) in told {
        groups.entry(group).or_default().push(change);
    }
    let sorted = |mut changes: Vec<Change>| {
        changes.sort_by(|a, b| {
            let key = |change: &Change| (change.kind, change.element.clone(), change.consequence_of.clone());
            b.effect.cmp(&a.effect).then_with(|| key(a).cmp(&key(b)))
        });
        changes
    };
    groups.into_iter().map(|(name, changes)| Group { name, changes: sorted(changes) }).collect()
}

fn counts(groups: &[Group]) -> Counts {
    let mut counts = Counts::default();
    for change in groups.iter().flat_map(|group| &group.changes) {
        let count = match change.effect {
            Effect::BreaksCompile => &mut counts.breaks_compile,
            Effect::ChangesBehaviour => &mut counts.changes_behaviour,
            Effect::OnlyAdds => &mut counts.only_adds,
            Effect::OnlyDocs => &mut counts.only_docs,
        };
        *count += 1;
    }
    counts
}

fn verdict(counts: &Counts) -> Verdict {
    match counts {
        Counts { breaks_compile: 1.., .. } => Verdict::Major,
        Counts { changes_behaviour: 1.., .. } | Counts { only_adds: 1.., .. } => Verdict::Minor,
        _ => Verdict::Patch,
    }
}
