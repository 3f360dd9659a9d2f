//! A service for tests of code that uses a client: expected calls and what answers them, failures and
//! delays, and time that passes at once. Nothing here opens a socket.
//!
//! With the feature `testing`, which belongs in `[dev-dependencies]`. Given code that is to be tested:
//!
//! ```
//! use http::Method;
//! use odata_runtime::{
//!     Client, Error, Object,
//!     testing::{ManualTimer, MockService},
//! };
//! use serde_json::json;
//! use std::time::Duration;
//!
//! /// The code under test: deletes all things that are large, and says how many there were.
//! async fn delete_large(client: &Client) -> Result<usize, Error> {
//!     let things = client.resource().child("things");
//!     let large = things.list::<Object>().filter_raw("size gt 100").send().await?;
//!     for thing in large.iter() {
//!         let id = thing.extra.get("id").unwrap_or_default();
//!         things.key(id.as_str().unwrap_or_default()).delete().send().await?;
//!     }
//!     Ok(large.len())
//! }
//!
//! // Waiting takes no time: the timer records how long it would have been.
//! let timer = ManualTimer::new();
//! let service = MockService::new().timer(timer.clone());
//! service.expect(Method::GET, "/things")
//!     .with_query("$filter", "size gt 100")
//!     .answer_page([json!({"id": "a", "size": 200}), json!({"id": "b", "size": 300})]);
//! service.expect(Method::DELETE, "/things('a')").status(204);
//! // The second one is throttled at first.
//! service.expect(Method::DELETE, "/things('b')")
//!     .answer_error(429, "TooManyRequests", "slow down")
//!     .retry_after(Duration::from_secs(60));
//! service.expect(Method::DELETE, "/things('b')").status(204);
//!
//! let client = Client::builder("https://service.example/v1.0").transport(service.clone()).build()?;
//! # futures_executor::block_on(async {
//! assert_eq!(delete_large(&client).await?, 2);
//! # Ok::<(), Error>(())
//! # })?;
//! assert_eq!(timer.sleeps(), [Duration::from_secs(60)]);
//! assert_eq!(service.requests().len(), 4);
//! service.verify()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod answering;
mod batch;
mod expectation;
mod matching;
mod service;
mod state;
mod timer;
mod unmet;

pub use self::{expectation::Expectation, service::MockService, timer::ManualTimer, unmet::Unmet};
