//! The service and the timer for tests of code that uses a client.
#![allow(clippy::unwrap_used)]

mod answers;
mod batches;
mod expectations;
mod time;

use http::Method;
use odata_runtime::{Client, Error, Object, Resource, testing::MockService};

pub(crate) use futures_executor::block_on;

pub(crate) const BASE: &str = "https://service.example/v1.0";

pub(crate) fn client(service: &MockService) -> Client {
    Client::builder(BASE).credential("very-secret").transport(service.clone()).no_retry().build().unwrap()
}

pub(crate) fn things(service: &MockService) -> Resource {
    client(service).resource().child("things")
}

pub(crate) fn delete(service: &MockService, key: i32) -> Result<(), Error> {
    block_on(things(service).key(key).delete().send())
}

pub(crate) fn get(service: &MockService) -> Result<Object, Error> {
    block_on(things(service).key(7).get::<Object>().send())
}

/// A service that expects one `GET` of a thing.
pub(crate) fn expecting() -> (MockService, odata_runtime::testing::Expectation) {
    let service = MockService::new();
    let expectation = service.expect(Method::GET, "/things(7)");
    (service, expectation)
}
