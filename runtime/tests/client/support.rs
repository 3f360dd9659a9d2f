//! A small model, a client over memory, and answers for it.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use http::{Response, StatusCode};
use odata_runtime::{
    Client, ClientBuilder, EnumStyle, Extra, KeyStyle, Model, Peek, Property, Resource, Service, Slot, Table, Timer,
    transport::{BoxFuture, memory::InMemory},
};

pub(crate) use futures_executor::block_on;

#[derive(Default)]
pub(crate) struct Thing {
    pub(crate) id: Option<String>,
    pub(crate) size: Option<i32>,
    pub(crate) extra: Extra,
}

impl Thing {
    pub(crate) const ID: Property<Self, String> = Property::new("id");
    pub(crate) const SIZE: Property<Self, i32> = Property::new("size");
}

impl Model for Thing {
    fn table(&self) -> &'static Table {
        &Table { type_name: "sample.thing", names: &["id", "size"], key: &[], navigation: &[] }
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => Slot::String(&mut self.id),
            1 => Slot::Int32(&mut self.size),
            _ => Slot::Extra(&mut self.extra),
        }
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        match index {
            0 => Peek::String(&self.id),
            1 => Peek::Int32(&self.size),
            _ => Peek::Extra(&self.extra),
        }
    }
}

odata_runtime::model!(Thing);

pub(crate) const BASE: &str = "https://service.example/v1.0";
pub(crate) const TOKEN: &str = "very-secret-token";

/// A client that sends every request once.
pub(crate) fn client(service: &InMemory) -> Client {
    builder(service).no_retry().build().unwrap()
}

pub(crate) fn builder(service: &InMemory) -> ClientBuilder {
    Client::builder(BASE)
        .service(Service::new("Sample", "").request_id_header("client-request-id"))
        .key_style(KeyStyle::Segment)
        .enum_style(EnumStyle::Plain)
        .credential(TOKEN)
        .transport(service.clone())
}

pub(crate) fn root(service: &InMemory) -> Resource {
    client(service).resource()
}

pub(crate) fn things(service: &InMemory) -> Resource {
    root(service).child("things")
}

pub(crate) fn offline() -> Resource {
    root(&InMemory::default())
}

pub(crate) fn answer(status: u16, body: impl Into<String>) -> Response<String> {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = StatusCode::from_u16(status).unwrap();
    answer
}

pub(crate) fn uris(service: &InMemory) -> Vec<String> {
    service.requests().iter().map(|request| request.uri().to_string()).collect()
}

/// Time that passes only where something waits: each sleep ends at once and is noted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock(Arc<Mutex<Vec<Duration>>>);

impl Clock {
    pub(crate) fn sleeps(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

impl Timer for Clock {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        Box::pin(async move { clock.0.lock().unwrap().push(duration) })
    }

    fn now(&self) -> Duration {
        self.sleeps().iter().sum()
    }
}
