//! A batch taken apart: each part is answered as if it had come alone.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use serde::Deserialize as _;
use serde_json::{Map, Value, value::RawValue};

use super::service::MockService;
use crate::{
    batch::media::Media,
    edm::Binary,
    error::BoxError,
    transport::{Body, TransportError, TransportErrorKind},
};

/// A JSON object, its values unread: bodies keep the digits of their numbers.
type Object<'a> = HashMap<String, &'a RawValue>;

struct Part {
    id: String,
    after: Vec<String>,
    request: Request<Bytes>,
}

/// Answers a batch.
pub(super) async fn answer(service: &MockService, batch: Request<Bytes>) -> Result<Response<Body>, TransportError> {
    service.record(&batch);
    let parts = read(&batch).map_err(|error| {
        TransportError::new(TransportErrorKind::Rejected, format!("the batch cannot be taken apart: {error}"))
    })?;
    let mut failed = HashSet::new();
    let mut answers = Vec::with_capacity(parts.len());
    for Part { id, after, request } in parts {
        let answer = match after.iter().any(|earlier| failed.contains(earlier)) {
            true => Some(blocked()),
            false => {
                let answer = service.claim(&request)?;
                let answer = service.respond(answer, &request).await;
                whole(answer).await
            }
        };
        if answer.as_ref().is_none_or(|answer| !answer.status().is_success()) {
            failed.insert(id.clone());
        }
        answers.extend(answer.map(|answer| write(&id, &answer)));
    }
    let mut response = Response::new(format!(r#"{{"responses":[{}]}}"#, answers.join(",")).into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// What OData has for a part that comes after one that failed.
fn blocked() -> Response<Bytes> {
    let mut answer = Response::new(Bytes::new());
    *answer.status_mut() = StatusCode::FAILED_DEPENDENCY;
    answer
}

/// An answer with its body; `None` where one of them did not come.
async fn whole(answer: Result<Response<Body>, TransportError>) -> Option<Response<Bytes>> {
    let (head, body) = answer.ok()?.into_parts();
    Some(Response::from_parts(head, body.gather(u64::MAX).await.ok()?))
}

fn read(batch: &Request<Bytes>) -> Result<Vec<Part>, BoxError> {
    let outer: Object<'_> = serde_json::from_slice(batch.body())?;
    let parts: Vec<Object<'_>> = serde_json::from_str(outer.get("requests").ok_or("there are no `requests`")?.get())?;
    parts.iter().map(|part| read_part(part, batch.uri())).collect()
}

fn read_part(part: &Object<'_>, batch: &Uri) -> Result<Part, BoxError> {
    let text = |name: &str| -> Result<String, BoxError> {
        let member = part.get(name).ok_or_else(|| format!("a part has no `{name}`"))?;
        Ok(serde_json::from_str(member.get())?)
    };
    let headers = part.get("headers").map(|headers| serde_json::from_str(headers.get())).transpose()?;
    let headers = read_headers(&headers.unwrap_or_default())?;
    let body = part.get("body").map(|body| read_body(body, &headers)).transpose()?.unwrap_or_default();
    let mut request = Request::new(body);
    *request.method_mut() = Method::try_from(text("method")?.as_str())?;
    *request.uri_mut() = resolve(&text("url")?, batch)?;
    *request.headers_mut() = headers;
    let after = part.get("dependsOn").map(|after| Vec::<String>::deserialize(*after)).transpose()?;
    Ok(Part { id: text("id")?, after: after.unwrap_or_default(), request })
}

/// The URL of a part, which is below the root of the service, as is that of the batch.
fn resolve(url: &str, batch: &Uri) -> Result<Uri, BoxError> {
    if url.contains("://") {
        return Ok(url.parse()?);
    }
    let batch = batch.to_string();
    let root = batch.split("/$batch").next().unwrap_or_default();
    let below = url.strip_prefix("./").unwrap_or(url);
    let below = below.strip_prefix('/').unwrap_or(below);
    Ok(format!("{root}/{below}").parse()?)
}

fn read_headers(members: &Map<String, Value>) -> Result<HeaderMap, BoxError> {
    let mut headers = HeaderMap::new();
    for (name, value) in members {
        let value = value.as_str().ok_or("the value of a header is no string")?;
        headers.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    Ok(headers)
}

fn read_body(body: &RawValue, headers: &HeaderMap) -> Result<Bytes, BoxError> {
    let text = || serde_json::from_str::<String>(body.get());
    Ok(match Media::of(headers) {
        Media::Json => body.get().to_owned().into(),
        Media::Text => text()?.into(),
        Media::Binary => text()?.parse::<Binary>()?.bytes().into(),
    })
}

/// An answer as a part of the answer to a batch.
fn write(id: &str, answer: &Response<Bytes>) -> String {
    let headers = answer.headers().iter();
    let headers: Map<String, Value> = headers
        .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into()))
        .collect();
    let body = answer.body();
    let body = match Media::of(answer.headers()) {
        _ if body.is_empty() => "null".to_owned(),
        // What is no JSON stands as text: the client is to see that.
        Media::Json if serde_json::from_slice::<&RawValue>(body).is_ok() => String::from_utf8_lossy(body).into_owned(),
        Media::Json | Media::Text => Value::from(String::from_utf8_lossy(body)).to_string(),
        Media::Binary => Value::from(Binary::from(&**body).as_str()).to_string(),
    };
    let (id, status, headers) = (Value::from(id), answer.status().as_u16(), Value::from(headers));
    format!(r#"{{"id":{id},"status":{status},"headers":{headers},"body":{body}}}"#)
}
