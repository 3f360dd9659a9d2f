//! The time of day, where the target has a clock.

use std::time::SystemTime;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) fn now() -> Option<SystemTime> {
    Some(SystemTime::now())
}

/// The target has no clock.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) fn now() -> Option<SystemTime> {
    None
}
