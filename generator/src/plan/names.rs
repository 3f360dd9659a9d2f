//! Names that must differ: allocation within one Rust scope.

use std::collections::BTreeSet;

/// One Rust scope: a module's types, a struct's fields, a builder's methods.
///
/// Names are taken in an order that does not depend on the document's order. The first to ask keeps
/// the plain name; a later one that wants the same gets a suffix or a number. Every emitted item's
/// documentation names what it stands for, so that a rename can be read there.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which some names are not to be had.
    pub(crate) fn reserving(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Takes `wanted`, or else `wanted` + `suffix`, or else that with a number.
    pub(crate) fn take(&mut self, wanted: &str, suffix: &str) -> String {
        // `self_` and `_property` are one underscore too many.
        let stem = if suffix.starts_with('_') { wanted.trim_end_matches('_') } else { wanted };
        let mut candidates = std::iter::once(wanted.to_owned())
            .chain((!suffix.is_empty()).then(|| format!("{stem}{suffix}")))
            .chain((2_u32..).map(|number| format!("{stem}{suffix}{number}")));
        let name = candidates.find(|name| !self.taken.contains(name)).unwrap_or_default();
        self.taken.insert(name.clone());
        name
    }
}

/// Puts first the names that are written the way their Rust name would be written back, so that of
/// `remoteControlSoftware` and `remote_Control_Software` the first keeps the plain name whatever else
/// is in the list; then by bytes.
pub(crate) fn by_plainness(a: &str, b: &str) -> std::cmp::Ordering {
    let separators = |name: &str| name.chars().filter(|c| !c.is_alphanumeric()).count();
    (separators(a), a).cmp(&(separators(b), b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_keeps_the_plain_name() {
        let mut scope = Scope::reserving(&["get"]);
        assert_eq!(scope.take("get", "_navigation"), "get_navigation");
        assert_eq!(scope.take("a", ""), "a");
        assert_eq!(scope.take("a", ""), "a2");
        assert_eq!(scope.take("a", ""), "a3");
    }

    #[test]
    fn plain_names_sort_before_decorated_ones() {
        let mut names = ["remote_Control_Software", "remoteControlSoftware"];
        names.sort_by(|a, b| by_plainness(a, b));
        assert_eq!(names, ["remoteControlSoftware", "remote_Control_Software"]);
    }
}
