//! Going on from links that a service gave: a stored one, or one in an entity.

use http::Method;

use crate::{
    client::Client,
    link::{self, DeltaLink, NextLink},
    model::{Entity, Extra, TypeFacts, Wire},
    query::{Navigation, Property},
    request::{DeltaRequest, Draft, ListRequest},
};

impl Client {
    /// Goes on from a link that [`Page::next_link`](crate::Page::next_link) gave, now or in another
    /// process.
    ///
    /// The link holds the query options; headers that the first request had must be given again. A
    /// link that leads to another origin than the service's is an error of the request.
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, NextLink, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| Response::new(r#"{"value": [{"name": "c"}]}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let stored = r#""https://service.example/things?$skiptoken=2""#;
    /// let link: NextLink = serde_json::from_str(stored).unwrap();
    /// let page = client.resume::<Object>(&link).send().await?;
    /// assert_eq!(page.len(), 1);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    pub fn resume<T: Wire>(&self, link: &NextLink) -> ListRequest<T> {
        ListRequest::new(self.at(link.as_str(), T::FACTS))
    }

    /// Asks what has changed since a link that [`Delta::link`](crate::Delta::link),
    /// [`Changes::delta_link`](crate::Changes::delta_link) or
    /// [`Page::delta_link`](crate::Page::delta_link) gave.
    ///
    /// The link holds the query options; headers that the first request had must be given again.
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, DeltaLink, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| Response::new(r#"{"value": [{"id": "a", "@removed": {"reason": "deleted"}}]}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let stored = r#""https://service.example/things/delta?$deltatoken=2""#;
    /// let link: DeltaLink = serde_json::from_str(stored).unwrap();
    /// let delta = client.changes_since::<Object>(&link).collect().await?;
    /// assert_eq!(delta.removed()[0].id(), Some("a"));
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    pub fn changes_since<T: Entity>(&self, link: &DeltaLink) -> DeltaRequest<T> {
        DeltaRequest::new(self.at(link.as_str(), <T as Wire>::FACTS))
    }

    /// What follows those items of an entity's collection that came with it: a service sends the first
    /// part of an expanded collection, with a link to the rest. `None` where it sent all.
    ///
    /// The collection is a navigation property, or a property of complex or primitive values. A
    /// relative link starts at the entity's context URL, where it has one, or else at the service's
    /// root.
    ///
    /// ```
    /// # use odata_runtime::{Client, Navigation, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example/v1").transport(InMemory::default()).build()?;
    /// # const TASKS: Navigation<Object, Vec<Object>> = Navigation::new("tasks");
    /// # let workflow: Object =
    /// #     serde_json::from_str(r#"{"tasks": [{}], "tasks@odata.nextLink": "workflows/1/tasks?$skip=1"}"#).unwrap();
    /// // `TASKS` is `Workflow::TASKS` in a generated client.
    /// let rest = client.rest_of(&workflow, TASKS).expect("a part of the tasks came with it");
    /// assert_eq!(rest.request()?.uri(), "https://service.example/v1/workflows/1/tasks?$skip=1");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn rest_of<T: Entity, C: Collection<T::Scope>>(&self, entity: &T, of: C) -> Option<ListRequest<C::Item>> {
        let extra = entity.model().extra();
        let link = nested_link(extra, of.wire_name())?;
        let context = ["@odata.context", "@context"].iter().find_map(|name| extra.get_as::<String>(name)?.ok());
        let root = format!("{}/", self.base_url());
        Some(ListRequest::new(self.at(&link::resolve(&link, context.as_deref(), &root), C::Item::FACTS)))
    }

    fn at(&self, link: &str, facts: TypeFacts) -> Draft {
        Draft::new(self.resource(), Method::GET).of(facts).resume(link)
    }
}

/// The link of `tasks@odata.nextLink`; version 4.01 allows the name without `odata.`.
fn nested_link(extra: &Extra, property: &str) -> Option<String> {
    let is_link = |name: &str| {
        let (of, control) = name.split_once('@')?;
        let is_next = control.strip_prefix("odata.").unwrap_or(control) == "nextLink";
        (is_next && of.eq_ignore_ascii_case(property)).then_some(())
    };
    let (name, _) = extra.iter().find(|(name, _)| is_link(name).is_some())?;
    extra.get_as(name)?.ok()
}

/// A property of `Owner` that holds a collection: a navigation property or a structural one.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a property of `{Owner}` that holds a collection")]
pub trait Collection<Owner>: sealed::Named {
    /// What the collection holds.
    type Item: Wire;
}

mod sealed {
    pub trait Named {
        fn wire_name(&self) -> &'static str;
    }
}

impl<Owner, T: Wire> Collection<Owner> for Navigation<Owner, Vec<T>> {
    type Item = T;
}

impl<Owner, T: Wire> Collection<Owner> for Property<Owner, Vec<T>> {
    type Item = T;
}

impl<Owner, Target> sealed::Named for Navigation<Owner, Target> {
    fn wire_name(&self) -> &'static str {
        self.as_str()
    }
}

impl<Owner, Value> sealed::Named for Property<Owner, Value> {
    fn wire_name(&self) -> &'static str {
        self.as_str()
    }
}
