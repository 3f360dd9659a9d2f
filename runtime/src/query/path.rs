//! Paths of more than one segment.

use std::marker::PhantomData;

use super::ast::{Names, Node};
use super::property::{Navigation, Property};
use super::types::Structured;

/// A path through complex properties. It can be filtered and ordered by, and selected.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::IntoSelect;
///
/// let select = Workflow::SCHEDULE.path(Schedule::INTERVAL).into_select();
/// assert_eq!(select.render(), "schedule/interval");
/// ```
#[must_use]
pub struct Path<Owner, Value> {
    names: Names,
    marker: PhantomData<fn() -> (Owner, Value)>,
}

/// A path through navigation properties. It can be filtered and ordered by, but not selected: that
/// is what expanding is for.
///
/// ```compile_fail,E0277
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::IntoSelect;
///
/// let _ = IntoSelect::<TaskProcessingResult>::into_select(
///     TaskProcessingResult::TASK.path(Task::DISPLAY_NAME),
/// );
/// ```
#[must_use]
pub struct NavigationPath<Owner, Value> {
    names: Names,
    marker: PhantomData<fn() -> (Owner, Value)>,
}

clone!(Path<Owner, Value>, names);
clone!(NavigationPath<Owner, Value>, names);
debug!(Path<Owner, Value>, |this| this.names.join("/"));
debug!(NavigationPath<Owner, Value>, |this| this.names.join("/"));

impl<Owner, Value> Path<Owner, Value> {
    pub(super) const fn of(names: Names) -> Self {
        Self { names, marker: PhantomData }
    }

    pub(super) fn join(mut head: Names, rest: Names) -> Self {
        head.extend(rest);
        Self::of(head)
    }

    pub(super) fn into_names(self) -> Names {
        self.names
    }

    pub(super) fn into_node(self) -> Node {
        Node::Path(self.names)
    }
}

impl<Owner, Value: Structured> Path<Owner, Value> {
    /// The path from here to a property of the type that this one leads to.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let owner = Workflow::SCHEDULE.path(Schedule::WINDOW);
    /// let filter = owner.path(Window::LABEL).eq("night");
    /// assert_eq!(filter.render(EnumStyle::Plain), "schedule/window/label eq 'night'");
    /// ```
    #[must_use]
    pub fn path<Rest: Segment<Value::Scope>>(self, rest: Rest) -> Rest::Path<Owner> {
        rest.after(self.names)
    }
}

impl<Owner, Value> NavigationPath<Owner, Value> {
    pub(super) const fn of(names: Names) -> Self {
        Self { names, marker: PhantomData }
    }

    pub(super) fn join(mut head: Names, rest: Names) -> Self {
        head.extend(rest);
        Self::of(head)
    }

    pub(super) fn into_names(self) -> Names {
        self.names
    }

    pub(super) fn into_node(self) -> Node {
        Node::Path(self.names)
    }
}

impl<Owner, Value: Structured> NavigationPath<Owner, Value> {
    /// The path from here to a property of the type that this one leads to.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let workflow = TaskProcessingResult::TASK.path(Task::WORKFLOW);
    /// let filter = workflow.path(Workflow::DISPLAY_NAME).eq("x");
    /// assert_eq!(filter.render(EnumStyle::Plain), "task/workflow/displayName eq 'x'");
    /// ```
    pub fn path<Rest: Segment<Value::Scope>>(self, rest: Rest) -> NavigationPath<Owner, Rest::Value> {
        NavigationPath::join(self.names, rest.names())
    }
}

/// What can follow in a path: a property or navigation property of `Scope`, or a path from it.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a property of `{Scope}` or a path from it")]
pub trait Segment<Scope> {
    /// The type of the value that is reached.
    type Value;

    /// The kind of path it makes after complex properties.
    type Path<Owner>;

    /// The whole path, after complex properties.
    #[doc(hidden)]
    fn after<Owner>(self, head: Vec<&'static str>) -> Self::Path<Owner>;

    /// The names of this part.
    #[doc(hidden)]
    fn names(self) -> Vec<&'static str>;
}

/// Implements [`Segment`]: what it is, the kind of path it makes, and its names.
macro_rules! segment {
    ($name:ident, $path:ident, |$this:ident| $names:expr) => {
        impl<Scope, Value> Segment<Scope> for $name<Scope, Value> {
            type Value = Value;
            type Path<Owner> = $path<Owner, Value>;

            fn after<Owner>(self, head: Vec<&'static str>) -> $path<Owner, Value> {
                $path::join(head, self.names())
            }

            fn names(self) -> Vec<&'static str> {
                let $this = self;
                $names
            }
        }
    };
}

segment!(Property, Path, |this| vec![this.as_str()]);
segment!(Path, Path, |this| this.names);
segment!(Navigation, NavigationPath, |this| Navigation::names(this));
segment!(NavigationPath, NavigationPath, |this| this.names);
