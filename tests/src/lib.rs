//! What the tests share: a Graph on loopback, a service that misbehaves, facts about Graph's operations,
//! JSON that keeps number text.

pub mod bodies;
pub mod entropy;
pub mod facts;
pub mod faulty;
pub mod json;
pub mod paths;
pub mod sample;
pub mod schema;
pub mod server;
