//! Actions.

use serde_json::{Value, json};

use super::{Asked, Reply, Store, bad, error, functions::body_arguments, schema::schema, write::Place};

impl Store {
    pub(crate) fn action(&mut self, asked: &Asked, name: &str, bound: Option<(&Place, &str)>) -> Result<Reply, Reply> {
        let operations = schema().operations(name, bound.map(|(_, ty)| ty));
        let operation = operations.into_iter().find(|operation| operation.is_action);
        let operation = operation.ok_or_else(|| error(404, format!("there is no action {name} of {bound:?}")))?;
        if asked.method != axum::http::Method::POST {
            return Err(error(405, "an action is posted"));
        }
        let given = body_arguments(operation, asked)?;
        match (name, bound) {
            ("Shop.Ship", Some((order, _))) => self.ship(order, &given),
            ("Shop.Discount", Some((_, ty))) => self.discount(ty, &given),
            ("Shop.Restock", None) => {
                let known = |id: &&Value| self.rows("Products").iter().any(|row| row["Id"] == **id);
                let found: Vec<&Value> = given["products"].as_array().into_iter().flatten().filter(known).collect();
                let reply = json!({ "value": found });
                self.restocked.push(given);
                Ok(Reply::json(200, &reply))
            }
            ("Shop.Recount", None) => {
                self.restocked.clear();
                Ok(Reply::empty())
            }
            _ => Err(bad(format!("501 the action {name}"))),
        }
    }

    fn ship(&mut self, order: &Place, given: &Value) -> Result<Reply, Reply> {
        if given["carrier"] == "" {
            return Err(bad("Ship needs a carrier"));
        }
        let row = self.row_at(&order.path);
        if row["Shipped"] == json!(true) {
            return Err(error(409, "it is on its way already"));
        }
        row["Shipped"] = true.into();
        let row = row.clone();
        Ok(Reply::json(200, &self.plain("Shop.Order", &row, "Orders")?))
    }

    /// Lowers the prices of products of some colors, and gives those.
    fn discount(&mut self, ty: &str, given: &Value) -> Result<Reply, Reply> {
        let colors = given["colors"].as_array().cloned().unwrap_or_default();
        let percent = given["percent"].as_f64().unwrap_or(0.0);
        let is_books = ty == "Collection(Shop.Book)";
        let mut lowered = Vec::new();
        for row in self.rows_at("Products") {
            let is_meant = colors.contains(&row["Color"]) && (!is_books || row.get("@odata.type").is_some());
            if is_meant {
                let price = row["Price"].as_f64().unwrap_or(0.0) * (1.0 - percent / 100.0);
                row["Price"] = ((price * 100.0).round() / 100.0).into();
                lowered.push(row.clone());
            }
        }
        let shaped = lowered.iter().map(|row| self.plain("Shop.Product", row, "Products"));
        Ok(Reply::json(200, &json!({ "value": shaped.collect::<Result<Vec<_>, _>>()? })))
    }
}
