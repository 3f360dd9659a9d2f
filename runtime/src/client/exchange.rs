//! One request and its answer: attempts, redirects, and what is an error.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Uri, header};
use tracing::{Instrument as _, Span, field};

use crate::{
    client::{Client, attempt::is_redirect, settings::Settings},
    credential::{AccessToken, BoxFuture},
    error::{Context, Error, Fault, Kind, Result},
    retry::FailedAttempt,
    transport::Body,
};

/// How many redirects one request may meet.
const REDIRECTS: usize = 5;

/// A request that is ready to go, but for its body.
pub(crate) struct Call {
    pub(crate) head: Request<()>,
    /// The path without keys, for traces.
    pub(crate) template: String,
    pub(crate) settings: Settings,
}

/// An answer that is a success, read to its end.
pub(crate) struct Answer {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Where it came from: what relative links in it are resolved against.
    pub(crate) uri: Uri,
    pub(crate) context: Box<Context>,
}

/// An answer whose body may still be on its way.
pub(crate) struct Reply {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) uri: Uri,
    pub(crate) context: Box<Context>,
}

/// How the body of a success is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Into memory, before anything is given back: a body that breaks off is a failed attempt.
    Whole,
    /// By the caller, part by part.
    Parts,
}

/// What one hop of a call has used up so far.
#[derive(Default)]
struct Progress {
    attempts: u32,
    /// The token that was refused, and the error that said so.
    refused: Option<(AccessToken, Error)>,
    has_refreshed: bool,
}

/// A body to be sent as often as need be: nothing is left once one is taken that comes only once.
pub(super) struct Payload(Option<Body>);

impl Payload {
    pub(super) fn take(&mut self) -> Body {
        let body = self.0.take().unwrap_or_default();
        self.0 = body.try_clone();
        body
    }

    fn is_left(&self) -> bool {
        self.0.is_some()
    }
}

impl Client {
    /// Sends a request and reads its answer. Anything but a success is an error.
    pub(crate) fn exchange(self, mut call: Box<Call>, body: Body) -> BoxFuture<'static, Result<Answer>> {
        let span = self.span(&call);
        let mut body = Payload(Some(body));
        let answer = async move {
            let reply = self.follow(&mut call, &mut body, Reading::Whole).await?;
            let body = reply.body.as_bytes().cloned().unwrap_or_default();
            Ok(Answer { headers: reply.headers, body, uri: reply.uri, context: reply.context })
        };
        Box::pin(answer.instrument(span))
    }

    /// Sends a request and gives its answer once the head is there. Anything but a success is an
    /// error.
    pub(crate) fn open(self, mut call: Box<Call>, body: Body) -> BoxFuture<'static, Result<Reply>> {
        let span = self.span(&call);
        let mut body = Payload(Some(body));
        Box::pin(async move { self.follow(&mut call, &mut body, Reading::Parts).await }.instrument(span))
    }

    fn span(&self, call: &Call) -> Span {
        tracing::info_span!(
            "odata request",
            service = self.0.service.name(),
            method = call.head.method().as_str(),
            path = call.template,
        )
    }

    /// Follows redirects within the origins that are allowed; any other is an error.
    async fn follow(&self, call: &mut Call, body: &mut Payload, reading: Reading) -> Result<Reply> {
        let started = self.timer().now();
        for _ in 0..=REDIRECTS {
            let reply = self.persist(call, body, reading, started).await;
            let reply = reply.map_err(|error| error.needing(&self.0.service, &call.template))?;
            match self.redirect(call, &reply, body.is_left())? {
                Some(uri) => *call.head.uri_mut() = uri,
                None => return Ok(reply),
            }
        }
        Err(Error::new(Kind::Link("it was redirected too often".into()), self.context(call)))
    }

    /// What is known of a request before it is sent.
    pub(super) fn context(&self, call: &Call) -> Context {
        Context::of_request(self, call.head.method(), call.head.uri(), call.head.headers())
    }

    fn redirect(&self, call: &Call, reply: &Reply, can_repeat: bool) -> Result<Option<Uri>> {
        let status = reply.context.status.unwrap_or_default();
        let location = reply.headers.get(header::LOCATION).filter(|_| is_redirect(call.head.method(), status));
        let Some(location) = location else { return Ok(None) };
        // What is no text resolves to no URL.
        let location = location.to_str().unwrap_or("http://");
        let is_reading = matches!(*call.head.method(), Method::GET | Method::HEAD);
        let resolved = match can_repeat {
            true => self.0.origins.resolve(&reply.uri.to_string(), location),
            false => Err("its body comes only once".into()),
        };
        let resolved = resolved.and_then(|uri| match is_reading || self.0.origins.is_own(&uri) {
            true => Ok(uri),
            false => Err("what is written goes to the service alone".into()),
        });
        resolved.map(Some).map_err(|fault| {
            let fault = Fault(format!("a redirect is not followed: {}", fault.0));
            Error::new(Kind::Link(fault), Context::clone(&reply.context))
        })
    }

    /// Tries until there is an answer, or the policy gives up.
    async fn persist(&self, call: &mut Call, body: &mut Payload, reading: Reading, started: Duration) -> Result<Reply> {
        let mut progress = Progress::default();
        loop {
            let token = self.token(call, progress.refused.take()).await?;
            progress.attempts += 1;
            let span = self.attempt_span(call, progress.attempts);
            let attempt = self.attempt(call, body, token.as_ref(), reading, &span).instrument(span.clone());
            let error = match attempt.await {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            // What can be sent only once is not there for a second attempt.
            if !body.is_left() {
                return Err(error);
            }
            match token {
                Some(token) if error.is_unauthorized() && !progress.has_refreshed => {
                    (progress.has_refreshed, progress.refused) = (true, Some((token, error)));
                }
                _ => self.wait(call, progress.attempts, started, error).await?,
            }
        }
    }

    /// Waits as long as the policy says, or gives the error back.
    async fn wait(&self, call: &Call, attempts: u32, started: Duration, error: Error) -> Result<()> {
        let method = call.head.method();
        let Some(wait) = self.wait_after(&error, method, &call.settings, attempts, started) else {
            return Err(error);
        };
        tracing::info!(
            method = method.as_str(),
            path = call.template,
            attempt = attempts,
            status = error.status().map(|status| status.as_u16()),
            wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "the request is tried again"
        );
        self.timer().sleep(wait).await;
        Ok(())
    }

    fn attempt_span(&self, call: &Call, number: u32) -> Span {
        tracing::info_span!(
            "odata attempt",
            method = call.head.method().as_str(),
            path = call.template,
            attempt = number,
            status = field::Empty,
            request_id = field::Empty,
            client_request_id = self.context(call).client_request_id,
        )
    }

    /// How long to wait before a request that failed is tried again, if it is.
    pub(crate) fn wait_after(
        &self,
        error: &Error,
        method: &Method,
        settings: &Settings,
        number: u32,
        started: Duration,
    ) -> Option<Duration> {
        let elapsed = self.timer().now().saturating_sub(started);
        let is_idempotent = settings.is_idempotent(method);
        let policy = settings.retry.as_ref().unwrap_or(&self.0.retry);
        policy.next(&FailedAttempt { error, number, elapsed, is_idempotent })
    }
}

/// Notes on the span of an attempt what the head of its answer says.
pub(super) fn record(context: &Context, span: &Span) {
    if let Some(status) = context.status {
        span.record("status", status.as_u16());
    }
    if let Some(id) = &context.request_id {
        span.record("request_id", id);
    }
}
