//! The client against a service in memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod batch;
mod credentials;
mod delta;
mod errors;
mod etags;
mod implied;
mod links;
mod literals;
mod origins;
mod paging;
mod permissions;
mod read_ahead;
mod references;
mod requests;
mod retries;
mod streams;
mod support;
mod urls;
mod waiting;
mod writes;
