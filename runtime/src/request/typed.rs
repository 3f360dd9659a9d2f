//! Options that know the type of the answer, written once.

/// Typed options for an answer of entities of type `$of`: `$select` and `$expand`.
macro_rules! shape_options {
    ($of:ident, $request:ty) => {
        impl<$of: $crate::model::Entity> $request {
            /// Asks for these properties only (`$select`). Several calls add up.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// let request = people.list::<Object>().select(NAME).request()?;
            /// assert_eq!(request.uri().query(), Some("$select=name"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn select(mut self, properties: impl $crate::query::IntoSelect<$of::Scope>) -> Self {
                self.draft.extend("$select", properties.into_select().render());
                self
            }

            /// Asks for these related entities along with it (`$expand`). Several calls add up.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// const FRIENDS: Navigation<Object, Vec<Object>> = Navigation::new("friends");
            ///
            /// let request = people.list::<Object>().expand(FRIENDS.select(NAME).top(3)).request()?;
            /// assert_eq!(request.uri().query(), Some("$expand=friends($top=3;$select=name)"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn expand(mut self, related: impl $crate::query::IntoExpand<$of::Scope>) -> Self {
                self.draft.expand(&related.into_expand());
                self
            }
        }
    };
}

/// Options that choose among the entities of type `$of`: `$filter` and `$top`.
macro_rules! filter_options {
    ($of:ident, $request:ty) => {
        impl<$of: $crate::model::Entity> $request {
            /// Asks for the items that this holds for (`$filter`). Several calls must all hold.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// let request = people.list::<Object>().filter(NAME.eq("O'Neil")).request()?;
            /// assert_eq!(request.uri().query(), Some("$filter=name%20eq%20'O''Neil'"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn filter(mut self, filter: impl $crate::query::IntoFilter<$of::Scope>) -> Self {
                let filter = filter.into_filter().render(self.draft.enum_style());
                self.draft.extend("$filter", filter);
                self
            }
        }

        impl<$of: $crate::model::Wire> $request {
            /// As a filter, in OData's own syntax, not percent-encoded: `displayName eq 'a'`.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// let request = people.list::<Object>().filter_raw("length(name) gt 3").request()?;
            /// assert_eq!(request.uri().query(), Some("$filter=length(name)%20gt%203"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn filter_raw(mut self, filter: impl Into<String>) -> Self {
                self.draft.extend("$filter", filter.into());
                self
            }

            /// Asks for at most this many items (`$top`).
            ///
            /// To some services this is the size of a page, to others the size of the whole result.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// assert_eq!(people.list::<Object>().top(5).request()?.uri().query(), Some("$top=5"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn top(mut self, items: u64) -> Self {
                self.draft.options().set("$top", items.to_string());
                self
            }
        }
    };
}

/// Typed options for a collection of `$of`, and the ways to read it.
macro_rules! collection_options {
    ($of:ident, $request:ty) => {
        filter_options!($of, $request);

        impl<$of: $crate::model::Entity> $request {
            /// Orders the items (`$orderby`). Several calls add up: the first counts most.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// let request = people.list::<Object>().order_by(NAME.desc()).request()?;
            /// assert_eq!(request.uri().query(), Some("$orderby=name%20desc"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn order_by(mut self, terms: impl $crate::query::IntoOrderBy<$of::Scope>) -> Self {
                let terms = terms.into_order_by().render(self.draft.enum_style());
                self.draft.extend("$orderby", terms);
                self
            }
        }

        impl<$of: $crate::model::Wire> $request {
            /// Leaves out this many items at the start (`$skip`).
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// assert_eq!(people.list::<Object>().skip(10).top(5).request()?.uri().query(), Some("$skip=10&$top=5"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn skip(mut self, items: u64) -> Self {
                self.draft.options().set("$skip", items.to_string());
                self
            }

            /// Asks how many items there are in all (`$count=true`): [`Page::count`](crate::Page::count).
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// assert_eq!(people.list::<Object>().count().request()?.uri().query(), Some("$count=true"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn count(mut self) -> Self {
                self.draft.options().set("$count", "true".to_owned());
                self
            }

            /// Asks for the items that match a search expression (`$search`), such as `"display"`.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// let request = people.list::<Object>().search("blue OR green").request()?;
            /// assert_eq!(request.uri().query(), Some("$search=blue%20OR%20green"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn search(mut self, expression: impl Into<String>) -> Self {
                self.draft.options().set("$search", expression.into());
                self
            }

            /// Asks for pages of at most this many items (`Prefer: odata.maxpagesize`). The service need not
            /// comply; how many items there are in all stays as it is.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// let request = client.resource().child("people").list::<Object>().page_size(50).request()?;
            /// assert_eq!(request.headers()["prefer"], "odata.maxpagesize=50");
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn page_size(mut self, items: u32) -> Self {
                self.draft.header("prefer", &format!("odata.maxpagesize={items}"));
                self
            }

            /// Goes on from a link that [`Page::next_link`](crate::Page::next_link) gave, now or in another
            /// process: [`pages`](Self::pages) and [`items`](Self::items) start there.
            ///
            /// Headers are sent again. Query options are not: the link holds those of the request that it
            /// comes from, and none that are given besides it count. A link that leads to another origin
            /// than the service's, or to none, is an error of the request, and nothing is sent.
            ///
            /// ```
            /// # use odata_runtime::{Client, NextLink, Object, transport::memory::InMemory};
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let stored = r#""https://service.example/things?$skiptoken=2""#;
            /// let link: NextLink = serde_json::from_str(stored).unwrap();
            /// let list = client.resource().child("things").list::<Object>().header("Accept-Language", "en");
            /// let request = list.resume(&link).request()?;
            /// assert_eq!(request.uri(), "https://service.example/things?$skiptoken=2");
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn resume(mut self, link: &$crate::NextLink) -> Self {
                self.draft = self.draft.resume(link.as_str());
                self
            }

            /// Reads all pages, one by one, each when the stream is asked for it.
            ///
            /// The stream ends after the last page, or after an error.
            ///
            /// ```
            /// # use futures_util::TryStreamExt;
            /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
            /// # async fn run() -> odata_runtime::Result<()> {
            /// # let service = InMemory::new(|_| http::Response::new(r#"{"value": [{}, {}]}"#));
            /// # let client = Client::builder("https://service.example").transport(service).build()?;
            /// # let people = client.resource().child("people");
            /// let mut pages = people.list::<Object>().pages();
            /// while let Some(page) = pages.try_next().await? {
            ///     assert_eq!(page.len(), 2);
            /// }
            /// # Ok(())
            /// # }
            /// # futures_executor::block_on(run()).unwrap();
            /// ```
            pub fn pages(self) -> $crate::request::Pages<$of> {
                $crate::request::Pages::new(self.draft)
            }

            /// Reads the items of all pages, one by one, each page when its first item is asked for.
            ///
            /// The stream ends after the last item, or after an error.
            ///
            /// ```
            /// # use futures_util::TryStreamExt;
            /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
            /// # async fn run() -> odata_runtime::Result<()> {
            /// # let service = InMemory::new(|_| http::Response::new(r#"{"value": [{"name": "Ann"}]}"#));
            /// # let client = Client::builder("https://service.example").transport(service).build()?;
            /// # let people = client.resource().child("people");
            /// let mut items = people.list::<Object>().items();
            /// while let Some(person) = items.try_next().await? {
            ///     println!("{:?}", person.extra.get("name"));
            /// }
            /// # Ok(())
            /// # }
            /// # futures_executor::block_on(run()).unwrap();
            /// ```
            pub fn items(self) -> $crate::request::Items<$of> {
                $crate::request::Items::new(self.pages())
            }
        }
    };
}
