//! Reading a collection.

use crate::{error::Result, model::Wire, page::Page, request::answer};

request! {
    /// Reads a collection: one page with [`send`](Self::send), all with [`items`](Self::items) or
    /// [`pages`](Self::pages).
    ListRequest<T>
}

shape_options!(T, ListRequest<T>);
collection_options!(T, ListRequest<T>);

impl<T: Wire> ListRequest<T> {
    /// Reads the first page.
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer is not a page.
    pub async fn send(self) -> Result<Page<T>> {
        answer::page(&self.draft.send().await?)
    }
}
