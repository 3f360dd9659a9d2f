//! Deltas: functions that return what has changed in a collection, and collections whose changes a
//! service tracks on request.

use crate::schema::{Operation, OperationKind, Schema};

use super::{
    model::{Docs, Method, MethodKind, TypePath},
    operations::bound_type,
    sites::Site,
};

/// The name that such functions have by convention.
const DELTA: &str = "delta";

/// Whether an operation returns what has changed in the collection that it is bound to.
pub(crate) fn is_delta(operation: &Operation) -> bool {
    let (Some((_, true)), Some(binding), Some(result)) =
        (bound_type(operation), operation.binding(), &operation.result)
    else {
        return false;
    };
    operation.kind == OperationKind::Function
        && operation.name.name == DELTA
        && result.is_collection
        && result.item == binding.ty.item
}

/// What the documentation of such a function says besides.
pub(crate) fn document(docs: &mut Docs) {
    docs.paragraph(
        "The first answer is the collection with a link to what changes from then on; `since` follows that link.",
    );
}

/// The method that asks a service to track changes, where it says that it does.
pub(crate) fn track(schema: &Schema, data: &TypePath, sites: &[&Site<'_>]) -> Option<Method> {
    let mut places: Vec<String> =
        sites.iter().filter(|site| site.tracks_changes()).map(|site| site.label(schema)).collect();
    places.sort();
    places.dedup();
    if places.is_empty() {
        return None;
    }
    let mut docs = Docs::text(
        "Reads the collection with a link to what changes from then on: `GET` with `Prefer: odata.track-changes`.",
    );
    docs.paragraph("The service's metadata declares this for:");
    docs.list(places);
    let kind = MethodKind::TrackChanges(data.clone());
    Some(Method { name: "track_changes".to_owned(), docs, kind, operation: None })
}
