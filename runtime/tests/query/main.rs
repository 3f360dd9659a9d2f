//! The query module from outside, over types as emitted code would have them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod casts;
mod grammar;
mod meaning;
#[allow(dead_code, unreachable_pub, reason = "the documentation's examples include it as well")]
mod sample;
mod text;
mod urls;
mod values;
