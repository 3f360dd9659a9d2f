//! Values seen as a derived type: casts in paths, and tests of a value's type.

use super::ast::{Names, Node};
use super::filter::Filter;
use super::path::{NavigationPath, Path};
use super::property::{Navigation, Property};
use super::types::{Structured, Target};
use crate::model::TypeName;

/// A structured type derived from `Base`, directly or not. Emitted code says so with
/// [`subtype!`](crate::subtype).
///
/// Nothing can be seen as a type that does not derive from its own:
///
/// ```compile_fail,E0277
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// let _ = Workflow::MEMBERS.cast::<Task>();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type derived from `{Base}`",
    label = "not derived from `{Base}`"
)]
pub trait SubtypeOf<Base>: Structured + TypeName {}

/// The segments of a path that starts at a base of its owner. A cast that is there already serves.
fn seen_from(owner: &'static str, mut names: Names) -> Names {
    let is_cast = names.first().is_some_and(|first| first.contains('.'));
    if !is_cast {
        names.insert(0, owner);
    }
    names
}

fn with_cast(mut names: Names, target: &'static str) -> Names {
    names.push(target);
    names
}

impl<Owner: TypeName, Value> Property<Owner, Value> {
    /// This property of a derived type on values of its base `Base`: what can be selected, filtered
    /// and ordered by where those are.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, IntoSelect};
    /// let filter = Person::DISPLAY_NAME.on::<DirectoryObject>().eq("Joe");
    /// assert_eq!(filter.render(EnumStyle::Plain), "ns.person/displayName eq 'Joe'");
    /// let select = (DirectoryObject::ID, Person::DISPLAY_NAME.on::<DirectoryObject>());
    /// assert_eq!(select.into_select().render(), "id,ns.person/displayName");
    /// ```
    ///
    /// The type must derive from `Base`:
    ///
    /// ```compile_fail,E0277
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// let _ = Person::DISPLAY_NAME.on::<Task>();
    /// ```
    pub fn on<Base>(self) -> Path<Base, Value>
    where
        Owner: SubtypeOf<Base>,
    {
        Path::of(vec![Owner::TYPE_NAME, self.as_str()])
    }
}

impl<Owner: TypeName, To> Navigation<Owner, To> {
    /// This navigation property of a derived type on values of its base `Base`: what can be expanded,
    /// selected and filtered by where those are.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, IntoExpand};
    /// let expand = Person::MANAGER.on::<DirectoryObject>().select(DirectoryObject::ID).into_expand();
    /// assert_eq!(expand.render(EnumStyle::Plain), "ns.person/manager($select=id)");
    /// ```
    ///
    /// The type must derive from `Base`:
    ///
    /// ```compile_fail,E0277
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// let _ = Person::MANAGER.on::<Task>();
    /// ```
    pub fn on<Base>(self) -> Navigation<Base, To>
    where
        Owner: SubtypeOf<Base>,
    {
        self.seen_from(Owner::TYPE_NAME)
    }
}

impl<Owner, To: Target> Navigation<Owner, To> {
    /// What this leads to, seen as the derived type `Derived`: of a collection, those that are of that
    /// type.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, IntoExpand};
    /// let people = Workflow::MEMBERS.cast::<Person>();
    /// let expand = people.select(Person::DISPLAY_NAME).into_expand();
    /// assert_eq!(expand.render(EnumStyle::Plain), "members/ns.person($select=displayName)");
    /// let filter = people.any(Person::DISPLAY_NAME.eq("Joe"));
    /// assert_eq!(filter.render(EnumStyle::Plain), "members/ns.person/any(x:x/displayName eq 'Joe')");
    /// ```
    pub fn cast<Derived: SubtypeOf<To::Scope>>(self) -> Navigation<Owner, To::Of<Derived>> {
        self.leading_to(Derived::TYPE_NAME)
    }
}

impl<Owner, Value: Target> Property<Owner, Value> {
    /// The value of this complex property, seen as the derived type `Derived`: of a collection, those
    /// that are of that type.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let rule = Workflow::SCOPE.cast::<RuleBasedSubjectSet>().path(RuleBasedSubjectSet::RULE);
    /// assert_eq!(rule.eq("x").render(EnumStyle::Plain), "scope/ns.ruleBasedSubjectSet/rule eq 'x'");
    /// ```
    ///
    /// Only a type derived from the property's can be asked for:
    ///
    /// ```compile_fail,E0277
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// let _ = Workflow::SCHEDULE.cast::<RuleBasedSubjectSet>();
    /// ```
    pub fn cast<Derived: SubtypeOf<Value::Scope>>(self) -> Path<Owner, Value::Of<Derived>> {
        Path::of(vec![self.as_str(), Derived::TYPE_NAME])
    }
}

/// Casts of paths: what a path is, and what one makes of its segments.
macro_rules! paths {
    ($($name:ident)*) => {$(
        impl<Owner: TypeName, Value> $name<Owner, Value> {
            /// This path from a derived type on values of its base `Base`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let day = Person::HOURS.path(Window::LABEL).on::<DirectoryObject>();
            /// assert_eq!(day.eq("x").render(EnumStyle::Plain), "ns.person/hours/label eq 'x'");
            /// let manager = Person::MANAGER.path(DirectoryObject::ID).on::<DirectoryObject>();
            /// assert_eq!(manager.eq("x").render(EnumStyle::Plain), "ns.person/manager/id eq 'x'");
            /// ```
            pub fn on<Base>(self) -> $name<Base, Value>
            where
                Owner: SubtypeOf<Base>,
            {
                $name::of(seen_from(Owner::TYPE_NAME, self.into_names()))
            }
        }

        impl<Owner, Value: Target> $name<Owner, Value> {
            /// What this path leads to, seen as the derived type `Derived`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let people = Task::WORKFLOW.path(Workflow::MEMBERS).cast::<Person>();
            /// let filter = people.any(Person::DISPLAY_NAME.eq("x"));
            /// assert_eq!(
            ///     filter.render(EnumStyle::Plain),
            ///     "workflow/members/ns.person/any(x:x/displayName eq 'x')",
            /// );
            /// ```
            pub fn cast<Derived: SubtypeOf<Value::Scope>>(self) -> $name<Owner, Value::Of<Derived>> {
                $name::of(with_cast(self.into_names(), Derived::TYPE_NAME))
            }
        }
    )*};
}

paths! { Path NavigationPath }

/// Tests of the type of what a path leads to: what it is, and its segments.
macro_rules! tests {
    ($($name:ident, |$this:ident| $names:expr;)*) => {$(
        impl<Owner, Value: Structured> $name<Owner, Value> {
            /// The value is of the type `Derived` or derives from it: `isof`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Person::MANAGER.is_of::<Person>();
            /// assert_eq!(filter.render(EnumStyle::Plain), "isof(manager,ns.person)");
            /// let filter = Workflow::SCOPE.is_of::<RuleBasedSubjectSet>();
            /// assert_eq!(filter.render(EnumStyle::Plain), "isof(scope,ns.ruleBasedSubjectSet)");
            /// ```
            pub fn is_of<Derived: SubtypeOf<Value::Scope>>(self) -> Filter<Owner> {
                let $this = self;
                Filter::new(Node::IsOf(Some($names), Derived::TYPE_NAME))
            }
        }
    )*};
}

tests! {
    Property, |this| vec![this.as_str()];
    Path, |this| this.into_names();
    Navigation, |this| this.names();
    NavigationPath, |this| this.into_names();
}

impl<Owner> Filter<Owner> {
    /// The value itself is of the type `Derived` or derives from it: `isof`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, Filter};
    /// let people = Filter::<DirectoryObject>::is_of::<Person>();
    /// assert_eq!(people.render(EnumStyle::Plain), "isof(ns.person)");
    /// let filter = Workflow::MEMBERS.any(Filter::is_of::<Person>());
    /// assert_eq!(filter.render(EnumStyle::Plain), "members/any(x:isof(x,ns.person))");
    /// ```
    ///
    /// The type must derive from that of the values:
    ///
    /// ```compile_fail,E0277
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::Filter;
    /// let _ = Workflow::TASKS.any(Filter::is_of::<Person>());
    /// ```
    pub fn is_of<Derived: SubtypeOf<Owner>>() -> Self {
        Self::new(Node::IsOf(None, Derived::TYPE_NAME))
    }
}
