//! Methods of request builders and of the client, as a caller sees them.

use crate::plan::{Argument, MethodKind, ReferenceKind, Returns, TypePath};

use super::types;

/// What of a method a compiler checks.
pub(super) fn signature(kind: &MethodKind) -> String {
    let plain = |request: &str, of: &TypePath| format!("fn(&self) -> {request}<{}>", types::path(of));
    let sending = |request: &str, of: &TypePath| format!("fn(&self, &{0}) -> {request}<{0}>", types::path(of));
    match kind {
        MethodKind::Get(of) => plain("GetRequest", of),
        MethodKind::WaitUntilEnded(of, _) => plain("WaitRequest", of),
        MethodKind::List(of) => plain("ListRequest", of),
        MethodKind::TrackChanges(of) => plain("DeltaRequest", of),
        MethodKind::Count(of) => plain("CountRequest", of),
        MethodKind::Update(of) => plain("UpdateRequest", of),
        MethodKind::Create(of) => sending("CreateRequest", of),
        MethodKind::Replace(of) => sending("ReplaceRequest", of),
        MethodKind::Upsert(of, _) => sending("UpsertRequest", of),
        MethodKind::Delete => "fn(&self) -> DeleteRequest".to_owned(),
        MethodKind::Reference(kind) => match kind {
            ReferenceKind::List => "fn(&self) -> ListRequest<Reference>",
            ReferenceKind::Remove => "fn(&self) -> ReferenceRequest",
            ReferenceKind::Add | ReferenceKind::RemoveFrom | ReferenceKind::Set => {
                "fn(&self, impl IntoReference) -> ReferenceRequest"
            }
        }
        .to_owned(),
        MethodKind::ByKey(builder, parts) => format!("fn(&self{}) -> {}", given(parts), types::path(builder)),
        MethodKind::Child(builder, _) | MethodKind::Cast(builder, _) => {
            format!("fn(&self) -> {}", types::path(builder))
        }
        MethodKind::Stream(_) => "fn(&self) -> StreamRequestBuilder".to_owned(),
        MethodKind::CreateMedia(of) => format!("fn(&self, impl AsRef<str>) -> UploadRequest<{}>", types::path(of)),
        MethodKind::Action(_, parameters, result) => {
            let parameters = parameters.as_ref().map(|of| format!(", &{}", types::path(of))).unwrap_or_default();
            format!("fn(&self{parameters}) -> {}", returned("ActionRequest", result))
        }
        MethodKind::Function(_, arguments, result) => {
            format!("fn(&self{}) -> {}", given(arguments), returned("FunctionRequest", result))
        }
    }
}

/// What of a method only the service sees.
pub(super) fn hidden(kind: &MethodKind) -> Vec<(&'static str, String)> {
    let wires =
        |arguments: &[Argument]| arguments.iter().map(|argument| argument.wire.as_str()).collect::<Vec<_>>().join(",");
    match kind {
        MethodKind::WaitUntilEnded(_, field) => vec![("the property that holds its state", field.clone())],
        MethodKind::Upsert(_, by_put) => vec![("its HTTP method", by_put.to_string())],
        MethodKind::ByKey(_, parts) => vec![("the names of the key's parts", wires(parts))],
        MethodKind::Child(_, segment)
        | MethodKind::Stream(segment)
        | MethodKind::Cast(_, segment)
        | MethodKind::Action(segment, ..) => vec![("its segment of the path", segment.clone())],
        MethodKind::Function(segment, arguments, _) => {
            let optional: String =
                arguments.iter().map(|argument| if argument.is_optional { '?' } else { '.' }).collect();
            vec![
                ("its segment of the path", segment.clone()),
                ("the names and the order of its arguments", wires(arguments) + &optional),
            ]
        }
        MethodKind::Reference(kind) => vec![("its HTTP method", format!("{kind:?}"))],
        _ => Vec::new(),
    }
}

/// The types of the crate that a method's signature names.
pub(super) fn mentioned<'p>(kind: &'p MethodKind, note: &mut impl FnMut(&'p TypePath)) {
    let result = match kind {
        MethodKind::Get(of)
        | MethodKind::WaitUntilEnded(of, _)
        | MethodKind::List(of)
        | MethodKind::TrackChanges(of)
        | MethodKind::Count(of)
        | MethodKind::Update(of)
        | MethodKind::Create(of)
        | MethodKind::Replace(of)
        | MethodKind::Upsert(of, _)
        | MethodKind::CreateMedia(of)
        | MethodKind::Child(of, _)
        | MethodKind::Cast(of, _) => return note(of),
        MethodKind::Delete | MethodKind::Stream(_) | MethodKind::Reference(_) => return,
        MethodKind::ByKey(builder, parts) => {
            note(builder);
            return parts.iter().filter_map(|part| part.ty.item.path()).for_each(note);
        }
        MethodKind::Action(_, parameters, result) => {
            parameters.iter().for_each(&mut *note);
            result
        }
        MethodKind::Function(_, arguments, result) => {
            arguments.iter().filter_map(|argument| argument.ty.item.path()).for_each(&mut *note);
            result
        }
    };
    if let Returns::Value(ty) | Returns::Changes(ty) = result {
        ty.item.path().into_iter().for_each(note);
    }
}

fn given(arguments: &[Argument]) -> String {
    let one = |argument: &Argument| {
        let ty = if argument.is_optional { types::optional(&argument.ty) } else { types::given(&argument.ty) };
        format!(", {ty}")
    };
    arguments.iter().map(one).collect()
}

fn returned(request: &str, result: &Returns) -> String {
    match result {
        Returns::Nothing => format!("{request}<()>"),
        Returns::Stream => "DownloadRequest".to_owned(),
        Returns::Changes(ty) => format!("DeltaRequest<{}>", types::item(&ty.item)),
        Returns::Value(ty) if ty.is_collection => format!("{request}<Page<{}>>", types::item(&ty.item)),
        Returns::Value(ty) => format!("{request}<{}>", types::item(&ty.item)),
    }
}
