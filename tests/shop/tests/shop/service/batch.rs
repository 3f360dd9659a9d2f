//! Batches: parts in order, answers shuffled.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::{Map, Value, json};

use super::{Asked, Reply, Store, bad};

impl Store {
    pub(crate) fn batch(&mut self, asked: &Asked) -> Reply {
        let parts = match asked.json() {
            Ok(body) => body["requests"].as_array().cloned().unwrap_or_default(),
            Err(reply) => return reply,
        };
        if parts.is_empty() || parts.len() > 50 {
            return bad(format!("a batch has 1 to 50 parts, not {}", parts.len()));
        }
        let mut answers: Vec<Value> = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            let failed = |id: &Value| {
                answers.iter().any(|answer: &Value| answer["id"] == *id && answer["status"].as_u64() >= Some(300))
            };
            let after = part["dependsOn"].as_array().cloned().unwrap_or_default();
            let answer =
                if after.iter().any(failed) { json!({"id": part["id"], "status": 424}) } else { self.part(part) };
            answers.insert(number * 7 % (answers.len() + 1), answer);
        }
        Reply::json(200, &json!({ "responses": answers }))
    }

    fn part(&mut self, part: &Value) -> Value {
        let url = part["url"].as_str().unwrap_or_default();
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let mut headers = HeaderMap::new();
        for (name, value) in part["headers"].as_object().cloned().unwrap_or_default() {
            let name = HeaderName::try_from(name).unwrap();
            headers.insert(name, HeaderValue::try_from(value.as_str().unwrap_or_default()).unwrap());
        }
        let asked = Asked {
            method: Method::try_from(part["method"].as_str().unwrap_or_default()).unwrap(),
            path: format!("/{path}"),
            query: query.to_owned(),
            headers,
            body: part.get("body").map(|body| body.to_string().into_bytes()).unwrap_or_default(),
        };
        let reply = if url.starts_with('/') { bad("the URL of a part is relative here") } else { self.answer(&asked) };
        let headers: Map<String, Value> =
            reply.headers.iter().map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str()))).collect();
        let mut answer = json!({"id": part["id"], "status": reply.status, "headers": headers});
        if !reply.body.is_empty() {
            // JSON stands as it is, anything else as a text.
            let text = String::from_utf8_lossy(&reply.body).into_owned();
            answer["body"] = serde_json::from_slice(&reply.body).unwrap_or_else(|_| text.into());
        }
        answer
    }
}
