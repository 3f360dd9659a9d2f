//! Server-driven paging: what `$top`, `$skip`, `$count` and `$select` make of a collection.

use super::{Recorded, Reply};
use crate::json::Json;

/// How collections are cut; one page holds all where nothing is said.
#[derive(Debug, Default)]
pub(super) struct Plan {
    sizes: Vec<usize>,
}

impl Plan {
    pub(super) fn new(sizes: Vec<usize>) -> Self {
        Self { sizes }
    }

    fn size(&self, page: usize) -> usize {
        self.sizes.get(page).or(self.sizes.last()).copied().unwrap_or(usize::MAX)
    }
}

/// A page of `items` for this request, with a link to the next where there is more.
pub(super) fn page(
    origin: &str,
    request: &Recorded,
    context: &str,
    items: &[Json],
    plan: &Plan,
) -> Result<Json, Reply> {
    let number = |name: &str| request.option(name).and_then(|text| text.parse::<usize>().ok());
    let (index, start) = match request.option("$skiptoken") {
        Some(token) => {
            position(&token).ok_or_else(|| Reply::error(400, "BadRequest", "The skip token is not valid."))?
        }
        None => (0, number("$skip").unwrap_or(0)),
    };
    let size = plan.size(index).min(number("$top").unwrap_or(usize::MAX));
    let end = start.saturating_add(size).min(items.len());
    let mut page = Json::object([("@odata.context", Json::string(context))]);
    if request.option("$count").as_deref() == Some("true") && index == 0 {
        page.set("@odata.count", Json::Number(items.len().to_string()));
    }
    if end < items.len() {
        page.set("@odata.nextLink", Json::String(next_link(origin, request, index + 1, end)));
    }
    let select = request.option("$select");
    let chosen = items.get(start..end).unwrap_or_default().iter().map(|item| selected(item, select.as_deref()));
    page.set("value", Json::Array(chosen.collect()));
    Ok(page)
}

/// The properties that `$select` names, and control information.
pub(super) fn selected(item: &Json, select: Option<&str>) -> Json {
    let Some(select) = select.filter(|select| !select.split(',').any(|name| name.trim() == "*")) else {
        return item.clone();
    };
    let names: Vec<&str> = select.split(',').map(str::trim).collect();
    let is_wanted = |name: &str| names.contains(&name) || name.contains('@');
    Json::object(item.members().iter().filter(|(name, _)| is_wanted(name)).cloned())
}

/// The same request with a token in place of what says where to start.
fn next_link(origin: &str, request: &Recorded, index: usize, start: usize) -> String {
    let kept = request.query().split('&').filter(|pair| !pair.is_empty());
    let kept =
        kept.filter(|pair| !["$skiptoken=", "%24skiptoken=", "$skip=", "%24skip="].iter().any(|p| pair.starts_with(p)));
    let mut link = format!("{origin}{}?", request.path());
    kept.for_each(|pair| link.extend([pair, "&"]));
    link.push_str(&format!("$skiptoken={}", token(index, start)));
    link
}

/// Opaque to a client: characters that a client which takes links apart would spoil.
fn token(index: usize, start: usize) -> String {
    format!("RFNwdAIAAQ%3D%3D!{index}~{start}*%2B")
}

fn position(token: &str) -> Option<(usize, usize)> {
    let (index, start) = token.strip_prefix("RFNwdAIAAQ==!")?.strip_suffix("*+")?.split_once('~')?;
    Some((index.parse().ok()?, start.parse().ok()?))
}
