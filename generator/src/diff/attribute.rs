//! Rust items that differ, each brought to the change that is why.

use std::collections::BTreeMap;

use super::compare::{Changes, Raw};
use super::elements::{CONTAINER, Class, Elements};
use super::model::{Action, Change, Effect, ElementKind, RustChange};
use super::surface::{Entry, Surface};

/// A Rust item that came, went or differs.
struct Delta<'s> {
    path: &'s str,
    old: Option<&'s Entry>,
    new: Option<&'s Entry>,
    effect: Effect,
}

/// Brings every difference of two surfaces to a change; gives all changes, each with its group.
pub(super) fn attribute(
    old: &Surface,
    new: &Surface,
    mut changes: Changes,
    elements: [&Elements; 2],
) -> Vec<(String, Change)> {
    let deltas = deltas(old, new);
    let mut rust: BTreeMap<String, Vec<RustChange>> = BTreeMap::new();
    let mut loose: BTreeMap<(String, String), Vec<RustChange>> = BTreeMap::new();
    for delta in &deltas {
        match cause(delta, &changes) {
            Some(element) => rust.entry(element.to_owned()).or_default().push(delta.told()),
            None => {
                let element = delta.causes().next().unwrap_or(CONTAINER).to_owned();
                let reason = reason(delta, &deltas, [old, new]);
                loose.entry((element, reason)).or_default().push(delta.told());
            }
        }
    }
    let mut told: Vec<(String, Change)> = std::mem::take(&mut changes.list)
        .into_iter()
        .map(|(element, raw)| {
            let rust = rust.remove(&element).unwrap_or_default();
            (raw.group.clone(), direct(element, raw, rust))
        })
        .collect();
    told.extend(loose.into_iter().map(|((element, reason), rust)| consequence(element, reason, rust, elements)));
    told
}

impl Delta<'_> {
    fn causes(&self) -> impl Iterator<Item = &str> {
        let entries = self.old.into_iter().chain(self.new);
        entries.flat_map(|entry| &entry.causes).map(String::as_str)
    }

    fn told(&self) -> RustChange {
        let signature = |entry: Option<&Entry>| entry.map(|entry| entry.signature.clone());
        let (path, old, new) = (self.path.to_owned(), signature(self.old), signature(self.new));
        let both = self.old.zip(self.new).into_iter();
        let differs = both.flat_map(|(old, new)| new.hidden.iter().filter(|part| !old.hidden.contains(part)));
        RustChange { effect: self.effect, path, old, new, differs: differs.map(|(what, _)| *what).collect() }
    }
}

/// What differs, without what comes and goes with the item that it is part of.
fn deltas<'s>(old: &'s Surface, new: &'s Surface) -> Vec<Delta<'s>> {
    let mut found = Vec::new();
    for (path, was) in old {
        let (effect, now) = match new.get(path) {
            None => (Effect::BreaksCompile, None),
            Some(now) if now.signature != was.signature => (Effect::BreaksCompile, Some(now)),
            Some(now) if now.hidden != was.hidden => (Effect::ChangesBehaviour, Some(now)),
            Some(_) => continue,
        };
        if now.is_some() || !is_told_with_parent(was, old, new) {
            found.push(Delta { path, old: Some(was), new: now, effect });
        }
    }
    for (path, now) in new.iter().filter(|(path, _)| !old.contains_key(*path)) {
        if !is_told_with_parent(now, old, new) {
            found.push(Delta { path, old: None, new: Some(now), effect: Effect::OnlyAdds });
        }
    }
    found
}

fn is_told_with_parent(entry: &Entry, old: &Surface, new: &Surface) -> bool {
    let Some(parent) = &entry.parent else { return false };
    let signature = |surface: &Surface| surface.get(parent).map(|entry| entry.signature.clone());
    signature(old) != signature(new)
}

/// The element whose change is why an item differs.
fn cause<'c>(delta: &'c Delta<'_>, changes: &'c Changes) -> Option<&'c str> {
    let is_request = delta.old.or(delta.new).is_some_and(|entry| entry.is_request);
    let unlikely = match delta.effect {
        Effect::OnlyAdds => Action::Removed,
        _ => Action::Added,
    };
    let candidates = || delta.causes().filter_map(|element| changes.find(element));
    let is_relevant = |raw: &Raw| raw.classes.is_empty() || raw.classes.iter().any(|class| matters(*class, is_request));
    let relevant = || candidates().filter(|(_, raw)| is_relevant(raw));
    let likely = relevant().find(|(_, raw)| raw.action != unlikely);
    likely.or_else(|| relevant().next()).map(|(element, _)| element)
}

fn matters(class: Class, is_request: bool) -> bool {
    match class {
        Class::Shape | Class::Structure | Class::Derived => true,
        Class::Capability | Class::Options => is_request,
        Class::Docs => false,
    }
}

/// Why an item differs although none of the elements that it stands for does.
fn reason(delta: &Delta<'_>, all: &[Delta<'_>], surfaces: [&Surface; 2]) -> String {
    let first = delta.causes().next();
    if let Some(parent) = delta.old.or(delta.new).and_then(|entry| entry.parent.as_ref()) {
        let [was, is] = surfaces.map(|surface| surface.get(parent).and_then(|entry| entry.causes.first()));
        if was.is_some() && is.is_some() && was != is {
            return format!("`{parent}` stands for another element now, as names must differ");
        }
    }
    let twin = |other: &&Delta<'_>| {
        let is_other_way = (delta.old.is_none(), other.old.is_none());
        is_other_way == (false, true)
            && other.new.is_some_and(|new| delta.old.is_some_and(|old| new.signature == old.signature))
            && other.causes().next() == first
    };
    if let Some(renamed) = all.iter().find(twin).filter(|_| delta.new.is_none()) {
        return format!("its Rust name is `{}` now, as names must differ", renamed.path);
    }
    match (delta.old, delta.new) {
        (Some(old), None) if old.is_request => "no request leads there any more",
        (None, Some(new)) if new.is_request => "a request leads there now",
        (Some(_), None) => "nothing is declared to be of this type any more",
        (None, Some(_)) => "something is declared to be of this type now",
        _ if delta.effect == Effect::ChangesBehaviour => "what its values hold has changed",
        _ => "it follows from other changes",
    }
    .to_owned()
}

fn direct(element: String, raw: Raw, mut rust: Vec<RustChange>) -> Change {
    rust.sort_by(|a, b| (b.effect, &a.path).cmp(&(a.effect, &b.path)));
    let effect = rust.iter().map(|change| change.effect).fold(raw.effect, Effect::max);
    Change {
        effect,
        action: raw.action,
        kind: raw.kind,
        element,
        details: raw.details,
        members: raw.members,
        consequence_of: None,
        rust,
    }
}

fn consequence(
    element: String,
    reason: String,
    mut rust: Vec<RustChange>,
    elements: [&Elements; 2],
) -> (String, Change) {
    rust.sort_by(|a, b| (b.effect, &a.path).cmp(&(a.effect, &b.path)));
    let known = elements.iter().rev().find_map(|list| list.get(&element));
    let kind = known.map_or(ElementKind::Container, |known| known.kind);
    let group = known.map_or_else(|| CONTAINER.to_owned(), |known| known.group.clone());
    let change = Change {
        effect: rust.iter().map(|change| change.effect).fold(Effect::OnlyDocs, Effect::max),
        action: Action::Changed,
        kind,
        element,
        details: Vec::new(),
        members: Vec::new(),
        consequence_of: Some(reason),
        rust,
    };
    (group, change)
}
