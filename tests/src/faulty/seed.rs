//! Seeds, and the bytes that tests decide from.

use std::num::ParseIntError;

/// The seeds that every run tries, and the one in the environment variable `FAULT_SEED`.
///
/// # Errors
///
/// Where `FAULT_SEED` is no number: a seed that was mistyped would pass for one that was tried.
pub fn seeds() -> Result<Vec<u64>, ParseIntError> {
    let another = std::env::var("FAULT_SEED").ok().map(|seed| seed.trim().parse()).transpose()?;
    Ok([1, 7, 0x5eed, 20_260_101, u64::MAX].into_iter().chain(another).collect())
}

/// Random bytes that are the same for the same seed and number: for [`Entropy`](crate::entropy::Entropy).
#[derive(Clone, Debug)]
pub struct Bytes([u8; 64]);

impl Bytes {
    /// The bytes of this number in the row that the seed begins.
    #[must_use]
    pub fn of(seed: u64, number: usize) -> Self {
        let mut state = mix(seed).wrapping_add(u64::try_from(number).unwrap_or_default());
        let mut bytes = [0; 64];
        for part in bytes.chunks_mut(8) {
            state = mix(state);
            part.copy_from_slice(&state.to_be_bytes());
        }
        Self(bytes)
    }

    /// What decides from them.
    #[must_use]
    pub fn entropy(&self) -> crate::entropy::Entropy<'_> {
        crate::entropy::Entropy::new(&self.0)
    }
}

/// A step of the generator `SplitMix64`.
fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}
