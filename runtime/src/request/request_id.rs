//! The ids that a client gives its requests.

use std::{
    hash::{DefaultHasher, Hasher as _},
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use uuid::{Builder, Uuid};

/// An id that no other request has. Random numbers are asked for once: to ask the system for each request
/// would cost more than all else that is done to build one.
pub(super) fn next() -> Uuid {
    static SEED: OnceLock<Uuid> = OnceLock::new();
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let seed = SEED.get_or_init(Uuid::new_v4);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let half = |half: u8| {
        let mut hasher = DefaultHasher::new();
        hasher.write(seed.as_bytes());
        hasher.write_u64(number);
        hasher.write_u8(half);
        hasher.finish()
    };
    let bits = u128::from(half(0)) << 64 | u128::from(half(1));
    Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use uuid::Version;

    #[test]
    fn no_id_comes_twice() {
        let ids: HashSet<_> = (0..10_000).map(|_| super::next()).collect();
        assert_eq!(ids.len(), 10_000);
        assert!(ids.iter().all(|id| id.get_version() == Some(Version::Random)));
    }
}
