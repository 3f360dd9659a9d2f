//! One attempt: the token, the transport, the limits, and what its answer means.

use std::pin::pin;

use http::{HeaderMap, HeaderName, Method, Request, Response, StatusCode, header};
use tracing::Span;

use crate::{
    client::{
        Client,
        exchange::{Call, Payload, Reading, Reply, record},
        limits::{Unpaused, in_time, no_token_in_time, took_too_long},
    },
    credential::{AccessToken, BadToken, TokenRequest},
    error::{Context, Error, Kind, Result, Secret},
    transport::{Body, BoxFuture, TransportError, body::GatherError},
};

/// How much of an error's body is read, where more may come for a success: errors are short.
const ERROR_LIMIT: u64 = 1 << 20;

impl Client {
    /// A token for a request to the service. None where the client has no credential, the caller gave
    /// an `Authorization` header, or the request goes to another origin that is allowed; a request to
    /// any other is not sent.
    ///
    /// Where a token was refused, a credential that has no other one gives that error back.
    pub(super) async fn token(
        &self,
        call: &Call,
        refused: Option<(AccessToken, Error)>,
    ) -> Result<Option<AccessToken>> {
        let context = || self.context(call);
        if self.0.origins.allows(call.head.uri()) {
            return Ok(None);
        }
        if !self.0.origins.is_own(call.head.uri()) {
            let fault = "it leads to another origin than the service's".into();
            return Err(Error::new(Kind::Link(fault), context()));
        }
        let Some(credential) = &self.0.credential else { return Ok(None) };
        if call.head.headers().contains_key(header::AUTHORIZATION) {
            return Ok(None);
        }
        let (old, error) = refused.unzip();
        let request = TokenRequest { refused: old.clone(), origin: self.0.origins.service().as_str().to_owned() };
        let limit = call.settings.timeout.or(self.0.limits.request);
        let asked = pin!(async { Ok(credential.token(request).await) });
        let asked =
            in_time(&**self.timer(), limit, asked, no_token_in_time).await.unwrap_or_else(|late| Err(late.into()));
        let token = asked.map_err(|cause| Error::new(Kind::Credential(cause), context()))?;
        match error {
            Some(error) if old.as_ref() == Some(&token) => Err(error),
            _ => Ok(Some(token)),
        }
    }

    /// Sends a request once, within the client's limits. A success, or a redirect that can be
    /// followed, is an answer; anything else an error.
    pub(super) async fn attempt(
        &self,
        call: &mut Call,
        body: &mut Payload,
        token: Option<&AccessToken>,
        reading: Reading,
        span: &Span,
    ) -> Result<Reply> {
        let mut context = Box::new(self.context(call));
        context.hidden = secret(call.head.headers(), token);
        let request = match self.authorized(&mut call.head, body.take(), token) {
            Ok(request) => request,
            Err(error) => return Err(Error::new(Kind::Credential(error.into()), *context)),
        };
        let limit = call.settings.timeout.or(self.0.limits.request);
        let _turn = match self.0.turns.take(&**self.timer(), limit).await {
            Ok(turn) => turn,
            Err(error) => return Err(Error::new(Kind::Transport(error), *context)),
        };
        let sent = {
            let sending = pin!(self.send(call, self.0.transport.send(request), reading, &mut context, span));
            in_time(&**self.timer(), limit, sending, took_too_long).await
        };
        let (headers, body) = match sent {
            Ok(Read::Answer(headers, body)) => (headers, body),
            Ok(Read::TooLarge(limit)) => return Err(Error::new(Kind::TooLarge { limit }, *context)),
            // The time was up while the body of an error was on its way: the error counts by its status.
            Err(_) if context.status.is_some_and(|status| !status.is_success()) => Default::default(),
            Err(error) => return Err(Error::new(Kind::Transport(error), *context)),
        };
        let status = context.status.unwrap_or_default();
        if status.is_success() || (is_redirect(call.head.method(), status) && headers.contains_key(header::LOCATION)) {
            return Ok(Reply { headers, body, uri: call.head.uri().clone(), context });
        }
        let body = body.as_bytes().cloned().unwrap_or_default();
        let error = Error::service_answer(body, *context).located(call.head.uri(), &headers);
        tracing::debug!(code = error.code(), "the service answered with an error");
        Err(error)
    }

    /// The request with its token; without anything that may be secret where it does not go to the
    /// service.
    fn authorized(
        &self,
        head: &mut Request<()>,
        body: Body,
        token: Option<&AccessToken>,
    ) -> Result<Request<Body>, BadToken> {
        // What was built goes: it has room for the token. A clone, which has none, stays.
        let spare = head.clone();
        let mut request = std::mem::replace(head, spare).map(|()| body);
        if !self.0.origins.is_own(request.uri()) {
            strip(request.headers_mut());
        } else if let Some(token) = token {
            request.headers_mut().insert(header::AUTHORIZATION, token.header()?);
        }
        Ok(request)
    }

    /// The answer, read as far as it is to be read. Bodies of errors are read whole.
    async fn send(
        &self,
        call: &Call,
        answer: BoxFuture<'_, Result<Response<Body>, TransportError>>,
        reading: Reading,
        context: &mut Context,
        span: &Span,
    ) -> Result<Read, TransportError> {
        let limits = &self.0.limits;
        let (head, body) = answer.await?.into_parts();
        context.answered(head.status, &head.headers);
        record(context, span);
        let unpaused = |parts| Unpaused::new(parts, self.timer(), limits.idle);
        let is_answer = head.status.is_success() && call.head.method() != Method::HEAD;
        if is_answer && reading == Reading::Parts {
            return Ok(Read::Answer(head.headers, body.through(unpaused)));
        }
        let limit = if is_answer { limits.response } else { limits.response.min(ERROR_LIMIT) };
        match body.gather_through(unpaused, limit).await {
            Ok(body) => Ok(Read::Answer(head.headers, body.into())),
            // An error counts by its status, whatever became of its body.
            Err(_) if !is_answer => Ok(Read::Answer(head.headers, Body::default())),
            Err(GatherError::TooLarge) => Ok(Read::TooLarge(limit)),
            Err(GatherError::Transport(error)) => Err(error),
        }
    }
}

/// What became of an answer's body.
enum Read {
    Answer(HeaderMap, Body),
    TooLarge(u64),
}

/// Takes out of a request what only the service may see.
fn strip(headers: &mut HeaderMap) {
    const SECRET: [HeaderName; 3] = [header::AUTHORIZATION, header::COOKIE, header::PROXY_AUTHORIZATION];
    let secret: Vec<HeaderName> = headers
        .iter()
        .filter(|(name, value)| value.is_sensitive() || SECRET.contains(name))
        .map(|(name, _)| name.clone())
        .collect();
    for name in secret {
        headers.remove(name);
    }
}

/// Whether an answer leads elsewhere and the client goes there: with the same method and body where
/// the status says so (307, 308), else only where there is nothing but a question.
pub(super) fn is_redirect(method: &Method, status: StatusCode) -> bool {
    match status.as_u16() {
        307 | 308 => true,
        301..=303 => method == Method::GET || method == Method::HEAD,
        _ => false,
    }
}

/// What went with a request as its token: the client's, or what the caller gave.
fn secret(sent: &HeaderMap, token: Option<&AccessToken>) -> Secret {
    if let Some(token) = token {
        return Secret::of(token.clone());
    }
    let given = sent.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    given.and_then(|given| given.rsplit(' ').next()).map(|given| Secret::of(given.into())).unwrap_or_default()
}
