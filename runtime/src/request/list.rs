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
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"{"value": [{"name": "Ann"}]}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let page = people.list::<Object>().send().await?;
    /// assert_eq!(page.len(), 1);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer is not a page.
    pub async fn send(self) -> Result<Page<T>> {
        answer::page(&self.draft.send().await?)
    }
}
