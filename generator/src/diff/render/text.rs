//! For a terminal.

use std::fmt::Write as _;

use crate::diff::{Difference, Group};

use super::sentences;

/// As text: a line for each change under the name of its type, Rust items below it.
#[must_use]
pub fn text(difference: &Difference) -> String {
    let mut out = format!("{}: {}\n", difference.verdict, sentences::verdict(difference.verdict));
    let _ = writeln!(out, "{}", sentences::summary(difference));
    if !difference.renames.is_empty() {
        out.push_str("\nLooks renamed:\n");
        for rename in &difference.renames {
            let _ = writeln!(out, "  {}", sentences::rename(rename));
        }
    }
    let (new, groups): (Vec<&Group>, Vec<&Group>) =
        difference.groups.iter().partition(|group| sentences::is_new_type(group));
    if !new.is_empty() {
        out.push_str("\nNew types:\n");
        for change in new.iter().flat_map(|group| &group.changes) {
            let _ = writeln!(out, "  {}", sentences::change("", change));
        }
    }
    for group in groups {
        let _ = writeln!(out, "\n{}", group.name);
        for change in &group.changes {
            let _ = writeln!(out, "  {:<17}  {}", change.effect, sentences::change(&group.name, change));
            for line in sentences::rust(change) {
                let _ = writeln!(out, "  {:17}    {line}", "");
            }
        }
    }
    out
}
