//! A small model, clients of a service that misbehaves, and a guard against tests that hang.

use std::{future::Future, time::Duration};

use futures_util::TryStreamExt as _;
use msgraph_identity_governance::odata::{
    Backoff, Client, ClientBuilder, Error, Extra, Items, Model, Peek, Property, Result, Slot, Table,
};
use tests::faulty::{Faulty, seeds};

pub(crate) use msgraph_identity_governance::odata;

/// A token as a service gives one.
pub(crate) const TOKEN: &str = "eyJ0eXAi.a-token-for-tests.c2lnbmVk";

#[derive(Default)]
pub(crate) struct Thing {
    pub(crate) id: Option<String>,
    pub(crate) n: Option<i32>,
    pub(crate) extra: Extra,
}

impl Thing {
    pub(crate) const N: Property<Self, i32> = Property::new("n");

    pub(crate) fn new(n: i32) -> Self {
        Self { n: Some(n), ..Self::default() }
    }
}

impl Model for Thing {
    fn table(&self) -> &'static Table {
        &Table { type_name: "sample.thing", names: &["id", "n"], key: &[], navigation: &[] }
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => Slot::String(&mut self.id),
            1 => Slot::Int32(&mut self.n),
            _ => Slot::Extra(&mut self.extra),
        }
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        match index {
            0 => Peek::String(&self.id),
            1 => Peek::Int32(&self.n),
            _ => Peek::Extra(&self.extra),
        }
    }
}

odata::model!(Thing);

/// A client that tries up to so many times, without long waits.
pub(crate) fn client(service: &Faulty, attempts: u32) -> Client {
    builder(service, attempts).build().unwrap()
}

pub(crate) fn builder(service: &Faulty, attempts: u32) -> ClientBuilder {
    Client::builder(service.base()).credential(TOKEN).retry(quick(attempts))
}

/// The default policy, in a hurry.
pub(crate) fn quick(attempts: u32) -> Backoff {
    Backoff::new().attempts(attempts).first_wait(Duration::from_millis(1)).longest_wait(Duration::from_millis(3))
}

pub(crate) fn items(client: &Client) -> Items<Thing> {
    client.resource().child("items").list::<Thing>().items()
}

pub(crate) async fn get(client: &Client, key: &str) -> Result<Thing> {
    client.resource().child("items").key(key).get::<Thing>().send().await
}

/// What a stream gives before it ends, and the error that it ends with.
pub(crate) async fn drain(mut items: Items<Thing>) -> (Vec<i32>, Option<Error>) {
    let mut numbers = Vec::new();
    loop {
        match items.try_next().await {
            Ok(Some(item)) => numbers.push(item.n.unwrap()),
            Ok(None) => return (numbers, None),
            Err(error) => {
                assert!(items.try_next().await.unwrap().is_none(), "the stream goes on after an error");
                return (numbers, Some(error));
            }
        }
    }
}

/// All numbers below `count`, in order: what reading each item once gives.
pub(crate) fn all(count: usize) -> Vec<i32> {
    (0..i32::try_from(count).unwrap()).collect()
}

/// Fails a test that hangs, instead of hanging with it.
pub(crate) async fn guard<T>(test: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), test).await.expect("the test hangs")
}

/// Runs a test for every seed, and says which one it failed for.
pub(crate) async fn for_seeds<F: Future<Output = ()>>(test: impl Fn(u64) -> F) {
    for seed in seeds().expect("FAULT_SEED is a whole number") {
        let told = Told(seed);
        guard(test(seed)).await;
        drop(told);
    }
}

struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("it failed with FAULT_SEED={}", self.0);
        }
    }
}

/// Every text that an error has for people: what must hold no secret.
pub(crate) fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        text.push_str(&format!("\n{source}\n{source:?}"));
        cause = source.source();
    }
    text
}
