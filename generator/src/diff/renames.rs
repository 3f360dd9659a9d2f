//! Pairs that look like one element under two names.

use std::collections::BTreeSet;

use super::compare::Changes;
use super::elements::Elements;
use super::model::{Action, ElementKind, Rename};

/// How alike names must be, of 1.
const ALIKE: f64 = 0.7;

/// Finds pairs of a removed and an added element of one kind, in one place, of one type, whose names
/// are alike or whose members are the same. Each element is in one pair at most.
pub(super) fn find(changes: &Changes, old: &Elements, new: &Elements) -> Vec<Rename> {
    let of = |action: Action| changes.list.iter().filter(move |(_, raw)| raw.action == action);
    let mut pairs: Vec<(f64, Rename)> = Vec::new();
    for (was, gone) in of(Action::Removed) {
        for (is, come) in of(Action::Added).filter(|(_, come)| come.kind == gone.kind) {
            let members = (&gone.members, &come.members);
            if let Some((score, because)) = alike((was, old), (is, new), gone.kind, members) {
                pairs.push((score, Rename { kind: gone.kind, old: was.clone(), new: is.clone(), because }));
            }
        }
    }
    pairs.sort_by(|(a, left), (b, right)| b.total_cmp(a).then_with(|| left.cmp(right)));
    let mut taken = BTreeSet::new();
    let mut found: Vec<Rename> = pairs
        .into_iter()
        .map(|(_, rename)| rename)
        .filter(|rename| {
            let is_free = !taken.contains(&(true, rename.old.clone())) && !taken.contains(&(false, rename.new.clone()));
            if is_free {
                taken.extend([(true, rename.old.clone()), (false, rename.new.clone())]);
            }
            is_free
        })
        .collect();
    found.sort();
    found
}

/// How alike two elements are, and by what.
fn alike(
    (was, old): (&str, &Elements),
    (is, new): (&str, &Elements),
    kind: ElementKind,
    members: (&Vec<String>, &Vec<String>),
) -> Option<(f64, String)> {
    let (old, new) = (old.get(was)?, new.get(is)?);
    let is_type = old.parent.is_none() && old.group == was;
    let is_same_type = ["type", "result", "value"].iter().all(|what| {
        // Members of enumerations are numbered anew where one is added.
        kind == ElementKind::Member || old.value(what) == new.value(what)
    });
    if !(is_type || (old.parent == new.parent && old.group == new.group && is_same_type)) {
        return None;
    }
    if is_type && members.0.len() > 1 && members.0 == members.1 {
        return Some((2.0, "the same members".to_owned()));
    }
    let score = strsim::normalized_levenshtein(&last(was).to_lowercase(), &last(is).to_lowercase());
    let is_near = score >= ALIKE && (!is_type || shared(members.0, members.1) * 2 >= members.0.len());
    is_near.then(|| (score, "a name like it, and of the same type".to_owned()))
}

fn shared(a: &[String], b: &[String]) -> usize {
    a.iter().filter(|member| b.contains(member)).count()
}

/// The part of an element's name that is its own.
fn last(name: &str) -> &str {
    let name = name.split(" on ").next().unwrap_or(name);
    name.rsplit(['/', '.']).next().unwrap_or(name)
}
