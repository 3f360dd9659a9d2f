//! Functions: which overload is meant, its arguments, and what it gives.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Asked, Reply, Store, bad,
    literal::instant,
    path::arguments,
    query::Query,
    read::At,
    relations::typed,
    schema::{Operation, item_of, schema},
    values,
};

pub(crate) type Arguments = BTreeMap<String, Value>;

/// The overload that takes the arguments that are given, and their values. Those in the query are behind an alias.
fn chosen(operations: &[&Operation], given: &str, query: &Query) -> Result<Arguments, Reply> {
    let given = arguments(given);
    let is_meant = |operation: &&&Operation| {
        let own = &operation.parameters[usize::from(operation.is_bound)..];
        let is_given = |name: &str| given.iter().any(|(known, _)| known == name);
        own.iter().all(|parameter| parameter.is_optional || is_given(&parameter.name))
            && given.iter().all(|(name, _)| own.iter().any(|parameter| parameter.name == *name))
    };
    let meant: Vec<_> = operations.iter().filter(is_meant).collect();
    let operation = meant.last().ok_or_else(|| bad(format!("no overload takes {given:?}")))?;
    let mut values = Arguments::new();
    for (name, text) in given {
        let parameter = operation.parameters.iter().find(|parameter| parameter.name == name).unwrap();
        let is_plain =
            parameter.ty.starts_with("Edm.") || schema().ty(&parameter.ty).is_some_and(|ty| !ty.members.is_empty());
        let text = match text.starts_with('@') {
            true => query.get(&text).ok_or_else(|| bad(format!("nothing is behind `{text}`")))?,
            false => text.as_str(),
        };
        let value = if is_plain {
            typed(text, &parameter.ty).map_err(bad)?
        } else {
            serde_json::from_str(text).map_err(|error| bad(format!("`{text}`: {error}")))?
        };
        values::check(&parameter.ty, &value).map_err(bad)?;
        if value.is_null() && !parameter.is_nullable {
            return Err(bad(format!("`{name}` cannot be null")));
        }
        if values.insert(name, value).is_some() {
            return Err(bad("an argument is given twice"));
        }
    }
    Ok(values)
}

fn scalar(value: impl Into<Value>) -> Result<Reply, Reply> {
    Ok(Reply::json(200, &json!({"value": value.into()})))
}

impl Store {
    pub(crate) fn function(
        &self,
        asked: &Asked,
        name: &str,
        bound: Option<&At<'_>>,
        given: &str,
        query: &Query,
    ) -> Result<Reply, Reply> {
        let bound_to = bound.map(At::type_name);
        let operations = schema().operations(name, bound_to.as_deref());
        let operations: Vec<&Operation> = operations.into_iter().filter(|operation| !operation.is_action).collect();
        let given = chosen(&operations, given, query)?;
        let products = || self.rows("Products").iter();
        match (name, bound) {
            ("Shop.Total", Some(At::One(_, order, _))) => self.total(order, &given),
            ("Shop.Summary", Some(At::One(_, product, _))) => {
                let name = product["Name"].as_str().unwrap_or_default();
                let words = given.get("words").and_then(Value::as_u64).map_or(9, |words| words as usize);
                scalar(name.split(' ').take(words).collect::<Vec<_>>().join("|"))
            }
            ("Shop.Matching", Some(At::Many(ty, rows, _))) => {
                let is_match = |row: &Value| {
                    let name = row["Name"].as_str().unwrap_or_default();
                    let words = given["words"].as_array().unwrap();
                    words.iter().any(|word| name.contains(word.as_str().unwrap_or_default()))
                        && given.get("color").is_none_or(|color| row["Color"] == *color)
                };
                let rows = rows.iter().copied().filter(|row| is_match(row)).collect();
                self.collection(asked, ty, "Products", rows, query)
            }
            ("Shop.Fitting", None) => {
                let into = &given["into"];
                let fits = |row: &&Value| {
                    ["Width", "Height"].iter().all(|side| row["Size"][side].as_i64() <= into[side].as_i64())
                };
                self.collection(asked, "Shop.Product", "Products", products().filter(fits).collect(), query)
            }
            ("Shop.Recent", Some(At::One(_, customer, _))) => {
                let since = instant(given["since"].as_str().unwrap_or_default());
                let is_recent = |order: &&Value| {
                    order["Buyer"] == customer["Id"]
                        && instant(order["Placed"].as_str().unwrap_or_default()) >= since
                        && given.get("shipped").is_none_or(|shipped| order["Shipped"] == *shipped)
                };
                let rows = self.rows("Orders").iter().filter(is_recent).collect();
                self.collection(asked, "Shop.Order", "Orders", rows, query)
            }
            ("Shop.Nearest", Some(At::Many(_, rows, _))) => {
                let regions = given["regions"].as_array().unwrap();
                let is_near = |row: &&&Value| {
                    row["Place"]["City"] == given["to"]["City"] && regions.iter().any(|region| row["Region"] == *region)
                };
                match rows.iter().find(is_near) {
                    Some(row) => Ok(Reply::json(200, &self.shape("Shop.Depot", row, "Depots", query)?)),
                    None => Ok(Reply::empty()),
                }
            }
            ("Shop.Describe", None) => {
                let order = schema().operations("Shop.Describe", None)[0].parameters.iter();
                let said = order.map(|parameter| match &given[&parameter.name] {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                });
                scalar(said.collect::<Vec<_>>())
            }
            _ => Err(bad(format!("501 the function {name} of {bound_to:?}"))),
        }
    }

    fn total(&self, order: &Value, given: &Arguments) -> Result<Reply, Reply> {
        let navigation = schema().navigation("Shop.Order", "Lines").unwrap();
        let price = |line: &Value| {
            let product = self.rows("Products").iter().find(|product| product["Id"] == line["Product"]);
            product.and_then(|product| product["Price"].as_f64()).unwrap_or(0.0)
        };
        let lines = self.related(order, navigation).into_iter();
        let total: f64 = lines.map(|line| price(line) * line["Quantity"].as_f64().unwrap_or(0.0)).sum();
        let discount = given.get("discount").and_then(Value::as_f64).unwrap_or(0.0);
        scalar((total * (1.0 - discount) * 100.0).round() / 100.0)
    }
}

/// What an action is given: each parameter by its name, and of its type.
pub(crate) fn body_arguments(operation: &Operation, asked: &Asked) -> Result<Value, Reply> {
    let own = &operation.parameters[usize::from(operation.is_bound)..];
    if own.is_empty() && asked.body.is_empty() {
        return Ok(json!({}));
    }
    let body = asked.json()?;
    let given = body.as_object().ok_or_else(|| bad("the parameters are no object"))?;
    for (name, value) in given {
        let parameter = own.iter().find(|parameter| parameter.name == *name);
        let parameter = parameter.ok_or_else(|| bad(format!("{} has no parameter `{name}`", operation.name)))?;
        if value.is_null() && !parameter.is_nullable {
            return Err(bad(format!("`{name}` cannot be null")));
        }
        values::check(&parameter.ty, value).map_err(bad)?;
    }
    let is_missing =
        |parameter: &&super::schema::Property| !parameter.is_optional && !given.contains_key(&parameter.name);
    match own.iter().find(is_missing) {
        // A parameter that may be null may be left out as well.
        Some(parameter) if !parameter.is_nullable || item_of(&parameter.ty).is_some() => {
            Err(bad(format!("`{}` is missing", parameter.name)))
        }
        _ => Ok(body),
    }
}
