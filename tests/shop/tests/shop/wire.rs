//! What the client reads, written again, is what plain HTTP gives: every set, over all pages, with what is expanded.

use odata_runtime::query::IntoExpand as _;
use shop::v1::{AnyProduct, Book, Box as Parcel, Category, Customer, Depot, Order, Product, Shelf};

use crate::support::{open, plain, same_as_plain, without_nulls};

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
