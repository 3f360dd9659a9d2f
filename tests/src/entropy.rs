//! Choices made from bytes, so that a shorter input makes a simpler value and shrinking works.

/// Bytes to decide from; zeros when they run out.
#[derive(Debug)]
pub struct Entropy<'b> {
    bytes: &'b [u8],
}

impl<'b> Entropy<'b> {
    /// Decides from these bytes.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => 0,
        }
    }

    /// Whether there is nothing left to decide from.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.bytes.is_empty()
    }

    /// A number below `limit`; 0 where there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        let wide = (usize::from(self.byte()) << 8) | usize::from(self.byte());
        wide.checked_rem(limit).unwrap_or_default()
    }

    /// True once in `n` times, and never when spent.
    pub fn once_in(&mut self, n: u8) -> bool {
        let byte = self.byte();
        byte % n == n - 1
    }

    /// One of these.
    pub fn pick<'i, T: ?Sized>(&mut self, items: &'i [&'i T]) -> Option<&'i T> {
        items.get(self.below(items.len())).copied()
    }

    /// Eight bytes as a number.
    pub fn number(&mut self) -> u64 {
        (0..8).fold(0, |number, _| (number << 8) | u64::from(self.byte()))
    }

    /// The same items in another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }
}
