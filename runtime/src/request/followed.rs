//! The links that a walk over pages followed, to notice when it turns in a circle.

use std::{
    collections::HashSet,
    hash::{BuildHasher as _, RandomState},
};

use http::Uri;

/// How many links are remembered at least: a circle of as many pages is noticed when it closes.
const RECENT: usize = 1_024;

/// The links that were followed, as 128 bits each. However long the walk, they take no more memory: the
/// latest are remembered, and of those before a mark, which a longer circle comes by again.
#[derive(Default)]
pub(super) struct Followed {
    recent: HashSet<u128>,
    /// Those before the recent ones.
    older: HashSet<u128>,
    /// One of all that were followed. As the walk goes on it is set anew, after twice as many links each
    /// time, so that sooner or later it is on a circle that the walk has come into, and stays for a whole round.
    mark: Option<u128>,
    since_mark: u64,
    until_next: u64,
    hashers: (RandomState, RandomState),
}

impl Followed {
    /// Whether the link is new.
    pub(super) fn insert(&mut self, uri: &Uri) -> bool {
        let link = u128::from(self.hashers.0.hash_one(uri)) << 64 | u128::from(self.hashers.1.hash_one(uri));
        if self.mark == Some(link) || self.older.contains(&link) || !self.recent.insert(link) {
            return false;
        }
        if self.recent.len() >= RECENT {
            self.older = std::mem::take(&mut self.recent);
        }
        self.since_mark += 1;
        if self.since_mark > self.until_next {
            (self.mark, self.since_mark) = (Some(link), 0);
            self.until_next = self.until_next.saturating_mul(2).max(1);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use http::Uri;

    use super::{Followed, RECENT};

    fn link(number: usize) -> Uri {
        format!("https://service.example/pages?$skiptoken={number}").parse().unwrap()
    }

    /// How many steps a walk takes that goes on to `last`, and from there to `first` again.
    fn steps(first: usize, last: usize) -> usize {
        let mut followed = Followed::default();
        let mut page = 0;
        (0..10 * last + 10)
            .find(|_| {
                let is_known = !followed.insert(&link(page));
                page = if page == last { first } else { page + 1 };
                is_known
            })
            .unwrap()
    }

    #[test]
    fn short_circles_are_noticed_as_they_close() {
        for (first, last) in [(0, 0), (0, 1), (3, 5), (0, RECENT - 1), (5_000, 5_000), (5_000, 5_000 + RECENT - 1)] {
            assert_eq!(steps(first, last), last + 1, "from {last} to {first}");
        }
    }

    #[test]
    fn long_circles_are_noticed_after_some_rounds() {
        for (first, last) in [(0, 3_000), (10, 10_000), (9_000, 19_999)] {
            assert!(steps(first, last) < 5 * (last + 1), "from {last} to {first}");
        }
    }

    #[test]
    fn long_walks_take_no_more_memory() {
        let mut followed = Followed::default();
        for page in 0..20 * RECENT {
            assert!(followed.insert(&link(page)));
            assert!(followed.recent.len() + followed.older.len() <= 2 * RECENT);
        }
    }
}
