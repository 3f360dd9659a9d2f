//! Writing where it is less plain: keys of every type, contained entities, whole replacements, relations to several, media.

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use odata_runtime::Guid;
use serde_json::{Value, json};
use shop::v1::{
    Address, AnyProduct, Book, Box as Parcel, Company, Contact, Customer, Depot, Line, Mail, Manual, Order, Phone,
    Region, Services, Shelf, ShopClient,
};

use crate::{
    service::guid,
    support::{id, open, plain, rows, without_nulls},
};

fn customer() -> Customer {
    let phone =
        Phone { number: Some("+1 (2)".into()), hours: Some(vec!["08:00:00".parse().unwrap()]), ..Phone::default() };
    let mail =
        Mail { address: Some("ü+o'neil@example.org".into()), note: Some("a \"b\" \\ c".into()), ..Mail::default() };
    Customer {
        id: Some("0a0b0c0d-0000-4000-8000-00000000ffff".parse().unwrap()),
        name: Some("Ü & \"Co\"".into()),
        contacts: Some(vec![Contact::Phone(Box::new(phone)), Contact::Mail(Box::new(mail))]),
        home: Some(Address { city: Some("Ulm".into()), ..Address::default() }),
        since: Some("2020-02-29T23:59:59.999+14:00".parse().unwrap()),
        birthday: Some("2000-02-29".parse().unwrap()),
        patience: Some("P1DT2H0.5S".parse().unwrap()),
        seal: Some(odata_runtime::Binary::from(&[255_u8, 254, 251][..])),
        wants: Some(Services::PARKING | Services::PICKUP),
        ..Customer::default()
    }
}

#[tokio::test]
async fn every_type_of_value_is_written_as_it_is_read() {
    let (shop, client) = open(100).await;
    let new = customer();
    let made = client.customers().create(&new).send().await.unwrap();
    let row = rows(&shop, "Customers", |row| row["Id"] == json!(new.id)).remove(0);
    let sent = serde_json::to_value(&new).unwrap();
    let mut stored = without_nulls(&row);
    stored.as_object_mut().unwrap().retain(|name, _| sent.get(name).is_some());
    assert_eq!(stored, sent);
    assert_eq!((made.since, &made.patience, &made.seal), (new.since, &new.patience, &new.seal));
    assert_eq!(made.wants, new.wants);
    let there = client.customers().by_id(new.id.unwrap());
    assert_eq!(there.get().send().await.unwrap(), made);
}

#[tokio::test]
async fn a_replacement_forgets_what_it_does_not_have() {
    let (shop, client) = open(100).await;
    let made = client.customers().create(&customer()).send().await.unwrap();
    let there = client.customers().by_id(made.id.unwrap());
    let less = Customer { home: None, seal: None, contacts: None, ..made.clone() };
    assert!(there.replace(&less).send().await.unwrap_err().is_precondition_required());
    let after = there.replace(&less).if_match(&made).return_representation().send().await.unwrap().unwrap();
    assert!(after.home.is_none() && after.seal.is_none() && after.contacts == Some(Vec::new()));
    assert_eq!(after.name, made.name);
    assert!(there.replace(&made).if_match(&made).send().await.unwrap_err().is_precondition_failed());
    assert_eq!(there.replace(&made).if_match(&after).send().await.unwrap(), None);
    let row = &rows(&shop, "Customers", |row| row["Id"] == json!(made.id))[0];
    assert_eq!(row["Seal"], json!(made.seal));
}

#[tokio::test]
async fn an_update_sends_what_was_set_or_differs() {
    let (shop, client) = open(100).await;
    let made = client.customers().create(&customer()).send().await.unwrap();
    let there = client.customers().by_id(made.id.unwrap());
    let row = || rows(&shop, "Customers", |row| row["Id"] == json!(made.id)).remove(0);
    let before = row();
    let update = there
        .update()
        .set(Customer::WANTS, Services::REPAIRS)
        .set(Customer::HOME, Address { street: Some("A/B".into()), city: Some("Köln".into()), ..Address::default() })
        .set(Customer::CONTACTS, vec![Contact::Mail(Box::new(Mail { address: Some("a".into()), ..Mail::default() }))])
        .set_null(Customer::SEAL)
        .if_match(&made);
    update.send().await.unwrap();
    let after = row();
    assert_eq!(after["Wants"], "Repairs");
    assert_eq!(after["Home"], json!({"City": "Köln", "Street": "A/B"}));
    assert_eq!(without_nulls(&after["Contacts"]), json!([{"@odata.type": "#Shop.Mail", "Address": "a"}]));
    assert_eq!(after["Seal"], Value::Null);
    assert!(["Name", "Since", "Birthday", "Patience"].iter().all(|name| after[name] == before[name]));

    // With what is related besides, which is none of an update's business.
    let read = there.get().expand((Customer::FAVORITES, Customer::ORDERS)).send().await.unwrap();
    let mut wanted = read.clone();
    wanted.patience = Some("PT5M".parse().unwrap());
    wanted.birthday = None;
    wanted.orders = None;
    let change = there.update().changes(&read, &wanted).if_match(&read);
    let body: Value = serde_json::from_slice(change.request().unwrap().body()).unwrap();
    assert_eq!(body, json!({"Birthday": null, "Patience": "PT5M"}));
    change.send().await.unwrap();
    assert_eq!((&row()["Birthday"], &row()["Patience"]), (&Value::Null, &json!("PT5M")));
    assert!(there.update().changes(&read, &read).is_empty());
}

#[tokio::test]
async fn contained_entities_are_made_changed_and_deleted_where_they_are() {
    let (shop, client) = open(300).await;
    let shelves = client.depots().by_region(&Region::East).shelves();
    let all: Vec<Shelf> = shelves.list().items().try_collect().await.unwrap();
    assert_eq!(all.iter().map(|shelf| shelf.number.unwrap()).collect::<Vec<_>>(), (1..=40).collect::<Vec<i16>>());
    assert_eq!(shelves.count().filter(Shelf::LABEL.ends_with("/7")).send().await.unwrap(), 1);

    let shelf = Shelf { number: Some(-3), label: Some("new/ü".into()), ..Shelf::default() };
    let made = shelves.create(&shelf).send().await.unwrap();
    let there = shelves.by_number(-3);
    let parcel = Parcel { id: Some(guid(77).parse().unwrap()), weight: Some(2.5), ..Parcel::default() };
    there.boxes().create(&parcel).bind(Parcel::PRODUCT, client.products().by_id(33)).send().await.unwrap();
    let read =
        there.boxes().by_id(guid(77).parse::<Guid>().unwrap()).get().expand(Parcel::PRODUCT).send().await.unwrap();
    assert_eq!((read.weight, read.product.as_deref().map(id)), (Some(2.5), Some(33)));
    let stored = || {
        let depot = rows(&shop, "Depots", |row| row["Region"] == "East").remove(0);
        depot["Shelves"].as_array().unwrap().iter().find(|shelf| shelf["Number"] == -3).cloned()
    };
    assert_eq!(stored().unwrap()["Boxes"][0]["Product"], 33);

    // What is in it has changed it, so that the version of before is of no use.
    assert!(there.update().set(Shelf::LABEL, "x").if_match(&made).send().await.unwrap_err().is_precondition_failed());
    let now = there.get().send().await.unwrap();
    there.update().set(Shelf::LABEL, "it's").if_match(&now).send().await.unwrap();
    assert_eq!(stored().unwrap()["Label"], "it's");
    there.boxes().by_id(guid(77).parse::<Guid>().unwrap()).delete().if_match(&read).send().await.unwrap();
    assert_eq!(stored().unwrap()["Boxes"], json!([]));
    there.delete().if_match("*").send().await.unwrap();
    assert_eq!(stored(), None);
    assert!(there.get().send().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_singleton_is_changed_by_version() {
    let (shop, client) = open(10).await;
    let company = client.company();
    let before = company.get().send().await.unwrap();
    let change = company.update().set(Company::NAME, "Shop+").set_null(Company::SEAT);
    assert!(change.clone().send().await.unwrap_err().is_precondition_required());
    change.clone().if_match(&before).send().await.unwrap();
    assert!(change.if_match(&before).send().await.unwrap_err().is_precondition_failed());
    assert_eq!(
        company.get().if_none_match(&before).send_if_changed().await.unwrap().unwrap().name.as_deref(),
        Some("Shop+")
    );
    assert_eq!(rows(&shop, "Company", |_| true)[0]["Seat"], Value::Null);
}

#[tokio::test]
async fn what_is_made_at_a_relation_is_related() {
    let (shop, client) = open(100).await;
    let line = Line { order: Some(3), position: Some(4), product: Some(9), quantity: Some(2), ..Line::default() };
    client.orders().by_number(3).lines().create(&line).send().await.unwrap();
    assert_eq!(client.lines().by_key(3, 4).get().send().await.unwrap().quantity, Some(2));

    let buyer = client.customers().by_id(guid(1).parse::<Guid>().unwrap());
    let lines =
        Some(vec![Line { order: None, position: Some(1), product: Some(5), quantity: Some(1), ..line.clone() }]);
    let placed = Some("2026-01-01T00:00:00Z".parse().unwrap());
    let order = |number| Order {
        number: Some(number),
        placed,
        lines: lines.clone(),
        customer: Some("C".into()),
        shipped: Some(false),
        ..Order::default()
    };
    buyer.orders().create(&order(900)).send().await.unwrap();
    assert_eq!(rows(&shop, "Orders", |row| row["Number"] == 900)[0]["Buyer"], json!(guid(1)));
    assert_eq!(client.orders().by_number(900).lines().list().send().await.unwrap().len(), 1);
    client.orders().create(&order(901)).bind(Order::BUYER, &buyer).send().await.unwrap();
    let bought = client.orders().list().filter(Order::NUMBER.ge(900)).expand(Order::BUYER).send().await.unwrap();
    assert!(
        bought.iter().all(|order| order.buyer.as_ref().and_then(|buyer| buyer.id) == Some(guid(1).parse().unwrap()))
    );

    let book = Book { id: Some(5_001), name: Some("B".into()), pages: Some(7), ..Book::default() };
    let sequels = [client.products().by_id(3), client.products().by_id(6)];
    client.products().as_book().create(&book).bind_all(Book::SEQUELS, sequels).send().await.unwrap();
    let row = &rows(&shop, "Products", |row| row["Id"] == 5_001)[0];
    assert_eq!((&row["@odata.type"], &row["Sequels"]), (&json!("#Shop.Book"), &json!([3, 6])));
    let book = client.products().by_id(5_001).get().send().await.unwrap();
    assert!(matches!(book, AnyProduct::Book(book) if book.pages == Some(7)));
}

async fn favorites(client: &ShopClient, number: usize) -> Vec<i64> {
    let products = client.customers().by_id(guid(number).parse::<Guid>().unwrap()).favorites();
    products.list().items().map_ok(|product| id(&product)).try_collect().await.unwrap()
}

#[tokio::test]
async fn references_are_listed_added_and_removed() {
    let (shop, client) = open(300).await;
    let customer = client.customers().by_id(guid(2).parse::<Guid>().unwrap());
    let before = favorites(&client, 2).await;
    assert_eq!(json!(before), rows(&shop, "Customers", |row| row["Id"] == json!(guid(2)))[0]["Favorites"]);
    customer.favorites().add_ref(client.products().by_id(7)).send().await.unwrap();
    customer.favorites().add_ref(format!("{}/Products(8)", shop.base)).send().await.unwrap();
    assert_eq!(favorites(&client, 2).await, [before.clone(), vec![7, 8]].concat());
    let references = customer.favorites().list_refs().send().await.unwrap();
    // What was listed can be given back.
    customer.favorites().remove_ref(references.last().unwrap()).send().await.unwrap();
    customer.favorites().by_id(7).remove_ref().send().await.unwrap();
    assert_eq!(favorites(&client, 2).await, before);

    let order = client.orders().by_number(1);
    order.buyer().set_ref(&customer).send().await.unwrap();
    let bought: Vec<Order> = customer.orders().list().items().try_collect().await.unwrap();
    assert!(bought.iter().any(|order| order.number == Some(1)));
    assert!(order.buyer().get().send_optional().await.unwrap().is_some());
    order.buyer().remove_ref().send().await.unwrap();
    assert_eq!(order.buyer().get().send_optional().await.unwrap(), None);
    let nobody = order.buyer().get().send().await.unwrap_err();
    assert_eq!(nobody.status().map(|status| status.as_u16()), Some(204), "{nobody}");
    assert_eq!(rows(&shop, "Orders", |row| row["Number"] == 1)[0]["Buyer"], Value::Null);
    let chief = client.depots().by_region(&Region::South).chief();
    let read = customer.get().send().await.unwrap();
    assert!(chief.set_ref(&read).send().await.unwrap_err().is_builder(), "the shop sends no `@odata.id`");
    chief.set_ref(&customer).send().await.unwrap();
    assert_eq!(chief.get().send().await.unwrap(), read);
    let depots = client.company().depots();
    depots.add_ref(client.depots().by_region(&Region::East)).send().await.unwrap();
    depots.remove_ref(client.depots().by_region(&Region::North)).send().await.unwrap();
    let depots: Vec<Depot> = depots.list().items().try_collect().await.unwrap();
    assert_eq!(
        depots.iter().map(|depot| depot.region.clone().unwrap()).collect::<Vec<_>>(),
        [Region::South, Region::East]
    );
}

#[tokio::test]
async fn media_are_made_read_and_replaced() {
    let (_, client) = open(10).await;
    let manuals = client.manuals();
    for (language, edition) in [("de/at", 2), ("it's", 1), ("ü+&", 7)] {
        let manual = manuals.by_key(language, edition).get().send().await.unwrap();
        assert_eq!((manual.language.as_deref(), manual.edition), (Some(language), Some(edition)));
    }
    let made = manuals.create_media("text/plain; charset=utf-8").send("Hello, ü").await.unwrap();
    let there = manuals.by_key(made.language.clone().unwrap(), made.edition.unwrap());
    let content = there.media().download().send().await.unwrap();
    assert_eq!(content.media_type(), Some("text/plain; charset=utf-8"));
    assert_eq!(content.bytes(100).await.unwrap(), Bytes::from("Hello, ü"));
    there.update().set(Manual::TITLE, "T").if_match(&made).send().await.unwrap();
    there.media().upload("application/pdf").send(vec![0_u8, 159, 146, 150]).await.unwrap();
    let content = there.media().download().send().await.unwrap();
    assert_eq!(content.media_type(), Some("application/pdf"));
    assert_eq!(content.bytes(100).await.unwrap().as_ref(), [0, 159, 146, 150]);
    let read = there.get();
    let expected = plain(client.client(), read.request()).await;
    assert_eq!(expected["@odata.mediaReadLink"], "Manuals(Language='new',Edition=4)/$value");
    assert_eq!(serde_json::to_value(read.send().await.unwrap()).unwrap(), expected);
}
