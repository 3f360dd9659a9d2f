//! The request that a new crate shows first: one that the service has.

use crate::{
    ident,
    plan::{CratePlan, FilePlan, Item, Method, MethodKind, ModulePlan, Returns, TypePath},
};

/// The first request, after `client.`, without what sends it.
pub(super) struct First {
    /// Such as `categories().list().top(10)`; `None` where the service offers nothing.
    pub(super) call: Option<String>,
    /// What it asks for, for people.
    pub(super) what: String,
}

/// The list of an entity set, else a singleton, else an operation without arguments.
pub(super) fn first(plan: &CratePlan) -> First {
    let Some(api) = plan.apis.first() else { return nothing() };
    let is_many = |path: &TypePath| is_collection(&api.root, path);
    let find = |kind: &dyn Fn(&Method) -> Option<First>| api.roots.iter().find_map(kind);
    find(&|method| list(method, is_many))
        .or_else(|| find(&|method| single(method, is_many)))
        .or_else(|| find(&operation))
        .unwrap_or_else(nothing)
}

fn nothing() -> First {
    First { call: None, what: "nothing: the documents have no container".to_owned() }
}

fn list(method: &Method, is_many: impl Fn(&TypePath) -> bool) -> Option<First> {
    let MethodKind::Child(builder, segment) = &method.kind else { return None };
    let call = format!("{}().list().top(10)", ident::raw(&method.name));
    is_many(builder).then(|| First { call: Some(call), what: format!("the first entities of `{segment}`") })
}

fn single(method: &Method, is_many: impl Fn(&TypePath) -> bool) -> Option<First> {
    let MethodKind::Child(builder, segment) = &method.kind else { return None };
    let call = format!("{}().get()", ident::raw(&method.name));
    (!is_many(builder)).then(|| First { call: Some(call), what: format!("`{segment}`") })
}

fn operation(method: &Method) -> Option<First> {
    let segment = match &method.kind {
        MethodKind::Function(segment, arguments, Returns::Value(_)) if arguments.is_empty() => segment,
        MethodKind::Action(segment, None, Returns::Value(_) | Returns::Nothing) => segment,
        _ => return None,
    };
    Some(First { call: Some(format!("{}()", ident::raw(&method.name))), what: format!("what `{segment}` gives") })
}

/// Whether the builder of that path is of a collection.
fn is_collection(module: &ModulePlan, path: &TypePath) -> bool {
    let declares = |file: &FilePlan| {
        let is_it = |item: &Item| matches!(item, Item::Builder(plan) if plan.is_collection && plan.name == path.name);
        file.parent == path.module && file.items.iter().any(is_it)
    };
    module.files.iter().any(declares) || module.children.iter().any(|child| is_collection(child, path))
}
