//! Conditions of every kind of value, over relations and over complex values: against the same over the rows.

use futures_util::TryStreamExt as _;
use odata_runtime::{
    Binary, Date, DateTimeOffset, Duration, Entity, Guid, ListRequest, TimeOfDay,
    query::{Filter, item},
};
use serde_json::Value;
use shop::v1::{
    Address, AnyProduct, Book, Box as Parcel, Category, Color, Contact, Customer, Depot, Line, Order, Phone, Product,
    Region, Services, Shelf,
};

use crate::{
    service::{Row, Shop, guid, instant, seconds},
    support::{open, rows},
};

type Condition<'a> = Box<dyn Fn(&Row) -> bool + 'a>;

/// Holds the keys that filters choose to those of the rows that conditions choose, in the same order.
async fn hold<T: Entity + serde::Serialize>(
    shop: &Shop,
    (set, key): (&str, &str),
    list: impl Fn() -> ListRequest<T>,
    cases: Vec<(Filter<T::Scope>, Condition<'_>)>,
) {
    for (filter, holds) in cases {
        let read: Vec<T> = list().filter(filter.clone()).items().try_collect().await.unwrap_or_else(|error| {
            panic!("{filter:?}: {error}");
        });
        let keys: Vec<Value> = read.iter().map(|item| serde_json::to_value(item).unwrap()[key].clone()).collect();
        let expected: Vec<Value> = rows(shop, set, holds).iter().map(|row| row[key].clone()).collect();
        assert!(!expected.is_empty(), "{filter:?} chooses nothing");
        assert!(expected.len() < shop.store().rows(set).len(), "{filter:?} chooses all");
        assert_eq!(keys, expected, "{filter:?}");
    }
}

fn has_flag(row: &Row, flag: &str) -> bool {
    row["Wants"].as_str().unwrap().split(',').any(|known| known == flag)
}

fn at(text: &str) -> DateTimeOffset {
    text.parse().unwrap()
}

#[tokio::test]
async fn values_of_every_type_are_compared() {
    let (shop, client) = open(2_000).await;
    let since = "2015-01-31T05:30:00.125+02:00";
    let cases: Vec<(Filter<Customer>, Condition<'_>)> = vec![
        (Customer::ID.eq(guid(17).parse::<Guid>().unwrap()), Box::new(|row| row["Id"] == guid(17))),
        (
            Customer::ID.is_in([guid(3).parse::<Guid>().unwrap(), guid(5).parse().unwrap()]),
            Box::new(|row| row["Id"] == guid(3) || row["Id"] == guid(5)),
        ),
        (Customer::SINCE.ge(at(since)), Box::new(move |row| instant(row["Since"].as_str().unwrap()) >= instant(since))),
        // The same time by another clock.
        (
            Customer::SINCE.lt(at("2015-01-31T03:30:00.125Z")),
            Box::new(move |row| instant(row["Since"].as_str().unwrap()) < instant(since)),
        ),
        (
            Customer::PATIENCE.gt("PT1H30M".parse::<Duration>().unwrap()),
            Box::new(|row| seconds(row["Patience"].as_str().unwrap()) > Some(5_400.0)),
        ),
        (Customer::SEAL.eq("AP-_".parse::<Binary>().unwrap()), Box::new(|row| row["Seal"] == "AP-_")),
        (Customer::SEAL.ne("AP-_".parse::<Binary>().unwrap()), Box::new(|row| row["Seal"] != "AP-_")),
        (Customer::WANTS.has(Services::REPAIRS), Box::new(|row| has_flag(row, "Repairs"))),
        (
            Customer::WANTS.has(Services::PICKUP | Services::PARKING).and(!Customer::WANTS.has(Services::REPAIRS)),
            Box::new(|row| row["Wants"] == "Pickup,Parking"),
        ),
        (Customer::BIRTHDAY.is_null(), Box::new(|row| row["Birthday"].is_null())),
        (
            Customer::BIRTHDAY.year().gt(1980).and(Customer::BIRTHDAY.month().eq(2)),
            Box::new(|row| row["Birthday"].as_str().is_some_and(|day| &day[..4] > "1980")),
        ),
        (
            Customer::BIRTHDAY.le("1970-02-28".parse::<Date>().unwrap()),
            Box::new(|row| row["Birthday"].as_str().is_some_and(|day| day <= "1970-02-28")),
        ),
        (Customer::HOME.path(Address::CITY).eq("St. John's"), Box::new(|row| row["Home"]["City"] == "St. John's")),
        (
            Customer::NAME.to_lower().contains("o'neil"),
            Box::new(|row| row["Name"].as_str().unwrap().contains("O'Neil")),
        ),
    ];
    hold(&shop, ("Customers", "Id"), || client.customers().list(), cases).await;

    let cases: Vec<(Filter<Depot>, Condition<'_>)> = vec![
        (Depot::REGION.eq(Region::East), Box::new(|row| row["Region"] == "East")),
        (Depot::OPENS.gt("06:15:00.5".parse::<TimeOfDay>().unwrap()), Box::new(|row| row["Region"] != "North")),
        (
            Depot::CHIEF.path(Customer::NAME).is_not_null().and(Depot::REGION.ne(Region::South)),
            Box::new(|row| row["Region"] != "South"),
        ),
    ];
    hold(&shop, ("Depots", "Region"), || client.depots().list(), cases).await;

    let price = |row: &Row| row["Price"].as_f64().unwrap();
    let cases: Vec<(Filter<Product>, Condition<'_>)> = vec![
        (Product::ID.modulo(7).eq(3), Box::new(|row| row["Id"].as_i64().unwrap() % 7 == 3)),
        (Product::PRICE.mul(2).sub(10).lt(100), Box::new(move |row| price(row) * 2.0 - 10.0 < 100.0)),
        (Product::TAGS.count().gt(1), Box::new(|row| row["Tags"].as_array().unwrap().len() > 1)),
        (
            Product::TAGS.all(item().ne("sale")),
            Box::new(|row| row["Tags"].as_array().unwrap().iter().all(|tag| tag != "sale")),
        ),
        (Product::TAGS.is_empty(), Box::new(|row| row["Tags"].as_array().unwrap().is_empty())),
        (
            Filter::any_of([Product::COLOR.eq(Color::Red), Product::RATING.is_null()]).and(Product::PRICE.le(500)),
            Box::new(move |row| (row["Color"] == "Red" || row["Rating"].is_null()) && price(row) <= 500.0),
        ),
    ];
    hold(&shop, ("Products", "Id"), || client.products().list(), cases).await;
}

#[tokio::test]
async fn relations_and_complex_values_are_looked_into() {
    let (shop, client) = open(500).await;
    let lines = rows(&shop, "Lines", |_| true);
    let lines_of = |order: &Row| lines.iter().filter(|line| line["Order"] == order["Number"]).collect::<Vec<_>>();
    let (products, orders) = (rows(&shop, "Products", |_| true), rows(&shop, "Orders", |_| true));
    let customers = rows(&shop, "Customers", |_| true);
    let quantity = |line: &Row| line["Quantity"].as_i64();
    let buyer = |order: &Row| customers.iter().find(|customer| customer["Id"] == order["Buyer"]);
    let cases: Vec<(Filter<Order>, Condition<'_>)> = vec![
        (
            Order::LINES.any(Line::QUANTITY.gt(8)),
            Box::new(|row| lines_of(row).iter().any(|line| quantity(line) > Some(8))),
        ),
        (
            Order::LINES.all(Line::QUANTITY.lt(7)).and(Order::SHIPPED.eq(true)),
            Box::new(|row| lines_of(row).iter().all(|line| quantity(line) < Some(7)) && row["Shipped"] == true),
        ),
        (
            !Order::LINES.any(Line::QUANTITY.gt(2).and(Line::POSITION.eq(1))),
            Box::new(|row| !lines_of(row).iter().any(|line| quantity(line) > Some(2) && line["Position"] == 1)),
        ),
        (
            Order::BUYER.path(Customer::HOME).path(Address::CITY).eq("Köln"),
            Box::new(|row| buyer(row).is_some_and(|buyer| buyer["Home"]["City"] == "Köln")),
        ),
        (
            Order::BUYER.path(Customer::FAVORITES).any(Book::PAGES.on::<Product>().gt(400)),
            Box::new(|row| {
                let favorites = buyer(row).and_then(|buyer| buyer["Favorites"].as_array());
                let pages = |id: &Value| products.iter().find(|product| product["Id"] == *id)?.get("Pages")?.as_i64();
                favorites.is_some_and(|ids| ids.iter().any(|id| pages(id) > Some(400)))
            }),
        ),
    ];
    hold(&shop, ("Orders", "Number"), || client.orders().list(), cases).await;

    let contacts = |row: &Row| row["Contacts"].as_array().unwrap().clone();
    let evening = "17:30:00".parse::<TimeOfDay>().unwrap();
    let cases: Vec<(Filter<Customer>, Condition<'_>)> = vec![
        (
            Customer::CONTACTS.any(Phone::NUMBER.on::<Contact>().ends_with("7")),
            Box::new(|row| {
                contacts(row).iter().any(|it| it["Number"].as_str().is_some_and(|number| number.ends_with('7')))
            }),
        ),
        (
            Customer::CONTACTS.any(Phone::HOURS.on::<Contact>().any(item().eq(evening))),
            Box::new(|row| contacts(row).iter().any(|it| it["@odata.type"] == "#Shop.Phone")),
        ),
        (
            Customer::ORDERS.any(Order::LINES.any(Line::QUANTITY.eq(9)).and(Order::SHIPPED.eq(false))),
            Box::new(|row| {
                let own = orders.iter().filter(|order| order["Buyer"] == row["Id"] && order["Shipped"] == false);
                own.flat_map(&lines_of).any(|line| quantity(line) == Some(9))
            }),
        ),
        (
            Customer::FAVORITES.is_not_empty().and(Customer::FAVORITES.all(Product::COLOR.ne(Color::Blue))),
            Box::new(|row| {
                let ids = row["Favorites"].as_array().unwrap();
                let is_blue =
                    |id: &Value| products.iter().any(|product| product["Id"] == *id && product["Color"] == "Blue");
                !ids.is_empty() && !ids.iter().any(is_blue)
            }),
        ),
    ];
    hold(&shop, ("Customers", "Id"), || client.customers().list(), cases).await;

    let weight = Depot::SHELVES.any(Shelf::BOXES.any(Parcel::WEIGHT.gt(24.5)));
    assert_eq!(client.depots().count().filter(weight).send().await.unwrap(), heavy(&shop, 24.5));
    let in_category = client.products().count().filter(Product::CATEGORY.path(Category::NAME).eq("it's"));
    let expected = products.iter().filter(|product| product["Category"] == "it's").count();
    assert_eq!(in_category.send().await.unwrap(), expected as u64);
    let phrase: Vec<AnyProduct> =
        client.products().list().search("\"Product 17\" NOT sale").items().try_collect().await.unwrap();
    let found = |row: &Row| row.to_string().contains("Product 17") && !row.to_string().contains("sale");
    assert_eq!(phrase.len(), rows(&shop, "Products", found).len());
}

fn heavy(shop: &Shop, limit: f64) -> u64 {
    let boxes = |shelf: &Value| shelf["Boxes"].as_array().cloned().unwrap_or_default();
    let is_heavy = |depot: &Row| {
        let shelves = depot["Shelves"].as_array().unwrap();
        shelves.iter().flat_map(boxes).any(|parcel| parcel["Weight"].as_f64() > Some(limit))
    };
    rows(shop, "Depots", is_heavy).len() as u64
}
