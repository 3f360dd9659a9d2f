//! One part of a batch as JSON.

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Uri, header};
use serde::ser::{Error as _, Serialize, SerializeMap as _, Serializer};
use serde_json::value::RawValue;

use crate::{
    batch::{handle::wire_id, media::Media},
    client::{BatchUrls, Client, Resource, settings::Settings},
    edm::Binary,
    error::{Context, Error, Fault, Kind, Result},
    request::Draft,
};

/// What only the request around the parts may carry: it speaks of the connection, of the whole
/// request, or of who sends it.
const OUTER: [&str; 12] = [
    "authorization",
    "connection",
    "content-length",
    "cookie",
    "expect",
    "from",
    "host",
    "max-forwards",
    "proxy-authorization",
    "range",
    "te",
    "transfer-encoding",
];

/// A part that is ready to go.
pub(super) struct Part {
    pub(super) index: usize,
    /// The parts that it comes after.
    pub(super) after: Vec<usize>,
    pub(super) context: Context,
    pub(super) settings: Settings,
    /// How often it was sent.
    pub(super) attempts: u32,
    request: Request<Bytes>,
    url: String,
    headers: Vec<(String, String)>,
    resource: Resource,
}

impl Part {
    pub(super) fn new(client: &Client, index: usize, draft: &Draft, after: Vec<usize>) -> Result<Self> {
        let request = draft.build()?;
        let context = Context::of_request(client, request.method(), request.uri(), request.headers());
        let written = if client.is(draft.resource().client()) {
            url(client, request.uri()).and_then(|url| Ok((url, headers(client, &request)?)))
        } else {
            Err("the request was made with another client than the batch".into())
        };
        let (settings, resource) = (draft.settings().clone(), draft.resource().clone());
        let part = match written {
            Ok((url, headers)) => {
                Self { index, after, context, settings, attempts: 0, request, url, headers, resource }
            }
            Err(fault) => return Err(Error::new(Kind::Build(fault), context)),
        };
        // What cannot be written shall fail before anything is sent.
        match part.json(&part.after) {
            Ok(_) => Ok(part),
            Err(fault) => Err(Error::new(Kind::Build(fault), part.context)),
        }
    }

    pub(super) fn method(&self) -> &Method {
        self.request.method()
    }

    /// Where it would go by itself: what relative links in its answer are resolved against.
    pub(super) fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// An error that the service answered it with, as it would be by itself.
    pub(super) fn refused(&self, error: Error) -> Error {
        error.needing(&self.resource.client().service(), self.resource.parts().template())
    }

    /// The part as JSON, after those of the same request that it comes after.
    pub(super) fn json(&self, after: &[usize]) -> Result<String, Fault> {
        serde_json::to_string(&Json { part: self, after })
            .map_err(|error| Fault(format!("the part cannot be written: {error}")))
    }
}

/// The URL below the service's root.
fn url(client: &Client, uri: &Uri) -> Result<String, Fault> {
    let whole = uri.to_string();
    let below = whole.strip_prefix(client.base_url()).filter(|below| below.is_empty() || below.starts_with(['/', '?']));
    let below = below.ok_or("the URL is not below the service's root")?;
    let below = below.strip_prefix('/').unwrap_or(below);
    if client.service().batch_paths() == BatchUrls::Rooted {
        return Ok(format!("/{below}"));
    }
    let (path, query) = below.split_at(below.find('?').unwrap_or(below.len()));
    let (first, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
    // What stands before a colon in the first segment could be taken for a scheme, and an empty path
    // for `$batch` itself.
    let first = if path.is_empty() { "./".to_owned() } else { first.replace(':', "%3A") };
    Ok(format!("{first}{rest}{query}"))
}

/// The headers that belong to the part: of those that go with every request of the client, secrets
/// and what speaks of the connection stay on the request around it.
fn headers(client: &Client, request: &Request<Bytes>) -> Result<Vec<(String, String)>, Fault> {
    let mut headers = Vec::new();
    for name in request.headers().keys() {
        let outer = OUTER.contains(&name.as_str());
        let mut values = Vec::new();
        for value in request.headers().get_all(name) {
            let shared = client.headers().get_all(name).iter().any(|known| known == value);
            if shared && (outer || value.is_sensitive() || name == header::USER_AGENT) {
                continue;
            }
            if outer {
                return Err(Fault(format!("a part of a batch cannot have the header `{name}`")));
            }
            values.push(text(name.as_str(), value)?);
        }
        if !values.is_empty() {
            headers.push((name.as_str().to_owned(), values.join(", ")));
        }
    }
    Ok(headers)
}

fn text<'a>(name: &str, value: &'a HeaderValue) -> Result<&'a str, Fault> {
    std::str::from_utf8(value.as_bytes()).map_err(|_| Fault(format!("the value of the header `{name}` is no text")))
}

/// A part, to be written.
struct Json<'a> {
    part: &'a Part,
    after: &'a [usize],
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let Part { index, request, url, headers, .. } = self.part;
        map.serialize_entry("id", &wire_id(*index).to_string())?;
        map.serialize_entry("method", request.method().as_str())?;
        map.serialize_entry("url", url)?;
        if !self.after.is_empty() {
            let after: Vec<_> = self.after.iter().map(|index| wire_id(*index).to_string()).collect();
            map.serialize_entry("dependsOn", &after)?;
        }
        map.serialize_entry("headers", &Headers(headers))?;
        let body = request.body();
        if !body.is_empty() {
            match Media::of(request.headers()) {
                Media::Json => map.serialize_entry("body", raw::<S>(body)?)?,
                Media::Text => map.serialize_entry("body", &String::from_utf8_lossy(body))?,
                Media::Binary => map.serialize_entry("body", Binary::from(&**body).as_str())?,
            }
        }
        map.end()
    }
}

fn raw<S: Serializer>(body: &[u8]) -> Result<&RawValue, S::Error> {
    serde_json::from_slice(body).map_err(S::Error::custom)
}

struct Headers<'a>(&'a [(String, String)]);

impl Serialize for Headers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
