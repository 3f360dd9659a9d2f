//! One request and its answer: token, trace, redirects, and what is an error.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri, header};
use tracing::{Instrument as _, Span, field};

use crate::{
    client::Client,
    credential::{BoxFuture, TokenRequest},
    error::{Context, Error, Fault, Kind, Result},
    transport::{Body, body::GatherError},
};

/// How many redirects one request may meet.
const REDIRECTS: usize = 5;

/// A request that is ready to go.
pub(crate) struct Call {
    pub(crate) request: Request<Bytes>,
    /// The path without keys, for traces.
    pub(crate) template: String,
}

/// An answer that is a success, read to its end.
pub(crate) struct Answer {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Where it came from: what relative links in it are resolved against.
    pub(crate) uri: Uri,
    pub(crate) context: Context,
}

impl Answer {
    fn status(&self) -> StatusCode {
        self.context.status.unwrap_or_default()
    }
}

impl Client {
    /// Sends a request and reads its answer. Anything but a success is an error.
    pub(crate) fn exchange(self, call: Call) -> BoxFuture<'static, Result<Answer>> {
        let span = self.span(&call);
        Box::pin(async move { self.follow(call.request).await }.instrument(span))
    }

    fn span(&self, call: &Call) -> Span {
        tracing::info_span!(
            "odata request",
            service = self.0.service.name(),
            method = call.request.method().as_str(),
            path = call.template,
            status = field::Empty,
            request_id = field::Empty,
            client_request_id = call.request.headers().get("client-request-id").and_then(|id| id.to_str().ok()),
        )
    }

    /// Follows redirects of a `GET` within the service's origin; any other is an error.
    async fn follow(self, mut request: Request<Bytes>) -> Result<Answer> {
        for _ in 0..=REDIRECTS {
            let answer = self.once(request.clone()).await?;
            match self.redirect(request.method(), &answer)? {
                Some(uri) => *request.uri_mut() = uri,
                None => return checked(answer),
            }
        }
        let context = Context::of_request(request.method(), request.uri(), request.headers());
        Err(Error::new(Kind::Link("it was redirected too often".into()), context))
    }

    fn redirect(&self, method: &Method, answer: &Answer) -> Result<Option<Uri>> {
        let redirects = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
        let location = answer.headers.get(header::LOCATION).filter(|_| redirects && method == Method::GET);
        let Some(location) = location.and_then(|location| location.to_str().ok()) else {
            return Ok(None);
        };
        let resolved = self.0.origin.resolve(&answer.uri.to_string(), location);
        resolved.map(Some).map_err(|fault| {
            let fault = Fault(format!("a redirect is not followed: {}", fault.0));
            Error::new(Kind::Link(fault), answer.context.clone())
        })
    }

    /// Sends a request once, with a token, and reads the whole answer, whatever its status.
    async fn once(&self, mut request: Request<Bytes>) -> Result<Answer> {
        let mut context = Context::of_request(request.method(), request.uri(), request.headers());
        let uri = request.uri().clone();
        if let Err(kind) = self.authorize(&mut request).await {
            return Err(Error::new(kind, context));
        }
        let token = request.headers().get(header::AUTHORIZATION).cloned();
        let answer = match self.0.transport.send(request.map(Body::from)).await {
            Ok(answer) => answer,
            Err(error) => return Err(Error::new(Kind::Transport(error), context)),
        };
        let (head, body) = answer.into_parts();
        context.answered(head.status, &head.headers);
        record(&context);
        match body.gather(self.0.response_limit).await {
            Ok(body) => {
                let body = if head.status.is_success() { body } else { without_token(body, token.as_ref()) };
                Ok(Answer { headers: head.headers, body, uri, context })
            }
            Err(GatherError::Transport(error)) => Err(Error::new(Kind::Transport(error), context)),
            Err(GatherError::TooLarge) => Err(Error::new(Kind::TooLarge { limit: self.0.response_limit }, context)),
        }
    }

    /// Puts the token on a request, which must stay within the service's origin.
    async fn authorize(&self, request: &mut Request<Bytes>) -> Result<(), Kind> {
        if !self.0.origin.holds(request.uri()) {
            return Err(Kind::Link("it leads to another origin than the service's".into()));
        }
        let Some(credential) = &self.0.credential else {
            return Ok(());
        };
        if request.headers().contains_key(header::AUTHORIZATION) {
            return Ok(());
        }
        let token = credential.token(TokenRequest::default()).await.map_err(Kind::Credential)?;
        let value = token.header().map_err(|error| Kind::Credential(error.into()))?;
        request.headers_mut().insert(header::AUTHORIZATION, value);
        Ok(())
    }
}

/// The body of an error without the token, should a service repeat what it was sent: errors are shown.
fn without_token(body: Bytes, token: Option<&HeaderValue>) -> Bytes {
    let token = token.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let secret = token.rsplit(' ').next().unwrap_or_default();
    match std::str::from_utf8(&body) {
        Ok(text) if !secret.is_empty() && text.contains(secret) => text.replace(secret, "[token]").into(),
        _ => body,
    }
}

fn record(context: &Context) {
    let span = Span::current();
    if let Some(status) = context.status {
        span.record("status", status.as_u16());
    }
    if let Some(id) = &context.request_id {
        span.record("request_id", id);
    }
}

fn checked(answer: Answer) -> Result<Answer> {
    if answer.status().is_success() {
        return Ok(answer);
    }
    let error = Error::service_answer(answer.body, answer.context);
    tracing::debug!(code = error.code(), "the service answered with an error");
    Err(error)
}
