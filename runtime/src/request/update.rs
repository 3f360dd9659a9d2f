//! Changing some properties of an entity.

use serde_json::value::RawValue;

use crate::{
    error::Result,
    model::Entity,
    query::{IntoValue, Property},
    request::answer::sealed::Read as _,
};

request! {
    /// Changes an entity: what is set is sent (`PATCH`), everything else stays as it is.
    ///
    /// Properties are sent in the order in which they were first set; of several values for one
    /// property, the last is sent.
    UpdateRequest<T>
}

shape_options!(T, UpdateRequest<T>);

impl<T: Entity> UpdateRequest<T> {
    /// Sets a property.
    pub fn set<V>(mut self, property: Property<T::Owner, V>, value: impl IntoValue<V>) -> Self {
        self.draft.set_member(property.as_str(), value.into_json());
        self
    }

    /// Sets a property to null.
    pub fn set_null<V>(mut self, property: Property<T::Owner, V>) -> Self {
        self.draft.set_member(property.as_str(), Ok(RawValue::NULL.to_owned()));
        self
    }

    /// Sets a member of the body by its name, to any JSON: for properties that the model does not
    /// know, and for annotations.
    pub fn set_raw(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.draft.set_member(name.as_ref(), RawValue::from_string(value.as_ref().to_owned()));
        self
    }

    /// Whether nothing is set yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.draft.has_no_member()
    }

    /// Sends the changes. Gives the entity where the service answers with it, and `None` where it
    /// does not (204).
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or its answer cannot be read.
    /// A request with nothing set is not sent and is an error too: ask [`is_empty`](Self::is_empty)
    /// where that can be.
    pub async fn send(self) -> Result<Option<T>> {
        <Option<T>>::read(self.draft.send().await?)
    }
}
