//! Streams over the pages of a collection, and over their items.

use std::{
    collections::HashSet,
    fmt,
    hash::{BuildHasher as _, RandomState},
    marker::PhantomData,
    pin::Pin,
    task::{Context as Polling, Poll, ready},
    vec,
};

use futures_core::Stream;
use http::Uri;

use crate::{
    client::{exchange::Answer, origin::Origin},
    credential::BoxFuture,
    error::{Context, Error, Fault, Kind, Result},
    model::Wire,
    page::Page,
    request::{Draft, answer},
};

/// How many pages without an item may follow each other.
const EMPTY_PAGES: u32 = 1_000;

/// All pages of a collection, as a [`Stream`]. Each is fetched when it is asked for.
///
/// Headers, but not query options, are sent again with every page: the link holds what it needs. A
/// link that leads to another origin or in a circle ends the stream with an error, and nothing is
/// sent there. Dropping a pending `next` loses nothing.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<T> {
    cursor: Cursor,
    of: PhantomData<fn() -> T>,
}

/// All items of a collection, as a [`Stream`]. A page is fetched when its first item is asked for.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<T> {
    pages: Pages<T>,
    page: vec::IntoIter<T>,
}

/// Where a walk over pages is.
struct Cursor {
    draft: Draft,
    state: State,
    followed: Followed,
    empty: u32,
}

enum State {
    /// The next page is not asked for yet.
    Ready(Box<Draft>),
    Fetching(BoxFuture<'static, Result<Answer>>),
    /// The last page could be read, but what follows it cannot be had.
    Failed(Error),
    Done,
}

impl<T> Pages<T> {
    pub(crate) fn new(draft: Draft) -> Self {
        Self { cursor: Cursor::new(draft), of: PhantomData }
    }
}

impl<T> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }
}

impl<T: Wire> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, polling: &mut Polling<'_>) -> Poll<Option<Self::Item>> {
        let Some(answer) = ready!(self.cursor.poll(polling)) else {
            return Poll::Ready(None);
        };
        let page = answer.and_then(|answer| {
            let page = answer::page(&answer)?;
            self.cursor.turn(&answer, page.next_link(), page.context(), page.is_empty());
            Ok(page)
        });
        Poll::Ready(Some(page))
    }
}

impl<T: Wire> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, polling: &mut Polling<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(polling)) {
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
        f.debug_tuple("Pages").field(&self.cursor.draft).finish()
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.pages.cursor.draft).finish()
    }
}

impl Cursor {
    fn new(draft: Draft) -> Self {
        let state = State::Ready(Box::new(draft.clone()));
        Self { draft, state, followed: Followed::default(), empty: 0 }
    }

    /// The next page, unread; [`turn`](Self::turn) says where to go on from it. Without that, and
    /// after an error, the walk is over.
    fn poll(&mut self, polling: &mut Polling<'_>) -> Poll<Option<Result<Answer>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Ready(draft) => self.state = State::Fetching(draft.send()),
                State::Fetching(mut answer) => {
                    let polled = answer.as_mut().poll(polling);
                    if polled.is_pending() {
                        self.state = State::Fetching(answer);
                    }
                    return polled.map(Some);
                }
                State::Failed(error) => return Poll::Ready(Some(Err(error))),
                State::Done => return Poll::Ready(None),
            }
        }
    }

    /// Goes on from a page that was read.
    fn turn(&mut self, answer: &Answer, link: Option<&str>, context_url: Option<&str>, is_empty: bool) {
        let Some(link) = link else { return };
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        self.state = match self.next(answer, link, context_url) {
            Ok(uri) => State::Ready(Box::new(self.draft.follow(uri))),
            Err(fault) => State::Failed(Error::new(Kind::Link(fault), Context::clone(&answer.context))),
        };
    }

    fn next(&mut self, answer: &Answer, link: &str, context_url: Option<&str>) -> Result<Uri, Fault> {
        if self.empty > EMPTY_PAGES {
            return Err(Fault(format!("more than {EMPTY_PAGES} empty pages follow each other")));
        }
        let request_url = answer.uri.to_string();
        let refused = |fault: Fault| Fault(format!("the next link is not followed: {}", fault.0));
        let origin = self.draft.resource().client().origin();
        let base = base(link, context_url, &request_url, origin);
        let uri = origin.resolve(base.as_deref().unwrap_or(&request_url), link).map_err(refused)?;
        self.followed.insert(&answer.uri);
        if self.followed.insert(&uri) {
            Ok(uri)
        } else {
            Err(refused("it leads to a page that was read already".into()))
        }
    }
}

/// What a relative link is resolved against, if that is not the URL of the request: by the
/// specification of OData's JSON format, the context URL where the answer has one. One of another
/// origin does not count, and a link that is a query alone means the page it stands on.
fn base(link: &str, context_url: Option<&str>, request_url: &str, origin: &Origin) -> Option<String> {
    let context_url = context_url.filter(|url| url.contains("$metadata") && !link.starts_with('?'))?;
    origin.resolve(request_url, context_url).ok().map(|uri| uri.to_string())
}

/// The links that were followed, as 128 bits each: a long walk shall not hold all their text.
#[derive(Default)]
struct Followed {
    seen: HashSet<u128>,
    hashers: (RandomState, RandomState),
}

impl Followed {
    /// Whether the link is new.
    fn insert(&mut self, uri: &Uri) -> bool {
        let high = u128::from(self.hashers.0.hash_one(uri)) << 64;
        self.seen.insert(high | u128::from(self.hashers.1.hash_one(uri)))
    }
}
