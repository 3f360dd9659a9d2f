//! Which properties are answered: `$select`.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::path::Path;
use super::property::{Name, Navigation, Property};

/// What `$select` takes: properties of `Owner`.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::{IntoSelect, Select};
///
/// let mut select: Select<Task> = (Task::ID, Task::IS_ENABLED).into_select();
/// select.append(Task::DISPLAY_NAME.into_select());
/// assert_eq!(select.render(), "id,isEnabled,displayName");
/// ```
#[must_use]
pub struct Select<Owner> {
    items: Vec<Cow<'static, str>>,
    marker: PhantomData<fn() -> Owner>,
}

clone!(Select<Owner>, items);
debug!(Select<Owner>, |this| this.render());

impl<Owner> Default for Select<Owner> {
    fn default() -> Self {
        Self { items: Vec::new(), marker: PhantomData }
    }
}

impl<Owner> Select<Owner> {
    /// An item in OData's own syntax, not percent-encoded, where no constant serves: `*`, or a
    /// property of an open type.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
    /// use odata_runtime::query::{IntoSelect, Select};
    ///
    /// assert_eq!((Task::ID, Select::raw("extension_1")).into_select().render(), "id,extension_1");
    /// ```
    pub fn raw(item: impl Into<Cow<'static, str>>) -> Self {
        Self { items: vec![item.into()], marker: PhantomData }
    }

    /// Whether nothing is selected, so that the option is not to be sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Adds the items of another selection behind those of this one.
    pub fn append(&mut self, other: Self) {
        self.items.extend(other.items);
    }

    /// The value of the option, not percent-encoded.
    #[must_use]
    pub fn render(&self) -> String {
        self.items.join(",")
    }

    pub(super) fn into_items(self) -> Vec<Cow<'static, str>> {
        self.items
    }
}

/// What can be selected from `Owner`: a property, a navigation property, a path through complex
/// properties, a [`Name`], and tuples, arrays, vectors and slices of these.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// use odata_runtime::query::IntoSelect;
///
/// let select = (Workflow::ID, Workflow::SCHEDULE.path(Schedule::INTERVAL), Workflow::TASKS);
/// assert_eq!(select.into_select().render(), "id,schedule/interval,tasks");
/// ```
///
/// Properties of another type cannot be:
///
/// ```compile_fail,E0277
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
/// # use odata_runtime::query::IntoSelect;
/// fn tasks(select: impl IntoSelect<Task>) {}
/// tasks((Task::ID, Workflow::DISPLAY_NAME));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected from `{Owner}`",
    label = "not a property of `{Owner}`"
)]
pub trait IntoSelect<Owner> {
    /// The selection.
    fn into_select(self) -> Select<Owner>;
}

lists!(IntoSelect, into_select, Select);

impl<Owner> IntoSelect<Owner> for Select<Owner> {
    fn into_select(self) -> Self {
        self
    }
}

impl<Owner> IntoSelect<Owner> for Name<Owner> {
    fn into_select(self) -> Select<Owner> {
        Select::raw(self.selected())
    }
}

impl<Owner, Value> IntoSelect<Owner> for Property<Owner, Value> {
    fn into_select(self) -> Select<Owner> {
        Select::raw(self.as_str())
    }
}

impl<Owner, Target> IntoSelect<Owner> for Navigation<Owner, Target> {
    fn into_select(self) -> Select<Owner> {
        Select::raw(self.selected())
    }
}

impl<Owner, Value> IntoSelect<Owner> for Path<Owner, Value> {
    fn into_select(self) -> Select<Owner> {
        Select::raw(self.into_names().join("/"))
    }
}
