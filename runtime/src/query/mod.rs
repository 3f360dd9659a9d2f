//! Typed query options: properties, filters, ordering, selection and expansion.
//!
//! A generated type has one constant for each of its properties. A constant knows the type that owns
//! it and the type of its value, so that a property of another type, or a value of a wrong type, does
//! not compile:
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
//! use odata_runtime::query::EnumStyle;
//!
//! let since: jiff::Timestamp = "2025-01-01T00:00:00Z".parse()?;
//! let filter = TaskProcessingResult::PROCESSING_STATUS
//!     .eq(Status::Failed)
//!     .and(TaskProcessingResult::CREATED_DATE_TIME.ge(since));
//! assert_eq!(
//!     filter.render(EnumStyle::Plain),
//!     "processingStatus eq 'failed' and createdDateTime ge 2025-01-01T00:00:00Z",
//! );
//! # Ok::<(), jiff::Error>(())
//! ```
//!
//! All of these are thin typed covers over one syntax tree, which is rendered when a request is
//! built: only then is it known how the service wants enumeration values written ([`EnumStyle`]).
//! What is rendered is plain text; whoever builds the request percent-encodes it.

#[macro_use]
mod covers;
#[macro_use]
mod list;

mod arithmetic;
mod ast;
mod cast;
mod collection;
mod comparison;
mod convert;
mod encode;
mod expand;
mod expand_item;
mod expansion;
mod expression;
mod filter;
mod literal;
mod order_by;
mod path;
mod primitive;
mod property;
mod render;
mod select;
mod text_functions;
mod time_functions;
mod types;
mod value;

pub use self::cast::SubtypeOf;
pub use self::convert::{IntoLiteral, IntoOperand};
pub use self::encode::encode;
pub(crate) use self::encode::encode_to;
pub use self::expand::{Expand, IntoExpand};
pub use self::expand_item::Levels;
pub use self::expansion::Expansion;
pub use self::expression::{Expression, item, now};
pub use self::filter::{Filter, IntoFilter};
pub use self::literal::{EnumStyle, Literal, ToLiteral};
pub use self::order_by::{IntoOrderBy, OrderBy};
pub use self::path::{NavigationPath, Path, Segment};
pub use self::property::{Name, Navigation, Property};
pub use self::select::{IntoSelect, Select};
pub use self::types::{
    Arithmetic, EdmType, Flagged, Fractional, HasDate, HasTime, Item, Numeric, Ordered, Primitive, Structured, Target,
};
pub use self::value::{IntoValue, JsonResult};
