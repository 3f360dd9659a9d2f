//! The shop's rows, the same on every run.

use serde_json::{Map, Value, json};

/// A row: an entity as the service sends it, without control information.
pub(crate) type Row = Map<String, Value>;

pub(crate) const COLORS: [&str; 3] = ["Red", "Green", "Blue"];

/// The names of categories: keys that are awkward in URLs.
pub(crate) const CATEGORIES: [&str; 8] = ["Garden", "a/b", "../x", "it's", "ü+&#%", "two words", "50% off", "."];

/// The tables of the shop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tables {
    pub(crate) products: Vec<Row>,
    pub(crate) categories: Vec<Row>,
    pub(crate) orders: Vec<Row>,
    pub(crate) lines: Vec<Row>,
}

fn row(value: Value) -> Row {
    match value {
        Value::Object(row) => row,
        other => panic!("{other} is no row"),
    }
}

impl Tables {
    /// So many products, a third of them books, and a fifth as many orders of three lines each.
    pub(crate) fn new(products: usize) -> Self {
        let orders = 1..=products / 5;
        Self {
            products: (0..products).map(product).collect(),
            categories: CATEGORIES.iter().map(|name| row(json!({"Name": name, "Remark": null}))).collect(),
            orders: orders.clone().map(order).collect(),
            lines: orders.flat_map(|order| (1..=3).map(move |position| line(order, position, products))).collect(),
        }
    }
}

/// A number below `limit` that looks random and is the same for the same two numbers.
fn pick(number: usize, salt: usize, limit: usize) -> usize {
    (number.wrapping_mul(2_654_435_761).wrapping_add(salt.wrapping_mul(40_503)) >> 7) % limit
}

fn product(id: usize) -> Row {
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
    }
    row(product)
}

fn order(number: usize) -> Row {
    row(json!({
        "Number": number,
        "Customer": format!("Customer {}", pick(number, 15, 50)),
        "Placed": format!("2026-{:02}-{:02}T{:02}:00:00Z", 1 + pick(number, 16, 12), 1 + pick(number, 17, 28), pick(number, 18, 24)),
        "Shipped": pick(number, 19, 2) == 0,
    }))
}

fn line(order: usize, position: usize, products: usize) -> Row {
    row(json!({
        "Order": order,
        "Position": position,
        "Product": pick(order, position, products),
        "Quantity": 1 + pick(order, 20 + position, 9),
    }))
}
