//! Relations that requests make and undo: references, bindings, and what is created at a relation.

use axum::http::Method;
use serde_json::{Value, json};

use super::{
    Asked, Reply, Row, Store, bad, error,
    filter::type_of,
    path::{self, Segment},
    query::Query,
    read::At,
    schema::{Property, item_of, schema},
    shape::place,
};

impl Store {
    /// What a body sets; what it binds or holds of related entities besides.
    pub(crate) fn set(&mut self, row: &mut Row, ty: &str, body: &Value) -> Result<(), Reply> {
        for (name, value) in body.as_object().ok_or_else(|| bad("the body is no object"))? {
            if let Some(name) = name.strip_suffix("@odata.bind") {
                let navigation = schema().navigation(ty, name).unwrap();
                row[name] = match value {
                    Value::Array(urls) => {
                        let keys = urls.iter().map(|url| self.referred(url.as_str().unwrap_or_default(), navigation));
                        keys.collect::<Result<Vec<_>, _>>()?.into()
                    }
                    url => self.referred(url.as_str().unwrap_or_default(), navigation)?,
                };
            } else if name == "Lines" {
                for line in value.as_array().into_iter().flatten() {
                    let mut line = line.clone();
                    line["Order"] = body["Number"].clone();
                    self.rows_at("Lines").push(line);
                }
            } else if name.contains('@') {
                // Control information; the type is known already.
            } else if schema().navigation(ty, name).is_some_and(|navigation| !navigation.is_contained) {
                return Err(bad(format!("501 creating {name} along")));
            } else {
                row[name.as_str()] = value.clone();
            }
        }
        Ok(())
    }

    /// The key of the entity that a URL leads to.
    fn referred(&self, url: &str, navigation: &Property) -> Result<Value, Reply> {
        let path = url.strip_prefix(self.base()).unwrap_or(url);
        let segments = path::parse(path.trim_start_matches('/')).map_err(bad)?;
        let ty = item_of(&navigation.ty).unwrap_or(&navigation.ty);
        match self.walk(&segments)? {
            (At::One(found, row, _), []) if schema().is_a(type_of(row, &found), ty) => {
                Ok(row[schema().keys(ty)[0].as_str()].clone())
            }
            _ => Err(bad(format!("`{url}` is no {ty}"))),
        }
    }

    pub(crate) fn write_reference(&mut self, asked: &Asked, of: &[Segment], query: &Query) -> Result<Reply, Reply> {
        let (last, owner) = of.split_last().ok_or_else(|| bad("a reference of nothing"))?;
        let (At::One(ty, row, home), []) = self.walk(owner)? else { return Err(bad("a reference of no entity")) };
        let ty = type_of(row, &ty).to_owned();
        let owner = place(&ty, row, &home);
        let row = row.clone();
        let navigation = schema().navigation(&ty, &last.name).ok_or_else(|| bad("a reference of no relation"))?;
        let is_many = item_of(&navigation.ty).is_some();
        let (url, is_related) = match (&asked.method, is_many, query.get("$id"), &last.inner) {
            (&Method::POST, true, None, None) | (&Method::PUT, false, None, None) => {
                let body = asked.json()?;
                (Some(body["@odata.id"].as_str().ok_or_else(|| bad("no @odata.id"))?.to_owned()), true)
            }
            (&Method::DELETE, true, Some(id), None) => (Some(id.to_owned()), false),
            (&Method::DELETE, true, None, Some(key)) => {
                let set = super::relations::set_of(item_of(&navigation.ty).unwrap()).unwrap_or_default();
                let key = percent_encoding::utf8_percent_encode(key, percent_encoding::NON_ALPHANUMERIC);
                (Some(format!("{set}({key})")), false)
            }
            (&Method::DELETE, false, None, None) => (None, false),
            _ => return Err(error(405, format!("{} of {}/$ref", asked.method, last.name))),
        };
        let key = url.map(|url| self.referred(&url, navigation)).transpose()?;
        self.relate(&owner, &row, navigation, key, is_related)?;
        Ok(Reply::empty())
    }

    /// Relates a new entity to the one at whose relation it was created.
    pub(crate) fn relate_created(&mut self, segments: &[Segment], row: &Row) -> Result<(), Reply> {
        let Some((last, owner)) = segments.split_last().filter(|(_, owner)| !owner.is_empty()) else { return Ok(()) };
        let Ok((At::One(ty, owner, home), [])) = self.walk(owner) else { return Ok(()) };
        let ty = type_of(owner, &ty).to_owned();
        let Some(navigation) = schema().navigation(&ty, &last.name).filter(|it| !it.is_contained) else {
            return Ok(());
        };
        let key = row[schema().keys(item_of(&navigation.ty).unwrap_or_default())[0].as_str()].clone();
        let (path, owner) = (place(&ty, owner, &home), owner.clone());
        self.relate(&path, &owner, navigation, Some(key), true)
    }

    fn relate(
        &mut self,
        path: &str,
        owner: &Row,
        navigation: &Property,
        key: Option<Value>,
        is_related: bool,
    ) -> Result<(), Reply> {
        let name = navigation.name.as_str();
        // Where the other side holds the key of this one.
        let inverse = match (owner.get(name), name) {
            (None, "Products") => Some(("Products", "Category", &owner["Name"])),
            (None, "Orders") => Some(("Orders", "Buyer", &owner["Id"])),
            _ => None,
        };
        if let Some((set, column, value)) = inverse {
            let ty = schema().sets[set].as_str();
            let key_name = schema().keys(ty)[0].as_str();
            let row = self.rows_at(set).iter_mut().find(|row| Some(&row[key_name]) == key.as_ref());
            let row = row.ok_or_else(|| error(404, "there is no such entity"))?;
            row[column] = if is_related { value.clone() } else { Value::Null };
            return Ok(());
        }
        let row = self.row_at(path);
        if item_of(&navigation.ty).is_none() {
            row[name] = key.filter(|_| is_related).unwrap_or_default();
            return Ok(());
        }
        if !row[name].is_array() {
            row[name] = json!([]);
        }
        let keys = row[name].as_array_mut().ok_or_else(|| bad("501 relations of this kind"))?;
        keys.retain(|known| Some(known) != key.as_ref());
        keys.extend(key.filter(|_| is_related));
        Ok(())
    }
}
