//! Expressions that are computed from properties.

use std::marker::PhantomData;

use super::ast::Node;
use super::literal::EnumStyle;
use super::types::{Item, Primitive};
use crate::edm::DateTimeOffset;

/// An expression over `Owner` with values of type `Value`, such as `length(displayName)`.
///
/// Properties and paths have the same methods, and can stand wherever an expression can.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// # use odata_runtime::query::EnumStyle;
/// let filter = Task::DISPLAY_NAME.trim().length().gt(3);
/// assert_eq!(filter.render(EnumStyle::Plain), "length(trim(displayName)) gt 3");
/// ```
#[must_use]
pub struct Expression<Owner, Value> {
    node: Node,
    marker: PhantomData<fn() -> (Owner, Value)>,
}

clone!(Expression<Owner, Value>, node);
debug!(Expression<Owner, Value>, |this| this.node.render(EnumStyle::Qualified));

impl<Owner, Value> Expression<Owner, Value> {
    /// An expression in OData's own syntax, not percent-encoded, where no method serves. It is sent
    /// as it is: quotes in values from elsewhere must be doubled.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, Expression};
    /// let distance = Expression::<Task, f64>::raw("geo.distance(a,b)");
    /// assert_eq!(distance.lt(2.5).render(EnumStyle::Plain), "(geo.distance(a,b)) lt 2.5");
    /// ```
    pub fn raw(text: impl Into<String>) -> Self {
        Self::new(Node::Raw(text.into()))
    }

    pub(super) const fn new(node: Node) -> Self {
        Self { node, marker: PhantomData }
    }

    pub(super) fn into_node(self) -> Node {
        self.node
    }
}

/// The service's time when it evaluates the request: `now()`.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// # use odata_runtime::query::{EnumStyle, now};
/// let filter = TaskProcessingResult::CREATED_DATE_TIME.date().eq(now().date());
/// assert_eq!(filter.render(EnumStyle::Plain), "date(createdDateTime) eq date(now())");
/// ```
pub fn now<Owner>() -> Expression<Owner, DateTimeOffset> {
    Expression::new(Node::Call("now", Vec::new()))
}

/// The value that is looked at in a collection of primitive values.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// # use odata_runtime::query::{EnumStyle, item};
/// let filter = Workflow::TAGS.any(item().eq("x"));
/// assert_eq!(filter.render(EnumStyle::Plain), "tags/any(x:x eq 'x')");
/// ```
pub fn item<Value: Primitive>() -> Expression<Item<Value>, Value> {
    Expression::new(Node::Item)
}
