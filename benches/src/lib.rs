//! What the benchmarks measure with: pages, the models' rivals, and a server that does next to nothing.

#![allow(clippy::print_stdout)]

pub mod derive;
pub mod ours;
pub mod page;
pub mod request;
pub mod server;
