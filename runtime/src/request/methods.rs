//! What requests share, written once.

/// Defines a request: a draft and what comes of it, with `query`, `header`, `request`, `Clone` and
/// `Debug`.
macro_rules! request {
    ($(#[$docs:meta])* $request:ident<$of:ident>) => {
        $(#[$docs])*
        #[must_use = "a request does nothing until it is sent"]
        pub struct $request<$of> {
            pub(crate) draft: $crate::request::Draft,
            of: ::std::marker::PhantomData<fn() -> $of>,
        }

        impl<$of> $request<$of> {
            pub(crate) fn new(draft: $crate::request::Draft) -> Self {
                Self { draft, of: ::std::marker::PhantomData }
            }
        }

        request!(@methods [$of] $request<$of>);
    };
    ($(#[$docs:meta])* $request:ident) => {
        $(#[$docs])*
        #[must_use = "a request does nothing until it is sent"]
        pub struct $request {
            pub(crate) draft: $crate::request::Draft,
        }

        impl $request {
            pub(crate) fn new(draft: $crate::request::Draft) -> Self {
                Self { draft }
            }
        }

        request!(@methods [] $request);
    };
    (@methods [$($of:ident)?] $request:ty) => {
        impl<$($of)?> $request {
            /// Adds a query option, named as it stands in the URL, `$` included. A system option
            /// (`$top`) or parameter alias (`@p1`) replaces what it was; a custom option may stand
            /// there several times.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// let request = people.list::<Object>().query("$format", "json").query("custom", "a&b").request()?;
            /// assert_eq!(request.uri().query(), Some("$format=json&custom=a%26b"));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn query(mut self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
                self.draft.options().set(name.as_ref().to_owned(), value.into());
                self
            }

            /// Sets a header, in place of the client's own of that name. Several of `Prefer` add up.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// let request = people.list::<Object>().header("Accept-Language", "de").request()?;
            /// assert_eq!(request.headers()["accept-language"], "de");
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.draft.header(name.as_ref(), value.as_ref());
                self
            }

            /// How long one attempt may take, in place of the client's
            /// [`request_timeout`](crate::ClientBuilder::request_timeout).
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// use std::time::Duration;
            ///
            /// let list = people.list::<Object>().timeout(Duration::from_secs(20));
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn timeout(mut self, time: ::std::time::Duration) -> Self {
                self.draft.settings_mut().timeout = Some(time);
                self
            }

            /// When this request is sent again, in place of the client's
            /// [policy](crate::ClientBuilder::retry).
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// use odata_runtime::NoRetry;
            ///
            /// let list = people.list::<Object>().retry(NoRetry);
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn retry(mut self, policy: impl $crate::retry::RetryPolicy + 'static) -> Self {
                self.draft.settings_mut().retry = Some(::std::sync::Arc::new(policy));
                self
            }

            /// Says that carrying this request out twice has the effect of once, so that it may be
            /// sent again though the service may have acted: of `POST` and `PATCH` only the caller
            /// can know.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Property, Navigation, transport::memory::InMemory};
            /// # const NAME: Property<Object, String> = Property::new("name");
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// # let people = client.resource().child("people");
            /// let rename = people.key(7).update::<Object>().set(NAME, "Ann").idempotent();
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn idempotent(mut self) -> Self {
                self.draft.settings_mut().idempotent = true;
                self
            }

            /// Whether to ask for members that were added to evolvable enumerations, whatever the type and
            /// the client say: see [`Service::evolvable_enums`](crate::Service::evolvable_enums).
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Service, transport::memory::InMemory};
            /// # const SERVICE: Service = Service::new("Example", "https://services.example").evolvable_enums("all");
            /// # let client = Client::for_service(SERVICE).transport(InMemory::default()).build()?;
            /// let request = client.resource().child("Tasks").list::<Object>().unknown_enum_members(true).request()?;
            /// assert_eq!(request.headers()["prefer"], "all");
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn unknown_enum_members(mut self, ask: bool) -> Self {
                self.draft.unknown_enum_members(ask);
                self
            }

            /// Whether this is sent as an advanced query, whatever the type, the options and the client
            /// say: see [`Service::advanced_queries`](crate::Service::advanced_queries).
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, Service, transport::memory::InMemory};
            /// # const SERVICE: Service = Service::new("Example", "https://services.example").advanced_queries("level", "1");
            /// # let client = Client::for_service(SERVICE).transport(InMemory::default()).build()?;
            /// let request = client.resource().child("People").list::<Object>().advanced_query(true).request()?;
            /// assert_eq!(request.headers()["level"], "1");
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn advanced_query(mut self, send: bool) -> Self {
                self.draft.advanced_query(send);
                self
            }

            /// The request as it would be sent, but for the token: no credential is asked, and there
            /// is no `Authorization` header. Each call gives it a new id, where the
            /// [service](crate::Service::request_id_header) takes one.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// let request = client.resource().child("people").key(7).get::<Object>().request()?;
            /// assert_eq!(request.method(), "GET");
            /// assert_eq!(request.uri(), "https://service.example/people(7)");
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            ///
            /// # Errors
            ///
            /// Where a header, the body or the URL is not valid.
            pub fn request(&self) -> $crate::error::Result<::http::Request<::bytes::Bytes>> {
                self.draft.build()
            }
        }

        impl<$($of)?> Clone for $request {
            fn clone(&self) -> Self {
                Self::new(self.draft.clone())
            }
        }

        /// Shows the method, the URL and the names of headers.
        impl<$($of)?> ::std::fmt::Debug for $request {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.draft, f)
            }
        }
    };
}
