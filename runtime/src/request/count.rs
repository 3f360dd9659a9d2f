//! Asking how many items a collection has.

use crate::{
    error::Result,
    model::Entity,
    request::{Draft, answer::sealed::Read as _},
};

request! {
    /// Asks how many items a collection has (`/$count`), without reading them.
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| Response::new("\u{feff}17\r\n"));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let count = client.resource().child("things").count::<Object>();
    /// assert_eq!(count.filter_raw("size gt 3").send().await?, 17);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    CountRequest<T>
}

impl<T> CountRequest<T> {
    pub(crate) fn of(mut draft: Draft) -> Self {
        draft.header("accept", "text/plain");
        Self::new(draft)
    }

    /// As a filter, in OData's own syntax, not percent-encoded: `displayName eq 'a'`. Several calls
    /// must all hold.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let count = client.resource().child("things").count::<Object>().filter_raw("size gt 3");
    /// assert_eq!(count.request()?.uri(), "https://service.example/things/$count?$filter=size%20gt%203");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn filter_raw(mut self, filter: impl Into<String>) -> Self {
        self.draft.extend("$filter", filter.into());
        self
    }

    /// Counts the items that match a search expression (`$search`), such as `"display"`.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let count = client.resource().child("things").count::<Object>().search("red");
    /// assert_eq!(count.request()?.uri().query(), Some("$search=red"));
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn search(mut self, expression: impl Into<String>) -> Self {
        self.draft.options().set("$search", expression.into());
        self
    }

    /// Asks for the number.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"42"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// assert_eq!(people.count::<Object>().send().await?, 42);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer is no number.
    pub async fn send(self) -> Result<u64> {
        u64::read(self.draft.send().await?)
    }
}

impl<T: Entity> CountRequest<T> {
    /// Counts the items that this holds for (`$filter`). Several calls must all hold.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// const SIZE: Property<Object, i32> = Property::new("size");
    /// let count = client.resource().child("things").count::<Object>().filter(SIZE.gt(3));
    /// assert_eq!(count.request()?.uri().query(), Some("$filter=size%20gt%203"));
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn filter(mut self, filter: impl crate::query::IntoFilter<T::Scope>) -> Self {
        let filter = filter.into_filter().render(self.draft.enum_style());
        self.draft.extend("$filter", filter);
        self
    }
}
