//! Streams over the pages of a collection, and over their items.

use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    task::{Context as Polling, Poll, ready},
    vec,
};

use futures_core::Stream;

use crate::{
    error::Result,
    model::Wire,
    page::Page,
    request::{Draft, answer, cursor::Cursor},
};

/// All pages of a collection, as a [`Stream`]. Each is fetched when it is asked for.
///
/// Headers, but not query options, are sent again with every page: the link holds what it needs. A
/// link that leads to another origin or in a circle ends the stream with an error, and nothing is
/// sent there. Dropping a pending `next` loses nothing.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<T> {
    cursor: Cursor,
    reads_ahead: bool,
    of: PhantomData<fn() -> T>,
}

/// All items of a collection, as a [`Stream`]. A page is fetched when its first item is asked for.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<T> {
    pages: Pages<T>,
    page: vec::IntoIter<T>,
}

impl<T> Pages<T> {
    pub(crate) fn new(draft: Draft) -> Self {
        Self { cursor: Cursor::new(draft), reads_ahead: false, of: PhantomData }
    }

    /// Fetches one page ahead: as a page is given, the request for the next is sent.
    ///
    /// Nothing runs by itself: the request is worked on while the stream is polled, and between polls
    /// only the transport may go on with it. The page ahead is kept as it came, at most one, and read
    /// when it is asked for; so is an error. Dropping the stream drops the request.
    ///
    /// ```
    /// # use futures_util::TryStreamExt as _;
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::queue([r#"{"value": [{}], "@odata.nextLink": "?p=2"}"#, r#"{"value": [{}]}"#].map(Response::new));
    /// # let client = Client::builder("https://service.example").transport(service.clone()).build()?;
    /// let mut pages = client.resource().child("things").list::<Object>().pages().read_ahead();
    /// assert!(pages.try_next().await?.is_some());
    /// assert_eq!(service.requests().len(), 2);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    pub fn read_ahead(mut self) -> Self {
        self.reads_ahead = true;
        self
    }

    /// Works on the page ahead, where that is wanted.
    pub(super) fn work_ahead(&mut self, polling: &mut Polling<'_>) {
        if self.reads_ahead {
            self.cursor.advance(polling);
        }
    }
}

impl<T: Wire> Pages<T> {
    /// The next page, with nothing begun of the one after it.
    pub(super) fn poll_page(&mut self, polling: &mut Polling<'_>) -> Poll<Option<Result<Page<T>>>> {
        let Some(answer) = ready!(self.cursor.poll(polling)) else {
            return Poll::Ready(None);
        };
        let page = answer.and_then(|answer| {
            let page = answer::page(&answer)?;
            self.cursor.turn(&answer, page.next_link(), page.is_empty());
            Ok(page)
        });
        Poll::Ready(Some(page))
    }
}

impl<T> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// Fetches one page ahead: with the first item of a page, the request for the next is sent.
    ///
    /// Nothing runs by itself: the request is worked on whenever an item is asked for, and between
    /// these only the transport may go on with it. The page ahead is kept as it came, at most one, and
    /// read once the items before it are given; an error of it comes after these. Dropping the stream
    /// drops the request.
    ///
    /// ```
    /// # use futures_util::TryStreamExt as _;
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::queue([r#"{"value": [{}, {}], "@odata.nextLink": "?p=2"}"#, r#"{"value": [{}]}"#].map(Response::new));
    /// # let client = Client::builder("https://service.example").transport(service.clone()).build()?;
    /// let mut items = client.resource().child("things").list::<Object>().items().read_ahead();
    /// assert!(items.try_next().await?.is_some());
    /// assert_eq!(service.requests().len(), 2);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    pub fn read_ahead(mut self) -> Self {
        self.pages = self.pages.read_ahead();
        self
    }
}

impl<T: Wire> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, polling: &mut Polling<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(self.poll_page(polling));
        self.work_ahead(polling);
        Poll::Ready(page)
    }
}

impl<T: Wire> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, polling: &mut Polling<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                self.pages.work_ahead(polling);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(polling)) {
                Some(Ok(page)) => self.page = page.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.page.len(), None)
    }
}

impl<T> Unpin for Pages<T> {}
impl<T> Unpin for Items<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.cursor).finish()
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.pages.cursor).finish()
    }
}
