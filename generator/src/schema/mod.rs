//! What the documents mean: names resolved, annotations at their targets, checked.

mod ahead;
mod aliases;
mod annotate;
mod basics;
mod bindings;
mod build;
mod check;
mod constraints;
mod container;
mod enumerations;
mod expressions;
mod facets;
mod facts;
mod final_states;
mod inheritance;
mod keys;
mod limits;
mod lookup;
mod merge;
mod model;
mod names;
mod operations;
mod overloads;
mod paths;
mod resolve;
mod sets;
mod targets;
mod term_declarations;
mod terms;
mod types;
mod typing;
mod uniqueness;

#[cfg(test)]
mod tests;

pub use model::*;
pub use resolve::{resolve, resolve_gathered};
pub use terms::{Capabilities, Permission, Permissions, Revision, RevisionKind, vocabulary};
