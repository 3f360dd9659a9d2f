//! Places that hold directory objects: what of it a path asks for, through casts, keys and `/$count`.

use std::sync::LazyLock;

use super::{Recorded, Reply, pages, route};
use crate::{json::Json, schema::Schema};

/// What such places are declared to hold.
const OBJECT: &str = "microsoft.graph.directoryObject";

/// What holds them.
const WORKFLOW: &str = "microsoft.graph.identityGovernance.workflow";

/// What every place holds. The last is of a type that the metadata does not have.
const OBJECTS: &str = r##"[
    {"@odata.type": "#microsoft.graph.user", "id": "u", "displayName": "Ann"},
    {"@odata.type": "#microsoft.graph.user", "id": "v", "displayName": "Ben"},
    {"@odata.type": "#microsoft.graph.group", "id": "g", "displayName": "Marketing"},
    {"@odata.type": "#microsoft.graph.somethingNew", "id": "n"}
]"##;

static SCHEMAS: LazyLock<[Result<Schema, String>; 2]> = LazyLock::new(|| ["v1.0", "beta"].map(Schema::of));

/// What a path asks of a place.
#[derive(Debug, Default, PartialEq)]
struct Asked<'p> {
    cast: Option<&'p str>,
    key: Option<&'p str>,
    is_count: bool,
}

/// The answer for a place that holds directory objects, or nothing where the path is of something else.
pub(super) fn answer(origin: &str, request: &Recorded, plan: &pages::Plan) -> Option<Result<Reply, Reply>> {
    let segments = route::segments(request.path());
    let [version, first, second, third, _workflow, place, rest @ ..] = segments.as_slice() else { return None };
    let schema = SCHEMAS[usize::from(version == "beta")].as_ref().ok()?;
    let is_workflow = [first.as_str(), second, third] == ["identityGovernance", "lifecycleWorkflows", "workflows"];
    let holds = |name: &str| schema.properties(WORKFLOW).iter().any(|p| p.name == name && p.ty == OBJECT);
    let is_known = matches!(version.as_str(), "v1.0" | "beta") && is_workflow && holds(place);
    is_known.then(|| {
        let asked = asked(schema, rest)?;
        advanced(request, asked.is_count)?;
        found(origin, request, schema, &asked, plan)
    })
}

/// A cast stands before a key or behind it, once; a count is the last and of no single object.
fn asked<'p>(schema: &Schema, rest: &'p [String]) -> Result<Asked<'p>, Reply> {
    let mut asked = Asked::default();
    for segment in rest {
        let is_type = schema.structured(segment).is_some();
        match segment.as_str() {
            _ if asked.is_count => return Err(route::missing(segment)),
            "$count" if asked.key.is_none() => asked.is_count = true,
            name if is_type && asked.cast.is_none() && schema.is_a(name, OBJECT) => asked.cast = Some(name),
            name if !is_type && asked.key.is_none() => asked.key = Some(name),
            name => return Err(route::missing(name)),
        }
    }
    Ok(asked)
}

/// Searches and counts of directory objects need their header.
fn advanced(request: &Recorded, is_count: bool) -> Result<(), Reply> {
    let counts = is_count || request.option("$count").as_deref() == Some("true");
    let is_advanced = counts || request.option("$search").is_some();
    if is_advanced && request.header("consistencylevel") != Some("eventual") {
        let message = "The request needs the header 'ConsistencyLevel: eventual'.";
        return Err(Reply::error(400, "Request_UnsupportedQuery", message));
    }
    Ok(())
}

fn found(
    origin: &str,
    request: &Recorded,
    schema: &Schema,
    asked: &Asked<'_>,
    plan: &pages::Plan,
) -> Result<Reply, Reply> {
    let is_of = |object: &Json, cast: &str| {
        object.text("@odata.type").is_some_and(|ty| schema.is_a(ty.trim_start_matches('#'), cast))
    };
    let is_asked = |object: &&Json| {
        asked.cast.is_none_or(|cast| is_of(object, cast)) && asked.key.is_none_or(|key| object.text("id") == Some(key))
    };
    let all = Json::parse(OBJECTS).unwrap_or(Json::Null);
    let objects: Vec<Json> = all.items().iter().filter(is_asked).cloned().collect();
    if asked.is_count {
        return Ok(Reply::json(200, objects.len().to_string()).header("Content-Type", "text/plain"));
    }
    if asked.key.is_some() {
        let object = objects.first().ok_or_else(|| Reply::error(404, "ResourceNotFound", "It does not exist."))?;
        return Ok(Reply::json(200, object.to_string()));
    }
    pages::page(origin, request, "$metadata#directoryObjects", &objects, plan)
        .map(|page| Reply::json(200, page.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Asked, SCHEMAS, asked};

    #[test]
    fn casts_and_keys_stand_in_either_order() {
        let schema = SCHEMAS[0].as_ref().unwrap();
        let is = |path: &str, expected: Option<(Option<&str>, Option<&str>, bool)>| {
            let rest: Vec<String> = path.split('/').map(str::to_owned).collect();
            let expected = expected.map(|(cast, key, is_count)| Asked { cast, key, is_count });
            assert_eq!(asked(schema, &rest).ok(), expected, "{path}");
        };
        let user = Some("microsoft.graph.user");
        is("microsoft.graph.user", Some((user, None, false)));
        is("microsoft.graph.user/u", Some((user, Some("u"), false)));
        is("u/microsoft.graph.user", Some((user, Some("u"), false)));
        is("microsoft.graph.user/$count", Some((user, None, true)));
        is("$count", Some((None, None, true)));
        for path in [
            "u/v",
            "u/$count",
            "$count/u",
            "$count/microsoft.graph.user",
            "microsoft.graph.user/microsoft.graph.group",
            "microsoft.graph.identityGovernance.workflow",
        ] {
            is(path, None);
        }
    }
}
