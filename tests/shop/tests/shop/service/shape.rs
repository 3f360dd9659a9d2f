//! Entities as they are sent: with what is selected and expanded, and with control information.

use serde_json::{Map, Value, json};

use super::{
    Reply, Store, bad, etag,
    filter::type_of,
    query::{Query, split},
    relations::{key_of, set_of},
    schema::{Property, item_of, schema},
};

/// How many entities of an expanded collection come with what it is expanded in.
const NESTED: usize = 2;

/// The path of an entity of the collection, or the singleton, at `home`.
pub(crate) fn place(ty: &str, row: &Value, home: &str) -> String {
    match (set_of(ty), schema().singletons.contains_key(home)) {
        (_, true) => home.to_owned(),
        (Some(set), _) => format!("{set}({})", key_of(ty, row)),
        (None, _) => format!("{home}({})", key_of(ty, row)),
    }
}

/// What a path of `$select` or `$expand` begins with: whether the row is of the type that it is cast to, and that type.
fn cast<'a>(path: &'a str, declared: &'a str, actual: &str) -> Result<(bool, &'a str, &'a str), Reply> {
    match path.split_once('/').filter(|(first, _)| first.contains('.')) {
        None => Ok((true, declared, path)),
        Some((ty, rest)) if schema().is_a(ty, declared) => Ok((schema().is_a(actual, ty), ty, rest)),
        Some((ty, _)) => Err(bad(format!("`{ty}` does not derive from `{declared}`"))),
    }
}

impl Store {
    pub(crate) fn shape(&self, declared: &str, row: &Value, home: &str, query: &Query) -> Result<Value, Reply> {
        let actual = type_of(row, declared);
        let here = place(actual, row, home);
        let mut entity = Map::new();
        if actual != declared {
            entity.insert("@odata.type".into(), format!("#{actual}").into());
        }
        entity.insert("@odata.etag".into(), etag(row).into());
        if schema().is_media(actual) {
            entity.insert("@odata.mediaReadLink".into(), format!("{here}/$value").into());
        }
        let select = query.get("$select").map(|text| selected(text, declared, actual)).transpose()?;
        for property in schema().properties(actual).into_iter().filter(|property| property.ty != "Edm.Stream") {
            let value = row.get(&property.name).unwrap_or(&Value::Null);
            let wanted = |select: &Vec<Vec<String>>| {
                let of_it = select.iter().filter(|path| path[0] == property.name || path[0] == "*");
                of_it.map(|path| path.get(1).cloned()).collect::<Vec<_>>()
            };
            match select.as_ref().map(wanted) {
                Some(parts) if parts.is_empty() => continue,
                Some(parts) if parts.iter().all(Option::is_some) && value.is_object() => {
                    let kept = parts.into_iter().flatten().map(|part| (part.clone(), value[part.as_str()].clone()));
                    entity.insert(property.name.clone(), kept.collect::<Map<_, _>>().into());
                }
                _ => drop(entity.insert(property.name.clone(), value.clone())),
            }
        }
        for item in split(query.get("$expand").unwrap_or_default(), ',') {
            let (path, nested) = match item.split_once('(') {
                Some((path, rest)) => (path, Query::nested(rest.strip_suffix(')').unwrap_or(rest)).map_err(bad)?),
                None => (item, Query::default()),
            };
            let (is_there, of, name) = cast(path, declared, actual)?;
            let (name, target) = name.split_once('/').map_or((name, None), |(name, target)| (name, Some(target)));
            let navigation = schema().navigation(of, name).ok_or_else(|| bad(format!("`{of}` has no `{name}`")))?;
            if is_there {
                self.expand(&mut entity, row, navigation, &here, target, &nested)?;
            }
        }
        Ok(entity.into())
    }

    fn expand(
        &self,
        entity: &mut Map<String, Value>,
        row: &Value,
        navigation: &Property,
        here: &str,
        target: Option<&str>,
        query: &Query,
    ) -> Result<(), Reply> {
        let (name, home) = (&navigation.name, format!("{here}/{}", navigation.name));
        let related = self.related(row, navigation);
        let (declared, many) = item_of(&navigation.ty).map_or((navigation.ty.as_str(), false), |item| (item, true));
        let ty = match target {
            None => declared,
            Some(ty) if schema().is_a(ty, declared) => ty,
            Some(other) => return Err(bad(format!("501 expanding {name}/{other}"))),
        };
        let related: Vec<&Value> =
            related.into_iter().filter(|row| schema().is_a(type_of(row, declared), ty)).collect();
        if !many {
            query.only(&["$select", "$expand"]).map_err(bad)?;
            let value = related.first().map(|row| self.shape(declared, row, &home, query)).transpose()?;
            entity.insert(name.clone(), value.unwrap_or_default());
            return Ok(());
        }
        let rows = query.choose(self, ty, related).map_err(bad)?;
        let skip = query.number("$skip").map_err(bad)?.unwrap_or(0);
        let wanted = query.number("$top").map_err(bad)?.map_or(rows.len(), |top| rows.len().min(skip + top));
        let shown = wanted.min(skip + NESTED);
        let items = rows.get(skip..shown).unwrap_or_default().iter().map(|row| {
            let mut item = self.shape(ty, row, &home, query)?;
            if ty != declared {
                item["@odata.type"] = format!("#{}", type_of(row, ty)).into();
            }
            Ok(item)
        });
        entity.insert(name.clone(), items.collect::<Result<Vec<_>, Reply>>()?.into());
        if query.get("$count") == Some("true") {
            entity.insert(format!("{name}@odata.count"), rows.len().into());
        }
        if shown < wanted {
            let encode = |text: &str| {
                percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
            };
            let options = query.options.iter().map(|(name, value)| format!("{name}={}&", encode(value)));
            let cast = target.map(|ty| format!("/{ty}")).unwrap_or_default();
            let link = format!("{home}{cast}?{}$skiptoken={shown}", options.collect::<String>());
            entity.insert(format!("{name}@odata.nextLink"), link.into());
        }
        Ok(())
    }

    /// A row as it is sent where nothing is said of how.
    pub(crate) fn plain(&self, ty: &str, row: &Value, home: &str) -> Result<Value, Reply> {
        self.shape(ty, row, home, &Query::default())
    }

    /// An entity by its URL alone.
    pub(crate) fn reference(&self, ty: &str, row: &Value, home: &str) -> Value {
        json!({"@odata.id": place(type_of(row, ty), row, home)})
    }
}

/// The paths of `$select` that mean something for a row of a type.
fn selected(text: &str, declared: &str, actual: &str) -> Result<Vec<Vec<String>>, Reply> {
    let mut paths = Vec::new();
    for item in split(text, ',') {
        let (is_there, of, path) = cast(item, declared, actual)?;
        let path: Vec<String> = path.split('/').map(str::to_owned).collect();
        let property = schema().property(of, &path[0]);
        let is_known = match (property, path.get(1)) {
            (Some(_), None) => true,
            (Some(property), Some(part)) => schema().property(&property.ty, part).is_some(),
            (None, _) => path[0] == "*" || schema().navigation(of, &path[0]).is_some(),
        };
        if !is_known {
            return Err(bad(format!("`{of}` has no `{}`", path.join("/"))));
        }
        if is_there {
            paths.push(path);
        }
    }
    Ok(paths)
}
