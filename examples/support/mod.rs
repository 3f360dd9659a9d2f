//! What the examples share: a client of the service, or of answers in memory.
#![allow(dead_code, reason = "no example needs all of it")]

use std::{env, time::Duration};

use msgraph_identity_governance::{
    Result,
    odata::{
        bytes::Bytes,
        http::{Method, Request, Response, StatusCode},
        transport::memory::InMemory,
    },
    v1_0::GraphClient,
};

/// A client of the service where `GRAPH_TOKEN` holds a token, else of these answers.
pub(crate) fn client(offline: InMemory) -> Result<GraphClient> {
    if let Ok(token) = env::var("GRAPH_TOKEN") {
        return GraphClient::new(token);
    }
    eprintln!("GRAPH_TOKEN is not set: answering from memory");
    GraphClient::builder().transport(offline).build().map(GraphClient::from)
}

/// How long to wait before something is looked at again: there is no hurry with a tenant.
pub(crate) fn pause() -> Duration {
    if env::var("GRAPH_TOKEN").is_ok() { Duration::from_secs(10) } else { Duration::from_millis(10) }
}

/// Answers by method and the end of the path; anything else is not found.
pub(crate) fn answers(routes: &'static [(Method, &'static str, &'static str)]) -> InMemory {
    InMemory::new(move |request: &Request<Bytes>| {
        let path = request.uri().path();
        match routes.iter().find(|(method, end, _)| request.method() == method && path.ends_with(end)) {
            Some((_, _, body)) => answer(if body.is_empty() { 204 } else { 200 }, *body),
            None => answer(404, r#"{"error": {"code": "ResourceNotFound", "message": "It is not in this example."}}"#),
        }
    })
}

/// An answer of the service.
pub(crate) fn answer(status: u16, body: impl Into<String>) -> Response<String> {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    answer
}
