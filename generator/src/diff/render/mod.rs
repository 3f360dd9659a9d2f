//! Differences as texts.

mod markdown;
mod sentences;
mod text;

pub use markdown::markdown;
pub use text::text;

use super::Difference;

/// As JSON: the fields of [`Difference`] by their names, sorted as they are.
#[must_use]
pub fn json(difference: &Difference) -> String {
    // Names and texts always can be written as JSON.
    serde_json::to_string_pretty(difference).unwrap_or_default()
}

/// As many Rust items as are named of one change.
const MOST: usize = 6;
