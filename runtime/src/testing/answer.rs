//! What answers an expected call.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use futures_util::stream;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};

use crate::transport::{Body, TransportError, TransportErrorKind};

/// An answer that depends on the request.
type Compute = dyn Fn(&Request<Bytes>) -> Response<Bytes> + Send + Sync;

/// What answers an expected call.
#[derive(Clone, Default)]
pub(super) struct Answer {
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) content: Content,
    /// Control information of a page: names and JSON.
    pub(super) annotations: Vec<(&'static str, String)>,
    pub(super) delay: Option<Duration>,
    pub(super) failure: Option<TransportErrorKind>,
    /// After how many bytes the body breaks off.
    pub(super) cut: Option<usize>,
}

#[derive(Clone, Default)]
pub(super) enum Content {
    #[default]
    Nothing,
    Json(Bytes),
    /// The items of a page as JSON.
    Page(Vec<String>),
    Bytes(Bytes),
    Computed(Arc<Compute>),
}

impl Answer {
    /// The answer to a request.
    pub(super) fn respond(&self, request: &Request<Bytes>) -> Result<Response<Body>, TransportError> {
        if let Some(kind) = self.failure {
            return Err(TransportError::new(kind, "the test lets it fail"));
        }
        let mut answer = self.content(request);
        if let Some(status) = self.status {
            *answer.status_mut() = status;
        }
        for name in self.headers.keys() {
            answer.headers_mut().remove(name);
        }
        for (name, value) in &self.headers {
            answer.headers_mut().append(name, value.clone());
        }
        Ok(answer.map(|body| match self.cut {
            Some(length) => cut(body, length),
            None => body.into(),
        }))
    }

    fn content(&self, request: &Request<Bytes>) -> Response<Bytes> {
        match &self.content {
            Content::Nothing if self.annotations.is_empty() => {
                let mut answer = Response::new(Bytes::new());
                *answer.status_mut() = StatusCode::NO_CONTENT;
                answer
            }
            Content::Nothing => json(self.page(&[])),
            Content::Page(items) => json(self.page(items)),
            Content::Json(body) => json(body.clone()),
            Content::Bytes(body) => Response::new(body.clone()),
            Content::Computed(compute) => compute(request),
        }
    }

    fn page(&self, items: &[String]) -> Bytes {
        let annotations: String =
            self.annotations.iter().map(|(name, value)| format!(r#""@odata.{name}":{value},"#)).collect();
        format!(r#"{{{annotations}"value":[{}]}}"#, items.join(",")).into()
    }
}

fn json(body: Bytes) -> Response<Bytes> {
    let mut answer = Response::new(body);
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

/// A body of which only the first bytes come.
fn cut(body: Bytes, length: usize) -> Body {
    let start = body.slice(..length.min(body.len()));
    let end = TransportError::new(TransportErrorKind::Body, "the test cuts the body off");
    Body::stream(stream::iter([Ok(start), Err(end)]))
}
