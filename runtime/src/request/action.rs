//! Calling an action.

use crate::{
    error::Result,
    page::Page,
    request::answer::{self, Answers},
};

request! {
    /// Calls an action.
    ActionRequest<R>
}

shape_options!(T, ActionRequest<T>);
shape_options!(T, ActionRequest<Option<T>>);
shape_options!(T, ActionRequest<Page<T>>);
collection_options!(T, ActionRequest<Page<T>>);

condition_options!([R] ActionRequest<R>);

impl<R: Answers> ActionRequest<R> {
    /// Calls the action and reads what it returns.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"{"value": true}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let done: bool = people.key(7).invoke("Example.Approve").send().await?;
    /// assert!(done);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer cannot be read.
    pub async fn send(self) -> Result<R> {
        R::read(self.draft.send().await?)
    }

    /// Calls the action and reads what it returns, if it returns anything: a result that is null is
    /// answered without a body (204), or as JSON `null`, and gives `None`.
    ///
    /// ```
    /// # use http::{Response, StatusCode};
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| {
    /// #     let mut answer = Response::new("");
    /// #     *answer.status_mut() = StatusCode::NO_CONTENT;
    /// #     answer
    /// # });
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let ann = client.resource().child("people").key(7);
    /// let result = ann.invoke::<Object>("Example.Promote").send_optional().await?;
    /// assert_eq!(result, None);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send), but for an answer that is empty.
    pub async fn send_optional(self) -> Result<Option<R>>
    where
        Option<R>: Answers,
    {
        answer::read(self.draft.send().await?)
    }
}
