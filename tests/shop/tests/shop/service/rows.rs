//! The shop's rows, the same on every run.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// A row: an entity as the service sends it, without control information but its type where it is a derived one. What it is
/// related to stands there as a key, as keys, or, where it is contained, as rows.
pub(crate) type Row = Value;

/// The rows of each set, and those of singletons as sets of one.
pub(crate) type Tables = BTreeMap<&'static str, Vec<Row>>;

const COLORS: [&str; 3] = ["Red", "Green", "Blue"];

const REGIONS: [&str; 3] = ["North", "East", "South"];

const CITIES: [&str; 3] = ["Ulm", "Köln", "St. John's"];

const SEALS: [&str; 4] = ["", "AP-_", "_w==", "c2VhbA=="];

const SERVICES: [&str; 4] = ["Pickup", "Repairs", "Pickup,Parking", "Pickup,Repairs,Parking"];

/// The names of categories: keys that are awkward in URLs.
pub(crate) const CATEGORIES: [&str; 8] = ["Garden", "a/b", "../x", "it's", "ü+&#%", "two words", "50% off", "."];

/// So many products, a third of them books, a fifth as many orders of three lines each, and a twentieth as many customers.
pub(crate) fn tables(products: usize) -> Tables {
    let (orders, customers) = (1..=products / 5, products / 20 + 1);
    Tables::from([
        ("Products", (0..products).map(|id| product(id, products)).collect()),
        ("Categories", CATEGORIES.iter().map(|name| json!({"Name": name, "Remark": null})).collect()),
        ("Orders", orders.clone().map(|number| order(number, customers)).collect()),
        ("Lines", orders.flat_map(|order| (1..=3).map(move |position| line(order, position, products))).collect()),
        ("Customers", (0..customers).map(|number| customer(number, products)).collect()),
        ("Depots", REGIONS.iter().enumerate().map(|(number, region)| depot(number, region, products)).collect()),
        ("Manuals", [("de/at", 1), ("de/at", 2), ("it's", 1), ("ü+&", 7)].map(manual).into()),
        ("Company", vec![company()]),
    ])
}

/// A number below `limit` that looks random and is the same for the same two numbers.
fn pick(number: usize, salt: usize, limit: usize) -> usize {
    (number.wrapping_mul(2_654_435_761).wrapping_add(salt.wrapping_mul(40_503)) >> 7) % limit
}

fn product(id: usize, products: usize) -> Row {
    let mut product = json!({
        "Id": id,
        "Name": format!("Product {id}{}", ["", "'s", " & co", " +1", " ü"][pick(id, 1, 5)]),
        "Price": pick(id, 2, 100_000) as f64 / 100.0,
        "Rating": if pick(id, 3, 4) == 0 { Value::Null } else { json!(pick(id, 4, 50) as f64 / 10.0) },
        "Released": format!("20{:02}-{:02}-{:02}", 10 + pick(id, 5, 15), 1 + pick(id, 6, 12), 1 + pick(id, 7, 28)),
        "Color": COLORS[pick(id, 8, 3)],
        "Tags": (0..pick(id, 9, 4)).map(|n| ["new", "sale", "last"][n]).collect::<Vec<_>>(),
        "Size": {"Width": pick(id, 10, 200), "Height": pick(id, 11, 200)},
        "Category": CATEGORIES[pick(id, 12, CATEGORIES.len())],
    });
    if id.is_multiple_of(3) {
        product["@odata.type"] = json!("#Shop.Book");
        product["Author"] = json!(format!("Author {}", pick(id, 13, 40)));
        product["Pages"] = json!(pick(id, 14, 900));
        // Every third product is a book, and so is a third number.
        product["Sequels"] =
            json!((0..pick(id, 21, 3)).map(|n| pick(id, 22 + n, products) / 3 * 3).collect::<Vec<_>>());
    }
    product
}

fn order(number: usize, customers: usize) -> Row {
    json!({
        "Number": number,
        "Customer": format!("Customer {}", pick(number, 15, 50)),
        "Placed": format!("2026-{:02}-{:02}T{:02}:00:00Z", 1 + pick(number, 16, 12), 1 + pick(number, 17, 28), pick(number, 18, 24)),
        "Shipped": pick(number, 19, 2) == 0,
        "Buyer": if pick(number, 23, 9) == 0 { Value::Null } else { guid(pick(number, 24, customers)).into() },
    })
}

fn line(order: usize, position: usize, products: usize) -> Row {
    json!({
        "Order": order,
        "Position": position,
        "Product": pick(order, position, products),
        "Quantity": 1 + pick(order, 20 + position, 9),
    })
}

/// The id of a customer or a box.
pub(crate) fn guid(number: usize) -> String {
    format!("{:08x}-0000-4000-8000-{number:012x}", pick(number, 25, 1 << 30))
}

fn customer(number: usize, products: usize) -> Row {
    let mail = json!({"@odata.type": "#Shop.Mail", "Note": null, "Address": format!("c{number}+shop@example.org")});
    let phone = json!({
        "@odata.type": "#Shop.Phone",
        "Note": "Ask for \"Ü\"",
        "Number": format!("+49 {number}"),
        "Hours": ["08:00:00", "17:30:00"],
    });
    let home = json!({"Street": format!("Road {number}"), "City": CITIES[pick(number, 35, 3)]});
    let birthday = format!("19{:02}-02-28", 50 + pick(number, 40, 50));
    let contacts = [vec![], vec![mail.clone()], vec![phone.clone()], vec![phone, mail]];
    let favorites: Vec<usize> = (0..pick(number, 26, 5)).map(|n| pick(number, 27 + n, products)).collect();
    json!({
        "Id": guid(number),
        "Name": format!("Customer {number}{}", ["", " & sons", " O'Neil"][pick(number, 33, 3)]),
        "Home": if pick(number, 34, 4) == 0 { Value::Null } else { home },
        "Contacts": contacts[pick(number, 36, 4)],
        "Since": format!("20{:02}-01-31T{:02}:30:00.125+02:00", 10 + pick(number, 37, 15), pick(number, 38, 24)),
        "Birthday": if pick(number, 39, 3) == 0 { Value::Null } else { birthday.into() },
        "Patience": format!("PT{}M", 1 + pick(number, 41, 200)),
        "Seal": SEALS[pick(number, 42, 4)],
        "Wants": SERVICES[pick(number, 43, 4)],
        "Favorites": favorites,
    })
}

fn depot(number: usize, region: &str, products: usize) -> Row {
    let parcel = |shelf: usize, n: usize| {
        let id = 1_000 * number + 10 * shelf + n;
        json!({"Id": guid(id), "Weight": pick(id, 44, 100) as f64 / 4.0, "Product": pick(id, 45, products)})
    };
    let shelf = |shelf: usize| {
        let boxes: Vec<Value> = (0..pick(shelf, 46, 6)).map(|n| parcel(shelf, n)).collect();
        json!({"Number": shelf, "Label": format!("{region}/{shelf}"), "Boxes": boxes})
    };
    json!({
        "Region": region,
        "Opens": format!("{:02}:15:00.5", 6 + number),
        "Offers": SERVICES[number],
        "Place": {"Street": null, "City": CITIES[number]},
        "Chief": guid(0),
        "Shelves": (1..=40).map(shelf).collect::<Vec<_>>(),
    })
}

fn manual((language, edition): (&str, u8)) -> Row {
    json!({"Language": language, "Edition": edition, "Title": format!("Manual in {language}")})
}

fn company() -> Row {
    let seat = json!({"Street": "Harbor 1", "City": "Ulm"});
    json!({"Name": "Shop & Co", "Founded": "1999-12-31", "Seat": seat, "Depots": ["North", "South"], "Flagship": "South"})
}
