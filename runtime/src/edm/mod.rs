//! The primitive types of the Entity Data Model, as values that keep the text they were read from.
//!
//! `Edm.Boolean`, `Edm.String` and the integer and floating point types are Rust's own. The types
//! here cover the rest. Each of them writes back the text that the service sent, so that reading and
//! then writing changes nothing, and compares by what the text means.

mod binary;
mod calendar;
mod clock;
mod date;
mod date_time_offset;
mod decimal;
mod duration;
mod guid;
mod json;
mod parse_error;
mod text;
mod time_of_day;

pub use binary::Binary;
pub use date::Date;
pub use date_time_offset::DateTimeOffset;
pub use decimal::Decimal;
pub use duration::Duration;
pub use guid::Guid;
pub use json::Json;
pub use parse_error::ParseError;
pub use time_of_day::TimeOfDay;

pub(crate) use decimal::is_json_number;

/// The value of an `Edm.Geography*` or `Edm.Geometry*` property: GeoJSON, kept as it came.
pub type Geo = Json;
