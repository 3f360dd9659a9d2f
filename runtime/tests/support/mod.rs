//! Models as emitted code would have them, and comparison of JSON by value.
#![allow(dead_code, missing_docs, missing_debug_implementations, unreachable_pub)]

pub mod emitted;
pub mod tree;
