//! An open shop and a client of it.

use odata_runtime::Client;
use serde_json::Value;
use shop::v1::{AnyProduct, ShopClient};

use crate::service::{Row, Shop};

/// The id of a product of whatever type.
pub(crate) fn id(product: &AnyProduct) -> i64 {
    match product {
        AnyProduct::Product(product) => product.id.unwrap(),
        AnyProduct::Book(book) => book.id.unwrap(),
        other => panic!("{other:?} is of a type that is not known"),
    }
}

pub(crate) async fn open(products: usize) -> (Shop, ShopClient) {
    let shop = Shop::open(products).await;
    let client = ShopClient::builder().base_url(&shop.base).no_retry().build().unwrap();
    (shop, ShopClient::from(client))
}

/// The rows of a table that this holds for.
pub(crate) fn rows(shop: &Shop, set: &str, holds: impl Fn(&Row) -> bool) -> Vec<Row> {
    shop.store().rows(set).iter().filter(|row| holds(row)).cloned().collect()
}

/// What plain HTTP gives for a request that the client would send.
pub(crate) async fn plain(
    client: &Client,
    request: odata_runtime::Result<odata_runtime::http::Request<odata_runtime::bytes::Bytes>>,
) -> Value {
    let (head, body) = request.unwrap().into_parts();
    assert!(head.uri.to_string().starts_with(client.base_url()));
    let http = reqwest::Client::new();
    let answer = http.request(head.method, head.uri.to_string()).headers(head.headers).body(body).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}
