//! Several requests in one: JSON batch, with a typed handle for each part.

mod answers;
mod chunk;
mod handle;
pub(crate) mod media;
mod part;
mod read;
mod request;
mod send;

use std::fmt;

pub use self::{
    answers::BatchAnswers,
    handle::{Handle, PartId},
    request::BatchRequest,
};
use self::{chunk::chunks, handle::BatchId, send::Sending};
use crate::{
    client::Client,
    error::{Error, Fault, Result},
    request::Draft,
};

/// Several requests that go to the service as one (`$batch`, as JSON).
///
/// ```
/// # use http::Response;
/// # use odata_runtime::{Client, Object, Page, transport::memory::InMemory};
/// # async fn run() -> odata_runtime::Result<()> {
/// # let service = InMemory::new(|_| Response::new(r#"{"responses": [
/// #     {"id": "2", "status": 200, "body": {"value": [{"name": "a"}]}},
/// #     {"id": "1", "status": 200, "body": {"name": "x"}}
/// # ]}"#));
/// # let client = Client::builder("https://service.example").transport(service).build()?;
/// # let people = client.resource().child("people");
/// let mut batch = client.batch();
/// let one = batch.add(people.key("x").get::<Object>());
/// let trips = batch.add(people.key("y").child("trips").list::<Object>().top(5));
///
/// let mut answers = batch.send().await?;
/// let one: Object = answers.take(one)?;
/// let trips: Page<Object> = answers.take(trips)?;
/// # assert_eq!(trips.len(), 1);
/// # Ok(())
/// # }
/// # futures_executor::block_on(run()).unwrap();
/// ```
///
/// The token goes on the request around the parts only; of the client's own headers, secrets stay
/// there too. A redirect of a part is not followed: it is an error with its status.
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    client: Client,
    id: BatchId,
    parts: Vec<Planned>,
    fault: Option<Fault>,
}

/// A part as it was added.
struct Planned {
    draft: Draft,
    after: Vec<usize>,
}

impl Client {
    /// An empty batch. Only requests that were made with this client, or a clone of it, can go into
    /// it.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let mut batch = client.batch();
    /// for key in [7, 8] {
    ///     batch.add(client.resource().child("things").key(key).delete());
    /// }
    /// assert_eq!(batch.len(), 2);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn batch(&self) -> Batch {
        Batch { client: self.clone(), id: BatchId::new(), parts: Vec::new(), fault: None }
    }
}

impl Batch {
    /// Adds a request, and gives the handle that its answer is asked for by.
    ///
    /// ```
    /// # use odata_runtime::{Client, Handle, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let mut batch = client.batch();
    /// let gone: Handle<()> = batch.add(client.resource().child("things").key(7).delete());
    /// assert_eq!(batch.len(), 1);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    ///
    /// A request that cannot be built, or was made with another client, is not sent; taking its
    /// answer gives the error.
    pub fn add<R: BatchRequest>(&mut self, request: R) -> Handle<R::Answer> {
        self.push(request.into_draft(), Vec::new())
    }

    /// Adds a request that is carried out after others, and only if they succeed (`dependsOn`).
    /// Without that, the service can carry parts out in any order.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let things = client.resource().child("things");
    /// let mut batch = client.batch();
    /// let first = batch.add(things.key(7).delete());
    /// let second = batch.add(things.key(8).delete());
    /// let left = batch.add_after([first, second], things.list::<Object>());
    /// let again = batch.add_after([first.id(), left.id()], things.list::<Object>());
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    ///
    /// Parts that depend on each other go in one request. Where one fails, those after it fail with
    /// [`is_failed_dependency`](Error::is_failed_dependency). A part of another batch in `after`
    /// makes [`send`](Self::send) fail.
    #[doc(alias = "depends_on")]
    #[doc(alias = "dependsOn")]
    pub fn add_after<R: BatchRequest, P: Into<PartId>>(
        &mut self,
        after: impl IntoIterator<Item = P>,
        request: R,
    ) -> Handle<R::Answer> {
        let mut indexes = Vec::new();
        for part in after {
            let PartId { batch, index } = part.into();
            if batch != self.id {
                self.fault.get_or_insert("a part depends on a part of another batch".into());
            } else if !indexes.contains(&index) {
                indexes.push(index);
            }
        }
        self.push(request.into_draft(), indexes)
    }

    fn push<T>(&mut self, draft: Draft, after: Vec<usize>) -> Handle<T> {
        let index = self.parts.len();
        self.parts.push(Planned { draft, after });
        Handle::new(PartId { batch: self.id, index })
    }

    /// How many parts were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether no part was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Sends the batch: in as many requests as the service's limit asks for
    /// ([`Service::batch_limit`](crate::Service::batch_limit)), one after the other. An empty batch
    /// sends nothing.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let answers = client.batch().send().await?;
    /// assert!(answers.is_empty());
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// Answers count by the id of the part, in any order. Of several for one part the first counts;
    /// answers to what was not asked are ignored. A part that fails leaves the others as they are.
    ///
    /// A part that the client's [retry policy](crate::RetryPolicy) tries again, as a rule one that was
    /// throttled (429), is sent again by itself after the wait that its answer asks for, with those
    /// that failed because they come after it (424). The others are not sent twice, and the parts
    /// that were to follow wait as well.
    ///
    /// When a request after the first one fails, the answers that are there are kept. The parts that
    /// it carried, and those that were to follow and are not sent any more, each get an error with
    /// that failure as its `source`.
    ///
    /// # Errors
    ///
    /// Where nothing was answered:
    ///
    /// - The first request failed, or its answer is no batch answer. Whether the service has acted
    ///   is to be judged as for a single request.
    /// - More parts depend on each other than the service takes at once, or a part depends on one of
    ///   another batch: [`is_builder`](Error::is_builder), nothing was sent.
    pub async fn send(self) -> Result<BatchAnswers> {
        if let Some(fault) = self.fault {
            return Err(Error::build(fault));
        }
        let mut sending = Sending::new(&self.client, BatchAnswers::new(self.id, self.parts.len()));
        let ready = sending.prepare(self.parts);
        let chunks = chunks(ready, self.client.service().parts_at_once()).map_err(Error::build)?;
        sending.send(chunks).await?;
        Ok(sending.answers)
    }
}

/// Shows the method and URL of each part, and the names of its headers.
impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Batch ")?;
        f.debug_list().entries(self.parts.iter().map(|part| &part.draft)).finish()
    }
}
