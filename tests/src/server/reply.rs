//! Answers, and the shape of Graph's errors.

use axum::{body::Body, response::Response};
use http::{HeaderName, HeaderValue, StatusCode};

use super::Recorded;
use crate::json::Json;

/// The `request-id` of every answer.
const REQUEST_ID: &str = "7f3c1c1e-2f6a-4a57-9a5e-0d3b5f0a9c11";

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Content,
}

#[derive(Clone, Debug)]
enum Content {
    None,
    Json(String),
    /// An error's code and message; ids come from the request.
    Error(String, String),
}

impl Reply {
    /// An answer with a JSON text, which need not be JSON.
    pub fn json(status: u16, text: impl Into<String>) -> Self {
        Self { status, headers: Vec::new(), body: Content::Json(text.into()) }
    }

    /// An answer without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Content::None }
    }

    /// An error in Graph's shape.
    pub fn error(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        let body = Content::Error(code.into(), message.into());
        Self { status, headers: Vec::new(), body }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The answer as a part of a batch's.
    pub(super) fn into_part(self, id: &str, request: &Recorded) -> Json {
        let client_id = request.header("client-request-id").unwrap_or_default();
        let own = [("request-id", REQUEST_ID), ("client-request-id", client_id)];
        let given = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let headers = Json::object(own.into_iter().chain(given).map(|(name, value)| (name, Json::string(value))));
        let status = Json::Number(self.status.to_string());
        let mut part = Json::object([("id", Json::string(id)), ("status", status), ("headers", headers)]);
        match self.body {
            Content::None => {}
            Content::Json(text) => part.set("body", Json::parse(&text).unwrap_or(Json::String(text))),
            Content::Error(code, message) => part.set("body", error(&code, &message, client_id)),
        }
        part
    }

    pub(super) fn into_response(self, request: &Recorded) -> Response<Body> {
        let client_id = request.header("client-request-id").unwrap_or_default();
        let (content_type, body) = match self.body {
            Content::None => (None, Body::empty()),
            Content::Json(text) => (Some("application/json;odata.metadata=minimal;charset=utf-8"), Body::from(text)),
            Content::Error(code, message) => {
                (Some("application/json"), Body::from(error(&code, &message, client_id).to_string()))
            }
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut set = |name: &str, value: &str| {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                response.headers_mut().append(name, value);
            }
        };
        set("request-id", REQUEST_ID);
        set("client-request-id", client_id);
        set("date", "Mon, 23 Nov 2026 10:00:00 GMT");
        let is_given = self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        content_type.filter(|_| !is_given).into_iter().for_each(|value| set("content-type", value));
        self.headers.iter().for_each(|(name, value)| set(name, value));
        response
    }
}

/// An error's body: ids and a time without a zone stand in `innerError`.
fn error(code: &str, message: &str, client_id: &str) -> Json {
    let inner = Json::object([
        ("date", Json::string("2026-11-23T10:00:00")),
        ("request-id", Json::string(REQUEST_ID)),
        ("client-request-id", Json::string(client_id)),
    ]);
    let error = [("code", Json::string(code)), ("message", Json::string(message)), ("innerError", inner)];
    Json::object([("error", Json::object(error))])
}
