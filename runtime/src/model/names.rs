//! Finding properties by name.

use super::order::Property;

/// Finds properties by name, fastest where they come in order.
pub(super) struct Names {
    names: &'static [&'static str],
    next: usize,
}

impl Names {
    pub(super) const fn new(names: &'static [&'static str]) -> Self {
        Self { names, next: 0 }
    }

    /// Looks at the properties that follow the last one found, then at the others: properties that are
    /// left out cost little.
    pub(super) fn find(&mut self, name: &str) -> Option<Property> {
        // No property's name has an `@`, and control information begins with it.
        if name.starts_with('@') {
            return None;
        }
        let (before, after) = self.names.split_at_checked(self.next)?;
        let index = match after.iter().position(|known| *known == name) {
            Some(at) => self.next + at,
            None => before.iter().position(|known| *known == name)?,
        };
        let found = *self.names.get(index)?;
        self.next = index + 1;
        Some((index, found))
    }
}
