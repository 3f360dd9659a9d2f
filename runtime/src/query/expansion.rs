//! The options of one expanded navigation property.

use std::marker::PhantomData;

use super::expand::{Expand, IntoExpand};
use super::expand_item::{ExpandItem, Levels};
use super::filter::IntoFilter;
use super::literal::EnumStyle;
use super::order_by::IntoOrderBy;
use super::property::Navigation;
use super::select::IntoSelect;
use super::types::{Structured, Target};

/// One expanded navigation property of `Owner` with the options for what is there.
///
/// Every option of [`Navigation`] gives one.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::{EnumStyle, IntoExpand};
///
/// let expand = Workflow::TASKS
///     .filter(Task::IS_ENABLED.eq(true))
///     .order_by(Task::EXECUTION_SEQUENCE)
///     .top(5)
///     .into_expand();
/// assert_eq!(
///     expand.render(EnumStyle::Plain),
///     "tasks($filter=isEnabled eq true;$orderby=executionSequence;$top=5)",
/// );
/// ```
#[must_use]
pub struct Expansion<Owner, To> {
    item: ExpandItem,
    marker: PhantomData<fn() -> (Owner, To)>,
}

clone!(Expansion<Owner, To>, item);
debug!(Expansion<Owner, To>, |this| this.item.render(EnumStyle::Qualified));

impl<Owner, To> Expansion<Owner, To> {
    /// An option in OData's own syntax, not percent-encoded, where no method serves.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, IntoExpand};
    /// let expand = Workflow::TASKS.top(5).raw("$compute=1 add 1 as two").into_expand();
    /// assert_eq!(expand.render(EnumStyle::Plain), "tasks($top=5;$compute=1 add 1 as two)");
    /// ```
    pub fn raw(mut self, option: impl Into<String>) -> Self {
        self.item.raw.push(option.into());
        self
    }
}

impl<Owner, To: Target> Expansion<Owner, To> {
    fn new(navigation: Navigation<Owner, To>) -> Self {
        Self { item: ExpandItem::new(navigation.names().join("/"), To::FACTS), marker: PhantomData }
    }
}

/// The options: for [`Expansion`] as they are, for [`Navigation`] as the first of an [`Expansion`].
macro_rules! options {
    ($($name:ident, |$this:ident| $expansion:expr;)*) => {$(
        impl<Owner, To: Target> $name<Owner, To> {
            /// Answers only these properties of what is there: `$select`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, IntoExpand};
            /// let expand = Workflow::TASKS.select(Task::ID).into_expand();
            /// assert_eq!(expand.render(EnumStyle::Plain), "tasks($select=id)");
            /// ```
            pub fn select(self, select: impl IntoSelect<To::Scope>) -> Expansion<Owner, To> {
                let $this = self;
                let mut expansion = $expansion;
                expansion.item.select.extend(select.into_select().into_items());
                expansion
            }

            /// Answers what is related to what is there inline, too: `$expand`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, IntoExpand};
            /// let expand = TaskProcessingResult::TASK.expand(Task::WORKFLOW).into_expand();
            /// assert_eq!(expand.render(EnumStyle::Plain), "task($expand=workflow)");
            /// ```
            pub fn expand(self, expand: impl IntoExpand<To::Scope>) -> Expansion<Owner, To> {
                let $this = self;
                let mut expansion = $expansion;
                expansion.item.expand.extend(expand.into_expand().into_items());
                expansion
            }

            /// Follows a relation of a type to itself so many levels deep: `$levels`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, IntoExpand, Levels};
            /// let expand = Task::SUBTASKS.levels(3).into_expand();
            /// assert_eq!(expand.render(EnumStyle::Plain), "subtasks($levels=3)");
            /// let expand = Task::SUBTASKS.levels(Levels::Max).into_expand();
            /// assert_eq!(expand.render(EnumStyle::Plain), "subtasks($levels=max)");
            /// ```
            pub fn levels(self, levels: impl Into<Levels>) -> Expansion<Owner, To> {
                let $this = self;
                let mut expansion = $expansion;
                expansion.item.levels = Some(levels.into());
                expansion
            }
        }

        impl<Owner, To: Structured> $name<Owner, Vec<To>> {
            /// Answers only those that the condition holds for: `$filter`. Of several all must.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, IntoExpand};
            /// let expand = Workflow::TASKS.filter(Task::ID.eq("a;b")).into_expand();
            /// assert_eq!(expand.render(EnumStyle::Plain), "tasks($filter=id eq 'a;b')");
            /// ```
            pub fn filter(self, filter: impl IntoFilter<To::Scope>) -> Expansion<Owner, Vec<To>> {
                let $this = self;
                let mut expansion = $expansion;
                expansion.item.filter.push(filter.into_filter().into_node());
                expansion
            }

            /// Answers them in this order: `$orderby`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, IntoExpand};
            /// let expand = Workflow::TASKS.order_by(Task::ID.desc()).into_expand();
            /// assert_eq!(expand.render(EnumStyle::Plain), "tasks($orderby=id desc)");
            /// ```
            pub fn order_by(
                self,
                order: impl IntoOrderBy<To::Scope>,
            ) -> Expansion<Owner, Vec<To>> {
                let $this = self;
                let mut expansion = $expansion;
                expansion.item.order_by.extend(order.into_order_by().into_items());
                expansion
            }

            /// Answers at most so many: `$top`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, IntoExpand};
            /// let expand = Workflow::TASKS.top(5).into_expand();
            /// assert_eq!(expand.render(EnumStyle::Plain), "tasks($top=5)");
            /// ```
            pub fn top(self, count: u64) -> Expansion<Owner, Vec<To>> {
                let $this = self;
                let mut expansion = $expansion;
                expansion.item.top = Some(count);
                expansion
            }

            /// Leaves out the first so many: `$skip`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, IntoExpand};
            /// let expand = Workflow::TASKS.skip(5).into_expand();
            /// assert_eq!(expand.render(EnumStyle::Plain), "tasks($skip=5)");
            /// ```
            pub fn skip(self, count: u64) -> Expansion<Owner, Vec<To>> {
                let $this = self;
                let mut expansion = $expansion;
                expansion.item.skip = Some(count);
                expansion
            }

            /// Answers only those that the search finds: `$search`, in OData's own syntax, such as
            /// `blue OR "light green"`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, IntoExpand};
            /// let expand = Workflow::TASKS.search("blue OR green").into_expand();
            /// assert_eq!(expand.render(EnumStyle::Plain), "tasks($search=blue OR green)");
            /// ```
            pub fn search(self, expression: impl Into<String>) -> Expansion<Owner, Vec<To>> {
                let $this = self;
                let mut expansion = $expansion;
                expansion.item.search = Some(expression.into());
                expansion
            }
        }
    )*};
}

options! {
    Navigation, |this| Expansion::new(this);
    Expansion, |this| this;
}

impl<Owner, To: Structured> Expansion<Owner, Vec<To>> {
    /// Answers how many there are as well: `$count=true`.
    ///
    /// On a navigation property itself, [`count`](Navigation::count) is the number in a filter.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, IntoExpand};
    /// let expand = Workflow::TASKS.top(5).count().into_expand();
    /// assert_eq!(expand.render(EnumStyle::Plain), "tasks($top=5;$count=true)");
    /// ```
    pub fn count(mut self) -> Self {
        self.item.count = true;
        self
    }
}

impl<Owner, To: Target> IntoExpand<Owner> for Navigation<Owner, To> {
    fn into_expand(self) -> Expand<Owner> {
        Expansion::new(self).into_expand()
    }
}

impl<Owner, To> IntoExpand<Owner> for Expansion<Owner, To> {
    fn into_expand(self) -> Expand<Owner> {
        Expand::of(self.item)
    }
}
