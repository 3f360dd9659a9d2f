//! A shop on loopback: OData 4.0 over rows in memory, strict about what a client sends.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode},
    response::Response,
};
use serde_json::{Value, json};

mod actions;
mod batch;
mod delta;
mod filter;
mod functions;
mod literal;
mod path;
mod query;
mod read;
mod relate;
mod relations;
mod rows;
mod schema;
mod shape;
mod values;
mod write;

pub(crate) use literal::{instant, seconds};
use rows::Tables;
pub(crate) use rows::{CATEGORIES, Row, guid};

/// How many rows a page has.
const PAGE: usize = 100;

/// A running shop.
#[derive(Clone, Debug)]
pub(crate) struct Shop {
    pub(crate) base: String,
    state: Arc<Mutex<Store>>,
}

/// What the shop holds.
#[derive(Debug, Default)]
pub(crate) struct Store {
    pub(crate) tables: Tables,
    /// What happened to products, in order: an id, and whether it is gone.
    pub(crate) log: Vec<(Value, bool)>,
    /// Streams by their paths, with their media types.
    pub(crate) streams: BTreeMap<String, (String, Vec<u8>)>,
    /// What the action Restock was given, each time.
    pub(crate) restocked: Vec<Value>,
    base: String,
    pub(crate) requests: usize,
}

/// A request, whether it came by itself or in a batch.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(crate) fn prefers(&self, preference: &str) -> bool {
        self.header("prefer").is_some_and(|prefer| prefer.split(',').any(|given| given.trim() == preference))
    }

    pub(crate) fn is_json(&self) -> bool {
        self.header("content-type").is_some_and(|ty| ty.starts_with("application/json"))
    }

    pub(crate) fn json(&self) -> Result<Value, Reply> {
        if !self.is_json() {
            return Err(error(415, "the body is to be JSON"));
        }
        serde_json::from_slice(&self.body).map_err(|error| bad(format!("the body is no JSON: {error}")))
    }
}

/// An answer.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self { status, headers: vec![("content-type", "application/json".into())], body: body.to_string().into_bytes() }
    }

    pub(crate) fn empty() -> Self {
        Self { status: 204, ..Self::default() }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

pub(crate) fn error(status: u16, message: impl Into<String>) -> Reply {
    Reply::json(status, &json!({"error": {"code": status.to_string(), "message": message.into()}}))
}

/// What is wrong with a request; what the shop does not do says so by its number.
pub(crate) fn bad(message: impl Into<String>) -> Reply {
    let message = message.into();
    error(if message.starts_with("501") { 501 } else { 400 }, message)
}

pub(crate) fn etag(row: &Row) -> String {
    let mut hasher = DefaultHasher::new();
    row.to_string().hash(&mut hasher);
    format!("W/\"{:x}\"", hasher.finish())
}

impl Shop {
    /// Opens a shop of so many products on a free port.
    pub(crate) async fn open(products: usize) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/odata", listener.local_addr().unwrap());
        let store = Store { tables: rows::tables(products), base: base.clone(), ..Store::default() };
        let shop = Self { base, state: Arc::new(Mutex::new(store)) };
        let router = Router::new().fallback(handle).with_state(shop.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        shop
    }

    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.state.lock().unwrap()
    }
}

async fn handle(State(shop): State<Shop>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let asked = Asked {
        method: head.method,
        path: head.uri.path().trim_start_matches("/odata").to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body: to_bytes(body, 64 << 20).await.unwrap().to_vec(),
    };
    let reply = {
        let mut store = shop.store();
        store.requests += 1;
        match asked.path.as_str() {
            "/$batch" => store.batch(&asked),
            _ => store.answer(&asked),
        }
    };
    let mut response =
        Response::builder().status(StatusCode::from_u16(reply.status).unwrap()).header("odata-version", "4.0");
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(reply.body)).unwrap()
}

impl Store {
    /// The answer to one request.
    pub(crate) fn answer(&mut self, asked: &Asked) -> Reply {
        let checked = manners(asked).and_then(|()| {
            let segments = path::parse(&asked.path).map_err(bad)?;
            let query = query::Query::parse(&asked.query).map_err(bad)?;
            if asked.method == Method::GET {
                self.read(asked, &segments, &query)
            } else {
                self.write(asked, &segments, &query)
            }
        });
        checked.unwrap_or_else(|reply| reply)
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }
}

/// What every request must say.
fn manners(asked: &Asked) -> Result<(), Reply> {
    if asked.header("odata-maxversion") != Some("4.0") {
        return Err(bad("OData-MaxVersion must be 4.0"));
    }
    let has_body = !asked.body.is_empty();
    if has_body && (asked.header("content-type").is_none() || asked.header("odata-version") != Some("4.0")) {
        return Err(bad("a body needs Content-Type and OData-Version"));
    }
    Ok(())
}
