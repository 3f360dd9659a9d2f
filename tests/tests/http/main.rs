//! The generated client against a Graph on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[macro_use]
mod support;

mod bodies;
mod calls;
mod casts;
mod contract;
mod errors;
mod operations;
mod paging;
mod permissions;
mod requests;
mod secrets;
mod seed;
mod server;
mod updates;
mod urls;
mod waiters;
mod writes;
