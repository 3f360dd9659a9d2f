//! Headers: the client's own, and those that a caller writes.

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::error::Fault;

/// What goes with every request unless the caller says otherwise.
///
/// The client asks for OData 4.0 answers: what comes is then written as every service writes it,
/// with `odata.` in the names of control information, whatever newer version the service knows.
pub(super) fn defaults() -> HeaderMap {
    let agent = concat!("odata-runtime/", env!("CARGO_PKG_VERSION"));
    HeaderMap::from_iter([
        (header::ACCEPT, HeaderValue::from_static("application/json;odata.metadata=minimal")),
        (HeaderName::from_static("odata-maxversion"), HeaderValue::from_static("4.0")),
        (header::USER_AGENT, HeaderValue::from_static(agent)),
    ])
}

/// A header as the caller wrote it. Values that may be secrets are marked, and none is shown.
pub(crate) fn parse_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Fault> {
    let name = HeaderName::try_from(name).map_err(|_| Fault(format!("`{name}` is no header name")))?;
    let mut value = HeaderValue::try_from(value).map_err(|_| bad_value(name.as_str()))?;
    let secret = ["authorization", "cookie", "key", "token", "secret"].iter().any(|word| name.as_str().contains(word));
    value.set_sensitive(secret);
    Ok((name, value))
}

/// Why a value cannot be sent; it is not shown.
pub(crate) fn bad_value(name: &str) -> Fault {
    Fault(format!("the value of the header `{name}` is not valid"))
}

/// Puts headers over others: those of the same name go.
pub(crate) fn overlay(headers: &mut HeaderMap, over: &HeaderMap) {
    let mut last = None;
    // Values of one name follow each other.
    for (name, value) in over {
        if last.replace(name) == Some(name) {
            headers.append(name, value.clone());
        } else {
            headers.insert(name, value.clone());
        }
    }
}
