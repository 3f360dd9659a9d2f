//! Writing entities and streams. Every change names the version it is meant for.

use axum::http::Method;
use serde_json::{Value, json};

use super::{
    Asked, Reply, Row, Store, bad, error, etag,
    filter::type_of,
    path::{self, Segment},
    query::Query,
    read::At,
    relations::{has_key, key_of},
    schema::{item_of, schema},
    shape::place,
    values,
};

/// Where an entity is that a request is about, and of what type the place and the entity are.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) declared: String,
    pub(crate) actual: String,
}

impl Store {
    pub(crate) fn write(&mut self, asked: &Asked, segments: &[Segment], query: &Query) -> Result<Reply, Reply> {
        query.only(&["$id", "$select", "$expand"]).map_err(bad)?;
        if let [.., Segment { name, inner: None }] = segments
            && name == "$ref"
        {
            return self.write_reference(asked, &segments[..segments.len() - 1], query);
        }
        if let [Segment { name, inner: None }] = segments
            && !schema().sets.contains_key(name)
            && !schema().singletons.contains_key(name)
        {
            return self.action(asked, &format!("Shop.{name}"), None);
        }
        let walked = self.walk(segments).map(|(at, rest)| (self.placed(&at), at.type_name(), rest));
        let (at, bound_to, rest) = match walked {
            Ok(walked) => walked,
            Err(missing) if missing.status == 404 => return self.upsert(asked, segments, missing),
            Err(reply) => return Err(reply),
        };
        let rest: Vec<&str> = rest.iter().map(|segment| segment.name.as_str()).collect();
        match (&asked.method, at, rest.as_slice()) {
            (&Method::POST, Some(Place { path, declared, .. }), []) if bound_to.starts_with("Collection(") => {
                let created = self.create(asked, &path, &declared)?;
                self.relate_created(segments, &created.1)?;
                Ok(created.0)
            }
            (&Method::PATCH | &Method::PUT, Some(there), []) if bound_to == there.actual => self.update(asked, &there),
            (&Method::DELETE, Some(there), []) if bound_to == there.actual => self.delete(asked, &there),
            (&Method::POST, Some(there), [action]) => self.action(asked, action, Some((&there, &bound_to))),
            (&Method::PUT, Some(there), ["$value"]) if schema().is_media(&there.actual) => {
                self.put_stream(asked, format!("{}/$value", there.path))
            }
            (&Method::PUT, Some(there), []) if bound_to == "Edm.Stream" => {
                self.put_stream(asked, format!("{}/Picture", there.path))
            }
            _ => Err(error(405, format!("{} cannot be done at {}", asked.method, asked.path))),
        }
    }

    fn placed(&self, at: &At<'_>) -> Option<Place> {
        let (path, declared, actual) = match at {
            At::Many(ty, _, home) => (home.clone(), ty.clone(), ty.clone()),
            At::One(ty, row, home) => {
                let actual = type_of(row, ty);
                (place(actual, row, home), ty.clone(), actual.to_owned())
            }
            At::Property(_, row, _) => {
                let ty = "Shop.Product".to_owned();
                (place(&ty, row, "Products"), ty.clone(), ty)
            }
            At::Nothing => return None,
        };
        Some(Place { path, declared, actual })
    }

    /// The rows of a set, of a singleton, or of a contained collection.
    pub(crate) fn rows_at(&mut self, path: &str) -> &mut Vec<Row> {
        self.at(path).0
    }

    /// The row at a path.
    pub(crate) fn row_at(&mut self, path: &str) -> &mut Row {
        let (rows, index) = self.at(path);
        &mut rows[index]
    }

    /// The rows that a path leads to or into, and where among them the one is that it leads to.
    fn at(&mut self, path: &str) -> (&mut Vec<Row>, usize) {
        let segments = path::parse(path).unwrap();
        let (first, rest) = segments.split_first().unwrap();
        let mut ty = schema().sets.get(&first.name).or(schema().singletons.get(&first.name)).unwrap().as_str();
        let mut rows = self.tables.get_mut(first.name.as_str()).unwrap();
        let mut key = first.inner.clone();
        for segment in rest {
            let is_it = has_key(ty, key.as_deref().unwrap_or_default()).map_err(|reply| reply.status).unwrap();
            let row = rows.iter_mut().find(|row| is_it(row)).unwrap();
            ty = item_of(&schema().navigation(ty, &segment.name).unwrap().ty).unwrap();
            rows = row[segment.name.as_str()].as_array_mut().unwrap();
            key.clone_from(&segment.inner);
        }
        let is_it = key.map(|key| has_key(ty, &key).map_err(|reply| reply.status).unwrap());
        let index = is_it.and_then(|is_it| rows.iter().position(is_it)).unwrap_or(0);
        (rows, index)
    }

    fn update(&mut self, asked: &Asked, there: &Place) -> Result<Reply, Reply> {
        if asked.header("if-none-match") == Some("*") {
            return Err(error(412, "it is there"));
        }
        let is_free = there.actual == "Shop.Category" && asked.header("if-match").is_none();
        let mut row = self.row_at(&there.path).clone();
        if !is_free {
            same_version(asked, &row)?;
        }
        let body = asked.json()?;
        values::object(&there.actual, &body).map_err(bad)?;
        let keys = schema().keys(&there.actual);
        if asked.method == Method::PUT {
            let properties = schema().properties(&there.actual).into_iter();
            for property in properties.filter(|property| !keys.contains(&property.name)) {
                let empty = if item_of(&property.ty).is_some() { json!([]) } else { Value::Null };
                row[property.name.as_str()] = empty;
            }
        } else if !is_free && keys.iter().any(|key| body.get(key).is_some()) {
            return Err(bad("an update does not change the key"));
        }
        let is_related = |name: &String| schema().navigation(&there.actual, name).is_some();
        if body.as_object().is_some_and(|body| body.keys().any(is_related)) {
            return Err(bad("an update holds no related entities"));
        }
        self.set(&mut row, &there.actual, &body)?;
        self.note(&there.actual, &row, false);
        *self.row_at(&there.path) = row.clone();
        self.written(asked, there, &row)
    }

    fn written(&self, asked: &Asked, there: &Place, row: &Row) -> Result<Reply, Reply> {
        if !asked.prefers("return=representation") {
            return Ok(Reply::empty().header("etag", etag(row)));
        }
        let home = there.path.rsplit_once('(').map_or(there.path.as_str(), |(home, _)| home);
        let answer = self.plain(&there.declared, row, home)?;
        Ok(Reply::json(200, &answer).header("etag", etag(row)).header("preference-applied", "return=representation"))
    }

    fn delete(&mut self, asked: &Asked, there: &Place) -> Result<Reply, Reply> {
        same_version(asked, self.row_at(&there.path))?;
        let (rows, index) = self.at(&there.path);
        let row = rows.remove(index);
        self.note(&there.actual, &row, true);
        Ok(Reply::empty())
    }

    fn upsert(&mut self, asked: &Asked, segments: &[Segment], missing: Reply) -> Result<Reply, Reply> {
        match segments {
            [Segment { name, inner: Some(key) }]
                if name == "Categories"
                    && [Method::PATCH, Method::PUT].contains(&asked.method)
                    && asked.header("if-match").is_none() =>
            {
                let created = self.create(asked, name, "Shop.Category")?;
                if has_key("Shop.Category", key)?(&created.1) { Ok(created.0) } else { Err(bad("of another key")) }
            }
            _ => Err(missing),
        }
    }

    fn create(&mut self, asked: &Asked, home: &str, declared: &str) -> Result<(Reply, Row), Reply> {
        if home == "Lines" && asked.path.starts_with("/Lines") {
            return Err(error(405, "lines are made in orders"));
        }
        let mut row = json!({});
        let mut content = None;
        if schema().is_media(declared) && !asked.is_json() {
            let next = self.rows(home).len();
            row = json!({"Language": "new", "Edition": next});
            content = Some((asked.header("content-type").unwrap_or_default().to_owned(), asked.body.clone()));
        } else {
            let body = asked.json()?;
            values::object(declared, &body).map_err(bad)?;
            let actual = type_of(&body, declared);
            for property in schema().properties(actual) {
                let is_missing = body.get(&property.name).is_none();
                if is_missing && schema().keys(actual).contains(&property.name) {
                    return Err(bad(format!("the key {} is missing", property.name)));
                }
                row[property.name.as_str()] = if item_of(&property.ty).is_some() { json!([]) } else { Value::Null };
            }
            for navigation in schema().contained(actual) {
                row[navigation.name.as_str()] = json!([]);
            }
            let ty = schema().sets.get(home).map_or(declared, String::as_str);
            if actual != ty {
                row["@odata.type"] = format!("#{actual}").into();
            }
            self.set(&mut row, actual, &body)?;
        }
        let actual = type_of(&row, declared).to_owned();
        let key = key_of(&actual, &row);
        let is_it = has_key(&actual, &path::decode(&key))?;
        if self.rows_at(home).iter().any(is_it) {
            return Err(error(409, format!("there is a {home}({key}) already")));
        }
        let path = format!("{home}({key})");
        if let Some(content) = content {
            self.streams.insert(format!("{path}/$value"), content);
        }
        self.note(&actual, &row, false);
        self.rows_at(home).push(row.clone());
        let url = format!("{}/{path}", self.base());
        let reply = if asked.prefers("return=minimal") {
            Reply::empty().header("odata-entityid", url.clone()).header("preference-applied", "return=minimal")
        } else {
            Reply::json(201, &self.plain(declared, &row, home)?)
        };
        Ok((reply.header("location", url).header("etag", etag(&row)), row))
    }

    fn put_stream(&mut self, asked: &Asked, path: String) -> Result<Reply, Reply> {
        let ty = asked.header("content-type").ok_or_else(|| bad("a stream needs a Content-Type"))?.to_owned();
        self.streams.insert(path, (ty, asked.body.clone()));
        Ok(Reply::empty())
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
