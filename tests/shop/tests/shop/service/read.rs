//! Reading: what a path leads to, and that as an answer.

use serde_json::{Value, json};

use super::{
    Asked, PAGE, Reply, Store, bad, error, etag,
    filter::type_of,
    path::Segment,
    query::Query,
    relations::set_of,
    schema::{item_of, schema},
    shape::place,
};

/// What a path leads to; the last part is where it is, as the path of a collection or of a singleton.
#[derive(Clone, Debug)]
pub(crate) enum At<'a> {
    Many(String, Vec<&'a Value>, String),
    One(String, &'a Value, String),
    Nothing,
    Property(String, &'a Value, Value),
}

impl At<'_> {
    /// The type as metadata writes it.
    pub(crate) fn type_name(&self) -> String {
        match self {
            Self::Many(ty, ..) => format!("Collection({ty})"),
            Self::One(ty, row, _) => type_of(row, ty).to_owned(),
            Self::Property(ty, ..) => ty.clone(),
            Self::Nothing => String::new(),
        }
    }
}

fn missing(asked: &str) -> Reply {
    error(404, format!("there is nothing at {asked}"))
}

impl Store {
    /// Follows a path as far as it names entities and properties; what is left says what to do there.
    pub(crate) fn walk<'a, 's>(&'a self, segments: &'s [Segment]) -> Result<(At<'a>, &'s [Segment]), Reply> {
        let (first, mut rest) = segments.split_first().ok_or_else(|| missing("the root"))?;
        let mut at = match (schema().sets.get(&first.name), schema().singletons.get(&first.name), &first.inner) {
            (Some(ty), _, key) => keyed(
                At::Many(ty.clone(), self.rows(&first.name).iter().collect(), first.name.clone()),
                key.as_deref(),
            )?,
            (_, Some(ty), None) => At::One(ty.clone(), &self.rows(&first.name)[0], first.name.clone()),
            _ => return Err(missing(&first.name)),
        };
        while let Some((segment, after)) = rest.split_first() {
            let name = segment.name.as_str();
            let key = segment.inner.as_deref();
            if name.starts_with('$') || !schema().operations(name, Some(&at.type_name())).is_empty() {
                break;
            }
            at = match at {
                At::Many(ty, rows, home) if schema().is_a(name, &ty) => {
                    let rows = rows.into_iter().filter(|row| schema().is_a(type_of(row, &ty), name)).collect();
                    keyed(At::Many(name.to_owned(), rows, home), key)?
                }
                At::One(ty, row, home) if schema().is_a(name, &ty) && key.is_none() => {
                    if !schema().is_a(type_of(row, &ty), name) {
                        return Err(missing(name));
                    }
                    At::One(name.to_owned(), row, home)
                }
                At::One(ty, row, home) => self.member(type_of(row, &ty), row, &home, segment)?,
                _ => return Err(missing(name)),
            };
            rest = after;
        }
        Ok((at, rest))
    }

    fn member<'a>(&'a self, ty: &str, row: &'a Value, home: &str, segment: &Segment) -> Result<At<'a>, Reply> {
        let name = segment.name.as_str();
        if let Some(navigation) = schema().navigation(ty, name) {
            let related = self.related(row, navigation);
            let here = format!("{}/{name}", place(ty, row, home));
            return match item_of(&navigation.ty) {
                Some(item) => {
                    // Lines are contained, and have a set of their own besides.
                    let home = set_of(item).map_or(here, str::to_owned);
                    keyed(At::Many(item.to_owned(), related, home), segment.inner.as_deref())
                }
                None => Ok(related.first().map_or(At::Nothing, |row| At::One(navigation.ty.clone(), row, here))),
            };
        }
        let property = schema().property(ty, name).filter(|_| segment.inner.is_none()).ok_or_else(|| missing(name))?;
        Ok(At::Property(property.ty.clone(), row, row.get(name).cloned().unwrap_or_default()))
    }

    pub(crate) fn read(&self, asked: &Asked, segments: &[Segment], query: &Query) -> Result<Reply, Reply> {
        if let [Segment { name, inner: Some(given) }] = segments
            && !schema().sets.contains_key(name)
        {
            return self.function(asked, &format!("Shop.{name}"), None, given, query);
        }
        let (at, rest) = self.walk(segments)?;
        let rest: Vec<(&str, Option<&str>)> =
            rest.iter().map(|segment| (segment.name.as_str(), segment.inner.as_deref())).collect();
        match (at, rest.as_slice()) {
            (At::Many(ty, rows, home), []) => self.collection(asked, &ty, &home, rows, query),
            (At::Many(ty, rows, _), [("$count", None)]) => self.count(&ty, rows, query),
            (At::Many(ty, rows, home), [("$ref", None)]) => {
                let rows = query.choose(self, &ty, rows).map_err(bad)?;
                let references: Vec<Value> = rows.iter().map(|row| self.reference(&ty, row, &home)).collect();
                Ok(Reply::json(200, &json!({ "value": references })))
            }
            (At::One(ty, row, home), []) => self.entity(asked, &ty, row, &home, query),
            (At::One(ty, row, home), [("$ref", None)]) => Ok(Reply::json(200, &self.reference(&ty, row, &home))),
            (At::One(ty, row, home), [("$value", None)]) if schema().is_media(&ty) => {
                self.stream(&format!("{}/$value", place(&ty, row, &home)))
            }
            (At::Property(ty, row, _), []) if ty == "Edm.Stream" => {
                self.stream(&format!("{}/Picture", place("Shop.Product", row, "Products")))
            }
            (At::Property(_, _, Value::Null) | At::Nothing, []) => Ok(Reply::empty()),
            (At::Property(_, _, value), []) => Ok(Reply::json(200, &json!({ "value": value }))),
            (at, [(name, Some(given))]) => self.function(asked, name, Some(&at), given, query),
            _ => Err(missing(&asked.path)),
        }
    }

    fn count(&self, ty: &str, rows: Vec<&Value>, query: &Query) -> Result<Reply, Reply> {
        query.only(&["$filter", "$search"]).map_err(bad)?;
        let count = query.choose(self, ty, rows).map_err(bad)?.len();
        let body = format!("\u{feff}{count}").into_bytes();
        Ok(Reply { status: 200, headers: vec![("content-type", "text/plain".into())], body })
    }

    fn entity(&self, asked: &Asked, ty: &str, row: &Value, home: &str, query: &Query) -> Result<Reply, Reply> {
        query.only(&["$select", "$expand"]).map_err(bad)?;
        let tag = etag(row);
        if asked.header("if-none-match") == Some(tag.as_str()) {
            return Ok(Reply { status: 304, ..Reply::default() });
        }
        Ok(Reply::json(200, &self.shape(ty, row, home, query)?).header("etag", tag))
    }

    pub(crate) fn collection(
        &self,
        asked: &Asked,
        ty: &str,
        home: &str,
        rows: Vec<&Value>,
        query: &Query,
    ) -> Result<Reply, Reply> {
        if query.get("$deltatoken").is_some() {
            return self.changes(asked, ty, query);
        }
        let rows = query.choose(self, ty, rows).map_err(bad)?;
        let skip = query.number("$skip").map_err(bad)?.unwrap_or(0);
        let first = query.number("$skiptoken").map_err(bad)?;
        let end = query.number("$top").map_err(bad)?.map_or(rows.len(), |top| rows.len().min(skip + top));
        let start = first.unwrap_or(skip);
        let preferred = asked.header("prefer").and_then(|prefer| prefer.split("odata.maxpagesize=").nth(1));
        let preferred = preferred.and_then(|size| size.split(',').next()?.trim().parse().ok());
        let stop = end.min(start + preferred.map_or(PAGE, |size: usize| size.clamp(1, PAGE)));
        let page = rows.get(start..stop).unwrap_or_default().iter();
        let value = page.map(|row| self.shape(ty, row, home, query)).collect::<Result<Vec<_>, _>>()?;
        let mut body = json!({"@odata.context": format!("{}/$metadata#{home}", self.base()), "value": value});
        if query.get("$count") == Some("true") && first.is_none() {
            body["@odata.count"] = rows.len().into();
        }
        if stop < end {
            let kept = asked.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("$skiptoken"));
            let options = kept.map(str::to_owned).chain([format!("$skiptoken={stop}")]).collect::<Vec<_>>().join("&");
            // A link is relative to the context URL, or to that of the request where it has no path, or absolute.
            body["@odata.nextLink"] = match stop / PAGE % 3 {
                0 => format!("?{options}"),
                1 => format!("{}?{options}", asked.path.trim_start_matches('/')),
                _ => format!("{}{}?{options}", self.base(), asked.path),
            }
            .into();
        } else if asked.header("prefer").is_some_and(|prefer| prefer.contains("odata.track-changes")) {
            body["@odata.deltaLink"] = self.delta_link(asked).into();
        }
        Ok(Reply::json(200, &body))
    }

    fn stream(&self, place: &str) -> Result<Reply, Reply> {
        let stream = self.streams.get(place).ok_or_else(|| error(404, "there is no content"))?;
        Ok(Reply { status: 200, headers: vec![("content-type", stream.0.clone())], body: stream.1.clone() })
    }
}

/// A collection, or one of its entities where there is a key.
fn keyed<'a>(at: At<'a>, key: Option<&str>) -> Result<At<'a>, Reply> {
    match (at, key) {
        (At::Many(ty, rows, home), Some(key)) => {
            let row = Store::one(&ty, &rows, key)?;
            Ok(At::One(ty, row, home))
        }
        (at, _) => Ok(at),
    }
}
