//! What every request must have.

use super::{Recorded, Reply, TOKEN};

/// The system query options that Graph knows.
const OPTIONS: &[&str] =
    &["$select", "$filter", "$expand", "$orderby", "$top", "$skip", "$count", "$search", "$skiptoken", "$format"];

/// Refuses a request that lacks what it must have.
pub(super) fn check(request: &Recorded) -> Result<(), Reply> {
    authorization(request)?;
    headers(request)?;
    request.options().iter().try_for_each(|(name, value)| option(name, value))
}

fn bad(message: impl Into<String>) -> Reply {
    Reply::error(400, "BadRequest", message)
}

fn authorization(request: &Recorded) -> Result<(), Reply> {
    let unauthorized = |message: &str| Reply::error(401, "InvalidAuthenticationToken", message);
    match request.header("authorization").map(|value| value.strip_prefix("Bearer ")) {
        None => Err(unauthorized("Access token is empty.")),
        Some(Some(TOKEN)) => Ok(()),
        Some(_) => Err(unauthorized("Access token could not be read.")),
    }
}

fn headers(request: &Recorded) -> Result<(), Reply> {
    let kind = if request.path().ends_with("/$count") { "text/plain" } else { "application/json" };
    if !request.header("accept").is_some_and(|accept| accept.starts_with(kind)) {
        return Err(bad(format!("Accept must be {kind}.")));
    }
    if request.header("client-request-id").is_none_or(|id| uuid::Uuid::try_parse(id).is_err()) {
        return Err(bad("client-request-id must be a GUID."));
    }
    if !matches!(request.header("odata-maxversion"), Some("4.0" | "4.01")) {
        return Err(bad("OData-MaxVersion must be 4.0 or 4.01."));
    }
    if request.method == "PATCH" && request.body.is_empty() {
        return Err(bad("Empty Payload. JSON content expected."));
    }
    if request.body.is_empty() {
        return Ok(());
    }
    if !request.header("content-type").is_some_and(|kind| kind.starts_with("application/json")) {
        return Err(bad("Content-Type must be application/json."));
    }
    if !matches!(request.header("odata-version"), Some("4.0" | "4.01")) {
        return Err(bad("OData-Version must be 4.0 or 4.01."));
    }
    match request.json() {
        Some(_) => Ok(()),
        None => Err(bad("Unable to read JSON request payload.")),
    }
}

fn option(name: &str, value: &str) -> Result<(), Reply> {
    if name.starts_with('$') && !OPTIONS.contains(&name) {
        return Err(bad(format!("Query option '{name}' was not recognized.")));
    }
    let is_number = value.parse::<u32>().is_ok();
    if matches!(name, "$top" | "$skip") && !is_number {
        return Err(bad(format!("Invalid value '{value}' for {name}.")));
    }
    if name == "$count" && !matches!(value, "true" | "false") {
        return Err(bad("Invalid value for $count."));
    }
    Ok(())
}
