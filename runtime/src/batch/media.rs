//! How a body stands in the JSON of a batch, which its media type decides.

use http::{HeaderMap, header};

/// How a body stands in the JSON of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    /// As JSON.
    Json,
    /// As a string.
    Text,
    /// As a string of base64.
    Binary,
}

impl Media {
    /// By the `Content-Type`; without one, it is JSON.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let Some(name) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
            return Self::Json;
        };
        let name = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match name.split_once('/') {
            Some((_, "json")) => Self::Json,
            Some((_, subtype)) if subtype.ends_with("+json") => Self::Json,
            Some(("text", _)) => Self::Text,
            Some(_) => Self::Binary,
            None => Self::Json,
        }
    }
}
