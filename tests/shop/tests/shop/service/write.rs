//! Writing: entities, references, streams, actions. Every change names the version it is meant for.

use axum::http::Method;
use serde_json::{Value, json};

use super::{Asked, Reply, Row, Store, bad, error, etag, path::Segment, query::Query};

impl Store {
    pub(crate) fn write(&mut self, asked: &Asked, segments: &[Segment], query: &Query) -> Result<Reply, Reply> {
        let names: Vec<&str> = segments.iter().map(|segment| segment.name.as_str()).collect();
        let key = segments.first().and_then(|segment| segment.inner.as_deref());
        match (&asked.method, names.as_slice(), key) {
            (&Method::POST, [set], None) => self.create(asked, set),
            (&Method::PATCH, [set], Some(key)) => self.update(asked, set, key),
            (&Method::DELETE, [set], Some(key)) => self.delete(asked, set, key),
            (&Method::POST, ["Orders", "Lines"], Some(_)) => self.create(asked, "Lines"),
            (&Method::POST, ["Orders", "Shop.Ship"], Some(key)) => self.ship(asked, key),
            (&Method::PUT, ["Products", "Picture"], Some(key)) => {
                let id = self.tables.products[self.find("Products", key)?]["Id"].clone();
                self.pictures.push((id, asked.body.clone()));
                Ok(Reply::empty())
            }
            (&Method::PUT, ["Products", "Category", "$ref"], Some(key)) => {
                let target =
                    asked.json()?["@odata.id"].as_str().map(str::to_owned).ok_or_else(|| bad("no @odata.id"))?;
                let name = self.referred(&target)?;
                let index = self.find("Products", key)?;
                self.tables.products[index].insert("Category".into(), name);
                Ok(Reply::empty())
            }
            (&Method::POST, ["Categories", "Products", "$ref"], Some(key)) => {
                let target =
                    asked.json()?["@odata.id"].as_str().map(str::to_owned).ok_or_else(|| bad("no @odata.id"))?;
                self.relate(key, &target, true)
            }
            (&Method::DELETE, ["Categories", "Products", "$ref"], Some(key)) => {
                let target = query.get("$id").ok_or_else(|| bad("no $id"))?.to_owned();
                self.relate(key, &target, false)
            }
            _ => Err(error(405, format!("{} cannot be done at {}", asked.method, asked.path))),
        }
    }

    fn rows(&mut self, set: &str) -> &mut Vec<Row> {
        match set {
            "Products" => &mut self.tables.products,
            "Categories" => &mut self.tables.categories,
            "Orders" => &mut self.tables.orders,
            _ => &mut self.tables.lines,
        }
    }

    fn note(&mut self, set: &str, row: &Row, is_gone: bool) {
        if set == "Products" {
            self.log.push((row["Id"].clone(), is_gone));
        }
    }

    /// Whether the request is meant for the version that is there.
    fn same_version(asked: &Asked, row: &Row) -> Result<(), Reply> {
        match asked.header("if-match") {
            None => Err(error(428, "If-Match is required")),
            Some(tag) if tag == "*" || tag == etag(row) => Ok(()),
            Some(_) => Err(error(412, "it was changed in the meantime")),
        }
    }

    /// What a body sets: `Category@odata.bind` names a category.
    fn set(&mut self, row: &mut Row, body: &Value) -> Result<(), Reply> {
        for (name, value) in body.as_object().ok_or_else(|| bad("the body is no object"))? {
            if let Some(property) = name.strip_suffix("@odata.bind") {
                let name = self.referred(value.as_str().unwrap_or_default())?;
                row.insert(property.to_owned(), name);
            } else if !name.starts_with("@odata.etag") {
                row.insert(name.clone(), value.clone());
            }
        }
        Ok(())
    }

    /// The name of the category that a URL leads to.
    fn referred(&self, url: &str) -> Result<Value, Reply> {
        let path = url.strip_prefix(self.base()).unwrap_or(url);
        let segments = super::path::parse(path).map_err(bad)?;
        match segments.as_slice() {
            [Segment { name, inner: Some(key) }] if name == "Categories" => {
                Ok(self.tables.categories[self.find("Categories", key)?]["Name"].clone())
            }
            _ => Err(bad(format!("`{url}` is no category"))),
        }
    }

    fn relate(&mut self, category: &str, target: &str, is_related: bool) -> Result<Reply, Reply> {
        let name = self.tables.categories[self.find("Categories", category)?]["Name"].clone();
        let path = target.strip_prefix(self.base()).unwrap_or(target);
        let segments = super::path::parse(path).map_err(bad)?;
        let key = segments.first().and_then(|segment| segment.inner.clone()).ok_or_else(|| bad("no key"))?;
        let index = self.find("Products", &key)?;
        self.tables.products[index].insert("Category".into(), if is_related { name } else { Value::Null });
        Ok(Reply::empty())
    }

    fn create(&mut self, asked: &Asked, set: &str) -> Result<Reply, Reply> {
        let (_, names) = self.table(set)?;
        let mut row = Row::new();
        let body = asked.json()?;
        self.set(&mut row, &body)?;
        let key: Vec<String> = names
            .iter()
            .map(|name| match row.get(*name) {
                Some(Value::String(text)) => Ok(format!("'{}'", text.replace('\'', "''"))),
                Some(Value::Number(number)) if names.len() == 1 => Ok(number.to_string()),
                Some(Value::Number(number)) => Ok(format!("{name}={number}")),
                _ => Err(bad(format!("the key {name} is missing"))),
            })
            .collect::<Result<_, _>>()?;
        let key = key.join(",");
        if self.find(set, &key).is_ok() {
            return Err(error(409, format!("there is a {set}({key}) already")));
        }
        let place = format!("{}/{set}({key})", self.base());
        self.note(set, &row, false);
        let tag = etag(&row);
        let created = self.expanded(set, &row, &Query::default())?;
        self.rows(set).push(row);
        let place: String = percent_encoding::utf8_percent_encode(&place, percent_encoding::CONTROLS).to_string();
        if asked.header("prefer").is_some_and(|prefer| prefer.contains("return=minimal")) {
            return Ok(Reply::empty()
                .header("location", place.clone())
                .header("odata-entityid", place)
                .header("etag", tag));
        }
        Ok(Reply::json(201, &created).header("location", place).header("etag", tag))
    }

    fn update(&mut self, asked: &Asked, set: &str, key: &str) -> Result<Reply, Reply> {
        let Ok(index) = self.find(set, key) else {
            if set == "Categories" && asked.header("if-match").is_none() {
                return self.create(asked, set);
            }
            return Err(error(404, format!("there is no {set}({key})")));
        };
        if asked.header("if-none-match") == Some("*") {
            return Err(error(412, "it is there"));
        }
        let mut row = self.table(set)?.0[index].clone();
        if set != "Categories" || asked.header("if-match").is_some() {
            Self::same_version(asked, &row)?;
        }
        let body = asked.json()?;
        self.set(&mut row, &body)?;
        self.note(set, &row, false);
        let answer = self.expanded(set, &row, &Query::default())?;
        let tag = etag(&row);
        self.rows(set)[index] = row;
        if asked.header("prefer").is_some_and(|prefer| prefer.contains("return=representation")) {
            return Ok(Reply::json(200, &answer).header("etag", tag));
        }
        Ok(Reply::empty().header("etag", tag))
    }

    fn delete(&mut self, asked: &Asked, set: &str, key: &str) -> Result<Reply, Reply> {
        let index = self.find(set, key)?;
        let row = self.table(set)?.0[index].clone();
        Self::same_version(asked, &row)?;
        self.rows(set).remove(index);
        self.note(set, &row, true);
        Ok(Reply::empty())
    }

    fn ship(&mut self, asked: &Asked, key: &str) -> Result<Reply, Reply> {
        let index = self.find("Orders", key)?;
        let body = asked.json()?;
        if body["carrier"].as_str().is_none_or(str::is_empty)
            || !(body["express"].is_null() || body["express"].is_boolean())
        {
            return Err(bad("Ship needs a carrier"));
        }
        let row = &mut self.tables.orders[index];
        if row["Shipped"] == json!(true) {
            return Err(error(409, "it is on its way already"));
        }
        row.insert("Shipped".into(), true.into());
        let row = row.clone();
        Ok(Reply::json(200, &self.expanded("Orders", &row, &Query::default())?))
    }
}
