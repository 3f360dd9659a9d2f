//! Writing: versions, upserts, references, actions, streams, batches, changes.

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use odata_runtime::{Change, Handle, RemovedReason, transport::Body};
use shop::v1::{AnyProduct, Book, Category, Order, OrderShipParameters, Product};

use crate::support::{id, open, rows};

#[tokio::test]
async fn entities_are_created_changed_and_deleted_by_version() {
    let (shop, client) = open(50).await;
    let new = Order {
        number: Some(1_000),
        customer: Some("O'Neil & co +1".into()),
        placed: Some("2026-03-01T12:00:00+02:00".parse().unwrap()),
        shipped: Some(false),
        ..Order::default()
    };
    let made = client.orders().create(&new).send().await.unwrap();
    assert_eq!(made.customer, new.customer);
    assert!(client.orders().create(&new).send().await.unwrap_err().is_conflict());

    let order = client.orders().by_number(1_000);
    let change = order.update().set(Order::CUSTOMER, "Ann");
    assert!(change.clone().send().await.unwrap_err().is_precondition_required());
    assert!(change.clone().if_match("W/\"old\"").send().await.unwrap_err().is_precondition_failed());
    let after = change.if_match(&made).return_representation().send().await.unwrap().unwrap();
    assert_eq!(after.customer.as_deref(), Some("Ann"));
    assert_ne!(after.extra.etag(), made.extra.etag());
    assert_eq!(order.get().if_none_match(&after).send_if_changed().await.unwrap(), None);

    let wanted = Order { customer: Some("Bob".into()), ..after.clone() };
    order.update().changes(&after, &wanted).if_match(&after).send().await.unwrap();
    let row = &rows(&shop, "Orders", |row| row["Number"] == 1_000)[0];
    assert_eq!((row["Customer"].as_str(), row["Placed"].as_str()), (Some("Bob"), Some("2026-03-01T12:00:00+02:00")));

    assert!(order.delete().if_match(&after).send().await.unwrap_err().is_precondition_failed());
    order.delete().if_match(&order.get().send().await.unwrap()).send().await.unwrap();
    assert!(order.get().send().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn minimal_answers_say_where_the_entity_is() {
    let (_, client) = open(10).await;
    let new = Category { name: Some("a b/c".into()), ..Category::default() };
    let created = client.categories().create(&new).send_minimal().await.unwrap();
    assert!(created.location().is_some_and(|place| place.contains("/Categories(")), "{created:?}");
    assert!(created.etag().is_some());
    assert_eq!(client.categories().by_name("a b/c").get().send().await.unwrap().name, new.name);
}

#[tokio::test]
async fn upserts_create_or_change() {
    let (_, client) = open(10).await;
    let category =
        |remark: &str| Category { name: Some("x'y".into()), remark: Some(remark.into()), ..Category::default() };
    let there = client.categories().by_name("x'y");
    assert!(there.upsert(&category("new")).send().await.unwrap().is_created());
    assert!(!there.upsert(&category("changed")).send().await.unwrap().is_created());
    assert_eq!(there.get().send().await.unwrap().remark.as_deref(), Some("changed"));
    let by_put = there.upsert(&Category { name: Some("x'y".into()), ..Category::default() }).by_put();
    assert!(!by_put.send().await.unwrap().is_created());
    assert_eq!(there.get().send().await.unwrap().remark, None);
    let other = client.categories().by_name("z").upsert(&Category { name: Some("z".into()), ..Category::default() });
    assert!(other.by_put().insert_only().send().await.unwrap().is_created());
    assert!(there.upsert(&category("again")).insert_only().send().await.unwrap_err().is_precondition_failed());
    let missing = client.categories().by_name("nowhere").upsert(&category("?")).update_only().send().await;
    assert!(missing.unwrap_err().is_not_found());
}

#[tokio::test]
async fn relations_are_bound_set_and_removed() {
    let (shop, client) = open(20).await;
    let category = |id: i64| rows(&shop, "Products", |row| row["Id"] == id)[0]["Category"].clone();
    let product = client.products().by_id(1);
    product.category().set_ref(client.categories().by_name("ü+&#%")).send().await.unwrap();
    assert_eq!(category(1), "ü+&#%");
    let there = client.categories().by_name("../x").products();
    there.add_ref(client.products().by_id(1)).send().await.unwrap();
    assert_eq!(category(1), "../x");
    there.remove_ref(client.products().by_id(1)).send().await.unwrap();
    assert!(category(1).is_null());

    let read = product.get().send().await.unwrap();
    let AnyProduct::Product(read) = read else { panic!("the product 1 is no book") };
    let update = product.update().bind(Product::CATEGORY, client.categories().by_name("it's")).if_match(&*read);
    update.send().await.unwrap();
    assert_eq!(category(1), "it's");
    let new = AnyProduct::Product(Box::new(Product { id: Some(777), name: Some("New".into()), ..Product::default() }));
    client.products().create(&new).bind(Product::CATEGORY, "Categories('.')").send().await.unwrap();
    assert_eq!(category(777), ".");
}

#[tokio::test]
async fn actions_are_called() {
    let (shop, client) = open(50).await;
    let waiting = rows(&shop, "Orders", |row| row["Shipped"] == false);
    let number = i32::try_from(waiting[0]["Number"].as_i64().unwrap()).unwrap();
    let order = client.orders().by_number(number);
    let express = OrderShipParameters { carrier: Some("Ü & sons".into()), express: Some(true) };
    assert_eq!(order.ship(&express).send().await.unwrap().shipped, Some(true));
    assert!(order.ship(&express).send().await.unwrap_err().is_conflict());
    let nobody = client.orders().by_number(number).ship(&OrderShipParameters::default()).send().await.unwrap_err();
    assert!(nobody.is_bad_request(), "{nobody}");
}

#[tokio::test]
async fn streams_go_up_and_down_in_parts() {
    let (_, client) = open(10).await;
    let picture = client.products().by_id(4).picture();
    assert!(picture.download().send().await.unwrap_err().is_not_found());
    let parts = || (0..64_u8).map(|n| Ok(Bytes::from(vec![n; 1 << 17])));
    picture.upload("image/png").send(Body::replayable(move || futures_util::stream::iter(parts()))).await.unwrap();
    let download = picture.download().send().await.unwrap();
    assert_eq!((download.media_type(), download.length()), (Some("image/png"), Some(8 << 20)));
    let (mut length, mut most) = (0, 0);
    let mut sum = 0_u64;
    let mut download = std::pin::pin!(download);
    while let Some(part) = download.try_next().await.unwrap() {
        (length, most) = (length + part.len(), most.max(part.len()));
        sum += part.iter().map(|byte| u64::from(*byte)).sum::<u64>();
    }
    assert_eq!((length, sum), (8 << 20, (0..64).sum::<u64>() << 17));
    assert!(most < 8 << 20, "it came as one part");
}

#[tokio::test]
async fn batches_are_split_and_every_part_gets_its_answer() {
    let (shop, client) = open(300).await;
    let mut batch = client.batch();
    let reads: Vec<Handle<AnyProduct>> = (0..150).map(|id| batch.add(client.products().by_id(id).get())).collect();
    let missing = batch.add(client.products().by_id(99_999).get());
    let new = |name: &str| Category { name: Some(name.into()), ..Category::default() };
    let first = batch.add(client.categories().create(&new("first")));
    let second = batch.add_after([first], client.categories().by_name("first").get());
    let twice = batch.add_after([second.id()], client.categories().create(&new("first")));
    let never = batch.add_after([twice], client.categories().create(&new("never")));
    let count = batch.add(client.products().count());
    let books = batch.add(client.products().as_book().list().top(3));
    let before = shop.store().requests;
    let mut answers = batch.send().await.unwrap();
    assert_eq!(shop.store().requests - before, 4);
    for (expected, handle) in (0_i64..).zip(reads) {
        assert_eq!(id(&answers.take(handle).unwrap()), expected);
    }
    assert!(answers.take(missing).unwrap_err().is_not_found());
    assert_eq!(answers.take(first).unwrap().name.as_deref(), Some("first"));
    assert_eq!(answers.take(second).unwrap().name.as_deref(), Some("first"));
    assert!(answers.take(twice).unwrap_err().is_conflict());
    assert!(answers.take(never).unwrap_err().is_failed_dependency());
    assert_eq!(answers.take(count).unwrap(), 300);
    assert_eq!(answers.take(books).unwrap().len(), 3);
    assert!(rows(&shop, "Categories", |row| row["Name"] == "never").is_empty());
}

#[tokio::test]
async fn changes_are_told_since_a_link() {
    let (_, client) = open(250).await;
    let first = client.products().track_changes().collect().await.unwrap();
    assert_eq!((first.changed().len(), first.removed().len()), (250, 0));
    // As a program does that stops here and goes on another day.
    let stored = serde_json::to_string(first.link().unwrap()).unwrap();

    for id in [3, 4] {
        let product = client.products().by_id(id);
        product.update().set(Product::NAME, "Renamed").if_match("*").send().await.unwrap();
    }
    for id in [7, 8] {
        client.products().by_id(id).delete().if_match("*").send().await.unwrap();
    }
    let link = serde_json::from_str(&stored).unwrap();
    let mut changes = client.client().changes_since::<AnyProduct>(&link).changes();
    let (mut changed, mut removed) = (Vec::new(), Vec::new());
    while let Some(change) = changes.try_next().await.unwrap() {
        match change {
            Change::Changed(AnyProduct::Product(product)) => changed.push(product.id),
            Change::Changed(AnyProduct::Book(book)) => changed.push(book.id),
            Change::Removed(item) => removed.push(item.id().unwrap_or_default().to_owned()),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(changed, [Some(3), Some(4)]);
    assert_eq!(removed, ["Products(7)", "Products(8)"]);
    let again = client.client().changes_since::<AnyProduct>(changes.delta_link().unwrap()).collect().await.unwrap();
    assert_eq!((again.changed().len(), again.removed().len()), (0, 0));

    let forgotten = serde_json::from_str(&stored.replace("deltatoken=0", "deltatoken=99")).unwrap();
    let error = client.client().changes_since::<AnyProduct>(&forgotten).collect().await.unwrap_err();
    assert!(error.is_resync_required(), "{error}");
}

#[tokio::test]
async fn changes_are_those_of_what_was_asked_for() {
    let (shop, client) = open(900).await;
    let long = client.products().as_book().track_changes().filter(Book::PAGES.gt(400)).select((Book::ID, Book::PAGES));
    let first = long.collect().await.unwrap();
    let is_long = |row: &crate::service::Row| row.get("Pages").and_then(serde_json::Value::as_i64) > Some(400);
    let ids = |books: &[Book]| books.iter().map(|book| book.id.unwrap()).collect::<Vec<_>>();
    let expected = rows(&shop, "Products", is_long);
    assert!(expected.len() > 100, "several pages");
    let expected = expected.iter().map(|row| row["Id"].as_i64().unwrap()).collect::<Vec<_>>();
    assert_eq!(ids(first.changed()), expected);

    let book = |id: i64| client.products().by_id(id).as_book();
    let short = (0..).step_by(3).find(|id| !expected.contains(id)).unwrap();
    book(short).update().set(Book::PAGES, 901).if_match("*").send().await.unwrap();
    book(expected[0]).update().set(Book::PAGES, 4).if_match("*").send().await.unwrap();
    client.products().by_id(expected[1]).delete().if_match("*").send().await.unwrap();
    let then = client.client().changes_since::<Book>(first.link().unwrap()).collect().await.unwrap();
    assert_eq!(ids(then.changed()), [short]);
    assert_eq!((then.changed()[0].pages, &then.changed()[0].name), (Some(901), &None));
    let reasons: Vec<_> =
        then.removed().iter().map(|removed| (removed.id().unwrap(), removed.reason().unwrap())).collect();
    let gone = [format!("Products({})", expected[0]), format!("Products({})", expected[1])];
    assert_eq!(reasons, [(gone[0].as_str(), &RemovedReason::Changed), (gone[1].as_str(), &RemovedReason::Deleted)]);
    // What was asked for is in the link that follows as well.
    let last = client.client().changes_since::<Book>(then.link().unwrap()).collect().await.unwrap();
    assert!(last.changed().is_empty() && last.removed().is_empty());
    assert!(last.link().unwrap().as_str().contains("Shop.Book?$filter="));
}
