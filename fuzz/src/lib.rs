//! What each fuzz target does with its bytes: plain functions, so that any harness can call them.
//!
//! A target fails by panicking. None of them may, whatever the bytes.

mod decode;
mod document;
#[allow(clippy::all, dead_code, missing_docs, unreachable_pub)]
#[path = "../../runtime/tests/support/emitted.rs"]
mod emitted;
mod generate;
mod text;
#[allow(dead_code)]
#[path = "../../runtime/tests/support/tree.rs"]
mod tree;
#[allow(clippy::all)]
#[rustfmt::skip]
#[path = "../../tests/shop/generated/v1/mod.rs"]
pub mod v1;

pub use decode::response;
pub use document::{csdl_json, csdl_xml};
pub use generate::{resolver, resolves};
