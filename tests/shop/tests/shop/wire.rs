//! What the client reads, written again, is what plain HTTP gives: every set, over all pages, with what is expanded.

use odata_runtime::query::IntoExpand as _;
use serde_json::json;
use shop::v1::{AnyProduct, Book, Box as Parcel, Category, Customer, Depot, Dimensions, Order, Product, Shelf};

use crate::support::{id, open, plain, rows, same_as_plain, without_nulls};

#[tokio::test]
async fn thousands_of_entities_are_what_plain_http_gives() {
    let (_, client) = open(5_000).await;
    let client_of = client.client();
    let products = same_as_plain(client_of, client.products().list()).await;
    assert_eq!(products.len(), 5_000);
    assert_eq!(same_as_plain(client_of, client.orders().list().expand(Order::LINES)).await.len(), 1_000);
    assert_eq!(same_as_plain(client_of, client.lines().list().page_size(70)).await.len(), 3_000);
    assert_eq!(same_as_plain(client_of, client.customers().list()).await.len(), 251);
}

#[tokio::test]
async fn expansions_are_what_plain_http_gives() {
    let (_, client) = open(600).await;
    let of = client.client();
    let products = client.products().list().expand((Product::CATEGORY, Book::SEQUELS.on::<Product>()));
    let products = same_as_plain(of, products).await;
    let sequels = products.iter().filter_map(|product| match product {
        AnyProduct::Book(book) => book.sequels.as_ref(),
        _ => None,
    });
    assert!(sequels.map(Vec::len).sum::<usize>() > 50);

    let customers = client.customers().list().expand((
        Customer::FAVORITES.cast::<Book>().select((Book::ID, Book::AUTHOR)),
        Customer::ORDERS
            .filter(Order::SHIPPED.eq(true))
            .order_by(Order::PLACED.desc())
            .top(1)
            .count()
            .expand(Order::LINES.top(1)),
    ));
    let customers = same_as_plain(of, customers).await;
    assert!(customers.iter().any(|customer| customer.orders.iter().flatten().any(|order| order.lines.is_some())));

    let shelves = Depot::SHELVES.top(2).expand(Shelf::BOXES.expand(Parcel::PRODUCT.expand(Product::CATEGORY)));
    let depots = same_as_plain(of, client.depots().list().expand((shelves, Depot::CHIEF))).await;
    let boxes = depots[0].shelves.iter().flatten().flat_map(|shelf| shelf.boxes.iter().flatten());
    let mut names = boxes.filter_map(|parcel| match &**parcel.product.as_ref()? {
        AnyProduct::Product(product) => product.category.as_ref()?.name.clone(),
        AnyProduct::Book(book) => book.category.as_ref()?.name.clone(),
        _ => None,
    });
    assert!(names.next().is_some());
    let categories = client.categories().list().expand(Category::PRODUCTS.select(Product::NAME).into_expand());
    assert_eq!(same_as_plain(of, categories).await.len(), 8);
}

#[tokio::test]
async fn selections_and_orders_are_what_plain_http_gives() {
    let (shop, client) = open(800).await;
    let of = client.client();
    let some = (Product::ID, Product::SIZE.path(Dimensions::WIDTH), Book::AUTHOR.on::<Product>());
    let products = same_as_plain(of, client.products().list().select(some)).await;
    let AnyProduct::Book(book) = &products[3] else { panic!("{:?}", products[3]) };
    assert!(
        book.author.is_some() && book.pages.is_none() && book.size.as_ref().is_some_and(|size| size.height.is_none())
    );

    let by_category = (Product::CATEGORY.path(Category::NAME).desc(), Product::NAME.length(), Product::ID.desc());
    let products = same_as_plain(of, client.products().list().order_by(by_category)).await;
    let mut expected = rows(&shop, "Products", |_| true);
    expected.sort_by_key(|row| {
        let name = |name: &str| row[name].as_str().unwrap().to_owned();
        (std::cmp::Reverse(name("Category")), name("Name").chars().count(), -row["Id"].as_i64().unwrap())
    });
    let ids = products.iter().map(id).collect::<Vec<_>>();
    assert_eq!(ids, expected.iter().map(|row| row["Id"].as_i64().unwrap()).collect::<Vec<_>>());

    let customers = client.customers().list().order_by((Customer::ORDERS.count().desc(), Customer::SINCE));
    let customers = same_as_plain(of, customers.select((Customer::ID, Customer::CONTACTS))).await;
    let orders = |customer: &Customer| rows(&shop, "Orders", |row| row["Buyer"] == json!(customer.id)).len();
    assert!(customers.windows(2).all(|pair| orders(&pair[0]) >= orders(&pair[1])));
}

#[tokio::test]
async fn single_entities_are_what_plain_http_gives() {
    let (_, client) = open(100).await;
    let company = client.company().get();
    let expected = plain(client.client(), company.request()).await;
    let company = company.send().await.unwrap();
    assert_eq!(serde_json::to_value(&company).unwrap(), expected);
    let flagship = client.company().flagship().get();
    let expected = plain(client.client(), flagship.request()).await;
    let flagship = serde_json::to_value(flagship.send().await.unwrap()).unwrap();
    assert_eq!(without_nulls(&flagship), without_nulls(&expected));
    assert_eq!(same_as_plain(client.client(), client.company().depots().list()).await.len(), 2);
    assert_eq!(same_as_plain(client.client(), client.manuals().list()).await.len(), 4);
}
