//! What Rust will say: every name, type, module and line of documentation decided.
//!
//! [`plan`] looks at resolved schemas alone and decides; [`emit`](crate::emit) lays its decisions out
//! and decides nothing. Each file here owns one decision.

mod api;
mod builders;
mod casts;
mod coverage;
mod deltas;
mod docs;
mod facts;
mod final_states;
mod model;
mod names;
mod operations;
mod paths;
mod permissions;
mod references;
mod sites;
mod streams;
mod structs;
mod type_facts;
mod types;
mod verbs;
mod writes;

use crate::ident;

pub use api::{ApiInput, ApiOptions};
pub use coverage::missing;
pub use final_states::EndPlan;
pub use model::*;
pub use permissions::{PermissionRow, PermissionsPlan, ScopeList};

/// Plans a crate with one module per API.
#[must_use]
pub fn plan(inputs: &[ApiInput<'_>], service: ServicePlan, options: &ApiOptions) -> CratePlan {
    let mut skipped = Vec::new();
    let apis = inputs.iter().map(|input| api::api(input, options, &mut skipped)).collect();
    skipped.sort();
    skipped.dedup();
    CratePlan { apis, skipped, service }
}
