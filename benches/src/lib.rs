//! What the benches, the report and the budget share.
//!
//! Every speed is a ratio: what is measured against something else that was measured right before or after it,
//! several times over. Times alone say more about the machine than about the code.

pub mod baseline;
pub mod budget;
pub mod built;
pub mod child;
pub mod compile;
pub mod derive;
pub mod inputs;
pub mod ours;
pub mod page;
pub mod parts;
pub mod report;
pub mod request;
pub mod results;
pub mod server;
pub mod turns;
