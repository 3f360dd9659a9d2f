//! The error of every request: opaque, one pointer in size, with questions.

mod display;
mod locate;
mod permissions;
mod questions;
mod resync;
mod retry_after;
mod secret;
mod service;
mod text;
mod wait;

use std::{error::Error as StdError, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};

pub use self::{
    resync::Resync,
    service::{ErrorDetail, InnerError, ServiceError},
};
pub(crate) use self::{secret::Secret, text::OneLine};
use crate::{
    client::{Client, Permissions},
    transport::TransportError,
};

/// What a request gives: a value, or an [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of any origin, boxed and `Send + Sync`.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a request failed.
///
/// It is asked rather than matched: [`status`](Self::status), [`code`](Self::code),
/// [`is_throttled`](Self::is_throttled) and so on. [`Display`](std::fmt::Display) fits one line: method,
/// path without query, status, code, message and request ids. Neither that nor `Debug` ever shows a
/// token, a header or a whole body.
///
/// ```
/// # fn handle(error: odata_runtime::Error) {
/// if error.is_not_found() {
///     // it is gone already
/// } else if let Some(wait) = error.retry_after() {
///     eprintln!("busy, again in {wait:?}");
/// } else if error.code() == Some("Forbidden") {
///     eprintln!("{error}");
/// }
/// # }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    context: Context,
}

/// The headers in which services say their id for a request.
static REQUEST_IDS: [HeaderName; 3] = [
    HeaderName::from_static("request-id"),
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("x-ms-request-id"),
];

/// What went wrong, with what belongs to that alone.
pub(crate) enum Kind {
    /// The client or the request could not be built; nothing was sent.
    Build(Fault),
    /// No token could be had; nothing was sent.
    Credential(BoxError),
    /// No answer came, or it broke off.
    Transport(TransportError),
    /// The service answered with a status that is no success.
    Service { error: ServiceError, body: Bytes, resync: Option<Box<Resync>> },
    /// The answer could not be read.
    Decode { source: serde_json::Error, place: locate::Place },
    /// An answer came without the body that was asked for.
    Empty,
    /// The body of an answer is larger than the client accepts.
    TooLarge { limit: u64 },
    /// A link from the service was not followed, and why.
    Link(Fault),
    /// A part of a batch has no answer of its own.
    Batch(BatchFault),
    /// What was waited for did not come about in time.
    Waited { waited: Duration, state: Option<String> },
}

/// Why a part of a batch has no answer of its own.
pub(crate) enum BatchFault {
    /// It was sent; the request that carried it failed, or the answer to that does not mention it.
    Unanswered(Option<Arc<Error>>),
    /// It was not sent, since this went wrong before.
    Unsent(Option<Arc<Error>>),
    /// It was not sent, since a part that it depends on could not be.
    Dependency,
    /// It was asked for in a wrong way.
    Handle(Fault),
}

/// A reason in our own words, kept where an [`Error`] cannot be made or cloned yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault(pub(crate) String);

impl From<&str> for Fault {
    fn from(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}

/// What is known of the request and its answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    pub(crate) method: Option<Method>,
    pub(crate) path: String,
    pub(crate) client_request_id: Option<String>,
    pub(crate) status: Option<StatusCode>,
    pub(crate) request_id: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) location: Option<Unshown>,
    pub(crate) permissions: Option<&'static Permissions>,
    /// What no text of the answer may show.
    pub(crate) hidden: Secret,
}

/// A text of the service that `Debug` must not show: a URL can hold a secret.
#[derive(Clone)]
pub(crate) struct Unshown(String);

impl std::fmt::Debug for Unshown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("..")
    }
}

impl Context {
    /// What a request says of itself: method, path and the id that the client gave it.
    pub(crate) fn of_request(client: &Client, method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        Self {
            method: Some(method.clone()),
            path: uri.path().to_owned(),
            client_request_id: client.request_id().and_then(|name| header_text(headers, name)),
            ..Self::default()
        }
    }

    /// Adds what the head of an answer says.
    pub(crate) fn answered(&mut self, status: StatusCode, headers: &HeaderMap) {
        let text = |name: &HeaderName| header_text(headers, name).map(|text| self.hidden.hide(text));
        self.status = Some(status);
        self.request_id = REQUEST_IDS.iter().find_map(text);
        self.date = text(&header::DATE);
        self.location = text(&header::LOCATION).map(Unshown);
        self.retry_after = text(&header::RETRY_AFTER).and_then(|it| retry_after::parse(&it, self.date.as_deref()));
    }
}

fn header_text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

impl Error {
    pub(crate) fn new(kind: Kind, context: Context) -> Self {
        // All that is shown is there by now: an error lives long and shall not hold it.
        let context = Context { hidden: Secret::default(), ..context };
        Self(Box::new(Inner { kind, context }))
    }

    pub(crate) fn build(fault: impl Into<Fault>) -> Self {
        Self::new(Kind::Build(fault.into()), Context::default())
    }

    pub(crate) fn service_answer(body: Bytes, mut context: Context) -> Self {
        let body = context.hidden.hide_in(body);
        let error = ServiceError::parse(&body);
        context.request_id = context.request_id.or_else(|| error.request_id().map(str::to_owned));
        Self::new(Kind::Service { error, body, resync: None }, context)
    }

    pub(crate) fn decode(source: serde_json::Error, body: &[u8], context: Context) -> Self {
        let place = locate::Place::of(body, &source).without(&context.hidden);
        Self::new(Kind::Decode { source, place }, context)
    }

    /// The status of the answer, where one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.context.status
    }

    /// The method of the request, where there was one.
    #[must_use]
    pub fn method(&self) -> Option<&Method> {
        self.0.context.method.as_ref()
    }

    /// The path of the request, without its query; empty where no request could be built.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.context.path
    }

    /// What the service said, where it answered with an error.
    #[must_use]
    pub fn service(&self) -> Option<&ServiceError> {
        match &self.0.kind {
            Kind::Service { error, .. } => Some(error),
            _ => None,
        }
    }

    /// The service's code for the error, such as `TooManyRequests`; `None` where it gave none or an
    /// empty one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.service()?.code()
    }

    /// The service's message, as it was sent. Meant for people: decide by [`code`](Self::code).
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.service()?.message()
    }

    /// Further errors that the service lists.
    #[must_use]
    pub fn details(&self) -> &[ErrorDetail] {
        self.service().map_or(&[], ServiceError::details)
    }

    /// The codes of the nested inner errors, the outermost first: the last is the most specific.
    pub fn inner_codes(&self) -> impl Iterator<Item = &str> {
        self.service().map_or(&[][..], ServiceError::inner).iter().filter_map(InnerError::code)
    }

    /// The body of the service's error, as it was sent.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match &self.0.kind {
            Kind::Service { body, .. } => Some(body),
            _ => None,
        }
    }

    /// The service's id for the request: what its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.context.request_id.as_deref()
    }

    /// The id that the client gave the request, where the service takes one.
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        self.0.context.client_request_id.as_deref()
    }

    /// When the service answered, as its `Date` header says.
    #[must_use]
    pub fn date(&self) -> Option<&str> {
        self.0.context.date.as_deref()
    }

    /// How long the service asks to wait before the next try.
    ///
    /// Read from `Retry-After`: seconds, fractions of seconds, or an HTTP date, which is taken
    /// against the answer's own `Date`, so that the clocks need not agree.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.context.retry_after
    }

    /// Where the answer says that the entity is (`Location`): what is left of one that was created and
    /// did not come back, which [`CreateRequest::send`](crate::CreateRequest::send) gives as an error.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.0.context.location.as_ref().map(|location| location.0.as_str())
    }

    /// Where in the answer the value stands that could not be read, such as
    /// `value[3].createdDateTime`; empty for the answer itself.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Decode { place, .. } => Some(&place.path),
            _ => None,
        }
    }

    /// A few characters of the answer around the value that could not be read.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Decode { place, .. } => Some(&place.excerpt),
            _ => None,
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.kind {
            Kind::Credential(source) => Some(&**source),
            Kind::Transport(source) => Some(source),
            Kind::Decode { source, .. } => Some(source),
            Kind::Batch(BatchFault::Unanswered(Some(source)) | BatchFault::Unsent(Some(source))) => Some(&**source),
            _ => None,
        }
    }
}
