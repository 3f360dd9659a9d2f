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
mod models_only;
mod modules;
mod names;
mod operation_keys;
mod operations;
mod paths;
mod permissions;
mod references;
mod sites;
mod spelling;
mod streams;
mod structs;
mod type_facts;
mod type_names;
mod types;
mod verbs;
mod writes;

use crate::ident;
use crate::names::NameLock;
use crate::parallel;

pub use api::{ApiInput, ApiOptions};
pub use coverage::missing;
pub use final_states::EndPlan;
pub use model::*;
pub use permissions::{PermissionRow, PermissionsPlan, ScopeList};

/// Plans a crate with one module per API, by the rules of names alone.
#[must_use]
pub fn plan(inputs: &[ApiInput<'_>], service: ServicePlan, options: &ApiOptions) -> CratePlan {
    plan_with(inputs, service, options, &NameLock::default())
}

/// The same, where names are on record: each keeps what it names.
#[must_use]
pub fn plan_with(
    inputs: &[ApiInput<'_>],
    service: ServicePlan,
    options: &ApiOptions,
    recorded: &NameLock,
) -> CratePlan {
    let mut skipped = Vec::new();
    let mut names = NameLock::default();
    let mut apis = Vec::new();
    let planned = parallel::map(inputs, |input| {
        let ledger = names::Ledger::new(input.name, recorded, input.schema);
        let mut skipped = Vec::new();
        let api = api::api(input, options, &ledger, &mut skipped);
        (api, skipped, ledger.into_given())
    });
    for (api, left_out, given) in planned {
        apis.push(api);
        skipped.extend(left_out);
        names.extend(&given);
    }
    skipped.sort();
    skipped.dedup();
    let recursion_limit = recursion_limit(&apis);
    CratePlan { recursion_limit, apis, skipped, has_requests: true, service, names }
}

/// Whether a model can be sent to another thread is proven field by field, and rustdoc proves it for
/// every type: where thousands hold each other, rustc's limit of 128 steps is not enough. With this
/// many types it never was too little; it is the same for all that are about as many, so that an
/// added type does not show.
fn recursion_limit(apis: &[ApiPlan]) -> Option<usize> {
    let types = apis.iter().map(|api| api.counts.types).max().unwrap_or_default();
    (types > 500).then(|| types.next_power_of_two())
}
