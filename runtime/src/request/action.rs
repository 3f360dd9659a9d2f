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
}
