//! For a changelog.

use std::fmt::Write as _;

use crate::diff::{Difference, Group};

use super::sentences;

/// As Markdown: a heading for each type, a bullet for each change.
#[must_use]
pub fn markdown(difference: &Difference) -> String {
    let mut out = format!("**{}**: {}. ", difference.verdict, sentences::verdict(difference.verdict));
    let _ = writeln!(out, "{}.", sentences::summary(difference));
    if !difference.renames.is_empty() {
        out.push_str("\n### Looks renamed\n\n");
        for rename in &difference.renames {
            let _ = writeln!(out, "- {}", sentences::rename(rename));
        }
    }
    let (new, groups): (Vec<&Group>, Vec<&Group>) =
        difference.groups.iter().partition(|group| sentences::is_new_type(group));
    if !new.is_empty() {
        out.push_str("\n### New types\n\n");
        for change in new.iter().flat_map(|group| &group.changes) {
            let _ = writeln!(out, "- {}", sentences::change("", change));
        }
    }
    for group in groups {
        let _ = writeln!(out, "\n### `{}`\n", group.name);
        for change in &group.changes {
            let _ = writeln!(out, "- **{}**: {}", change.effect, sentences::change(&group.name, change));
            for line in sentences::rust(change) {
                let _ = writeln!(out, "  - {line}");
            }
        }
    }
    out
}
