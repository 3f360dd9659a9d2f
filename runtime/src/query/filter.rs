//! Filters, and how they are joined.

use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use super::ast::{Logical, Node};
use super::expression::Expression;
use super::literal::EnumStyle;
use super::path::{NavigationPath, Path};
use super::property::Property;

/// A condition on values of type `Owner`: what `$filter` takes.
///
/// Parentheses are written where OData's precedence asks for them.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// # use odata_runtime::query::EnumStyle;
/// let named = Task::DISPLAY_NAME.eq("a") | Task::DISPLAY_NAME.eq("b");
/// let filter = Task::IS_ENABLED.eq(true) & named;
/// assert_eq!(
///     filter.render(EnumStyle::Plain),
///     "isEnabled eq true and (displayName eq 'a' or displayName eq 'b')",
/// );
/// ```
#[must_use]
pub struct Filter<Owner> {
    node: Node,
    marker: PhantomData<fn() -> Owner>,
}

clone!(Filter<Owner>, node);
debug!(Filter<Owner>, |this| this.node.render(EnumStyle::Qualified));

impl<Owner> Filter<Owner> {
    /// A condition in OData's own syntax, not percent-encoded, where no method serves. It is sent as
    /// it is: quotes in values from elsewhere must be doubled. Joined to others it gets parentheses;
    /// in a lambda its variable is `x`, in a lambda within that `y`, then `z`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, Filter};
    /// let filter = Task::IS_ENABLED.eq(true).and(Filter::raw("a eq 1 or b eq 2"));
    /// assert_eq!(filter.render(EnumStyle::Plain), "isEnabled eq true and (a eq 1 or b eq 2)");
    /// ```
    pub fn raw(text: impl Into<String>) -> Self {
        Self::new(Node::Raw(text.into()))
    }

    /// All of the conditions hold. With none of them everything passes.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, Filter};
    /// let filter = Filter::all_of([Task::IS_ENABLED.eq(true), Task::EXECUTION_SEQUENCE.gt(1)]);
    /// assert_eq!(filter.render(EnumStyle::Plain), "isEnabled eq true and executionSequence gt 1");
    /// ```
    pub fn all_of(filters: impl IntoIterator<Item = impl IntoFilter<Owner>>) -> Self {
        let nodes = filters.into_iter().map(|filter| filter.into_filter().node);
        Self::new(Node::join(Logical::And, nodes))
    }

    /// At least one of the conditions holds. With none of them nothing passes.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, Filter};
    /// let filter = Filter::any_of(["a", "b"].map(|start| Task::DISPLAY_NAME.starts_with(start)));
    /// assert_eq!(
    ///     filter.render(EnumStyle::Plain),
    ///     "startswith(displayName,'a') or startswith(displayName,'b')",
    /// );
    /// ```
    pub fn any_of(filters: impl IntoIterator<Item = impl IntoFilter<Owner>>) -> Self {
        let nodes = filters.into_iter().map(|filter| filter.into_filter().node);
        Self::new(Node::join(Logical::Or, nodes))
    }

    /// Both conditions hold; the same as `&`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let filter = Task::ID.eq("a").and(Task::IS_ENABLED);
    /// assert_eq!(filter.render(EnumStyle::Plain), "id eq 'a' and isEnabled");
    /// ```
    pub fn and(self, other: impl IntoFilter<Owner>) -> Self {
        Self::new(self.node.logical(Logical::And, other.into_filter().node))
    }

    /// At least one of the two conditions holds; the same as `|`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let filter = Task::ID.eq("a").or(Task::ID.eq("b"));
    /// assert_eq!(filter.render(EnumStyle::Plain), "id eq 'a' or id eq 'b'");
    /// ```
    pub fn or(self, other: impl IntoFilter<Owner>) -> Self {
        Self::new(self.node.logical(Logical::Or, other.into_filter().node))
    }

    /// The condition does not hold; the same as `!`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let filter = Task::DISPLAY_NAME.contains("x").not();
    /// assert_eq!(filter.render(EnumStyle::Plain), "not contains(displayName,'x')");
    /// ```
    #[expect(clippy::should_implement_trait, reason = "it does; this saves importing the trait")]
    pub fn not(self) -> Self {
        Self::new(Node::Not(Box::new(self.node)))
    }

    /// The text of the condition, not percent-encoded.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let filter = TaskProcessingResult::PROCESSING_STATUS.eq(Status::Failed);
    /// assert_eq!(filter.render(EnumStyle::Plain), "processingStatus eq 'failed'");
    /// assert_eq!(filter.render(EnumStyle::Qualified), "processingStatus eq ns.status'failed'");
    /// ```
    #[must_use]
    pub fn render(&self, style: EnumStyle) -> String {
        self.node.render(style)
    }

    pub(super) const fn new(node: Node) -> Self {
        Self { node, marker: PhantomData }
    }

    pub(super) fn into_node(self) -> Node {
        self.node
    }
}

impl<Owner, Other: IntoFilter<Owner>> BitAnd<Other> for Filter<Owner> {
    type Output = Self;

    fn bitand(self, other: Other) -> Self {
        self.and(other)
    }
}

impl<Owner, Other: IntoFilter<Owner>> BitOr<Other> for Filter<Owner> {
    type Output = Self;

    fn bitor(self, other: Other) -> Self {
        self.or(other)
    }
}

impl<Owner> Not for Filter<Owner> {
    type Output = Self;

    fn not(self) -> Self {
        Self::not(self)
    }
}

/// What can be a condition on `Owner`: a filter, or an expression with a Boolean value.
///
/// A filter over another type cannot:
///
/// ```compile_fail,E0277
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// let _ = Task::ID.eq("a").and(Workflow::DISPLAY_NAME.eq("b"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a filter over `{Owner}`",
    label = "not a filter over `{Owner}`"
)]
pub trait IntoFilter<Owner> {
    /// The filter.
    fn into_filter(self) -> Filter<Owner>;
}

impl<Owner> IntoFilter<Owner> for Filter<Owner> {
    fn into_filter(self) -> Self {
        self
    }
}

impl<Owner> IntoFilter<Owner> for &Filter<Owner> {
    fn into_filter(self) -> Filter<Owner> {
        self.clone()
    }
}

/// Implements [`IntoFilter`] for what has a Boolean value.
macro_rules! boolean {
    ($($name:ident)*) => {$(
        impl<Owner> IntoFilter<Owner> for $name<Owner, bool> {
            fn into_filter(self) -> Filter<Owner> {
                Filter::new(self.into_node())
            }
        }
    )*};
}

boolean! { Property Path NavigationPath Expression }
