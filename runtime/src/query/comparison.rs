//! Comparisons and ordering: the same methods on properties, paths and expressions.

use super::ast::{Node, Operator};
use super::convert::{IntoLiteral, IntoOperand};
use super::expression::Expression;
use super::filter::Filter;
use super::order_by::OrderBy;
use super::path::{NavigationPath, Path};
use super::property::{Navigation, Property};
use super::types::{Flagged, Ordered, Primitive, Structured};

fn compare<Owner, Value>(left: Node, operator: Operator, right: impl IntoOperand<Owner, Value>) -> Filter<Owner> {
    Filter::new(left.binary(operator, right.into_operand().into_node()))
}

/// The comparisons that every type of value has.
macro_rules! equality {
    ($($name:ident)*) => {$(
        impl<Owner, Value> $name<Owner, Value> {
            /// Equal: `eq`. The other side is a value, or a property or expression of the same types.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.eq("Joe's");
            /// assert_eq!(filter.render(EnumStyle::Plain), "displayName eq 'Joe''s'");
            /// let filter = Task::DISPLAY_NAME.eq(Task::ID);
            /// assert_eq!(filter.render(EnumStyle::Plain), "displayName eq id");
            /// ```
            pub fn eq(self, value: impl IntoOperand<Owner, Value>) -> Filter<Owner> {
                compare(self.into_node(), Operator::Eq, value)
            }

            /// Not equal: `ne`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::ID.ne("a");
            /// assert_eq!(filter.render(EnumStyle::Plain), "id ne 'a'");
            /// ```
            pub fn ne(self, value: impl IntoOperand<Owner, Value>) -> Filter<Owner> {
                compare(self.into_node(), Operator::Ne, value)
            }

            /// Null: `eq null`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.is_null();
            /// assert_eq!(filter.render(EnumStyle::Plain), "displayName eq null");
            /// ```
            pub fn is_null(self) -> Filter<Owner> {
                Filter::new(self.into_node().binary(Operator::Eq, Node::null()))
            }

            /// Not null: `ne null`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.is_not_null();
            /// assert_eq!(filter.render(EnumStyle::Plain), "displayName ne null");
            /// ```
            pub fn is_not_null(self) -> Filter<Owner> {
                Filter::new(self.into_node().binary(Operator::Ne, Node::null()))
            }

            /// One of the values: `in (...)`. No value is one of none: that gives `false`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::ID.is_in(["a", "b"]);
            /// assert_eq!(filter.render(EnumStyle::Plain), "id in ('a','b')");
            /// let filter = Task::ID.is_in(Vec::<String>::new());
            /// assert_eq!(filter.render(EnumStyle::Plain), "false");
            /// ```
            pub fn is_in(
                self,
                values: impl IntoIterator<Item = impl IntoLiteral<Value>>,
            ) -> Filter<Owner> {
                let values = values.into_iter().map(IntoLiteral::into_literal).collect();
                Filter::new(self.into_node().among(values))
            }
        }

        impl<Owner, Value: Flagged> $name<Owner, Value> {
            /// All of the given flags are set: `has`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = TaskDefinition::CATEGORY.has(LifecycleTaskCategory::JOINER);
            /// assert_eq!(filter.render(EnumStyle::Plain), "category has 'joiner'");
            /// ```
            pub fn has(self, flags: impl IntoLiteral<Value>) -> Filter<Owner> {
                let flags = Node::Literal(flags.into_literal());
                Filter::new(self.into_node().binary(Operator::Has, flags))
            }
        }

        impl<Owner, Value: Primitive> $name<Owner, Value> {
            /// Smallest first: `asc`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let order = Task::DISPLAY_NAME.asc();
            /// assert_eq!(order.render(EnumStyle::Plain), "displayName asc");
            /// ```
            pub fn asc(self) -> OrderBy<Owner> {
                OrderBy::ascending(self.into_node())
            }

            /// Greatest first: `desc`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let order = Task::DISPLAY_NAME.desc();
            /// assert_eq!(order.render(EnumStyle::Plain), "displayName desc");
            /// ```
            pub fn desc(self) -> OrderBy<Owner> {
                OrderBy::descending(self.into_node())
            }
        }
    )*};
}

equality! { Property Path NavigationPath Expression }

/// The comparisons that need an order.
macro_rules! order {
    ($($name:ident)*) => {$(
        impl<Owner, Value: Ordered> $name<Owner, Value> {
            /// Greater than: `gt`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.gt(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "executionSequence gt 1");
            /// ```
            ///
            /// Enumerations and Booleans have no order:
            ///
            /// ```compile_fail,E0599
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// let _ = Task::IS_ENABLED.gt(false);
            /// ```
            pub fn gt(self, value: impl IntoOperand<Owner, Value>) -> Filter<Owner> {
                compare(self.into_node(), Operator::Gt, value)
            }

            /// Greater than or equal: `ge`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.ge(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "executionSequence ge 1");
            /// ```
            pub fn ge(self, value: impl IntoOperand<Owner, Value>) -> Filter<Owner> {
                compare(self.into_node(), Operator::Ge, value)
            }

            /// Less than: `lt`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.lt(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "executionSequence lt 1");
            /// ```
            pub fn lt(self, value: impl IntoOperand<Owner, Value>) -> Filter<Owner> {
                compare(self.into_node(), Operator::Lt, value)
            }

            /// Less than or equal: `le`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.le(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "executionSequence le 1");
            /// ```
            pub fn le(self, value: impl IntoOperand<Owner, Value>) -> Filter<Owner> {
                compare(self.into_node(), Operator::Le, value)
            }
        }
    )*};
}

order! { Property Path NavigationPath Expression }

impl<Owner, Target: Structured> Navigation<Owner, Target> {
    /// There is nothing at the other end: `eq null`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let filter = TaskProcessingResult::TASK.is_null();
    /// assert_eq!(filter.render(EnumStyle::Plain), "task eq null");
    /// ```
    pub fn is_null(self) -> Filter<Owner> {
        Filter::new(self.into_node().binary(Operator::Eq, Node::null()))
    }

    /// There is something at the other end: `ne null`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let filter = TaskProcessingResult::TASK.is_not_null();
    /// assert_eq!(filter.render(EnumStyle::Plain), "task ne null");
    /// ```
    pub fn is_not_null(self) -> Filter<Owner> {
        Filter::new(self.into_node().binary(Operator::Ne, Node::null()))
    }
}
