//! Calling an action.

use crate::{error::Result, page::Page, request::answer::Answers};

request! {
    /// Calls an action.
    ActionRequest<R>
}

shape_options!(T, ActionRequest<T>);
shape_options!(T, ActionRequest<Option<T>>);
shape_options!(T, ActionRequest<Page<T>>);
collection_options!(T, ActionRequest<Page<T>>);

impl<R: Answers> ActionRequest<R> {
    /// Calls the action and reads what it returns.
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer cannot be read.
    pub async fn send(self) -> Result<R> {
        R::read(self.draft.send().await?)
    }
}
