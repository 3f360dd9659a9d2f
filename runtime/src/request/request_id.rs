//! The ids that a client gives its requests.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};

use http::HeaderValue;
use uuid::{Builder, Uuid};

/// An id that no other request has, as it stands in a header; there is always one.
pub(super) fn next() -> Option<HeaderValue> {
    let mut text = Uuid::encode_buffer();
    HeaderValue::from_str(next_id().hyphenated().encode_lower(&mut text)).ok()
}

/// From one id to the next: 2^128 divided by the golden ratio, of which no small multiple comes near a multiple of
/// 2^128. So ids differ in more than the bits that say of which version they are, for some 2^46 of them.
const STEP: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835;

/// An id that no other request has. Random numbers are asked for once: to ask the system for each request
/// would cost more than all else that is done to build one.
fn next_id() -> Uuid {
    static SEED: OnceLock<Uuid> = OnceLock::new();
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let seed = SEED.get_or_init(Uuid::new_v4);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let bits = seed.as_u128().wrapping_add(STEP.wrapping_mul(number.into()));
    Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use uuid::Version;

    #[test]
    fn no_id_comes_twice() {
        let ids: HashSet<_> = (0..10_000).map(|_| super::next_id()).collect();
        assert_eq!(ids.len(), 10_000);
        assert!(ids.iter().all(|id| id.get_version() == Some(Version::Random)));
    }
}
