//! What generated code costs to compile, against other code for the same types.
//!
//! [`write`] makes crates of the same types, fields and derives: [`Style::Plain`] without any
//! serialisation, [`Style::Derive`] and [`Style::Flatten`] with serde's derives. [`usage`] tells what a
//! command and all that it starts have used.

mod crates;
mod shape;
pub mod usage;

pub use crates::{Style, write};
