//! `$batch`: requests in one, answered in any order but the one they came in.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Recorded, Reply, Session, answer, checks};
use crate::json::Json;

/// The most requests that one batch may hold.
const LIMIT: usize = 20;

/// Answers a batch, or gives `None` where the request is none.
pub(super) fn batch(origin: &str, outer: &Recorded, session: &mut Session) -> Option<Result<Reply, Reply>> {
    let version = outer.path().strip_suffix("/$batch").filter(|_| outer.method == "POST")?;
    Some(checks::check(outer).and_then(|()| {
        let body = outer.json().unwrap_or(Json::Null);
        let parts = body.get("requests").map(Json::items).unwrap_or_default();
        if parts.is_empty() || parts.len() > LIMIT {
            return Err(Reply::error(400, "BadRequest", format!("A batch holds 1 to {LIMIT} requests.")));
        }
        let answers = parts.iter().rev().map(|part| one(origin, version, outer, part, session));
        let answers = Json::Array(answers.collect::<Result<_, _>>()?);
        Ok(Reply::json(200, Json::object([("responses", answers)]).to_string()))
    }))
}

fn one(origin: &str, version: &str, outer: &Recorded, part: &Json, session: &mut Session) -> Result<Json, Reply> {
    let bad = |what: &str| Reply::error(400, "BadRequest", format!("Invalid batch payload: {what}."));
    let text = |name: &str| part.text(name).ok_or_else(|| bad(name));
    let url = text("url")?;
    if !url.starts_with('/') {
        return Err(bad("url"));
    }
    let body = part.get("body").map(ToString::to_string).unwrap_or_default();
    let request = Recorded {
        method: text("method")?.to_owned(),
        target: format!("{version}{url}"),
        headers: headers(outer, part).ok_or_else(|| bad("headers"))?,
        body: body.into(),
    };
    let (Ok(reply) | Err(reply)) = checks::check(&request).and_then(|()| answer::answer(origin, &request, session));
    Ok(reply.into_part(text("id")?, &request))
}

/// A part's headers; its token is the outer request's.
fn headers(outer: &Recorded, part: &Json) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, value) in part.get("headers").map(Json::members).unwrap_or_default() {
        headers.insert(HeaderName::try_from(name).ok()?, HeaderValue::try_from(value.as_str()?).ok()?);
    }
    let token = outer.headers.get("authorization")?;
    headers.insert("authorization", token.clone());
    Some(headers)
}
