//! Finding properties by name.

/// Finds properties by name, fastest where they come in order.
pub(super) struct Names {
    names: &'static [&'static str],
    next: usize,
}

impl Names {
    pub(super) const fn new(names: &'static [&'static str]) -> Self {
        Self { names, next: 0 }
    }

    /// The property that follows the last one found.
    #[inline]
    pub(super) fn expected(&self) -> Option<(usize, &'static str)> {
        self.names.get(self.next).map(|name| (self.next, *name))
    }

    /// Notes that a property was found.
    #[inline]
    pub(super) const fn found(&mut self, index: usize, name: &'static str) -> (usize, &'static str) {
        self.next = index + 1;
        (index, name)
    }

    /// Looks at the properties that follow the last one found, then at the others: properties that are
    /// left out cost little.
    pub(super) fn find(&mut self, name: &str) -> Option<(usize, &'static str)> {
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
        Some(self.found(index, found))
    }
}
