//! The client against a service in memory.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod batch;
mod credentials;
mod errors;
mod paging;
mod requests;
mod retries;
mod streams;
mod support;
mod urls;
