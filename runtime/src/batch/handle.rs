//! Handles of the parts of a batch: what an answer is asked for by.

use std::{
    fmt,
    marker::PhantomData,
    sync::atomic::{AtomicUsize, Ordering},
};

/// Which batch of this process a handle belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct BatchId(usize);

impl BatchId {
    pub(super) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A part of a batch, whatever its answer: what [`Batch::add_after`](crate::Batch::add_after) takes.
///
/// Shown, it is the `id` that the part has on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartId {
    pub(super) batch: BatchId,
    pub(super) index: usize,
}

/// A part of a batch whose answer is read as `T`. It is copied freely, and good for one answer.
///
/// ```
/// # use odata_runtime::{Client, Object, transport::memory::InMemory};
/// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
/// let mut batch = client.batch();
/// let first = batch.add(client.resource().child("things").list::<Object>());
/// assert_eq!(first.id().to_string(), "1");
/// # Ok::<(), odata_runtime::Error>(())
/// ```
pub struct Handle<T> {
    id: PartId,
    of: PhantomData<fn() -> T>,
}

impl<T> Handle<T> {
    pub(super) fn new(id: PartId) -> Self {
        Self { id, of: PhantomData }
    }

    /// The part, without the type of its answer.
    #[must_use]
    pub fn id(&self) -> PartId {
        self.id
    }
}

impl<T> Clone for Handle<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Handle<T> {}

impl<T> From<Handle<T>> for PartId {
    fn from(handle: Handle<T>) -> Self {
        handle.id
    }
}

impl fmt::Display for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", wire_id(self.index))
    }
}

impl fmt::Debug for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartId({self})")
    }
}

impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({})", self.id)
    }
}

/// The id of a part on the wire. It is its own among all parts of the batch, not of one request
/// alone, so that an answer cannot be taken for that of a part that was sent before.
pub(super) fn wire_id(index: usize) -> usize {
    index.saturating_add(1)
}
