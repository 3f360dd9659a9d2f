//! The answer to a batch, taken apart.

use std::collections::HashMap;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::de::Error as _;
use serde_json::value::RawValue;

use crate::{
    batch::{handle::wire_id, media::Media, part::Part},
    client::exchange::Answer,
    edm::Binary,
    error::{Context, Error, Result},
};

/// A JSON object, its values unread.
type Object<'a> = HashMap<String, &'a RawValue>;

/// The answers to the parts of one request, by the id of the part.
pub(super) struct Parts<'a> {
    outer: &'a Answer,
    parts: HashMap<String, Object<'a>>,
}

impl<'a> Parts<'a> {
    /// Takes the body apart. Of several answers for one id the first counts; one that has no id, or
    /// is no object, counts for none.
    pub(super) fn of(outer: &'a Answer) -> Result<Self> {
        let answers = answers(outer.json()).map_err(|error| outer.unreadable(error))?;
        let mut parts = HashMap::new();
        for answer in answers {
            let Ok(answer) = serde_json::from_str::<Object<'a>>(answer.get()) else { continue };
            if let Some(id) = answer.get("id").and_then(|id| text(id)) {
                parts.entry(id).or_insert(answer);
            }
        }
        Ok(Self { outer, parts })
    }

    /// The answer to a part: what its request would have given by itself. `None` where there is
    /// none.
    pub(super) fn take(&mut self, part: &Part) -> Option<Result<Answer>> {
        let answer = self.parts.remove(&wire_id(part.index).to_string())?;
        let mut headers = answer.get("headers").map(|headers| read_headers(headers)).unwrap_or_default();
        // A date in `Retry-After` is taken against the clock of the service.
        if let (None, Some(date)) = (headers.get(header::DATE), self.outer.headers.get(header::DATE)) {
            headers.insert(header::DATE, date.clone());
        }
        let mut context = Context { hidden: self.outer.context.hidden.clone(), ..part.context.clone() };
        let Some(status) = answer.get("status").and_then(|status| read_status(status)) else {
            let error = serde_json::Error::custom("the answer to a part of a batch has no status");
            return Some(Err(Error::decode(error, self.outer.json(), context)));
        };
        context.answered(status, &headers);
        let body = match answer.get("body") {
            Some(body) if status != StatusCode::NO_CONTENT => read_body(body, &headers),
            _ => Bytes::new(),
        };
        Some(if status.is_success() {
            Ok(Answer { headers, body, uri: part.uri().clone(), context: context.into() })
        } else {
            Err(part.refused(Error::service_answer(body, context).located(part.uri(), &headers)))
        })
    }
}

fn answers(body: &[u8]) -> serde_json::Result<Vec<&RawValue>> {
    let outer: Object<'_> = serde_json::from_slice(body)?;
    let answers = outer.get("responses").ok_or_else(|| serde_json::Error::custom("there are no `responses`"))?;
    serde_json::from_str(answers.get())
}

/// A string, or a number in the place of one.
fn text(raw: &RawValue) -> Option<String> {
    match raw.get().as_bytes().first()? {
        b'"' => serde_json::from_str(raw.get()).ok(),
        b'0'..=b'9' | b'-' => Some(raw.get().to_owned()),
        _ => None,
    }
}

fn read_status(raw: &RawValue) -> Option<StatusCode> {
    StatusCode::from_u16(text(raw)?.trim().parse().ok()?).ok()
}

/// What can be a header; anything else is left out.
fn read_headers(raw: &RawValue) -> HeaderMap {
    let members: Object<'_> = serde_json::from_str(raw.get()).unwrap_or_default();
    let mut headers = HeaderMap::new();
    for (name, value) in members {
        let name = HeaderName::try_from(name).ok();
        let value = text(value).and_then(|value| HeaderValue::try_from(value).ok());
        if let (Some(name), Some(value)) = (name, value) {
            headers.insert(name, value);
        }
    }
    headers
}

/// The body as it would have come by itself.
fn read_body(raw: &RawValue, headers: &HeaderMap) -> Bytes {
    if raw.get() == "null" {
        return Bytes::new();
    }
    let json = || raw.get().to_owned();
    let body = match (serde_json::from_str::<String>(raw.get()), Media::of(headers)) {
        (Ok(text), Media::Text) => text.into_bytes(),
        // Some services write text that is not base64 all the same.
        (Ok(text), Media::Binary) => {
            text.parse::<Binary>().map_or_else(|_| text.clone().into_bytes(), |body| body.bytes())
        }
        (Ok(text), Media::Json) if text.is_empty() => Vec::new(),
        _ => json().into_bytes(),
    };
    body.into()
}
