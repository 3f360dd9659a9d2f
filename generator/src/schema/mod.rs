//! What the documents mean: names resolved, annotations at their targets, checked.

mod annotate;
mod basics;
mod build;
mod check;
mod container;
mod expressions;
mod facts;
mod final_states;
mod inheritance;
mod limits;
mod lookup;
mod merge;
mod model;
mod names;
mod operations;
mod paths;
mod resolve;
mod targets;
mod terms;
mod types;

#[cfg(test)]
mod tests;

pub use model::*;
pub use resolve::resolve;
pub use terms::{Capabilities, Permission, Permissions, Revision, RevisionKind, vocabulary};
