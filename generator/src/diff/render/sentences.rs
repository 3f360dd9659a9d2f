//! What happened, in words.

use crate::diff::{Action, Change, Counts, Detail, Difference, Effect, Group, Rename, RustChange, Verdict};

use super::MOST;

/// The verdict and how many changes it rests on.
pub(super) fn summary(difference: &Difference) -> String {
    let Counts { breaks_compile, changes_behaviour, only_adds, only_docs } = difference.counts;
    let parts = [
        (breaks_compile, "breaks compile", "break compile"),
        (changes_behaviour, "changes behaviour", "change behaviour"),
        (only_adds, "only adds", "only add"),
        (only_docs, "only docs", "only docs"),
    ];
    let counted: Vec<String> = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    if counted.is_empty() { "no difference".to_owned() } else { counted.join(", ") }
}

/// What the verdict means.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Major => "some code that compiled does not compile any more",
        Verdict::Minor => "all code that compiled compiles",
        Verdict::Patch => "all code that compiled compiles and does the same",
    }
}

/// What happened to an element.
pub(super) fn change(group: &str, change: &Change) -> String {
    let name = match short(group, &change.element) {
        Some(name) => format!("{} `{name}`", change.kind.text()),
        None => change.kind.text().to_owned(),
    };
    if let Some(reason) = &change.consequence_of {
        return format!("{name}: {reason}");
    }
    match change.action {
        Action::Removed => format!("{name} removed{}", members(&change.members)),
        Action::Added => format!("{name} added{}", members(&change.members)),
        Action::Changed => {
            let mut details: Vec<String> = change.details.iter().take(MOST).map(detail).collect();
            details.extend(change.details.len().checked_sub(MOST + 1).map(|more| format!("and {} more", more + 1)));
            format!("{name}: {}", details.join("; "))
        }
    }
}

fn members(members: &[String]) -> String {
    match members.len() {
        0 => String::new(),
        1 => " with 1 member".to_owned(),
        count => format!(" with {count} members"),
    }
}

fn detail(detail: &Detail) -> String {
    let what = &detail.what;
    match (detail.action, &detail.old, &detail.new) {
        (Action::Changed, Some(old), Some(new)) => format!("{what} {} → {}", value(old), value(new)),
        (Action::Changed, ..) => format!("{what} changed"),
        (Action::Added, _, Some(new)) => format!("{what} {} added", value(new)),
        (Action::Added, ..) => format!("{what} added"),
        (Action::Removed, Some(old), _) => format!("{what} {} removed", value(old)),
        (Action::Removed, ..) => format!("{what} removed"),
    }
}

fn value(text: &str) -> String {
    // A line's end or a backtick would end the line or the code.
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("`{}`", plain.replace('`', "'"))
}

/// An element's name without what stands in the heading above it; none where that is all of it.
fn short(group: &str, element: &str) -> Option<String> {
    let member = element.strip_prefix(group).and_then(|rest| rest.strip_prefix('/'));
    let operation = element.strip_prefix("action ").or_else(|| element.strip_prefix("function "));
    let name = member.or(operation).unwrap_or(element);
    let name =
        name.replace(&format!(" on {group}"), "").replace(&format!(" on Collection({group})"), " on collections");
    (name != group).then_some(name)
}

/// Whether a group only says that its type is there now.
pub(super) fn is_new_type(group: &Group) -> bool {
    group.changes.iter().all(|change| change.action == Action::Added && change.effect <= Effect::OnlyAdds)
        && group.changes.iter().any(|change| change.element == group.name)
}

/// The Rust items of a change, one a line; as many as are worth reading, and how many there are besides.
pub(super) fn rust(change: &Change) -> Vec<String> {
    let is_told = |item: &&RustChange| item.effect >= Effect::ChangesBehaviour || change.consequence_of.is_some();
    let named: Vec<&RustChange> = change.rust.iter().filter(is_told).collect();
    let mut lines: Vec<String> = named.iter().take(MOST).map(|item| item_line(item)).collect();
    if named.len() > MOST {
        lines.push(format!("and {} more", named.len() - MOST));
    }
    lines
}

fn item_line(item: &RustChange) -> String {
    match (&item.old, &item.new) {
        (Some(old), Some(new)) if old != new => format!("`{}`: `{old}` → `{new}`", item.path),
        (Some(_), Some(_)) => format!("`{}`: {}", item.path, item.differs.join(", ")),
        (Some(_), None) => format!("`{}` is gone", item.path),
        _ => format!("`{}`", item.path),
    }
}

/// A pair that looks like one.
pub(super) fn rename(rename: &Rename) -> String {
    format!("{} `{}` → `{}` ({})", rename.kind.text(), rename.old, rename.new, rename.because)
}
