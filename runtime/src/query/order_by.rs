//! The order of what is answered: `$orderby`.

use std::marker::PhantomData;

use super::ast::Node;
use super::expression::Expression;
use super::literal::EnumStyle;
use super::path::{NavigationPath, Path};
use super::property::Property;
use super::types::Primitive;

/// What `$orderby` takes: expressions over `Owner`, each with its direction.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::{EnumStyle, IntoOrderBy};
///
/// let order = (Task::DISPLAY_NAME, Task::EXECUTION_SEQUENCE.desc()).into_order_by();
/// assert_eq!(order.render(EnumStyle::Plain), "displayName,executionSequence desc");
/// ```
#[must_use]
pub struct OrderBy<Owner> {
    items: Vec<Ordering>,
    marker: PhantomData<fn() -> Owner>,
}

/// An expression, and what stands behind it.
#[derive(Clone, Debug)]
pub(super) struct Ordering {
    node: Node,
    direction: &'static str,
}

clone!(OrderBy<Owner>, items);
debug!(OrderBy<Owner>, |this| this.render(EnumStyle::Qualified));

impl<Owner> Default for OrderBy<Owner> {
    fn default() -> Self {
        Self { items: Vec::new(), marker: PhantomData }
    }
}

impl<Owner> OrderBy<Owner> {
    /// An item in OData's own syntax, not percent-encoded, where no method serves.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, OrderBy};
    /// let order = OrderBy::<Task>::raw("extension_1 desc");
    /// assert_eq!(order.render(EnumStyle::Plain), "extension_1 desc");
    /// ```
    pub fn raw(item: impl Into<String>) -> Self {
        Self::directed(Node::Raw(item.into()), "")
    }

    /// Whether no order is asked for, so that the option is not to be sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Adds the items of another order behind those of this one.
    pub fn append(&mut self, other: Self) {
        self.items.extend(other.items);
    }

    /// The value of the option, not percent-encoded.
    #[must_use]
    pub fn render(&self, style: EnumStyle) -> String {
        render(&self.items, style)
    }

    pub(super) fn ascending(node: Node) -> Self {
        Self::directed(node, " asc")
    }

    pub(super) fn descending(node: Node) -> Self {
        Self::directed(node, " desc")
    }

    pub(super) fn into_items(self) -> Vec<Ordering> {
        self.items
    }

    fn directed(node: Node, direction: &'static str) -> Self {
        Self { items: vec![Ordering { node, direction }], marker: PhantomData }
    }
}

pub(super) fn render(items: &[Ordering], style: EnumStyle) -> String {
    let items: Vec<String> = items.iter().map(|item| item.node.render(style) + item.direction).collect();
    items.join(",")
}

/// What values of type `Owner` can be ordered by: a property, a path or an expression, ascending; one
/// of these with a direction; and tuples, arrays, vectors and slices of these.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::{EnumStyle, IntoOrderBy};
///
/// let order = TaskProcessingResult::TASK.path(Task::DISPLAY_NAME).into_order_by();
/// assert_eq!(order.render(EnumStyle::Plain), "task/displayName");
/// ```
///
/// A collection cannot be ordered by:
///
/// ```compile_fail,E0599
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// let _ = Workflow::TAGS.desc();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Owner}` cannot be ordered by `{Self}`",
    label = "not an expression over `{Owner}` with primitive values"
)]
pub trait IntoOrderBy<Owner> {
    /// The order.
    fn into_order_by(self) -> OrderBy<Owner>;
}

lists!(IntoOrderBy, into_order_by, OrderBy);

impl<Owner> IntoOrderBy<Owner> for OrderBy<Owner> {
    fn into_order_by(self) -> Self {
        self
    }
}

/// Implements [`IntoOrderBy`] for what is ascending where no direction is said.
macro_rules! ascending {
    ($($name:ident)*) => {$(
        impl<Owner, Value: Primitive> IntoOrderBy<Owner> for $name<Owner, Value> {
            fn into_order_by(self) -> OrderBy<Owner> {
                OrderBy::directed(self.into_node(), "")
            }
        }
    )*};
}

ascending! { Property Path NavigationPath Expression }
