//! Reading: sets, entities, counts, functions, streams, changes.

use serde_json::{Value, json};

use super::{
    Asked, PAGE, Reply, Row, Store, bad, error, etag,
    path::{Segment, arguments, unquoted},
    query::Query,
};

/// The key of a set's rows, and the rows.
impl Store {
    pub(crate) fn table(&self, set: &str) -> Result<(&[Row], &'static [&'static str]), Reply> {
        Ok(match set {
            "Products" => (&self.tables.products, &["Id"]),
            "Categories" => (&self.tables.categories, &["Name"]),
            "Orders" => (&self.tables.orders, &["Number"]),
            "Lines" => (&self.tables.lines, &["Order", "Position"]),
            _ => return Err(error(404, format!("there is no set `{set}`"))),
        })
    }

    /// Where in its table an entity is.
    pub(crate) fn find(&self, set: &str, key: &str) -> Result<usize, Reply> {
        let (rows, names) = self.table(set)?;
        let given = arguments(key);
        let mut wanted = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let given = match names.len() {
                1 => given.first().filter(|(given, _)| given.is_empty() || given == name),
                _ => given.get(index).filter(|(given, _)| given == name),
            };
            let (_, text) = given.ok_or_else(|| bad(format!("`{key}` is no key of {set}")))?;
            wanted.push(match *name {
                "Name" => unquoted(text).map_err(bad)?.into(),
                _ => serde_json::from_str::<Value>(text).map_err(|_| bad(format!("`{text}` is no number")))?,
            });
        }
        let is_it = |row: &Row| names.iter().zip(&wanted).all(|(name, value)| row.get(*name) == Some(value));
        rows.iter().position(is_it).ok_or_else(|| error(404, format!("there is no {set}({key})")))
    }

    pub(crate) fn read(&mut self, asked: &Asked, segments: &[Segment], query: &Query) -> Result<Reply, Reply> {
        let names: Vec<&str> = segments.iter().map(|segment| segment.name.as_str()).collect();
        let key = |index: usize| segments.get(index).and_then(|segment| segment.inner.as_deref());
        match (names.as_slice(), key(0)) {
            (["Fitting"], Some(_)) => self.fitting(segments, query),
            ([set], None) => self.collection(asked, set, self.all(set)?, query),
            ([set, "$count"], None) => self.count(self.all(set)?, query),
            ([set, "$ref"], None) => Err(bad(format!("501 references of {set}"))),
            (["Products", "Shop.Matching"], None) => self.matching(key(1).unwrap_or_default(), query),
            (["Products", "Shop.Book"], None) => self.collection(asked, "Products", self.books()?, query),
            (["Products", "Shop.Book", "$count"], None) => self.count(self.books()?, query),
            ([set], Some(given)) => self.entity(asked, set, given, query),
            (["Products", "Shop.Book"], Some(given)) => self.entity(asked, "Products", given, query),
            (["Products", "Picture"], Some(given)) => self.picture(given),
            (["Products", "Category"], Some(given)) => {
                let row = &self.tables.products[self.find("Products", given)?];
                let name = format!("'{}'", row["Category"].as_str().unwrap_or_default().replace('\'', "''"));
                self.entity(asked, "Categories", &name, query)
            }
            (["Categories", "Products"], Some(given)) => {
                let name = self.tables.categories[self.find("Categories", given)?]["Name"].clone();
                let rows = self.all("Products")?.into_iter().filter(|row| row["Category"] == name).collect();
                self.collection(asked, "Products", rows, query)
            }
            (["Orders", "Lines"], Some(given)) => match key(1) {
                None => self.collection(asked, "Lines", self.lines_of(given)?, query),
                Some(line) => self.entity(asked, "Lines", line, query),
            },
            (["Orders", "Shop.Total"], Some(given)) => self.total(given, key(1).unwrap_or_default()),
            _ => Err(error(404, format!("there is nothing at {}", asked.path))),
        }
    }

    fn all(&self, set: &str) -> Result<Vec<Value>, Reply> {
        Ok(self.table(set)?.0.iter().cloned().map(Value::Object).collect())
    }

    fn books(&self) -> Result<Vec<Value>, Reply> {
        Ok(self.all("Products")?.into_iter().filter(|row| row.get("@odata.type").is_some()).collect())
    }

    fn lines_of(&self, order: &str) -> Result<Vec<Value>, Reply> {
        let number = self.tables.orders[self.find("Orders", order)?]["Number"].clone();
        Ok(self.all("Lines")?.into_iter().filter(|row| row["Order"] == number).collect())
    }

    fn count(&self, rows: Vec<Value>, query: &Query) -> Result<Reply, Reply> {
        let count = query.choose(rows).map_err(bad)?.len();
        let body = format!("\u{feff}{count}").into_bytes();
        Ok(Reply { status: 200, headers: vec![("content-type", "text/plain".into())], body })
    }

    fn entity(&self, asked: &Asked, set: &str, key: &str, query: &Query) -> Result<Reply, Reply> {
        let row = &self.table(set)?.0[self.find(set, key)?];
        let tag = etag(row);
        if asked.header("if-none-match") == Some(tag.as_str()) {
            return Ok(Reply { status: 304, ..Reply::default() });
        }
        let body = query.shape(self.expanded(set, row, query)?).map_err(bad)?;
        Ok(Reply::json(200, &body).header("etag", tag))
    }

    /// A row with its ETag, and with what is expanded.
    pub(crate) fn expanded(&self, set: &str, row: &Row, query: &Query) -> Result<Value, Reply> {
        let mut entity = row.clone();
        entity.insert("@odata.etag".into(), etag(row).into());
        entity.remove("Category");
        let expand = query.get("$expand").unwrap_or_default();
        match (set, expand.split('(').next().unwrap_or_default()) {
            (_, "") => {}
            ("Products", "Category") => {
                let category = self.tables.categories.iter().find(|category| category["Name"] == row["Category"]);
                entity.insert("Category".into(), category.cloned().map_or(Value::Null, Value::Object));
            }
            ("Orders", "Lines") => {
                let nested = expand.strip_prefix("Lines").and_then(|rest| rest.strip_prefix('(')?.strip_suffix(')'));
                let options = nested.unwrap_or_default().split(';').filter_map(|option| option.split_once('='));
                let nested = Query { options: options.map(|(name, value)| (name.into(), value.into())).collect() };
                let lines = nested.choose(self.lines_of(&row["Number"].to_string())?).map_err(bad)?;
                // Only two of them: the rest is behind a link of its own.
                let shown: Result<Vec<Value>, String> =
                    lines.iter().take(2).cloned().map(|line| nested.shape(line)).collect();
                entity.insert("Lines".into(), shown.map_err(bad)?.into());
                if lines.len() > 2 && nested.options.is_empty() {
                    let link = format!("Orders({})/Lines?$skiptoken=2", row["Number"]);
                    entity.insert("Lines@odata.nextLink".into(), link.into());
                }
            }
            (set, other) => return Err(bad(format!("501 expanding {set}/{other}"))),
        }
        Ok(entity.into())
    }

    fn collection(&self, asked: &Asked, set: &str, rows: Vec<Value>, query: &Query) -> Result<Reply, Reply> {
        if query.get("$deltatoken").is_some() {
            return self.changes(query);
        }
        let rows = query.choose(rows).map_err(bad)?;
        let count = rows.len();
        let first = query.number("$skiptoken").map_err(bad)?;
        let start = first.unwrap_or(query.number("$skip").map_err(bad)?.unwrap_or(0));
        let end = query
            .number("$top")
            .map_err(bad)?
            .map_or(count, |top| count.min(query.number("$skip").ok().flatten().unwrap_or(0) + top));
        let preferred = asked.header("prefer").and_then(|prefer| prefer.split("odata.maxpagesize=").nth(1));
        let preferred = preferred.and_then(|size| size.split(',').next()?.trim().parse().ok());
        let stop = end.min(start + preferred.map_or(PAGE, |size: usize| size.clamp(1, PAGE)));
        let mut value = Vec::new();
        for row in rows.get(start..stop).unwrap_or_default() {
            let row = row.as_object().cloned().unwrap_or_default();
            value.push(query.shape(self.expanded(set, &row, query)?).map_err(bad)?);
        }
        let mut body = json!({"@odata.context": format!("{}/$metadata#{set}", self.base()), "value": value});
        if query.get("$count") == Some("true") && first.is_none() {
            body["@odata.count"] = count.into();
        }
        let tracks = asked.header("prefer").is_some_and(|prefer| prefer.contains("odata.track-changes"));
        if stop < end {
            let kept = asked.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("$skiptoken"));
            let options = kept.map(str::to_owned).chain([format!("$skiptoken={stop}")]).collect::<Vec<_>>().join("&");
            body["@odata.nextLink"] = format!("{}?{options}", asked.path.trim_start_matches('/')).into();
        } else if tracks {
            body["@odata.deltaLink"] = format!("{set}?$deltatoken={}", self.log.len()).into();
        }
        Ok(Reply::json(200, &body))
    }

    /// What has become of products since a link was given.
    fn changes(&self, query: &Query) -> Result<Reply, Reply> {
        let since = query.number("$deltatoken").map_err(bad)?.unwrap_or(0);
        let Some(log) = self.log.get(since..) else { return Err(error(410, "that was too long ago")) };
        let mut value = Vec::new();
        for (number, (id, is_gone)) in log.iter().enumerate() {
            let row = self.tables.products.iter().find(|row| row["Id"] == *id);
            value.push(match row {
                Some(row) if !is_gone => self.expanded("Products", row, &Query::default())?,
                // Both forms of a removed item.
                _ if number % 2 == 0 => json!({"@odata.context": format!("{}/$metadata#Products/$deletedEntity", self.base()), "id": format!("Products({id})"), "reason": "deleted"}),
                _ => json!({"@odata.id": format!("Products({id})"), "Id": id, "@removed": {"reason": "deleted"}}),
            });
        }
        let link = format!("Products?$deltatoken={}", self.log.len());
        let context = format!("{}/$metadata#Products/$delta", self.base());
        Ok(Reply::json(200, &json!({"@odata.context": context, "value": value, "@odata.deltaLink": link})))
    }

    fn picture(&self, key: &str) -> Result<Reply, Reply> {
        let id = &self.tables.products[self.find("Products", key)?]["Id"];
        let picture = self.pictures.iter().rev().find(|(known, _)| known == id);
        let (_, bytes) = picture.ok_or_else(|| error(404, "there is no picture"))?;
        Ok(Reply { status: 200, headers: vec![("content-type", "image/png".into())], body: bytes.clone() })
    }

    fn total(&self, order: &str, given: &str) -> Result<Reply, Reply> {
        let prices = self.lines_of(order)?.into_iter().map(|line| {
            let product = self.tables.products.iter().find(|product| product["Id"] == line["Product"]);
            product.and_then(|product| product["Price"].as_f64()).unwrap_or(0.0)
                * line["Quantity"].as_f64().unwrap_or(0.0)
        });
        let total: f64 = prices.sum();
        let discount = match arguments(given).as_slice() {
            [] => 0.0,
            [(name, value)] if name == "discount" => value.parse().map_err(|_| bad("the discount is no number"))?,
            _ => return Err(bad(format!("Total takes no `{given}`"))),
        };
        Ok(Reply::json(200, &json!({"value": ((total * (1.0 - discount)) * 100.0).round() / 100.0})))
    }

    fn matching(&self, given: &str, query: &Query) -> Result<Reply, Reply> {
        let given = arguments(given);
        let argument = |name: &str| given.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let words = argument("words").and_then(|alias| query.get(alias)).ok_or_else(|| bad("Matching needs words"))?;
        let words: Vec<String> = serde_json::from_str(words).map_err(|error| bad(error.to_string()))?;
        let color = argument("color").map(|text| {
            let text = text.strip_prefix("Shop.Color").ok_or_else(|| bad("the color has no type"))?;
            unquoted(text).map_err(bad)
        });
        let color = color.transpose()?;
        let is_match = |row: &Value| {
            let name = row["Name"].as_str().unwrap_or_default();
            words.iter().any(|word| name.contains(word.as_str()))
                && color.as_ref().is_none_or(|color| row["Color"] == color.as_str())
        };
        self.products(is_match)
    }

    /// The products that this holds for, all on one page.
    fn products(&self, holds: impl Fn(&Value) -> bool) -> Result<Reply, Reply> {
        let rows = self.tables.products.iter().filter(|row| holds(&Value::Object((*row).clone())));
        let rows: Result<Vec<Value>, Reply> =
            rows.map(|row| self.expanded("Products", row, &Query::default())).collect();
        Ok(Reply::json(200, &json!({ "value": rows? })))
    }

    fn fitting(&self, segments: &[Segment], query: &Query) -> Result<Reply, Reply> {
        let given = arguments(segments[0].inner.as_deref().unwrap_or_default());
        let alias = given.first().filter(|(name, _)| name == "into").map(|(_, alias)| alias.as_str());
        let into = alias.and_then(|alias| query.get(alias)).ok_or_else(|| bad("Fitting needs a size"))?;
        let into: Value = serde_json::from_str(into).map_err(|error| bad(error.to_string()))?;
        let fits =
            |row: &Value| ["Width", "Height"].iter().all(|side| row["Size"][side].as_i64() <= into[side].as_i64());
        self.products(fits)
    }
}
