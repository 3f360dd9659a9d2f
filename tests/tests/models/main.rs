//! Reading and writing of every emitted type.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod bodies;
mod every_type;
mod irregular;
mod table;
