//! Generates Rust models and an async client from OData CSDL metadata.

pub mod config;
pub mod csdl;
pub mod diagnostic;
pub mod emit;
pub mod files;
pub mod generate;
pub mod pipeline;
pub mod plan;
pub mod schema;
pub mod scope;
pub mod slice;
