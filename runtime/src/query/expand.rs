//! Which related values are answered inline: `$expand`.

use std::marker::PhantomData;

use super::expand_item::ExpandItem;
use super::literal::EnumStyle;
use super::path::Path;
use super::property::Property;
use super::types::Structured;
use crate::model::TypeFacts;

/// What `$expand` takes: navigation properties of `Owner`, each with its own options.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::{EnumStyle, IntoExpand};
///
/// let expand = TaskProcessingResult::TASK.select((Task::ID, Task::DISPLAY_NAME)).into_expand();
/// assert_eq!(expand.render(EnumStyle::Plain), "task($select=id,displayName)");
/// ```
#[must_use]
pub struct Expand<Owner> {
    items: Vec<ExpandItem>,
    marker: PhantomData<fn() -> Owner>,
}

clone!(Expand<Owner>, items);
debug!(Expand<Owner>, |this| this.render(EnumStyle::Qualified));

impl<Owner> Default for Expand<Owner> {
    fn default() -> Self {
        Self { items: Vec::new(), marker: PhantomData }
    }
}

impl<Owner> Expand<Owner> {
    /// An item in OData's own syntax, not percent-encoded, where no method serves.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::{EnumStyle, Expand};
    /// let expand = Expand::<Workflow>::raw("tasks/$ref");
    /// assert_eq!(expand.render(EnumStyle::Plain), "tasks/$ref");
    /// ```
    pub fn raw(item: impl Into<String>) -> Self {
        Self::of(ExpandItem::new(item.into(), TypeFacts::NONE))
    }

    /// Whether nothing is expanded, so that the option is not to be sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Adds the items of another expansion behind those of this one.
    pub fn append(&mut self, other: Self) {
        self.items.extend(other.items);
    }

    /// The value of the option, not percent-encoded.
    #[must_use]
    pub fn render(&self, style: EnumStyle) -> String {
        ExpandItem::render_all(&self.items, style)
    }

    /// Whether what is expanded holds enumerations that members may be added to.
    pub(crate) fn has_evolvable_enums(&self) -> bool {
        self.items.iter().any(ExpandItem::has_evolvable_enums)
    }

    /// Whether something in it makes an advanced query.
    pub(crate) fn is_advanced(&self) -> bool {
        self.items.iter().any(ExpandItem::is_advanced)
    }

    pub(super) fn into_items(self) -> Vec<ExpandItem> {
        self.items
    }

    pub(super) fn of(item: ExpandItem) -> Self {
        Self { items: vec![item], marker: PhantomData }
    }
}

impl<Owner, Value: Structured> Property<Owner, Value> {
    /// Expands navigation properties of this complex property.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let expand = Workflow::SCHEDULE.expand(Schedule::FIRST_TASK.select(Task::ID));
    /// assert_eq!(expand.render(EnumStyle::Plain), "schedule/firstTask($select=id)");
    /// ```
    pub fn expand(self, expand: impl IntoExpand<Value::Scope>) -> Expand<Owner> {
        let items = expand.into_expand().items.into_iter();
        Expand { items: items.map(|item| item.below(self.as_str())).collect(), marker: PhantomData }
    }
}

impl<Owner, Value: Structured> Path<Owner, Value> {
    /// Expands navigation properties of the complex value that this path leads to.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// # use odata_runtime::query::EnumStyle;
    /// let groups = Workflow::SCOPE.cast::<GroupBasedSubjectSet>();
    /// let expand = groups.expand(GroupBasedSubjectSet::GROUPS.select(DirectoryObject::ID));
    /// assert_eq!(expand.render(EnumStyle::Plain), "scope/ns.groupBasedSubjectSet/groups($select=id)");
    /// ```
    pub fn expand(self, expand: impl IntoExpand<Value::Scope>) -> Expand<Owner> {
        let head = self.into_names().join("/");
        let items = expand.into_expand().items.into_iter();
        Expand { items: items.map(|item| item.below(&head)).collect(), marker: PhantomData }
    }
}

/// What can be expanded from `Owner`: a navigation property, one with options, and tuples, arrays,
/// vectors and slices of these.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::{EnumStyle, IntoExpand};
///
/// let expand = (Task::WORKFLOW, Task::SUBTASKS.top(5)).into_expand();
/// assert_eq!(expand.render(EnumStyle::Plain), "workflow,subtasks($top=5)");
/// ```
///
/// Structural properties, and navigation properties of another type, cannot be:
///
/// ```compile_fail,E0277
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// # use odata_runtime::query::IntoExpand;
/// fn tasks(expand: impl IntoExpand<Task>) {}
/// tasks(Workflow::TASKS);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be expanded from `{Owner}`",
    label = "not a navigation property of `{Owner}`"
)]
pub trait IntoExpand<Owner> {
    /// The expansion.
    fn into_expand(self) -> Expand<Owner>;
}

lists!(IntoExpand, into_expand, Expand);

impl<Owner> IntoExpand<Owner> for Expand<Owner> {
    fn into_expand(self) -> Self {
        self
    }
}
