//! What has become of products since a link was given.

use serde_json::{Value, json};

use super::{Reply, Store, bad, error, query::Query};

impl Store {
    pub(crate) fn changes(&self, query: &Query) -> Result<Reply, Reply> {
        query.only(&["$deltatoken"]).map_err(bad)?;
        let since = query.number("$deltatoken").map_err(bad)?.unwrap_or(0);
        let Some(log) = self.log.get(since..) else { return Err(error(410, "that was too long ago")) };
        let mut value = Vec::new();
        for (number, (id, is_gone)) in log.iter().enumerate() {
            let row = self.rows("Products").iter().find(|row| row["Id"] == *id);
            value.push(match row {
                Some(row) if !is_gone => self.plain("Shop.Product", row, "Products")?,
                // Both forms of a removed item.
                _ if number % 2 == 0 => {
                    let context = format!("{}/$metadata#Products/$deletedEntity", self.base());
                    json!({"@odata.context": context, "id": format!("Products({id})"), "reason": "deleted"})
                }
                _ => json!({"@odata.id": format!("Products({id})"), "Id": id, "@removed": {"reason": "deleted"}}),
            });
        }
        let link = format!("Products?$deltatoken={}", self.log.len());
        let context = format!("{}/$metadata#Products/$delta", self.base());
        Ok(Reply::json(200, &json!({"@odata.context": context, "value": value, "@odata.deltaLink": link})))
    }

    pub(crate) fn note(&mut self, ty: &str, row: &Value, is_gone: bool) {
        if super::schema::schema().is_a(ty, "Shop.Product") {
            self.log.push((row["Id"].clone(), is_gone));
        }
    }
}
