//! Conditions on collections: `any`, `all`, `$count`.

use super::ast::{Names, Node, Quantifier};
use super::expression::Expression;
use super::filter::{Filter, IntoFilter};
use super::path::{NavigationPath, Path};
use super::property::{Navigation, Property};
use super::types::{EdmType, Structured};

fn quantified<Owner>(names: Names, quantifier: Quantifier, predicate: Option<Node>) -> Filter<Owner> {
    Filter::new(Node::Quantified(names, quantifier, predicate.map(Box::new)))
}

/// The methods of a collection: what it is, the bound on its elements, and the names of its path.
macro_rules! collection {
    ($($name:ident<$element:ident>, |$this:ident| $names:expr;)*) => {$(
        impl<Owner, Element: $element> $name<Owner, Vec<Element>> {
            /// The condition holds for at least one of the collection: `any`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, item};
            /// let filter = Workflow::TASKS.any(Task::IS_ENABLED.eq(true));
            /// assert_eq!(filter.render(EnumStyle::Plain), "tasks/any(x:x/isEnabled eq true)");
            /// let filter = Workflow::TAGS.any(item().eq("a"));
            /// assert_eq!(filter.render(EnumStyle::Plain), "tags/any(x:x eq 'a')");
            /// ```
            pub fn any(self, predicate: impl IntoFilter<Element::Scope>) -> Filter<Owner> {
                let $this = self;
                let predicate = predicate.into_filter().into_node();
                quantified($names, Quantifier::Any, Some(predicate))
            }

            /// The condition holds for each of the collection: `all`. Of an empty one it does.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Workflow::TASKS.all(Task::IS_ENABLED.eq(true));
            /// assert_eq!(filter.render(EnumStyle::Plain), "tasks/all(x:x/isEnabled eq true)");
            /// ```
            pub fn all(self, predicate: impl IntoFilter<Element::Scope>) -> Filter<Owner> {
                let $this = self;
                let predicate = predicate.into_filter().into_node();
                quantified($names, Quantifier::All, Some(predicate))
            }

            /// There is at least one: `any()`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Workflow::TASKS.is_not_empty();
            /// assert_eq!(filter.render(EnumStyle::Plain), "tasks/any()");
            /// ```
            pub fn is_not_empty(self) -> Filter<Owner> {
                let $this = self;
                quantified($names, Quantifier::Any, None)
            }

            /// There is none: `not any()`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Workflow::TASKS.is_empty();
            /// assert_eq!(filter.render(EnumStyle::Plain), "not tasks/any()");
            /// ```
            pub fn is_empty(self) -> Filter<Owner> {
                self.is_not_empty().not()
            }

            /// How many there are: `$count`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Workflow::TASKS.count().gt(3);
            /// assert_eq!(filter.render(EnumStyle::Plain), "tasks/$count gt 3");
            /// ```
            pub fn count(self) -> Expression<Owner, i64> {
                let $this = self;
                let mut names: Names = $names;
                names.push("$count");
                Expression::new(Node::Path(names))
            }
        }
    )*};
}

collection! {
    Property<EdmType>, |this| vec![this.as_str()];
    Path<EdmType>, |this| this.into_names();
    Navigation<Structured>, |this| this.names();
    NavigationPath<EdmType>, |this| this.into_names();
}
