//! The documented operations of Lifecycle Workflows: `data/operations.tsv`.

use std::sync::LazyLock;

/// One documented operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Operation {
    /// `v1.0` or `beta`.
    pub version: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path below the version, with a placeholder in braces for each value.
    pub path: &'static str,
    /// What success answers.
    pub status: u16,
    /// Whether the metadata declares it; a client made from metadata cannot have the others.
    pub is_declared: bool,
    /// The schema type of the answer; empty where there is none.
    pub response: &'static str,
    /// Why it is not declared.
    pub note: &'static str,
}

impl Operation {
    /// The type of the items where the answer is a collection.
    #[must_use]
    pub fn item(&self) -> Option<&'static str> {
        self.response.strip_prefix("Collection(")?.strip_suffix(')')
    }
}

static OPERATIONS: LazyLock<Vec<Operation>> =
    LazyLock::new(|| include_str!("../data/operations.tsv").lines().skip(1).filter_map(row).collect());

/// All of them.
#[must_use]
pub fn operations() -> &'static [Operation] {
    &OPERATIONS
}

fn row(line: &'static str) -> Option<Operation> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    Some(Operation {
        version: next()?,
        method: next()?,
        path: next()?,
        status: next()?.parse().ok()?,
        is_declared: next()? == "yes",
        response: next()?,
        note: next().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::operations;

    #[test]
    fn every_row_is_read() {
        assert_eq!(operations().len(), 110);
        let undeclared: Vec<_> = operations().iter().filter(|operation| !operation.is_declared).collect();
        assert_eq!(undeclared.len(), 6);
        assert!(undeclared.iter().all(|operation| !operation.note.is_empty()));
    }
}
