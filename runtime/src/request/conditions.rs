//! Options of requests that write: the version they are meant for, what comes back, and bindings.

use http::{HeaderName, header};

use crate::{
    error::{Error, Fault, Result},
    etag::ETag,
    reference::Reference,
    request::Draft,
};

/// `if_match` and `if_none_match`.
macro_rules! condition_options {
    ([$($of:ident)?] $request:ty) => {
        impl<$($of)?> $request {
            /// Sends the request only for this version (`If-Match`): an ETag, its text as the service
            /// wrote it, or the model that was read. [`ETag::any`](crate::ETag::any) is any version of
            /// an entity that exists. The service answers 412 where another version is there:
            /// [`is_precondition_failed`](crate::Error::is_precondition_failed).
            ///
            /// ```
            /// # use http::Response;
            /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
            /// # async fn run() -> odata_runtime::Result<()> {
            /// # let service = InMemory::new(|_| Response::new(r#"{"@odata.etag": "W/\"1\"", "name": "x"}"#));
            /// # let client = Client::builder("https://service.example").transport(service).build()?;
            /// let thing = client.resource().child("things").key(7);
            /// let read: Object = thing.get().send().await?;
            /// let delete = thing.delete().if_match(&read);
            /// assert_eq!(delete.request()?.headers()["if-match"], "W/\"1\"");
            /// # Ok(())
            /// # }
            /// # futures_executor::block_on(run()).unwrap();
            /// ```
            ///
            /// A model without an ETag, or a text that no header can hold, makes the request fail
            /// before it is sent: [`is_builder`](crate::Error::is_builder).
            pub fn if_match(mut self, version: impl $crate::IntoETag) -> Self {
                self.draft.condition(&::http::header::IF_MATCH, version.into_etag());
                self
            }

            /// Sends the request unless this is the version that is there (`If-None-Match`).
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// let thing = client.resource().child("things").key(7);
            /// let get = thing.get::<Object>().if_none_match("W/\"1\"");
            /// assert_eq!(get.request()?.headers()["if-none-match"], "W/\"1\"");
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            ///
            /// A read is answered with 304 where nothing changed
            /// ([`is_not_modified`](crate::Error::is_not_modified)), anything else with 412.
            pub fn if_none_match(mut self, version: impl $crate::IntoETag) -> Self {
                self.draft.condition(&::http::header::IF_NONE_MATCH, version.into_etag());
                self
            }
        }
    };
}

/// `return_minimal` and `return_representation`.
macro_rules! return_options {
    ($of:ident, $request:ty) => {
        impl<$of> $request {
            /// Asks the service not to send the entity back (`Prefer: return=minimal`). It need not
            /// comply.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// let update = client.resource().child("things").key(7).update::<Object>().set_raw("size", "3");
            /// assert_eq!(update.return_minimal().request()?.headers()["prefer"], "return=minimal");
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn return_minimal(mut self) -> Self {
                self.draft.prefer_return("return=minimal");
                self
            }

            /// Asks the service to send the entity back as it is then
            /// (`Prefer: return=representation`). It need not comply.
            ///
            /// ```
            /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// let update = client.resource().child("things").key(7).update::<Object>().set_raw("size", "3");
            /// let request = update.return_representation().request()?;
            /// assert_eq!(request.headers()["prefer"], "return=representation");
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn return_representation(mut self) -> Self {
                self.draft.prefer_return("return=representation");
                self
            }
        }
    };
}

/// `bind` and `bind_all`.
macro_rules! bind_options {
    ($of:ident, $request:ty) => {
        impl<$of: $crate::model::Entity> $request {
            /// Relates the entity to one that exists already (`@odata.bind`).
            ///
            /// ```
            /// # use odata_runtime::{Client, Navigation, Object, transport::memory::InMemory};
            /// # let client = Client::builder("https://service.example/v1").transport(InMemory::default()).build()?;
            /// const OWNER: Navigation<Object, Object> = Navigation::new("owner");
            /// let owner = client.resource().child("people").key(7);
            /// let create = client.resource().child("things").create(&Object::default()).bind(OWNER, &owner);
            /// let body = create.request()?.into_body();
            /// assert_eq!(body, r#"{"owner@odata.bind":"https://service.example/v1/people(7)"}"#);
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            ///
            /// What is no reference makes the request fail before it is sent:
            /// [`is_builder`](crate::Error::is_builder).
            pub fn bind<To: $crate::query::Structured>(
                mut self,
                navigation: $crate::query::Navigation<$of::Scope, To>,
                target: impl $crate::IntoReference,
            ) -> Self {
                self.draft.bind(navigation.as_str(), target.into_reference());
                self
            }

            /// Relates the entity to several that exist already, by a navigation property that is a
            /// collection (`@odata.bind`).
            ///
            /// ```
            /// # use odata_runtime::{Client, Navigation, Object, transport::memory::InMemory};
            /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
            /// const PARTS: Navigation<Object, Vec<Object>> = Navigation::new("parts");
            /// let create = client.resource().child("things").create(&Object::default());
            /// let create = create.bind_all(PARTS, ["things(1)", "things(2)"]);
            /// assert_eq!(create.request()?.into_body(), r#"{"parts@odata.bind":["things(1)","things(2)"]}"#);
            /// # Ok::<(), odata_runtime::Error>(())
            /// ```
            pub fn bind_all<To: $crate::query::Structured>(
                mut self,
                navigation: $crate::query::Navigation<$of::Scope, ::std::vec::Vec<To>>,
                targets: impl ::core::iter::IntoIterator<Item = impl $crate::IntoReference>,
            ) -> Self {
                let targets = targets.into_iter().map($crate::IntoReference::into_reference).collect();
                self.draft.bind_all(navigation.as_str(), targets);
                self
            }
        }
    };
}

impl Draft {
    /// Sets a condition on the version of what the request addresses.
    pub(crate) fn condition(&mut self, name: &HeaderName, etag: Result<ETag>) {
        match etag {
            Ok(etag) if etag.as_str().trim().is_empty() => self.fail(Fault(format!("the ETag for `{name}` is empty"))),
            Ok(etag) => self.header(name.as_str(), etag.as_str()),
            Err(error) => self.refuse(&error),
        }
    }

    /// Sets what the answer shall be, in place of what was asked for before; other preferences stay.
    pub(crate) fn prefer_return(&mut self, preference: &str) {
        let asks =
            |value: &http::HeaderValue| value.to_str().is_ok_and(|text| text.trim_start().starts_with("return="));
        if let http::header::Entry::Occupied(entry) = self.headers().entry("prefer") {
            let (name, others) = entry.remove_entry_mult();
            let others: Vec<_> = others.filter(|value| !asks(value)).collect();
            for value in others {
                self.headers().append(name.clone(), value);
            }
        }
        self.header("prefer", preference);
    }

    pub(crate) fn bind(&mut self, navigation: &str, target: Result<Reference>) {
        match target {
            Ok(target) => self.set_member(&bound(navigation), serde_json::value::to_raw_value(&target)),
            Err(error) => self.refuse(&error),
        }
    }

    pub(crate) fn bind_all(&mut self, navigation: &str, targets: Result<Vec<Reference>>) {
        match targets {
            Ok(targets) => self.set_member(&bound(navigation), serde_json::value::to_raw_value(&targets)),
            Err(error) => self.refuse(&error),
        }
    }

    /// What names an entity in `$id`.
    pub(crate) fn identify(&mut self, target: Result<Reference>) {
        match target {
            Ok(target) => self.options().set("$id", target.to_string()),
            Err(error) => self.refuse(&error),
        }
    }

    /// Only one of the two conditions: the other one would contradict it.
    pub(crate) fn only_condition(&mut self, name: &HeaderName) {
        for other in [header::IF_MATCH, header::IF_NONE_MATCH] {
            self.headers().remove(&other);
        }
        self.condition(name, Ok(ETag::any()));
    }

    pub(crate) fn refuse(&mut self, error: &Error) {
        self.fail(Fault(error.to_string()));
    }
}

fn bound(navigation: &str) -> String {
    format!("{navigation}@odata.bind")
}
