//! What every generated OData client needs, and what is the same for every service: models, typed
//! queries, requests, credentials and transports. Generated code holds names and types; the logic is
//! here.
//!
//! | module | what lives there |
//! |---|---|
//! | [`client`] | [`Client`], [`Service`], and [`Resource`]: a client and a path |
//! | [`request`] | requests, one type per shape, and streams over pages |
//! | [`batch`] | several requests in one |
//! | [`query`] | [`Property`] and [`Navigation`], and the options that are made of them |
//! | [`model`](mod@model) | [`Model`] and its kin: how generated types are read and written without loss |
//! | [`edm`] | the primitive types that Rust has no exact type for |
//! | [`error`] | [`Error`] and what a service says in one |
//! | [`credential`] | where tokens come from |
//! | [`retry`] | when a request is sent again |
//! | [`transport`] | how requests reach the service |
//! | `testing` | a service for tests, with the feature of that name |
//!
//! # Without generated code
//!
//! [`Object`] is a model of any type, so that a service can be called before there is a client for it:
//!
//! ```
//! use http::Response;
//! use odata_runtime::{Client, Error, Object, transport::memory::InMemory};
//!
//! # async fn run() -> Result<(), Error> {
//! # let service = InMemory::new(|_| Response::new(r#"{"value": [{"Name": "Russell"}]}"#));
//! let client = Client::builder("https://services.example/odata").transport(service).build()?;
//! let people = client.resource().child("People").list::<Object>().top(5).send().await?;
//! assert_eq!(people.len(), 1);
//! # Ok(())
//! # }
//! # futures_executor::block_on(run()).unwrap();
//! ```
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `reqwest` (default) | the default transport, over reqwest with rustls. It needs a tokio runtime; nothing else does |
//! | `native-tls` | the same transport with the platform's own TLS. Turn the default features off, or both are compiled and this one is used |
//! | `tower` | any `tower` service as a transport, and any transport as a `tower` service |
//! | `azure-identity` | `AzureCredential`: the credentials of `azure_core`, such as those of `azure_identity`. It brings proc-macros into the build |
//! | `testing` | the module `testing`: a service that expects calls and answers them, and a timer that does not wait |
//!
//! Features add up: any set of them compiles. Without any, and with `tower` and `testing`, this compiles for
//! `wasm32-unknown-unknown` too, for hosts with JavaScript. There, give the client a transport and a
//! [`Timer`]; a [`CachedCredential`](credential::CachedCredential) cannot tell when tokens expire.

pub mod batch;
pub mod client;
mod clock;
pub mod credential;
mod delta;
pub mod edm;
pub mod error;
mod etag;
mod link;
pub mod model;
mod page;
mod parameters;
pub mod query;
mod reference;
pub mod request;
pub mod retry;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transport;

#[doc(hidden)]
pub use model::private as __private;

pub use bytes;
pub use http;

pub use crate::{
    batch::{Batch, BatchAnswers, BatchRequest, Handle, PartId},
    client::{BatchUrls, Client, ClientBuilder, KeyStyle, Permissions, Resource, Service, Timer},
    credential::{AccessToken, Credential, IntoCredential},
    delta::{Change, Delta, LinkChange, Removed, RemovedReason},
    edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Json, ParseError, TimeOfDay},
    error::{BoxError, Error, Result, Resync},
    etag::{ETag, IntoETag},
    link::{DeltaLink, NextLink},
    model::{Entity, Enum, Extra, FlagSet, Flags, Model, Object, Peek, Polymorphic, Slot, Table, Wire},
    page::Page,
    parameters::Parameters,
    query::{
        EnumStyle, Expand, Filter, IntoExpand, IntoFilter, IntoLiteral, IntoOrderBy, IntoSelect, IntoValue, Literal,
        Navigation, OrderBy, Property, Select, ToLiteral,
    },
    reference::{IntoReference, Reference},
    request::{
        ActionRequest, Answers, Changes, CountRequest, CreateRequest, Created, DeleteRequest, DeltaRequest, Download,
        DownloadRequest, FunctionCall, FunctionRequest, GetRequest, Items, ListRequest, Pages, ReferenceRequest,
        ReplaceRequest, StreamRequestBuilder, UpdateRequest, UploadRequest, UpsertRequest, Upserted, WaitRequest,
    },
    retry::{Backoff, FailedAttempt, NoRetry, RetryPolicy},
};
