//! A walk over the pages of a collection, whatever they hold.

use std::{
    fmt,
    task::{Context as Polling, Poll},
};

use http::Uri;

use crate::{
    client::exchange::Answer,
    credential::BoxFuture,
    error::{Context, Error, Fault, Kind, Result},
    link::NextLink,
    request::{Draft, followed::Followed},
};

/// How many pages without an item may follow each other.
const EMPTY_PAGES: u32 = 1_000;

/// Where a walk over pages is.
pub(super) struct Cursor {
    draft: Draft,
    state: State,
    followed: Followed,
    empty: u32,
}

enum State {
    /// The next page is not asked for yet.
    Ready(Box<Draft>),
    Fetching(BoxFuture<'static, Result<Answer>>),
    /// The next page came before it was asked for.
    Fetched(Box<Result<Answer>>),
    /// The last page could be read, but what follows it cannot be had.
    Failed(Error),
    Done,
}

impl Cursor {
    pub(super) fn new(draft: Draft) -> Self {
        let state = State::Ready(Box::new(draft.clone()));
        Self { draft, state, followed: Followed::default(), empty: 0 }
    }

    /// The next page, unread; [`turn`](Self::turn) says where to go on from it. Without that, and
    /// after an error, the walk is over.
    pub(super) fn poll(&mut self, polling: &mut Polling<'_>) -> Poll<Option<Result<Answer>>> {
        self.advance(polling);
        match std::mem::replace(&mut self.state, State::Done) {
            State::Fetched(answer) => Poll::Ready(Some(*answer)),
            State::Failed(error) => Poll::Ready(Some(Err(error))),
            State::Done => Poll::Ready(None),
            under_way @ (State::Ready(_) | State::Fetching(_)) => {
                self.state = under_way;
                Poll::Pending
            }
        }
    }

    /// Begins to fetch the next page, or goes on with that. What comes of it is kept.
    pub(super) fn advance(&mut self, polling: &mut Polling<'_>) {
        if let State::Ready(draft) = &self.state {
            self.state = State::Fetching(draft.send());
        }
        if let State::Fetching(answer) = &mut self.state
            && let Poll::Ready(answer) = answer.as_mut().poll(polling)
        {
            self.state = State::Fetched(Box::new(answer));
        }
    }

    /// Goes on from a page that was read.
    pub(super) fn turn(&mut self, answer: &Answer, link: Option<&NextLink>, is_empty: bool) {
        let Some(link) = link else { return };
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        self.state = match self.next(answer, link) {
            Ok(uri) => State::Ready(Box::new(self.draft.follow(uri))),
            Err(fault) => State::Failed(Error::new(Kind::Link(fault), Context::clone(&answer.context))),
        };
    }

    fn next(&mut self, answer: &Answer, link: &NextLink) -> Result<Uri, Fault> {
        if self.empty > EMPTY_PAGES {
            return Err(Fault(format!("more than {EMPTY_PAGES} empty pages follow each other")));
        }
        let refused = |fault: Fault| Fault(format!("the next link is not followed: {}", fault.0));
        let uri = self.draft.resource().client().origins().follow(link.as_str()).map_err(refused)?;
        self.followed.insert(&answer.uri);
        if self.followed.insert(&uri) {
            Ok(uri)
        } else {
            Err(refused("it leads to a page that was read already".into()))
        }
    }
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draft.fmt(f)
    }
}
