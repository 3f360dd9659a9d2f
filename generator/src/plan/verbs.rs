//! The kinds of request: the names of their methods, and where annotations document them.

use crate::schema::vocabulary;

/// Method names that requests have, on every builder, whether the request is allowed there or not: a
/// capability that comes or goes must not rename anything.
pub(crate) const VERBS: &[&str] = &[
    "new",
    "get",
    "list",
    "count",
    "create",
    "update",
    "replace",
    "upsert",
    "delete",
    "add_ref",
    "set_ref",
    "remove_ref",
    "list_refs",
    "by_key",
    "resource",
    "media",
    "create_media",
    "track_changes",
    "wait_until_ended",
    // Of traits that builders have, or would seem to have.
    "clone",
    "cmp",
];

/// How one kind of request is documented in annotations.
pub(super) struct Request {
    pub(super) verb: &'static str,
    /// The restrictions that hold its permissions, and whether those of one entity stand in a part of
    /// their own where the entity is one of a collection.
    pub(super) restrictions: &'static str,
    pub(super) by_key: bool,
    /// The qualifier of its query options, if it has any.
    pub(super) options: Option<&'static str>,
    /// The qualifier of remarks on it.
    pub(super) remark: &'static str,
}

pub(super) const READ_MANY: Request = Request {
    verb: "GET",
    restrictions: vocabulary::READ_RESTRICTIONS,
    by_key: false,
    options: Some("list"),
    remark: "list",
};
pub(super) const READ_ONE: Request = Request { by_key: true, options: Some("get"), remark: "get", ..READ_MANY };
pub(super) const CREATE: Request = Request {
    verb: "POST",
    restrictions: vocabulary::INSERT_RESTRICTIONS,
    by_key: false,
    options: None,
    remark: "create",
};
pub(super) const UPDATE: Request =
    Request { verb: "PATCH", restrictions: vocabulary::UPDATE_RESTRICTIONS, remark: "update", ..CREATE };
pub(super) const REPLACE: Request = Request { verb: "PUT", ..UPDATE };
pub(super) const DELETE: Request =
    Request { verb: "DELETE", restrictions: vocabulary::DELETE_RESTRICTIONS, remark: "delete", ..CREATE };
