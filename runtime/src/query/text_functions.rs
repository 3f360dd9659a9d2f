//! The functions on strings.

use super::ast::Node;
use super::convert::IntoOperand;
use super::expression::Expression;
use super::filter::Filter;
use super::path::{NavigationPath, Path};
use super::property::Property;

fn call<const N: usize>(function: &'static str, first: Node, rest: [Node; N]) -> Node {
    Node::Call(function, std::iter::once(first).chain(rest).collect())
}

fn operand<Owner, Value>(value: impl IntoOperand<Owner, Value>) -> Node {
    value.into_operand().into_node()
}

/// The functions on strings.
macro_rules! text {
    ($($name:ident)*) => {$(
        impl<Owner> $name<Owner, String> {
            /// Starts with the text: `startswith`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.starts_with("a");
            /// assert_eq!(filter.render(EnumStyle::Plain), "startswith(displayName,'a')");
            /// ```
            pub fn starts_with(self, text: impl IntoOperand<Owner, String>) -> Filter<Owner> {
                Filter::new(call("startswith", self.into_node(), [operand(text)]))
            }

            /// Ends with the text: `endswith`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.ends_with("a");
            /// assert_eq!(filter.render(EnumStyle::Plain), "endswith(displayName,'a')");
            /// ```
            pub fn ends_with(self, text: impl IntoOperand<Owner, String>) -> Filter<Owner> {
                Filter::new(call("endswith", self.into_node(), [operand(text)]))
            }

            /// Has the text in it: `contains`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.contains("a");
            /// assert_eq!(filter.render(EnumStyle::Plain), "contains(displayName,'a')");
            /// ```
            pub fn contains(self, text: impl IntoOperand<Owner, String>) -> Filter<Owner> {
                Filter::new(call("contains", self.into_node(), [operand(text)]))
            }

            /// Matches the regular expression, in ECMAScript's syntax: `matchesPattern`, of OData 4.01.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.matches_pattern("^a");
            /// assert_eq!(filter.render(EnumStyle::Plain), "matchesPattern(displayName,'^a')");
            /// ```
            pub fn matches_pattern(self, text: impl IntoOperand<Owner, String>) -> Filter<Owner> {
                Filter::new(call("matchesPattern", self.into_node(), [operand(text)]))
            }

            /// In lower case: `tolower`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.to_lower().eq("a");
            /// assert_eq!(filter.render(EnumStyle::Plain), "tolower(displayName) eq 'a'");
            /// ```
            pub fn to_lower(self) -> Expression<Owner, String> {
                Expression::new(call("tolower", self.into_node(), []))
            }

            /// In upper case: `toupper`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.to_upper().eq("A");
            /// assert_eq!(filter.render(EnumStyle::Plain), "toupper(displayName) eq 'A'");
            /// ```
            pub fn to_upper(self) -> Expression<Owner, String> {
                Expression::new(call("toupper", self.into_node(), []))
            }

            /// Without white space at either end: `trim`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.trim().eq("a");
            /// assert_eq!(filter.render(EnumStyle::Plain), "trim(displayName) eq 'a'");
            /// ```
            pub fn trim(self) -> Expression<Owner, String> {
                Expression::new(call("trim", self.into_node(), []))
            }

            /// The length in characters: `length`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.length().gt(9);
            /// assert_eq!(filter.render(EnumStyle::Plain), "length(displayName) gt 9");
            /// ```
            pub fn length(self) -> Expression<Owner, i32> {
                Expression::new(call("length", self.into_node(), []))
            }

            /// With the text behind it: `concat`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::ID.concat("-").concat(Task::DISPLAY_NAME).eq("a-b");
            /// assert_eq!(filter.render(EnumStyle::Plain), "concat(concat(id,'-'),displayName) eq 'a-b'");
            /// ```
            pub fn concat(self, text: impl IntoOperand<Owner, String>) -> Expression<Owner, String> {
                Expression::new(call("concat", self.into_node(), [operand(text)]))
            }

            /// Where the text first is, from 0, or -1: `indexof`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.index_of("a").eq(0);
            /// assert_eq!(filter.render(EnumStyle::Plain), "indexof(displayName,'a') eq 0");
            /// ```
            pub fn index_of(self, text: impl IntoOperand<Owner, String>) -> Expression<Owner, i32> {
                Expression::new(call("indexof", self.into_node(), [operand(text)]))
            }

            /// What is from a character on, counted from 0: `substring`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.substring(1).eq("b");
            /// assert_eq!(filter.render(EnumStyle::Plain), "substring(displayName,1) eq 'b'");
            /// ```
            pub fn substring(self, start: impl IntoOperand<Owner, i32>) -> Expression<Owner, String> {
                Expression::new(call("substring", self.into_node(), [operand(start)]))
            }

            /// So many characters from one on, counted from 0: `substring`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DISPLAY_NAME.substring_of_length(1, 2).eq("bc");
            /// assert_eq!(filter.render(EnumStyle::Plain), "substring(displayName,1,2) eq 'bc'");
            /// ```
            pub fn substring_of_length(self, start: impl IntoOperand<Owner, i32>, length: impl IntoOperand<Owner, i32>) -> Expression<Owner, String> {
                let arguments = [operand(start), operand(length)];
                Expression::new(call("substring", self.into_node(), arguments))
            }
        }
    )*};
}

text! { Property Path NavigationPath Expression }
