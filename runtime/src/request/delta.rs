//! Asking what has changed in a collection.

use std::{
    fmt,
    pin::Pin,
    task::{Context as Polling, Poll, ready},
    vec,
};

use futures_core::Stream;
use futures_util::StreamExt as _;

use crate::{
    delta::{Change, Delta},
    error::Result,
    link::{DeltaLink, NextLink},
    model::Entity,
    page::Page,
    request::{Pages, answer},
};

request! {
    /// Asks what has changed in a collection: the first time what is in it, with a link; then, with
    /// [`since`](Self::since) that link, what has changed.
    ///
    /// Query options belong to the first request: the links hold them.
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, Error, Object, transport::memory::InMemory};
    /// # async fn run() -> Result<(), Error> {
    /// # let first = r#"{"value": [{"id": "a"}], "@odata.deltaLink": "https://service.example/users/delta()?$deltatoken=1"}"#;
    /// # let then = r#"{"value": [{"id": "a", "@removed": {"reason": "deleted"}}], "@odata.deltaLink": "https://service.example/2"}"#;
    /// # let service = InMemory::queue([first, then].map(Response::new));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let users = client.resource().child("users");
    /// let all = users.function("delta").delta::<Object>().collect().await?;
    /// assert_eq!(all.changed().len(), 1);
    ///
    /// // Store `all.link()`; later:
    /// let link = all.link().expect("the service tracks changes");
    /// let delta = users.function("delta").delta::<Object>().since(link).collect().await?;
    /// assert_eq!(delta.removed()[0].id(), Some("a"));
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    DeltaRequest<T>
}

shape_options!(T, DeltaRequest<T>);
filter_options!(T, DeltaRequest<T>);

impl<T: Entity> DeltaRequest<T> {
    /// Asks for what has changed since a link that an earlier round gave. Headers are kept; the link
    /// holds the query options of the first request, and none that are given besides it count.
    ///
    /// ```
    /// # use odata_runtime::{Client, DeltaLink, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let Ok(link) = "https://service.example/users/delta?$deltatoken=1".parse::<DeltaLink>();
    /// let request = client.resource().child("users").track_changes::<Object>().since(&link);
    /// assert_eq!(request.request()?.uri(), link.as_str());
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn since(mut self, link: &DeltaLink) -> Self {
        self.draft = self.draft.resume(link.as_str());
        self
    }

    /// Goes on in the middle of a round, from what [`Changes::next_link`] gave.
    ///
    /// ```
    /// # use odata_runtime::{Client, NextLink, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let Ok(link) = "https://service.example/users/delta?$skiptoken=1".parse::<NextLink>();
    /// let request = client.resource().child("users").track_changes::<Object>().resume(&link);
    /// assert_eq!(request.request()?.uri(), link.as_str());
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn resume(mut self, link: &NextLink) -> Self {
        self.draft = self.draft.resume(link.as_str());
        self
    }

    /// Reads one page of the changes.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"{"value": [{"id": 1}], "@odata.deltaLink": "people?$deltatoken=2"}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let page = people.track_changes::<Object>().send().await?;
    /// assert_eq!(page.len(), 1);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer is not a page. A
    /// service that can no longer say what has changed gives an error that
    /// [`resync`](crate::Error::resync) tells more of.
    pub async fn send(self) -> Result<Page<Change<T>>> {
        answer::page(&self.draft.send().await?)
    }

    /// Reads the changes one by one, each page when its first change is asked for.
    ///
    /// ```
    /// # use futures_util::TryStreamExt;
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"{"value": [{"id": 1}], "@odata.deltaLink": "people?$deltatoken=2"}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let mut changes = people.track_changes::<Object>().changes();
    /// while let Some(change) = changes.try_next().await? {
    ///     println!("{change:?}");
    /// }
    /// assert!(changes.delta_link().is_some());
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    pub fn changes(self) -> Changes<T> {
        Changes { pages: Pages::new(self.draft), page: Vec::new().into_iter(), here: None, next: None, delta: None }
    }

    /// Reads all changes.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"{"value": [{"id": 1}], "@odata.deltaLink": "people?$deltatoken=2"}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let round = people.track_changes::<Object>().collect().await?;
    /// assert_eq!((round.changed().len(), round.removed().len()), (1, 0));
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), for any page. What was read before is then lost: to keep it and go on
    /// from there, use [`changes`](Self::changes).
    pub async fn collect(self) -> Result<Delta<T>> {
        let mut changes = self.changes();
        let mut delta = Delta::new();
        while let Some(change) = changes.next().await {
            delta.put(change?);
        }
        Ok(delta.end(changes.delta_link().cloned()))
    }
}

/// The changes to a collection, as a [`Stream`]. A page is fetched when its first change is asked for.
///
/// It ends after the last page, or after an error. Links are followed as by [`Items`](crate::Items).
///
/// ```
/// # use futures_util::TryStreamExt as _;
/// # use http::Response;
/// # use odata_runtime::{Change, Client, Error, Object, transport::memory::InMemory};
/// # async fn run() -> Result<(), Error> {
/// # let service = InMemory::new(|_| Response::new(r#"{"value": [{"id": "a"}], "@odata.deltaLink": "https://service.example/2"}"#));
/// # let client = Client::builder("https://service.example").transport(service).build()?;
/// let mut changes = client.resource().child("users").track_changes::<Object>().changes();
/// while let Some(change) = changes.try_next().await? {
///     match change {
///         Change::Changed(user) => println!("{:?}", user.extra),
///         Change::Removed(user) => println!("{:?} is gone", user.id()),
///         _ => {}
///     }
/// }
/// assert!(changes.delta_link().is_some());
/// # Ok(())
/// # }
/// # futures_executor::block_on(run()).unwrap();
/// ```
#[must_use = "a stream does nothing until it is polled"]
pub struct Changes<T> {
    pages: Pages<Change<T>>,
    page: vec::IntoIter<Change<T>>,
    /// The link that led to the page whose changes are being given.
    here: Option<NextLink>,
    next: Option<NextLink>,
    delta: Option<DeltaLink>,
}

impl<T> Changes<T> {
    /// Fetches one page ahead, as [`Items::read_ahead`](crate::Items::read_ahead) does.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let changes = client.resource().child("users").track_changes::<Object>().changes().read_ahead();
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn read_ahead(mut self) -> Self {
        self.pages = self.pages.read_ahead();
        self
    }

    /// The link to the changes after these, to be stored: `None` until the last change of the last
    /// page was given, and where the service gave none.
    #[must_use]
    pub fn delta_link(&self) -> Option<&DeltaLink> {
        self.delta.as_ref().filter(|_| self.page.len() == 0 && self.next.is_none())
    }

    /// Where another process can go on, with [`DeltaRequest::resume`]: the page of which not all
    /// changes were given yet. Those of it that were given come again.
    ///
    /// `None` within the first page, where one begins as this stream began, and after the last.
    #[must_use]
    pub fn next_link(&self) -> Option<&NextLink> {
        if self.page.len() == 0 { self.next.as_ref() } else { self.here.as_ref() }
    }

    fn enter(&mut self, page: Page<Change<T>>) {
        self.here = self.next.take();
        self.next = page.next_link().cloned();
        self.delta = page.delta_link().cloned();
        self.page = page.into_iter();
    }
}

impl<T: Entity> Stream for Changes<T> {
    type Item = Result<Change<T>>;

    fn poll_next(mut self: Pin<&mut Self>, polling: &mut Polling<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(change) = self.page.next() {
                self.pages.work_ahead(polling);
                return Poll::Ready(Some(Ok(change)));
            }
            match ready!(self.pages.poll_page(polling)) {
                Some(Ok(page)) => self.enter(page),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> Unpin for Changes<T> {}

impl<T> fmt::Debug for Changes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Changes").field(&self.pages).finish()
    }
}
