//! Much at once, and in more than one go: batches that write, writers that compete, lists that are left and gone on with.

use futures_util::{TryStreamExt as _, future::try_join_all};
use odata_runtime::{DateTimeOffset, Guid, Handle, NextLink, Page};
use serde_json::json;
use shop::v1::{AnyProduct, Category, Customer, Depot, Line, Order, OrderShipParameters, Product, Region, Shelf};

use crate::{
    service::guid,
    support::{id, open, rows},
};

#[tokio::test]
async fn a_batch_holds_every_kind_of_request() {
    let (shop, client) = open(400).await;
    let order = client.orders().by_number(1);
    let before = order.get().send().await.unwrap();
    let buyer = client.customers().by_id(guid(1).parse::<Guid>().unwrap());
    let mut batch = client.batch();
    let unchanged = batch.add(order.get().if_none_match(&before));
    let renamed = batch.add(order.update().set(Order::CUSTOMER, "Ü & +").if_match(&before).return_representation());
    let stale = batch.add_after([renamed.id()], order.update().set(Order::CUSTOMER, "late").if_match(&before));
    let unversioned = batch.add(client.orders().by_number(2).delete());
    let related = batch.add(order.buyer().set_ref(&buyer));
    let bought = batch.add_after([related.id()], buyer.orders().count().filter(Order::NUMBER.eq(1)));
    let upserted = batch.add(
        client.categories().by_name("n'/ü").upsert(&Category { name: Some("n'/ü".into()), ..Category::default() }),
    );
    let shelf = Shelf { number: Some(99), ..Shelf::default() };
    let contained = batch.add(client.depots().by_region(&Region::South).shelves().create(&shelf));
    let waiting = rows(&shop, "Orders", |row| row["Shipped"] == false)[1]["Number"].as_i64().unwrap();
    let carrier = OrderShipParameters { carrier: Some("c+".into()), express: None };
    let shipped = batch.add(client.orders().by_number(i32::try_from(waiting).unwrap()).ship(&carrier));
    let recent = batch
        .add(buyer.recent("2020-01-01T00:00:00+01:00".parse::<DateTimeOffset>().unwrap(), None).expand(Order::LINES));
    let deleted = batch.add(client.products().by_id(399).delete().if_match("*"));
    let page = batch.add(client.products().list().skip(250).top(140).filter(Product::NAME.contains("Product")));
    let mut answers = batch.send().await.unwrap();

    assert!(answers.take(unchanged).unwrap_err().is_not_modified());
    assert_eq!(answers.take(renamed).unwrap().unwrap().customer.as_deref(), Some("Ü & +"));
    assert!(answers.take(stale).unwrap_err().is_precondition_failed());
    assert!(answers.take(unversioned).unwrap_err().is_precondition_required());
    answers.take(related).unwrap();
    assert_eq!(answers.take(bought).unwrap(), 1);
    assert!(answers.take(upserted).unwrap().is_created());
    assert_eq!(answers.take(contained).unwrap().number, Some(99));
    assert_eq!(answers.take(shipped).unwrap().shipped, Some(true));
    assert!(!answers.take(recent).unwrap().is_empty());
    answers.take(deleted).unwrap();
    // The link of a part goes on by itself.
    let page: Page<AnyProduct> = answers.take(page).unwrap();
    let rest = client.client().resume::<AnyProduct>(page.next_link().unwrap()).items();
    let rest: Vec<AnyProduct> = rest.try_collect().await.unwrap();
    assert_eq!(page.iter().chain(&rest).map(id).collect::<Vec<_>>(), (250..390).collect::<Vec<_>>());
}

#[tokio::test]
async fn chains_of_parts_stay_together() {
    let (shop, client) = open(100).await;
    let mut batch = client.batch();
    let mut made: Vec<Handle<Category>> = Vec::new();
    // Thirty chains of five, which are split over batches of fifty.
    for chain in 0..30 {
        let mut last = None;
        for step in 0..5 {
            let name = Some(format!("{chain}/{step}"));
            // The third of every tenth chain fails, and what is behind it.
            let name = if chain % 10 == 0 && step == 2 { Some("Garden".into()) } else { name };
            let create = client.categories().create(&Category { name, ..Category::default() });
            let handle = batch.add_after(last, create);
            last = Some(handle.id());
            made.push(handle);
        }
    }
    let before = shop.store().requests;
    let mut answers = batch.send().await.unwrap();
    assert_eq!(shop.store().requests - before, 3);
    assert_eq!(answers.errors().count(), 9);
    for (index, handle) in made.into_iter().enumerate() {
        let (chain, step) = (index / 5, index % 5);
        match (answers.take(handle), chain % 10 == 0 && step >= 2) {
            (Ok(category), false) => assert_eq!(category.name, Some(format!("{chain}/{step}"))),
            (Err(error), true) if step == 2 => assert!(error.is_conflict()),
            (Err(error), true) => assert!(error.is_failed_dependency()),
            (answer, _) => panic!("{chain}/{step}: {answer:?}"),
        }
    }
    assert_eq!(rows(&shop, "Categories", |_| true).len(), 8 + 150 - 9);
}

#[tokio::test]
async fn of_writers_that_compete_none_is_lost() {
    let (shop, client) = open(100).await;
    let there = client.lines().by_key(1, 1);
    let before = there.get().send().await.unwrap().quantity.unwrap();
    let mut conflicts = 0;
    let writers = (0..8).map(|_| async {
        let mut refused = 0;
        for _ in 0..5 {
            loop {
                let line = there.get().send().await?;
                let more = there.update().set(Line::QUANTITY, line.quantity.unwrap() + 1).if_match(&line);
                match more.send().await {
                    Ok(_) => break,
                    Err(error) if error.is_precondition_failed() => refused += 1,
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(refused)
    });
    conflicts += try_join_all(writers).await.unwrap().into_iter().sum::<usize>();
    assert_eq!(
        rows(&shop, "Lines", |row| row["Order"] == 1 && row["Position"] == 1)[0]["Quantity"],
        json!(before + 40)
    );
    assert!(conflicts > 0, "they did not compete");
}

#[tokio::test]
async fn many_lists_at_once_do_not_mix() {
    let (shop, client) = open(1_500).await;
    let lists = (0..24).map(|n| {
        let list = client.products().list().filter(Product::ID.modulo(24).eq(n)).page_size(10);
        async move { list.items().read_ahead().map_ok(|product| id(&product)).try_collect::<Vec<_>>().await }
    });
    let read = try_join_all(lists).await.unwrap();
    for (n, ids) in (0..).zip(read) {
        assert_eq!(ids, (0..1_500).filter(|id| id % 24 == n).collect::<Vec<i64>>());
    }
    assert_eq!(shop.store().requests, 24 * 7, "one for each page");
}

#[tokio::test]
async fn a_list_that_is_left_goes_on_from_its_link() {
    let (_, client) = open(1_000).await;
    let list = || client.products().list().order_by(Product::ID.desc()).select(Product::ID);
    for pages in 1..9 {
        let mut stream = list().pages();
        let mut read = Vec::new();
        let mut stored = String::new();
        for _ in 0..pages {
            let page = stream.try_next().await.unwrap().unwrap();
            read.extend(page.iter().map(id));
            stored = serde_json::to_string(page.next_link().unwrap()).unwrap();
        }
        drop(stream);
        let link: NextLink = serde_json::from_str(&stored).unwrap();
        let rest: Vec<AnyProduct> = client.client().resume(&link).items().try_collect().await.unwrap();
        read.extend(rest.iter().map(id));
        assert_eq!(read, (0..1_000).rev().collect::<Vec<_>>(), "after {pages} pages");
    }
}

#[tokio::test]
async fn the_rest_of_what_is_nested_is_as_it_was_asked_for() {
    let (shop, client) = open(400).await;
    let shelves = Depot::SHELVES.filter(Shelf::NUMBER.gt(10)).order_by(Shelf::NUMBER.desc()).select(Shelf::NUMBER);
    let depot = client.depots().by_region(&Region::North).get().expand(shelves).send().await.unwrap();
    let rest = client.client().rest_of(&depot, Depot::SHELVES).unwrap();
    let rest: Vec<Shelf> = rest.items().try_collect().await.unwrap();
    let all = depot.shelves.iter().flatten().chain(&rest);
    assert_eq!(all.map(|shelf| shelf.number.unwrap()).collect::<Vec<_>>(), (11..=40).rev().collect::<Vec<_>>());
    assert!(rest.iter().all(|shelf| shelf.label.is_none()));

    let customers = client.customers().list().expand(Customer::FAVORITES.expand(Product::CATEGORY)).items();
    let customers: Vec<Customer> = customers.try_collect().await.unwrap();
    let mut links = 0;
    for customer in &customers {
        let mut favorites: Vec<i64> = customer.favorites.iter().flatten().map(id).collect();
        if let Some(rest) = client.client().rest_of(customer, Customer::FAVORITES) {
            links += 1;
            let rest: Vec<AnyProduct> = rest.items().try_collect().await.unwrap();
            favorites.extend(rest.iter().map(id));
            assert!(rest.iter().all(|product| match product {
                AnyProduct::Product(product) => product.category.is_some(),
                AnyProduct::Book(book) => book.category.is_some(),
                _ => false,
            }));
        }
        let row = &rows(&shop, "Customers", |row| row["Id"] == json!(customer.id))[0];
        assert_eq!(json!(favorites), row["Favorites"]);
    }
    assert!(links > 3);
}
