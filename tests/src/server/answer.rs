//! What the service does with a request that passed the checks.

use super::{Recorded, Reply, Session, members, pages, route};
use crate::{bodies, json::Json};

/// The entity tag of everything here.
const ETAG: &str = "W/\"1\"";

pub(super) fn answer(origin: &str, request: &Recorded, session: &mut Session) -> Result<Reply, Reply> {
    if let Some(answer) = members::answer(origin, request, &session.pages) {
        return answer;
    }
    let route = route::route(request)?;
    let operation = route.operation;
    exists(&route.path)?;
    let context = |what: &str| Json::string(format!("{origin}/{}/$metadata#{what}", operation.version));
    let body = request.json().unwrap_or_else(|| Json::object::<String>([]));
    match (operation.method, operation.item()) {
        ("DELETE", _) => {
            entity(session, operation.version, "workflow", &route.path)?;
            session.store.delete(&route.path);
            Ok(Reply::empty(operation.status))
        }
        ("PATCH", _) => {
            matches_tag(request)?;
            let current = entity(session, operation.version, changed_type(operation.path), &route.path)?;
            session.store.change(&route.path, current, &body);
            Ok(Reply::empty(operation.status))
        }
        ("POST", None) if operation.status == 201 => {
            let mut made = session.store.create(&route.path, body);
            made.set("@odata.context", context("$entity"));
            Ok(Reply::json(201, made.to_string()))
        }
        (_, Some(item)) => {
            let items = if is_bound(operation.path, operation.method) {
                bodies::items(operation.version, item)
            } else {
                session.store.list(operation.version, item, &route.path)
            };
            let Json::String(context) = context(&format!("Collection({item})")) else { return Ok(Reply::empty(500)) };
            pages::page(origin, request, &context, &items, &session.pages)
                .map(|page| Reply::json(200, page.to_string()))
        }
        (_, None) if operation.response.is_empty() => Ok(Reply::empty(operation.status)),
        ("POST", None) => one(session, request, operation, context("$entity"), parent(&route.path)),
        (_, None) => one(session, request, operation, context("$entity"), &route.path),
    }
}

fn one(
    session: &Session,
    request: &Recorded,
    operation: &crate::facts::Operation,
    context: Json,
    path: &str,
) -> Result<Reply, Reply> {
    let entity = if operation.path.ends_with(')') {
        bodies::items(operation.version, operation.response).into_iter().next().unwrap_or(Json::Null)
    } else {
        entity(session, operation.version, operation.response, path)?
    };
    let mut answer = Json::object([("@odata.context", context)]);
    for (name, value) in pages::selected(&entity, request.option("$select").as_deref()).members() {
        answer.set(name.clone(), value.clone());
    }
    Ok(Reply::json(operation.status, answer.to_string()).header("etag", ETAG))
}

fn entity(session: &Session, version: &str, ty: &str, path: &str) -> Result<Json, Reply> {
    session.store.get(version, ty, path).ok_or_else(not_found)
}

fn not_found() -> Reply {
    Reply::error(404, "ResourceNotFound", "The resource does not exist.")
}

/// Nothing is below a key that is not there, and some things are not for everyone.
fn exists(path: &str) -> Result<(), Reply> {
    if path.split('/').any(|segment| segment.starts_with("missing")) {
        return Err(not_found());
    }
    if path.split('/').any(|segment| segment.starts_with("forbidden")) {
        return Err(Reply::error(
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
        ));
    }
    Ok(())
}

fn matches_tag(request: &Recorded) -> Result<(), Reply> {
    match request.header("if-match") {
        None | Some("*" | ETAG) => Ok(()),
        Some(_) => Err(Reply::error(412, "PreconditionFailed", "The entity has changed since it was read.")),
    }
}

/// Whether the last segment is an operation of the schema rather than a property.
fn is_bound(path: &str, method: &str) -> bool {
    method == "POST" || path.ends_with(')')
}

fn changed_type(path: &str) -> &'static str {
    match path.rsplit('/').next().unwrap_or_default() {
        "settings" => "lifecycleManagementSettings",
        "{taskId}" => "task",
        "{customTaskExtensionId}" => "customTaskExtension",
        _ => "workflow",
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(parent, _)| parent)
}
