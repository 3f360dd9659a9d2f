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

/// All items of a collection by plain HTTP, which follows links by the rules of OData's JSON format.
pub(crate) async fn plain_items(
    client: &Client,
    request: odata_runtime::Result<odata_runtime::http::Request<odata_runtime::bytes::Bytes>>,
) -> Vec<Value> {
    let (head, _) = request.unwrap().into_parts();
    let http = reqwest::Client::new();
    let (mut url, mut items) = (head.uri.to_string(), Vec::new());
    loop {
        let answer = http.get(&url).headers(head.headers.clone()).send().await.unwrap();
        assert!(answer.status().is_success(), "{} {url}", answer.status());
        let mut page: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        items.append(page["value"].as_array_mut().unwrap());
        let Some(link) = page["@odata.nextLink"].as_str() else { return items };
        url = match link {
            _ if link.starts_with('?') => format!("{}{link}", url.split('?').next().unwrap()),
            _ if link.starts_with("http") => link.to_owned(),
            _ => format!("{}/{link}", client.base_url()),
        };
    }
}

/// A value without what is null in it: a model does not tell null from what is absent.
pub(crate) fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let kept = object.iter().filter(|(_, value)| !value.is_null());
            kept.map(|(name, value)| (name.clone(), without_nulls(value))).collect::<serde_json::Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(without_nulls).collect::<Vec<_>>().into(),
        other => other.clone(),
    }
}

/// Holds what a client reads in all its pages, written again, to what plain HTTP gives.
pub(crate) async fn same_as_plain<T>(client: &Client, list: odata_runtime::ListRequest<T>) -> Vec<T>
where
    T: odata_runtime::model::Entity + serde::Serialize,
{
    let expected = plain_items(client, list.request()).await;
    let items: Vec<T> = futures_util::TryStreamExt::try_collect(list.items()).await.unwrap();
    assert_eq!(items.len(), expected.len());
    for (item, expected) in items.iter().zip(&expected) {
        assert_eq!(without_nulls(&serde_json::to_value(item).unwrap()), without_nulls(expected));
    }
    items
}
