//! What has changed in a collection since it was read.

use crate::{
    link::DeltaLink,
    model::{Extra, Object},
};

/// One change to a collection. To keep a copy of it, apply changes in the order in which they come.
///
/// ```
/// # use odata_runtime::{Change, Object};
/// # fn apply(change: Change<Object>) {
/// match change {
///     Change::Changed(item) => println!("{:?} is new or changed", item.extra.get("id")),
///     Change::Removed(item) => println!("{:?} is gone", item.id()),
///     other => println!("of relations: {other:?}"),
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Change<T> {
    /// An entity that is new or was changed. A service may send the changed properties only.
    Changed(T),
    /// An entity that was deleted, or no longer belongs to the collection.
    Removed(Removed),
    /// Two entities that are now related.
    LinkAdded(LinkChange),
    /// Two entities that are no longer related.
    LinkRemoved(LinkChange),
    /// An entity of another entity set, which is related to one of the collection.
    Other(Object),
}

/// An entity that was deleted, or that no longer belongs to a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    id: Option<String>,
    reason: Option<RemovedReason>,
    object: Object,
}

/// Why an entity is no longer in a collection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RemovedReason {
    /// It was deleted. Some services can restore it.
    Deleted,
    /// It was changed so that it does not belong to the collection any more.
    Changed,
    /// Another, as the service wrote it.
    UnknownValue(String),
}

/// A relation of two entities that began or ended.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkChange {
    source: Option<String>,
    relationship: Option<String>,
    target: Option<String>,
    object: Object,
}

/// All changes to a collection up to a point in time, and the link to those after it.
///
/// [`Changes`](crate::Changes) gives the same change by change.
#[derive(Clone, Debug, PartialEq)]
pub struct Delta<T> {
    changed: Vec<T>,
    removed: Vec<Removed>,
    rest: Vec<Change<T>>,
    link: Option<DeltaLink>,
}

impl Removed {
    pub(crate) fn new(object: Object) -> Self {
        let id = ["id", "@id", "@odata.id"].iter().find_map(|name| text(&object.extra, name));
        let reason = reason(&object.extra).map(RemovedReason::from);
        Self { id, reason, object }
    }

    /// What names the entity: its property `id`, or else its entity-id (`@odata.id`). Services of
    /// OData 4.0 write the entity-id, a URL such as `Customers('ANTON')`, as `id`. An entity with
    /// another key has the properties of its key in [`extra`](Self::extra).
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Why it is no longer there, where the service says.
    #[must_use]
    pub fn reason(&self) -> Option<&RemovedReason> {
        self.reason.as_ref()
    }

    /// The whole object as it came.
    #[must_use]
    pub fn extra(&self) -> &Extra {
        &self.object.extra
    }

    pub(crate) fn object(&self) -> &Object {
        &self.object
    }
}

impl From<String> for RemovedReason {
    fn from(reason: String) -> Self {
        match reason.as_str() {
            "deleted" => Self::Deleted,
            "changed" => Self::Changed,
            _ => Self::UnknownValue(reason),
        }
    }
}

impl LinkChange {
    pub(crate) fn new(object: Object) -> Self {
        let [source, relationship, target] = ["source", "relationship", "target"].map(|name| text(&object.extra, name));
        Self { source, relationship, target, object }
    }

    /// The entity-id of the one that has the navigation property.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The navigation property.
    #[must_use]
    pub fn relationship(&self) -> Option<&str> {
        self.relationship.as_deref()
    }

    /// The entity-id of the one that it leads to.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// The whole object as it came.
    #[must_use]
    pub fn extra(&self) -> &Extra {
        &self.object.extra
    }

    pub(crate) fn object(&self) -> &Object {
        &self.object
    }
}

impl<T> Delta<T> {
    pub(crate) fn new() -> Self {
        Self { changed: Vec::new(), removed: Vec::new(), rest: Vec::new(), link: None }
    }

    pub(crate) fn put(&mut self, change: Change<T>) {
        match change {
            Change::Changed(item) => self.changed.push(item),
            Change::Removed(item) => self.removed.push(item),
            other => self.rest.push(other),
        }
    }

    pub(crate) fn end(mut self, link: Option<DeltaLink>) -> Self {
        self.link = link;
        self
    }

    /// The entities that are new or were changed, in the order in which they came. One that was
    /// changed again while the pages were read can be there twice; the last counts.
    #[must_use]
    pub fn changed(&self) -> &[T] {
        &self.changed
    }

    /// Gives up the entities that are new or were changed.
    #[must_use]
    pub fn into_changed(self) -> Vec<T> {
        self.changed
    }

    /// The entities that were removed.
    #[must_use]
    pub fn removed(&self) -> &[Removed] {
        &self.removed
    }

    /// What is neither: changes of relations, and entities of other entity sets.
    #[must_use]
    pub fn rest(&self) -> &[Change<T>] {
        &self.rest
    }

    /// The link to the changes after these, to be stored; `None` where the service gave none.
    #[must_use]
    pub fn link(&self) -> Option<&DeltaLink> {
        self.link.as_ref()
    }
}

/// A text, or the JSON of a value that is none.
fn text(extra: &Extra, name: &str) -> Option<String> {
    match extra.get_as::<String>(name)? {
        Ok(text) => Some(text),
        Err(_) => extra.get_raw(name).filter(|raw| *raw != "null").map(str::to_owned),
    }
}

/// The reason in `@removed`; in OData 4.0 it is a member of the object.
fn reason(extra: &Extra) -> Option<String> {
    let removed = ["@removed", "@odata.removed"].iter().find_map(|name| extra.get(name));
    let reason = match &removed {
        Some(serde_json::Value::Object(removed)) => removed.get("reason")?.as_str()?.to_owned(),
        Some(serde_json::Value::String(reason)) => reason.clone(),
        Some(serde_json::Value::Null) | None => text(extra, "reason")?,
        Some(_) => return None,
    };
    Some(reason)
}
