//! Pairs that look like one element under two names.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Changes, Raw};
use super::elements::{Element, Elements};
use super::model::{Action, ElementKind, Rename};

/// How alike names must be, of 1.
const ALIKE: f64 = 0.7;

/// How alike names of types must be that have the same few members, or share few.
const A_LITTLE: f64 = 0.4;
const A_LOT: f64 = 0.85;

/// As many members as no two types have by accident.
const MANY: usize = 4;

/// Where a pair must be: what both are, and what both are part of; none for types.
type Place<'c> = (ElementKind, Option<&'c str>);

/// An element that came or went.
struct Moved<'c> {
    name: &'c str,
    raw: &'c Raw,
    element: &'c Element,
}

/// Finds pairs of a removed and an added element of one kind, in one place, of one type, whose names
/// are alike or whose members are the same. Each element is in one pair at most.
pub(super) fn find(changes: &Changes, old: &Elements, new: &Elements) -> Vec<Rename> {
    let gone = moved(changes, Action::Removed, old);
    let come = moved(changes, Action::Added, new);
    let mut pairs: Vec<(f64, Rename)> = Vec::new();
    for (place, gone) in &gone {
        for was in gone {
            for is in come.get(place).into_iter().flatten() {
                if let Some((score, because)) = alike(was, is, place.1.is_none()) {
                    let (old, new) = (was.name.to_owned(), is.name.to_owned());
                    pairs.push((score, Rename { kind: place.0, old, new, because: because.to_owned() }));
                }
            }
        }
    }
    pairs.sort_by(|(a, left), (b, right)| b.total_cmp(a).then_with(|| left.cmp(right)));
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for (_, rename) in pairs {
        if !olds.contains(&rename.old) && !news.contains(&rename.new) {
            olds.insert(rename.old.clone());
            news.insert(rename.new.clone());
            found.push(rename);
        }
    }
    found.sort();
    found
}

fn moved<'c>(changes: &'c Changes, action: Action, elements: &'c Elements) -> BTreeMap<Place<'c>, Vec<Moved<'c>>> {
    let mut found: BTreeMap<Place<'c>, Vec<Moved<'c>>> = BTreeMap::new();
    for (name, raw) in changes.list.iter().filter(|(_, raw)| raw.action == action) {
        let Some(element) = elements.get(name) else { continue };
        let is_type = element.parent.is_none() && element.group == *name;
        let place = (raw.kind, (!is_type).then_some(element.group.as_str()));
        found.entry(place).or_default().push(Moved { name, raw, element });
    }
    found
}

/// How alike two elements are, and by what.
fn alike(was: &Moved<'_>, is: &Moved<'_>, is_type: bool) -> Option<(f64, &'static str)> {
    let score = || strsim::normalized_levenshtein(&last(was.name).to_lowercase(), &last(is.name).to_lowercase());
    if !is_type {
        // Members of enumerations are numbered anew where one is added: their value does not count.
        let is_same = ["type", "result"].iter().all(|what| was.element.value(what) == is.element.value(what));
        let score = Some(is_same).filter(|is| *is).map(|_| score())?;
        return (score >= ALIKE).then_some((score, "a name like it, and of the same type"));
    }
    let (old, new) = (&was.raw.members, &is.raw.members);
    if !old.is_empty() && old == new && (old.len() >= MANY || score() >= A_LITTLE) {
        return Some((1.0 + score(), "the same members"));
    }
    let shared = old.iter().filter(|member| new.contains(member)).count();
    let is_near = |score: f64| score >= if shared > 0 && shared * 2 >= old.len() { ALIKE } else { A_LOT };
    Some(score()).filter(|score| is_near(*score)).map(|score| (score, "a name like it"))
}

/// The part of an element's name that is its own.
fn last(name: &str) -> &str {
    let name = name.split(" on ").next().unwrap_or(name);
    name.rsplit(['/', '.']).next().unwrap_or(name)
}
