//! What has become of products since a link was given.

use serde_json::{Value, json};

use super::{Asked, Reply, Store, bad, error, filter::type_of, query::Query, schema::schema};

impl Store {
    /// A link to what changes from now on of what is asked for: with its options, but not those of pages.
    pub(crate) fn delta_link(&self, asked: &Asked) -> String {
        let is_kept = |pair: &&str| ["$filter", "$select", "$expand"].iter().any(|name| pair.starts_with(name));
        let options: String = asked.query.split('&').filter(is_kept).map(|pair| format!("{pair}&")).collect();
        format!("{}?{options}$deltatoken={}", asked.path.trim_start_matches('/'), self.log.len())
    }

    pub(crate) fn changes(&self, asked: &Asked, ty: &str, query: &Query) -> Result<Reply, Reply> {
        query.only(&["$deltatoken", "$filter", "$select", "$expand"]).map_err(bad)?;
        let since = query.number("$deltatoken").map_err(bad)?.unwrap_or(0);
        let Some(log) = self.log.get(since..) else { return Err(error(410, "that was too long ago")) };
        let mut value = Vec::new();
        for (number, (id, is_gone)) in log.iter().enumerate() {
            let is_it = |row: &&Value| row["Id"] == *id && schema().is_a(type_of(row, "Shop.Product"), ty);
            let row = self.rows("Products").iter().filter(is_it).collect();
            let chosen = query.choose(self, ty, row).map_err(bad)?;
            // What does not meet the condition any more is removed for those who ask under it.
            let reason = if *is_gone { "deleted" } else { "changed" };
            value.push(match chosen.first() {
                Some(row) if !is_gone => self.shape(ty, row, "Products", query)?,
                // Both forms of a removed item.
                _ if number % 2 == 0 => {
                    let context = format!("{}/$metadata#Products/$deletedEntity", self.base());
                    json!({"@odata.context": context, "id": format!("Products({id})"), "reason": reason})
                }
                _ => json!({"@odata.id": format!("Products({id})"), "Id": id, "@removed": {"reason": reason}}),
            });
        }
        let context = format!("{}/$metadata#Products/$delta", self.base());
        Ok(Reply::json(
            200,
            &json!({"@odata.context": context, "value": value, "@odata.deltaLink": self.delta_link(asked)}),
        ))
    }

    pub(crate) fn note(&mut self, ty: &str, row: &Value, is_gone: bool) {
        if super::schema::schema().is_a(ty, "Shop.Product") {
            self.log.push((row["Id"].clone(), is_gone));
        }
    }
}
