//! `tower` services as transports, and transports as `tower` services.

mod body;
mod service;
mod transport;

pub use self::{service::TransportService, transport::TowerTransport};
