//! What the runtime guarantees when a service misbehaves: over HTTP on loopback, with the default transport.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

mod batches;
mod cuts;
mod elsewhere;
mod heads;
mod pace;
mod soak;
mod stored;
mod streams;
mod throttling;
mod tokens;
mod turns;
mod writes;
