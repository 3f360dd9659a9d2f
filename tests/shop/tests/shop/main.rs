//! A client of another service than Graph, generated from its metadata, against that service on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod service;
mod support;

mod awkward;
mod changing;
mod current;
mod filters;
mod operations;
mod reading;
mod strict;
mod together;
mod wire;
mod writing;
