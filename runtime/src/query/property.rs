//! The constants of a generated type: its properties and navigation properties.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::ast::{Names, Node};
use super::path::{NavigationPath, Segment};
use super::types::Structured;

/// A structural property of `Owner` with values of type `Value`.
///
/// It is `Copy` and a few bytes, whatever its types are.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// assert_eq!(Task::DISPLAY_NAME.as_str(), "displayName");
/// ```
///
/// A property of another type does not compile in a filter:
///
/// ```compile_fail,E0277
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// # use odata_runtime::query::{Filter, IntoFilter};
/// fn tasks(filter: impl IntoFilter<Task>) {}
/// tasks(Workflow::DISPLAY_NAME.eq("x"));
/// ```
///
/// Nor does a value of another type:
///
/// ```compile_fail,E0277
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// let _ = Task::EXECUTION_SEQUENCE.eq("1");
/// ```
#[must_use]
pub struct Property<Owner, Value> {
    name: &'static str,
    marker: PhantomData<fn() -> (Owner, Value)>,
}

/// A navigation property of `Owner` that leads to `Target`: one `T`, or a collection as `Vec<T>`.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// assert_eq!(Workflow::TASKS.as_str(), "tasks");
/// ```
#[must_use]
pub struct Navigation<Owner, Target> {
    /// The type that has it, where that is not `Owner` but a type derived from it.
    owner: Option<&'static str>,
    name: &'static str,
    /// The type that its target is taken for, where that is not the declared one.
    target: Option<&'static str>,
    marker: PhantomData<fn() -> (Owner, Target)>,
}

/// The name of a property of `Owner` of any type, for lists that are made at run time.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::{IntoSelect, Name};
///
/// let mut names: Vec<Name<Task>> = vec![Task::ID.into()];
/// names.push(Task::IS_ENABLED.into());
/// assert_eq!(names.into_select().render(), "id,isEnabled");
/// ```
#[must_use]
pub struct Name<Owner> {
    /// The type that has it, where that is not `Owner` but a type derived from it.
    owner: Option<&'static str>,
    name: &'static str,
    marker: PhantomData<fn() -> Owner>,
}

copy!(Property<Owner, Value>);
copy!(Navigation<Owner, Target>);
copy!(Name<Owner>);
debug!(Property<Owner, Value>, |this| this.name);
debug!(Navigation<Owner, Target>, |this| this.names().join("/"));
debug!(Name<Owner>, |this| this.selected());

impl<Owner, Value> Property<Owner, Value> {
    /// The property with that name in the metadata. For emitted code.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// use odata_runtime::query::Property;
    ///
    /// const COLOUR: Property<Task, String> = Property::new("colour");
    /// ```
    pub const fn new(name: &'static str) -> Self {
        Self { name, marker: PhantomData }
    }

    /// The name as the metadata spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.name
    }

    pub(super) fn into_node(self) -> Node {
        Node::Path(vec![self.name])
    }
}

impl<Owner, Value: Structured> Property<Owner, Value> {
    /// The path from this complex property to a property of its type.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let filter = Workflow::SCHEDULE.path(Schedule::INTERVAL).gt(3);
    /// assert_eq!(filter.render(EnumStyle::Plain), "schedule/interval gt 3");
    /// ```
    #[must_use]
    pub fn path<Rest: Segment<Value::Scope>>(self, rest: Rest) -> Rest::Path<Owner> {
        rest.after(vec![self.name])
    }
}

impl<Owner, Target> Navigation<Owner, Target> {
    /// The navigation property with that name in the metadata. For emitted code.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// use odata_runtime::query::Navigation;
    ///
    /// const SUBTASKS: Navigation<Task, Vec<Task>> = Navigation::new("subtasks");
    /// ```
    pub const fn new(name: &'static str) -> Self {
        Self { owner: None, name, target: None, marker: PhantomData }
    }

    /// The name as the metadata spells it, without casts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.name
    }

    /// The same behind a cast to the type that has it; one that is there already serves as well.
    pub(super) const fn seen_from<Base>(self, owner: &'static str) -> Navigation<Base, Target> {
        let owner = if self.owner.is_some() { self.owner } else { Some(owner) };
        Navigation { owner, name: self.name, target: self.target, marker: PhantomData }
    }

    /// The same with its target taken for another type.
    pub(super) const fn leading_to<To>(self, target: &'static str) -> Navigation<Owner, To> {
        Navigation { owner: self.owner, name: self.name, target: Some(target), marker: PhantomData }
    }

    /// The segments of its path, casts included.
    pub(super) fn names(self) -> Names {
        self.owner.into_iter().chain([self.name]).chain(self.target).collect()
    }

    /// The path of the property itself, whatever its target is taken for.
    pub(super) fn selected(self) -> Cow<'static, str> {
        behind(self.owner, self.name)
    }

    pub(super) fn into_node(self) -> Node {
        Node::Path(self.names())
    }
}

impl<Owner, Target: Structured> Navigation<Owner, Target> {
    /// The path from this navigation property to a property of its target.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let filter = TaskProcessingResult::TASK.path(Task::DISPLAY_NAME).eq("x");
    /// assert_eq!(filter.render(EnumStyle::Plain), "task/displayName eq 'x'");
    /// ```
    pub fn path<Rest: Segment<Target::Scope>>(self, rest: Rest) -> NavigationPath<Owner, Rest::Value> {
        NavigationPath::join(self.names(), rest.names())
    }
}

impl<Owner> Name<Owner> {
    /// The name as the metadata spells it, without casts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.name
    }

    /// The path of the property, casts included.
    pub(super) fn selected(self) -> Cow<'static, str> {
        behind(self.owner, self.name)
    }
}

impl<Owner, Value> From<Property<Owner, Value>> for Name<Owner> {
    fn from(property: Property<Owner, Value>) -> Self {
        Self { owner: None, name: property.name, marker: PhantomData }
    }
}

impl<Owner, Target> From<Navigation<Owner, Target>> for Name<Owner> {
    fn from(navigation: Navigation<Owner, Target>) -> Self {
        Self { owner: navigation.owner, name: navigation.name, marker: PhantomData }
    }
}

/// A property behind a cast to the type that has it.
fn behind(owner: Option<&str>, name: &'static str) -> Cow<'static, str> {
    match owner {
        Some(owner) => Cow::Owned(format!("{owner}/{name}")),
        None => Cow::Borrowed(name),
    }
}
