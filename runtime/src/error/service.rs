//! What the service says of an error, read tolerantly from whatever body came.

use serde_json::{Map, Value};

use crate::error::OneLine;

/// How many characters of a body that is no JSON are kept as the message.
const PLAIN: usize = 500;

/// What the service said in an error answer.
///
/// The body of an OData error is `{"error": {"code", "message", "target", "details",
/// "innererror"}}`; anything else that comes (a bare object, a text, a page of HTML, nothing) is
/// read as far as it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceError {
    code: Option<String>,
    message: Option<String>,
    target: Option<String>,
    details: Vec<ErrorDetail>,
    inner: Vec<InnerError>,
}

/// One of several errors that the service lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorDetail {
    code: Option<String>,
    message: Option<String>,
    target: Option<String>,
}

/// One level of the nested inner errors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InnerError {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    client_request_id: Option<String>,
    date: Option<String>,
}

impl ServiceError {
    pub(super) fn parse(body: &[u8]) -> Self {
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => Self::from_body(&object),
            Ok(Value::String(text)) => Self::plain(&text),
            _ => Self::plain(&String::from_utf8_lossy(body)),
        }
    }

    fn plain(text: &str) -> Self {
        let message = OneLine(text.trim_start_matches('\u{feff}'), PLAIN).to_string();
        Self { message: Some(message).filter(|message| !message.is_empty()), ..Self::default() }
    }

    fn from_body(body: &Map<String, Value>) -> Self {
        match member(body, &["error", "odata.error"]) {
            Some(Value::Object(error)) => Self::from_object(error),
            // OAuth's form, which gateways in front of a service use.
            Some(Value::String(code)) => Self {
                code: Some(code.clone()).filter(|code| !code.is_empty()),
                message: text(body, &["error_description", "message"]),
                ..Self::default()
            },
            _ => Self::from_object(body),
        }
    }

    fn from_object(error: &Map<String, Value>) -> Self {
        let details = match member(error, &["details"]) {
            Some(Value::Array(details)) => {
                details.iter().filter_map(Value::as_object).map(ErrorDetail::from_object).collect()
            }
            _ => Vec::new(),
        };
        Self {
            code: text(error, &["code"]),
            message: text(error, &["message"]),
            target: text(error, &["target"]),
            details,
            inner: std::iter::successors(inner(error), |level| inner(level)).map(InnerError::from_object).collect(),
        }
    }

    /// The service's code for the error; `None` where it is absent, null or empty.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The message, meant for people; the text of a body that is no JSON.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What the error is about, such as the name of a property.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// Further errors.
    #[must_use]
    pub fn details(&self) -> &[ErrorDetail] {
        &self.details
    }

    /// The nested inner errors, the outermost first.
    #[must_use]
    pub fn inner(&self) -> &[InnerError] {
        &self.inner
    }

    pub(super) fn request_id(&self) -> Option<&str> {
        self.inner.iter().find_map(InnerError::request_id)
    }
}

impl ErrorDetail {
    fn from_object(detail: &Map<String, Value>) -> Self {
        Self { code: text(detail, &["code"]), message: text(detail, &["message"]), target: text(detail, &["target"]) }
    }

    /// The service's code for this error.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The message, meant for people.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What this error is about, such as the name of a property.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }
}

impl InnerError {
    fn from_object(level: &Map<String, Value>) -> Self {
        Self {
            code: text(level, &["code"]),
            message: text(level, &["message"]),
            request_id: text(level, &["request-id", "requestId"]),
            client_request_id: text(level, &["client-request-id", "clientRequestId"]),
            date: text(level, &["date"]),
        }
    }

    /// A more specific code than that of the level above.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The message, meant for people.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The service's id for the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The id that the client gave the request.
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        self.client_request_id.as_deref()
    }

    /// When it happened, as the service writes it; some write no time zone.
    #[must_use]
    pub fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }
}

/// The first member with one of these names, whatever their case.
fn member<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| {
        object
            .get(*name)
            .or_else(|| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
    })
}

fn inner(object: &Map<String, Value>) -> Option<&Map<String, Value>> {
    member(object, &["innererror", "internalexception"])?.as_object()
}

/// A member as text that is not empty: a number is written out, and of OData 3's
/// `{"lang", "value"}` the value is taken.
fn text(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    match member(object, names)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(inner) => inner.get("value").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}
