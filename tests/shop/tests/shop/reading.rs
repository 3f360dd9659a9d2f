//! Reading thousands of rows: pages, filters, order, counts, expansions, casts.

use futures_util::TryStreamExt as _;
use odata_runtime::{Error, Page, query::Filter};
use shop::v1::{AnyProduct, Book, Category, Color, Dimensions, Order, Product};

use crate::{
    service::{CATEGORIES, Row},
    support::{id, open, plain, rows},
};

fn ids(rows: &[Row]) -> Vec<i64> {
    rows.iter().map(|row| row["Id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn all_pages_arrive_once_and_in_order() {
    let (shop, client) = open(3_000).await;
    let products: Vec<AnyProduct> = client.products().list().items().try_collect().await.unwrap();
    assert_eq!(products.iter().map(id).collect::<Vec<_>>(), (0..3_000).collect::<Vec<_>>());
    assert_eq!(shop.store().requests, 30);
    let books = products.iter().filter(|product| matches!(product, AnyProduct::Book(_))).count();
    assert_eq!(books, 1_000);

    let pages: Vec<Page<AnyProduct>> =
        client.products().list().top(90).page_size(40).pages().try_collect().await.unwrap();
    assert_eq!(pages.iter().map(|page| page.len()).collect::<Vec<_>>(), [40, 40, 10], "every page says the size");

    let ahead: Vec<AnyProduct> = client.products().list().items().read_ahead().try_collect().await.unwrap();
    assert_eq!(ahead, products);
    let AnyProduct::Book(book) = &products[0] else { panic!("{:?}", products[0]) };
    let row = &rows(&shop, "Products", |row| row["Id"] == 0)[0];
    assert_eq!(book.name.as_deref(), row["Name"].as_str());
    assert_eq!(book.price.as_ref().map(ToString::to_string), Some(row["Price"].to_string()));
    assert_eq!(book.size.as_ref().and_then(|size| size.width).map(i64::from), row["Size"]["Width"].as_i64());
    assert!(book.extra.etag().is_some());
}

#[tokio::test]
async fn filters_choose_what_the_same_condition_chooses() {
    let (shop, client) = open(1_000).await;
    let quoted = rows(&shop, "Products", |row| row["Name"].as_str().unwrap().ends_with("'s"))[0]["Name"].clone();
    let quoted = quoted.as_str().unwrap();
    let text = |row: &Row, name: &str| row[name].as_str().map(str::to_owned);
    let number = |row: &Row, name: &str| row[name].as_f64();
    type Condition<'a> = Box<dyn Fn(&Row) -> bool + 'a>;
    let cases: Vec<(Filter<Product>, Condition<'_>)> = vec![
        (Product::NAME.eq(quoted), Box::new(|row| row["Name"] == quoted)),
        (Product::NAME.contains(" & "), Box::new(|row| text(row, "Name").unwrap().contains(" & "))),
        (Product::NAME.ends_with("+1"), Box::new(|row| text(row, "Name").unwrap().ends_with("+1"))),
        (
            Product::NAME.ends_with("ü").or(Product::NAME.starts_with("Product 9")),
            Box::new(|row| {
                let name = text(row, "Name").unwrap();
                name.ends_with('ü') || name.starts_with("Product 9")
            }),
        ),
        (
            Product::PRICE.gt("500.5".parse::<odata_runtime::Decimal>().unwrap()),
            Box::new(|row| number(row, "Price") > Some(500.5)),
        ),
        (Product::RATING.is_null(), Box::new(|row| row["Rating"].is_null())),
        (
            Product::RATING.ge(4.5).and(Product::COLOR.eq(Color::Green)),
            Box::new(|row| number(row, "Rating") >= Some(4.5) && row["Color"] == "Green"),
        ),
        (!Product::COLOR.eq(Color::Red), Box::new(|row| row["Color"] != "Red")),
        (
            Product::COLOR.is_in([Color::Red, Color::Blue]),
            Box::new(|row| row["Color"] == "Red" || row["Color"] == "Blue"),
        ),
        (
            Product::RELEASED.lt("2015-06-01".parse::<odata_runtime::Date>().unwrap()),
            Box::new(|row| text(row, "Released").unwrap().as_str() < "2015-06-01"),
        ),
        (
            Product::TAGS.any(odata_runtime::query::item().eq("last")),
            Box::new(|row| row["Tags"].as_array().unwrap().iter().any(|tag| tag == "last")),
        ),
        (Product::SIZE.path(Dimensions::WIDTH).lt(20), Box::new(|row| row["Size"]["Width"].as_i64() < Some(20))),
        (Filter::<Product>::is_of::<Book>(), Box::new(|row| row.get("@odata.type").is_some())),
        (
            Book::PAGES.on::<Product>().gt(800),
            Box::new(|row| row.get("Pages").and_then(serde_json::Value::as_i64) > Some(800)),
        ),
        (Product::NAME.length().gt(15), Box::new(|row| text(row, "Name").unwrap().chars().count() > 15)),
    ];
    for (filter, holds) in cases {
        let list = client.products().list().filter(filter.clone());
        let read: Vec<AnyProduct> =
            list.clone().items().try_collect().await.unwrap_or_else(|error: Error| panic!("{filter:?}: {error}"));
        let expected = rows(&shop, "Products", holds);
        assert!(!expected.is_empty(), "{filter:?} chooses nothing");
        assert_eq!(read.iter().map(id).collect::<Vec<_>>(), ids(&expected), "{filter:?}");
        let count = client.products().count().filter(filter.clone()).send().await.unwrap();
        assert_eq!(usize::try_from(count).unwrap(), expected.len(), "{filter:?}");
        let first = plain(client.client(), list.request()).await;
        assert_eq!(first["value"].as_array().unwrap().len(), read.len().min(100), "{filter:?}");
    }
}

#[tokio::test]
async fn order_selection_and_limits_are_as_asked_for() {
    let (shop, client) = open(700).await;
    let list = client
        .products()
        .list()
        .order_by((Product::COLOR, Product::PRICE.desc()))
        .select((Product::ID, Product::COLOR));
    let page = list.clone().skip(3).top(250).count().pages();
    let pages: Vec<Page<AnyProduct>> = page.try_collect().await.unwrap();
    assert_eq!(pages.iter().map(|page| page.len()).collect::<Vec<_>>(), [100, 100, 50]);
    assert_eq!((pages[0].count(), pages[1].count()), (Some(700), None));
    let mut expected = rows(&shop, "Products", |_| true);
    expected.sort_by(|a, b| {
        let key = |row: &Row| (row["Color"].as_str().unwrap().to_owned(), -row["Price"].as_f64().unwrap());
        key(a).partial_cmp(&key(b)).unwrap()
    });
    let read: Vec<i64> = pages.iter().flat_map(|page| page.iter().map(id)).collect();
    assert_eq!(read, ids(&expected[3..253]));
    assert!(pages[0].iter().all(|product| match product {
        AnyProduct::Product(product) => product.name.is_none() && product.color.is_some(),
        AnyProduct::Book(book) => book.name.is_none() && book.color.is_some(),
        _ => false,
    }));
}

#[tokio::test]
async fn derived_types_are_reached_by_casts() {
    let (shop, client) = open(600).await;
    let books: Vec<Book> =
        client.products().as_book().list().filter(Book::PAGES.gt(450)).items().try_collect().await.unwrap();
    let expected = rows(&shop, "Products", |row| row.get("Pages").and_then(serde_json::Value::as_i64) > Some(450));
    assert_eq!(books.iter().map(|book| book.id.unwrap()).collect::<Vec<_>>(), ids(&expected));
    assert_eq!(client.products().as_book().count().send().await.unwrap(), 200);
    let book = client.products().by_id(3).as_book().get().select((Book::ID, Book::AUTHOR)).send().await.unwrap();
    assert!(book.author.is_some() && book.pages.is_none());
}

#[tokio::test]
async fn expansions_hold_what_was_asked_for_and_where_the_rest_is() {
    let (shop, client) = open(100).await;
    let orders: Vec<Order> = client.orders().list().expand(Order::LINES).items().try_collect().await.unwrap();
    assert_eq!(orders.len(), 20);
    for order in &orders {
        assert_eq!(order.lines.as_ref().map(Vec::len), Some(2));
        let rest = client.client().rest_of(order, Order::LINES).expect("a link to the rest");
        let rest: Vec<_> = rest.items().try_collect().await.unwrap();
        let all: Vec<i64> = order.lines.iter().flatten().chain(&rest).map(|line| line.product.unwrap()).collect();
        let expected = rows(&shop, "Lines", |row| row["Order"].as_i64() == order.number.map(i64::from));
        assert_eq!(all, expected.iter().map(|row| row["Product"].as_i64().unwrap()).collect::<Vec<_>>());
    }
    let some = Order::LINES.filter(shop::v1::Line::QUANTITY.gt(5)).select(shop::v1::Line::POSITION);
    let order = client.orders().by_number(3).get().expand(some).send().await.unwrap();
    assert!(order.lines.unwrap().iter().all(|line| line.quantity.is_none() && line.position.is_some()));
    let AnyProduct::Product(product) = client.products().by_id(1).get().expand(Product::CATEGORY).send().await.unwrap()
    else {
        panic!("the product 1 is no book")
    };
    let row = &rows(&shop, "Products", |row| row["Id"] == 1)[0];
    assert_eq!(product.category.unwrap().name.as_deref(), row["Category"].as_str());
}

#[tokio::test]
async fn awkward_keys_reach_their_entities() {
    let (_, client) = open(200).await;
    for name in CATEGORIES {
        let category =
            client.categories().by_name(name).get().send().await.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(category.name.as_deref(), Some(name));
        let products: Vec<AnyProduct> =
            client.categories().by_name(name).products().list().items().try_collect().await.unwrap();
        assert!(!products.is_empty(), "{name}");
    }
    let found: Vec<Category> =
        client.categories().list().filter(Category::NAME.is_in(["it's", "ü+&#%"])).items().try_collect().await.unwrap();
    assert_eq!(found.len(), 2);
    let line = client.lines().by_key(7, 2).get().send().await.unwrap();
    assert_eq!((line.order, line.position), (Some(7), Some(2)));
    let same = client.orders().by_number(7).lines().by_key(7, 2).get().send().await.unwrap();
    assert_eq!(same, line);
    assert!(client.lines().by_key(7, 9).get().send().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn functions_take_every_kind_of_argument() {
    let (shop, client) = open(500).await;
    let order = client.orders().by_number(5);
    let total = order.total().send().await.unwrap();
    let less = order.total_with_discount("0.5".parse::<odata_runtime::Decimal>().unwrap()).send().await.unwrap();
    let number = |decimal: &odata_runtime::Decimal| decimal.to_string().parse::<f64>().unwrap();
    assert!((number(&total) / 2.0 - number(&less)).abs() < 0.02, "{total} {less}");

    let words = ["ü".to_owned(), "& co".to_owned(), "it's".to_owned()];
    let is_word = |row: &Row| words.iter().any(|word| row["Name"].as_str().unwrap().contains(word.as_str()));
    let all: Vec<AnyProduct> = client.products().matching(&words, None).items().try_collect().await.unwrap();
    assert_eq!(all.iter().map(id).collect::<Vec<_>>(), ids(&rows(&shop, "Products", is_word)));
    let green = client.products().matching(&words, Some(&Color::Green)).items();
    let green: Vec<AnyProduct> = green.try_collect().await.unwrap();
    assert_eq!(
        green.iter().map(id).collect::<Vec<_>>(),
        ids(&rows(&shop, "Products", |row| is_word(row) && row["Color"] == "Green"))
    );

    let into = Dimensions { width: Some(50), height: Some(60), ..Dimensions::default() };
    let fitting = client.fitting(&into).send().await.unwrap();
    let fits = |row: &Row| row["Size"]["Width"].as_i64() <= Some(50) && row["Size"]["Height"].as_i64() <= Some(60);
    assert_eq!(fitting.iter().map(id).collect::<Vec<_>>(), ids(&rows(&shop, "Products", fits)));
}
