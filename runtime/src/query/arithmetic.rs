//! Arithmetic: the same methods on properties, paths and expressions.

use super::ast::{Node, Operator};
use super::convert::IntoOperand;
use super::expression::Expression;
use super::path::{NavigationPath, Path};
use super::property::Property;
use super::types::{Arithmetic, Fractional, Numeric};

fn compute<Owner, Value, Operand>(
    left: Node,
    operator: Operator,
    right: impl IntoOperand<Owner, Operand>,
) -> Expression<Owner, Value> {
    Expression::new(left.binary(operator, right.into_operand().into_node()))
}

/// Arithmetic on numbers, dates and durations.
macro_rules! arithmetic {
    ($($name:ident)*) => {$(
        impl<Owner, Value: Arithmetic> $name<Owner, Value> {
            /// The sum: `add`. A duration is added to a date or a point in time.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.add(1).gt(5);
            /// assert_eq!(filter.render(EnumStyle::Plain), "executionSequence add 1 gt 5");
            /// ```
            #[expect(clippy::should_implement_trait, reason = "the operand is not one type")]
            pub fn add(
                self,
                value: impl IntoOperand<Owner, Value::Operand>,
            ) -> Expression<Owner, Value> {
                compute(self.into_node(), Operator::Add, value)
            }

            /// The difference: `sub`. A duration is taken from a date or a point in time.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.sub(1).gt(5);
            /// assert_eq!(filter.render(EnumStyle::Plain), "executionSequence sub 1 gt 5");
            /// ```
            #[expect(clippy::should_implement_trait, reason = "the operand is not one type")]
            pub fn sub(
                self,
                value: impl IntoOperand<Owner, Value::Operand>,
            ) -> Expression<Owner, Value> {
                compute(self.into_node(), Operator::Sub, value)
            }
        }

        impl<Owner, Value: Numeric> $name<Owner, Value> {
            /// The product: `mul`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.add(1).mul(2).gt(5);
            /// assert_eq!(filter.render(EnumStyle::Plain), "(executionSequence add 1) mul 2 gt 5");
            /// ```
            #[expect(clippy::should_implement_trait, reason = "the operand is not one type")]
            pub fn mul(self, value: impl IntoOperand<Owner, Value>) -> Expression<Owner, Value> {
                compute(self.into_node(), Operator::Mul, value)
            }

            /// The quotient: `div`. That of two integers is an integer.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.div(2).eq(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "executionSequence div 2 eq 1");
            /// ```
            #[expect(clippy::should_implement_trait, reason = "the operand is not one type")]
            pub fn div(self, value: impl IntoOperand<Owner, Value>) -> Expression<Owner, Value> {
                compute(self.into_node(), Operator::Div, value)
            }

            /// The remainder: `mod`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.modulo(2).eq(0);
            /// assert_eq!(filter.render(EnumStyle::Plain), "executionSequence mod 2 eq 0");
            /// ```
            pub fn modulo(self, value: impl IntoOperand<Owner, Value>) -> Expression<Owner, Value> {
                compute(self.into_node(), Operator::Mod, value)
            }

            /// The number with its sign changed: `-`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::EXECUTION_SEQUENCE.negate().lt(0);
            /// assert_eq!(filter.render(EnumStyle::Plain), "-executionSequence lt 0");
            /// ```
            pub fn negate(self) -> Expression<Owner, Value> {
                Expression::new(Node::Negate(Box::new(self.into_node())))
            }
        }

        impl<Owner, Value: Fractional> $name<Owner, Value> {
            /// The nearest whole number, halves away from zero: `round`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::SCORE.round().eq(2.0);
            /// assert_eq!(filter.render(EnumStyle::Plain), "round(score) eq 2.0");
            /// ```
            pub fn round(self) -> Expression<Owner, Value> {
                Expression::new(Node::Call("round", vec![self.into_node()]))
            }

            /// The greatest whole number that is not above: `floor`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::SCORE.floor().eq(2.0);
            /// assert_eq!(filter.render(EnumStyle::Plain), "floor(score) eq 2.0");
            /// ```
            pub fn floor(self) -> Expression<Owner, Value> {
                Expression::new(Node::Call("floor", vec![self.into_node()]))
            }

            /// The least whole number that is not below: `ceiling`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::SCORE.ceiling().eq(2.0);
            /// assert_eq!(filter.render(EnumStyle::Plain), "ceiling(score) eq 2.0");
            /// ```
            pub fn ceiling(self) -> Expression<Owner, Value> {
                Expression::new(Node::Call("ceiling", vec![self.into_node()]))
            }
        }
    )*};
}

arithmetic! { Property Path NavigationPath Expression }
