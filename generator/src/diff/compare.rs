//! Elements of two schemas compared: what came, what went, what differs.

use std::collections::{BTreeMap, BTreeSet};

use super::elements::{Aspect, Class, Element, Elements};
use super::model::{Action, Detail, Effect, ElementKind};

/// A change of an element, before it is known what it does to Rust items.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) action: Action,
    pub(super) kind: ElementKind,
    pub(super) group: String,
    pub(super) details: Vec<Detail>,
    pub(super) members: Vec<String>,
    /// What it does where no Rust item shows it.
    pub(super) effect: Effect,
    /// What kinds of things differ; empty where all of it came or went.
    pub(super) classes: BTreeSet<Class>,
}

impl Raw {
    fn new(action: Action, element: &Element) -> Self {
        Self {
            action,
            kind: element.kind,
            group: element.group.clone(),
            details: Vec::new(),
            members: Vec::new(),
            effect: Effect::OnlyDocs,
            classes: BTreeSet::new(),
        }
    }
}

/// The changes, by element, and for members that came or went with their type, the type.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) list: BTreeMap<String, Raw>,
    folded: BTreeMap<String, String>,
}

impl Changes {
    /// The change that an element's change is part of.
    pub(super) fn find<'c>(&'c self, element: &'c str) -> Option<(&'c str, &'c Raw)> {
        let element = self.folded.get(element).map_or(element, String::as_str);
        self.list.get(element).map(|raw| (element, raw))
    }
}

/// Compares two lists.
pub(super) fn compare(old: &Elements, new: &Elements) -> Changes {
    let mut changes = Changes::default();
    for (name, element) in old {
        match new.get(name) {
            None => whole(name, element, Action::Removed, new, &mut changes),
            Some(now) => changes.list.extend(changed(element, now).map(|raw| (name.clone(), raw))),
        }
    }
    for (name, element) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        whole(name, element, Action::Added, old, &mut changes);
    }
    let folded = &changes.folded;
    for (member, parent) in folded {
        if let Some(raw) = changes.list.get_mut(parent) {
            raw.members.push(member.rsplit('/').next().unwrap_or(member).to_owned());
        }
    }
    changes
}

/// An element that came or went as a whole, unless its parent did.
fn whole(name: &str, element: &Element, action: Action, other: &Elements, changes: &mut Changes) {
    if let Some(parent) = element.parent.as_ref().filter(|parent| !other.contains_key(*parent)) {
        changes.folded.insert(name.to_owned(), parent.clone());
        return;
    }
    changes.list.insert(name.to_owned(), Raw::new(action, element));
}

fn changed(old: &Element, new: &Element) -> Option<Raw> {
    let names: BTreeSet<&String> = old.aspects.keys().chain(new.aspects.keys()).collect();
    let comes_or_goes = |name: &str| old.aspects.contains_key(name) != new.aspects.contains_key(name);
    let is_part = |name: &str| name.rsplit_once(": ").is_some_and(|(whole, _)| comes_or_goes(whole));
    let mut raw = Raw::new(Action::Changed, new);
    for name in names {
        let (was, is) = (old.aspects.get(name), new.aspects.get(name));
        let Some(class) = is.or(was).map(|aspect| aspect.class).filter(|_| was != is && !is_part(name)) else {
            continue;
        };
        let detail = detail(name, was, is);
        raw.effect = raw.effect.max(effect(class, &detail, new));
        raw.classes.insert(class);
        raw.details.push(detail);
    }
    (!raw.details.is_empty()).then_some(raw)
}

fn detail(name: &str, was: Option<&Aspect>, is: Option<&Aspect>) -> Detail {
    let shown = |aspect: Option<&Aspect>| aspect.filter(|aspect| aspect.is_shown)?.value.clone();
    let action = match (was, is) {
        (None, _) => Action::Added,
        (_, None) => Action::Removed,
        _ => Action::Changed,
    };
    Detail { what: name.to_owned(), old: shown(was), new: shown(is), action }
}

/// What a difference does where no Rust item shows it.
fn effect(class: Class, detail: &Detail, new: &Element) -> Effect {
    let is_optional = |name: &str| {
        let says = |what: &str| new.value(&format!("{name}: {what}")) == Some("true");
        says("nullable") || says("optional")
    };
    match class {
        Class::Structure | Class::Options | Class::Docs => Effect::OnlyDocs,
        Class::Derived if detail.action == Action::Added => Effect::OnlyAdds,
        Class::Shape if detail.action == Action::Added && is_optional(&detail.what) => Effect::OnlyAdds,
        Class::Derived | Class::Capability | Class::Shape => Effect::ChangesBehaviour,
    }
}
