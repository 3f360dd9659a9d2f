//! Functions and actions: bound to entities, to collections and to nothing, with arguments of every type.

use futures_util::TryStreamExt as _;
use odata_runtime::{DateTimeOffset, Guid, Page};
use serde_json::{Value, json};
use shop::v1::{
    Address, AnyProduct, Color, Dimensions, Order, ProductCollectionDiscountParameters, Region, RestockParameters,
    Services,
};

use crate::{
    service::{Row, guid, instant},
    support::{id, open, plain_items, rows, without_nulls},
};

#[tokio::test]
async fn arguments_of_every_type_arrive_as_they_are() {
    let (_, client) = open(10).await;
    for text in ["", "it's", "''", "a/b", "../x", "50% +1 & #?=;,", "ü\u{1f600}", "(x)", "@p1", "null", "a\\b\"c\""] {
        let said = client.describe(
            text,
            guid(3).parse::<Guid>().unwrap(),
            "2026-01-02T03:04:05.678+05:30".parse::<DateTimeOffset>().unwrap(),
            "2024-02-29".parse::<odata_runtime::Date>().unwrap(),
            "23:59:59.25".parse::<odata_runtime::TimeOfDay>().unwrap(),
            "-P1DT1.5S".parse::<odata_runtime::Duration>().unwrap(),
            "_-8=".parse::<odata_runtime::Binary>().unwrap(),
            &(Services::PICKUP | Services::PARKING),
            -1.5e-7,
        );
        let said: Page<String> = said.send().await.unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let expected = [
            text,
            &guid(3),
            "2026-01-02T03:04:05.678+05:30",
            "2024-02-29",
            "23:59:59.25",
            "-P1DT1.5S",
            "_-8=",
            "Pickup,Parking",
            "-1.5e-7",
        ];
        assert_eq!(said.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    }
}

#[tokio::test]
async fn functions_of_entities_take_options_and_have_pages() {
    let (shop, client) = open(4_000).await;
    let busiest = (0..201).max_by_key(|n| rows(&shop, "Orders", |row| row["Buyer"] == json!(guid(*n))).len()).unwrap();
    let customer = client.customers().by_id(guid(busiest).parse::<Guid>().unwrap());
    let since = "2026-04-01T02:00:00+02:00";
    let is_recent =
        |row: &Row| row["Buyer"] == json!(guid(busiest)) && instant(row["Placed"].as_str().unwrap()) >= instant(since);
    let numbers = |rows: &[Row]| rows.iter().map(|row| row["Number"].clone()).collect::<Vec<Value>>();
    let recent = |shipped| customer.recent(since.parse::<DateTimeOffset>().unwrap(), shipped);
    let all: Vec<Order> = recent(None).page_size(2).items().try_collect().await.unwrap();
    let expected = rows(&shop, "Orders", is_recent);
    assert!(expected.len() > 4);
    assert_eq!(all.iter().map(|order| json!(order.number)).collect::<Vec<_>>(), numbers(&expected));
    let shipped = recent(Some(true)).order_by(Order::NUMBER.desc()).top(3).expand(Order::LINES).send().await.unwrap();
    let mut expected = rows(&shop, "Orders", |row| is_recent(row) && row["Shipped"] == true);
    expected.reverse();
    expected.truncate(3);
    assert_eq!(shipped.iter().map(|order| json!(order.number)).collect::<Vec<_>>(), numbers(&expected));
    assert!(shipped.iter().all(|order| order.lines.is_some()));

    let matching = || client.products().matching(&["+1".into(), "'s".into()], Some(&Color::Blue));
    let expected = plain_items(client.client(), matching().request()).await;
    let read: Vec<AnyProduct> = matching().items().try_collect().await.unwrap();
    assert!(read.len() > 200, "several pages");
    let read = read.iter().map(|product| without_nulls(&serde_json::to_value(product).unwrap())).collect::<Vec<_>>();
    assert_eq!(read, expected.iter().map(without_nulls).collect::<Vec<_>>());
    let filtered = matching().filter(shop::v1::Product::PRICE.lt(100)).count().send().await.unwrap();
    let cheap = expected.iter().filter(|product| product["Price"].as_f64() < Some(100.0)).count();
    assert_eq!(filtered.count(), Some(cheap as u64));
}

#[tokio::test]
async fn overloads_are_told_apart_and_an_answer_may_be_nothing() {
    let (shop, client) = open(10).await;
    let name = |id: i64| rows(&shop, "Products", |row| row["Id"] == id)[0]["Name"].as_str().unwrap().to_owned();
    let summary = client.products().by_id(3).summary().send().await.unwrap();
    assert_eq!(summary, name(3).replace(' ', "|"));
    let book = client.products().by_id(3).as_book();
    assert_eq!(book.summary_with_words(1).send().await.unwrap(), "Product");
    assert_eq!(book.summary().send().await.unwrap(), name(3).replace(' ', "|"));

    let to = |city: &str| Address { city: Some(city.into()), ..Address::default() };
    let nearest = client.depots().nearest(&to("Köln"), &[Region::North, Region::East]).send().await.unwrap();
    assert_eq!(nearest.region, Some(Region::East));
    let nowhere = || client.depots().nearest(&to("Köln"), &[]);
    assert_eq!(nowhere().send_optional().await.unwrap(), None);
    let none = nowhere().send().await.unwrap_err();
    assert_eq!(none.status().map(|status| status.as_u16()), Some(204), "{none}");
}

#[tokio::test]
async fn actions_of_collections_and_of_nothing_are_called() {
    let (shop, client) = open(300).await;
    let price = |id: i64| rows(&shop, "Products", |row| row["Id"] == id)[0]["Price"].as_f64().unwrap();
    let red = |row: &Row| row["Color"] == "Red" && row.get("@odata.type").is_some();
    let before: Vec<(i64, f64)> = rows(&shop, "Products", red)
        .iter()
        .map(|row| (row["Id"].as_i64().unwrap(), price(row["Id"].as_i64().unwrap())))
        .collect();
    let half =
        ProductCollectionDiscountParameters { percent: Some("50".parse().unwrap()), colors: Some(vec![Color::Red]) };
    let lowered = client.products().as_book().discount(&half).send().await.unwrap();
    assert_eq!(lowered.iter().map(id).collect::<Vec<_>>(), before.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    assert!(before.iter().all(|(id, before)| (price(*id) - before / 2.0).abs() < 0.01));
    let colors = Some(Vec::new());
    assert!(
        client
            .products()
            .discount(&ProductCollectionDiscountParameters { colors, ..half })
            .send()
            .await
            .unwrap()
            .is_empty()
    );

    let restock = RestockParameters {
        products: Some(vec![3, 999, 7]),
        size: Some(Dimensions { width: Some(1), height: Some(2), ..Dimensions::default() }),
        note: Some("ü \"now\"".into()),
    };
    let found = client.restock(&restock).send().await.unwrap();
    assert_eq!(&*found, [3, 7]);
    let little = RestockParameters { products: Some(Vec::new()), ..RestockParameters::default() };
    assert!(client.restock(&little).send().await.unwrap().is_empty());
    let given = shop.store().restocked.clone();
    assert_eq!(given[0], json!({"products": [3, 999, 7], "size": {"Width": 1, "Height": 2}, "note": "ü \"now\""}));
    assert_eq!(without_nulls(&given[1]), json!({"products": []}));
    client.recount().send().await.unwrap();
    assert!(shop.store().restocked.is_empty());
}
