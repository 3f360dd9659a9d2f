//! Reads so many items as a stream over pages of 100, from memory, and prints nothing: for its peak
//! memory. `stream ITEMS`.

use std::{
    error::Error,
    hint::black_box,
    sync::atomic::{AtomicUsize, Ordering},
};

use benches::page::{Shape, page_with_link};
use futures_util::TryStreamExt as _;
use http::{Request, Response};
use msgraph_identity_governance::v1_0::identity_governance::TaskProcessingResult;
use odata_runtime::{
    Client,
    transport::{Body, BoxFuture, Transport, TransportError},
};

const PAGE: usize = 100;

/// Answers with one page after another, each with a link of its own, and keeps none.
struct Pages {
    number: usize,
    sent: AtomicUsize,
}

impl Transport for Pages {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let sent = self.sent.fetch_add(1, Ordering::Relaxed) + 1;
        let link = (sent < self.number).then(|| format!("https://service.example/results?$skiptoken={sent}"));
        let page = page_with_link(PAGE, Shape::UNKNOWN, link.as_deref());
        Box::pin(std::future::ready(Ok(Response::new(page.into()))))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let items: usize = std::env::args().nth(1).ok_or("how many items?")?.parse()?;
    let transport = Pages { number: items.div_ceil(PAGE), sent: AtomicUsize::new(0) };
    let client = Client::builder("https://service.example").transport(transport).build()?;
    let results = client.resource().child("results").list::<TaskProcessingResult>().items();
    let read = results.try_fold(0_usize, |read, item| {
        black_box(item);
        std::future::ready(Ok(read + 1))
    });
    let read = tokio::runtime::Builder::new_current_thread().build()?.block_on(read)?;
    if read < items { Err("items are missing".into()) } else { Ok(()) }
}
