//! Values at their extremes, and keys that a URL is not made for.

use serde_json::json;
use shop::v1::{AnyProduct, Category, Customer, Manual, Product, Services};

use crate::support::{id, open, rows};

const NAMES: [&str; 16] = [
    "",
    " ",
    "'",
    "''",
    "\\",
    "%27",
    "a,b=c",
    "(x)",
    "@p1",
    "..",
    "a//b",
    "\n\t",
    "$count",
    "null",
    "a?b=c#d&e",
    "\u{1f600}\u{301}",
];

#[tokio::test]
async fn whatever_a_key_is_its_entity_is_made_found_related_and_deleted() {
    let (shop, client) = open(30).await;
    let mut batch = client.batch();
    for name in NAMES {
        let made =
            client.categories().create(&Category { name: Some(name.into()), ..Category::default() }).send().await;
        let made = made.unwrap_or_else(|error| panic!("{name:?}: {error}"));
        let there = client.categories().by_name(name);
        assert_eq!(there.get().send().await.unwrap(), made);
        let named = client.categories().list().filter(Category::NAME.eq(name)).send().await.unwrap();
        assert_eq!(*named, *std::slice::from_ref(&made));
        client.products().by_id(1).category().set_ref(&there).send().await.unwrap();
        assert_eq!(rows(&shop, "Products", |row| row["Id"] == 1)[0]["Category"], name);
        assert_eq!(there.products().count().send().await.unwrap(), 1);
        let manual = Manual { language: Some(name.into()), edition: Some(255), ..Manual::default() };
        client.manuals().create(&manual).send().await.unwrap();
        assert_eq!(client.manuals().by_key(name, 255).get().send().await.unwrap().language, manual.language);
        batch.add(there.delete().if_match(&made));
    }
    let answers = batch.send().await.unwrap();
    assert_eq!(answers.errors().count(), 0, "{:?}", answers.errors().collect::<Vec<_>>());
    assert_eq!(rows(&shop, "Categories", |_| true).len(), 8);
}

#[tokio::test]
async fn numbers_at_their_extremes_are_written_and_found() {
    let (shop, client) = open(10).await;
    for key in [i64::MAX, i64::MIN, -1, 9_007_199_254_740_993] {
        let product = Product { id: Some(key), name: Some("x".into()), ..Product::default() };
        client.products().create(&AnyProduct::Product(Box::new(product))).send().await.unwrap();
        let read = client.products().by_id(key).get().send().await.unwrap();
        assert_eq!(id(&read), key);
    }
    for rating in [f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, -0.5, 1e21, 5.0] {
        let update = client.products().by_id(-1).update().set(Product::RATING, rating).if_match("*");
        update.send().await.unwrap_or_else(|error| panic!("{rating}: {error}"));
        let found = client.products().list().filter(Product::RATING.eq(rating)).send().await;
        let found = found.unwrap_or_else(|error| panic!("{rating}: {error}"));
        assert!(found.iter().any(|product| id(product) == -1), "{rating}");
        let AnyProduct::Product(read) = client.products().by_id(-1).get().send().await.unwrap() else {
            panic!("it is no book")
        };
        assert_eq!(read.rating, Some(rating));
    }
    let none = client.customers().list().top(1).send().await.unwrap();
    let there = client.customers().by_id(none[0].id.unwrap());
    there.update().set(Customer::WANTS, Services::default()).if_match(&none[0]).send().await.unwrap();
    assert_eq!(rows(&shop, "Customers", |_| true)[0]["Wants"], json!("0"));
    let found = client.customers().list().filter(Customer::WANTS.eq(Services::default())).send().await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].wants, Some(Services::default()));
}
