//! The shop refuses what is not OData: else what the client sends would not be tested.

use odata_runtime::http::Method;
use serde_json::{Value, json};

use crate::service::Shop;

/// Sends what no client should.
async fn send(shop: &Shop, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
    let url = format!("{}{path}", shop.base);
    let mut request = reqwest::Client::new().request(Method::try_from(method).unwrap(), url).body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    (status, String::from_utf8(answer.bytes().await.unwrap().to_vec()).unwrap())
}

const READ: &[(&str, &str)] = &[("odata-maxversion", "4.0")];

#[tokio::test]
async fn requests_to_read_that_are_not_valid_are_refused() {
    let shop = Shop::open(40).await;
    let good = [
        "/Products?$filter=Price%20gt%205.5%20and%20Color%20eq%20Shop.Color'Red'",
        "/Products?$orderby=Category/Name%20desc,Id&$top=3&$expand=Category($select=Name)",
        "/Orders?$filter=Lines/any(l:l/Quantity%20gt%203%20and%20$it/Shipped)",
        "/Customers?$filter=Patience%20gt%20duration'PT1H'%20and%20Since%20lt%202020-01-01T00:00:00Z",
        "/Depots(Shop.Region'North')/Shelves(1)/Boxes/$count",
        "/Manuals(Language='de%2Fat',Edition=2)",
        "/Categories('a%2Fb')/Products?$search=Product",
    ];
    for path in good {
        let (status, body) = send(&shop, "GET", path, READ, "").await;
        assert_eq!(status, 200, "{path}: {body}");
    }
    let bad = [
        "/Products?$filter=Price%20gt%20'5'",
        "/Products?$filter=Name%20eq%205",
        "/Products?$filter=Color%20eq%20'Red'",
        "/Products?$filter=Color%20eq%20Shop.Color'Pink'",
        "/Products?$filter=Color%20gt%20Shop.Color'Red'",
        "/Products?$filter=Nonsense%20eq%205",
        "/Products?$filter=Price",
        "/Products?$filter=Name%20eq%20'it's'",
        "/Products?$filter=Pages%20gt%205",
        "/Products?$filter=Shop.Order/Number%20gt%205",
        "/Products?$filter=Tags/any(t:t%20eq%205)",
        "/Products?$filter=Price%20GT%205",
        "/Products?$filter=contains(Price,'5')",
        "/Products?$filter=Released%20eq%20'2020-01-01'",
        "/Products?$filter=Price+gt+5",
        "/Products?filter=Price%20gt%205",
        "/Products?$top=-1",
        "/Products?$count=yes",
        "/Products?$top=1&$top=2",
        "/Products?$select=Nonsense",
        "/Products?$select=Author",
        "/Products?$expand=Nonsense",
        "/Products?$expand=Category($top=3)",
        "/Products?$orderby=Nonsense",
        "/Products?$search=%22half",
        "/Products(1)?$filter=Price%20gt%205",
        "/Products('1')",
        "/Products(Name=1)",
        "/Products//1",
        "/Categories(Garden)",
        "/Customers?$filter=Since%20lt%202020-01-01T00:00:00",
        "/Customers?$filter=Patience%20gt%20'PT1H'",
        "/Customers?$filter=Wants%20has%20Shop.Services'Flying'",
        "/Depots('North')",
        "/Lines(Order=1)",
        "/Orders(1)/Shop.Total(discount='x')",
        "/Products/Shop.Matching(words=@p1)?@p1=%5B5%5D",
        "/Products/Shop.Matching(words=@p1)",
        "/Products/Shop.Matching(words=@p1,color='Red')?@p1=%5B%22a%22%5D",
        "/Fitting(into=@p1)?@p1=%7B%22Width%22:1,%22Depth%22:2%7D",
    ];
    for path in bad {
        let (status, body) = send(&shop, "GET", path, READ, "").await;
        assert_eq!(status, 400, "{path}: {body}");
        assert!(serde_json::from_str::<Value>(&body).unwrap()["error"]["message"].is_string());
    }
    assert_eq!(send(&shop, "GET", "/Products(1)", &[], "").await.0, 400, "no version");
    for path in
        ["/Nothing", "/Products(999)", "/Products(1)/Nothing", "/Products(1)/Shop.Book", "/Products(1)/Shop.Total()"]
    {
        assert_eq!(send(&shop, "GET", path, READ, "").await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn requests_to_write_that_are_not_valid_are_refused() {
    let shop = Shop::open(40).await;
    const WRITE: &[(&str, &str)] = &[
        ("odata-maxversion", "4.0"),
        ("odata-version", "4.0"),
        ("content-type", "application/json"),
        ("if-match", "*"),
    ];
    let cases = [
        (204, "PATCH", "/Products(1)", json!({"Name": "x", "Released": "2020-01-01", "Price": 3.5})),
        (400, "PATCH", "/Products(1)", json!({"Id": 1, "Name": "x"})),
        (400, "PATCH", "/Products(1)", json!({"name": "x"})),
        (400, "PATCH", "/Products(1)", json!({"Name": 5})),
        (400, "PATCH", "/Products(1)", json!({"Name": null})),
        (400, "PATCH", "/Products(1)", json!({"Price": "3.5"})),
        (400, "PATCH", "/Products(1)", json!({"Color": "red"})),
        (400, "PATCH", "/Products(1)", json!({"Released": "2020-1-1"})),
        (400, "PATCH", "/Products(1)", json!({"Tags": "new"})),
        (400, "PATCH", "/Products(1)", json!({"Size": {"Depth": 3}})),
        (400, "PATCH", "/Products(1)", json!({"Category": {"Name": "Garden"}})),
        (400, "PATCH", "/Products(1)", json!({"Author": "x"})),
        (400, "PATCH", "/Products(1)", json!({"Category@odata.bind": 5})),
        (404, "PATCH", "/Products(1)", json!({"Category@odata.bind": "Categories('nowhere')"})),
        (404, "PATCH", "/Products(999)", json!({"Name": "x"})),
        (400, "POST", "/Products", json!({"Name": "no key"})),
        (400, "POST", "/Products", json!({"@odata.type": "#Shop.Order", "Id": 7_777})),
        (405, "POST", "/Lines", json!({"Order": 1, "Position": 9})),
        (400, "POST", "/Customers", json!({"Id": "7"})),
        (400, "POST", "/Orders(1)/Shop.Ship", json!({"carrier": null})),
        (400, "POST", "/Orders(1)/Shop.Ship", json!({})),
        (400, "POST", "/Orders(1)/Shop.Ship", json!({"carrier": "x", "speed": 3})),
        (400, "POST", "/Restock", json!({"products": [1, "2"]})),
        (405, "PUT", "/Products/$value", json!({})),
        (405, "POST", "/Products(1)", json!({})),
    ];
    for (expected, method, path, body) in cases {
        let (status, answer) = send(&shop, method, path, WRITE, &body.to_string()).await;
        assert_eq!(status, expected, "{method} {path} {body}: {answer}");
    }
    let body = r#"{"Name":"x"}"#;
    assert_eq!(send(&shop, "PATCH", "/Products(1)", &WRITE[..3], body).await.0, 428);
    assert_eq!(send(&shop, "PATCH", "/Products(1)", &WRITE[..2], body).await.0, 400, "no content type");
    assert_eq!(send(&shop, "PATCH", "/Products(1)", &[WRITE[0], WRITE[2], WRITE[3]], body).await.0, 400, "no version");
}
