//! Ends of processes: which models say that they have ended, and how a builder waits for it.

use crate::schema::{ItemType, TypeId, TypeKind};

use super::{
    docs::code,
    model::{Docs, Field, Method, MethodKind, RustItem, TypePath},
    structs,
    types::Types,
};

/// The request that waits for the end; reserved on every builder.
const WAIT: &str = "wait_until_ended";

/// How a model tells that it has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndPlan {
    /// What the method says.
    pub docs: Docs,
    /// The field that holds the state.
    pub field: String,
    /// The enumeration of the states.
    pub states: TypePath,
    /// The variants of the final ones.
    pub finals: Vec<String>,
}

/// How a type's entities end, if the schema says; `fields` are those of its struct.
pub(crate) fn end(types: &Types<'_>, id: TypeId, fields: &[Field]) -> Option<EndPlan> {
    let (wire, finals) = finals(types, id)?;
    let field = fields.iter().find(|field| field.wire == wire)?;
    let RustItem::Enum(states) = &field.ty.item else { return None };
    let (_, property) = types.schema.property(id, wire)?;
    let ItemType::Named(states_id) = property.ty.item else { return None };
    let TypeKind::Enum(kind) = &types.schema.get(states_id).kind else { return None };
    let names = structs::member_names(types, states_id, kind);
    let docs = format!(
        "Whether the processing has ended: {} is {}. A state that is absent or not known counts as not ended.",
        code(wire),
        list(&finals)
    );
    Some(EndPlan {
        docs: Docs::text(docs),
        field: field.name.clone(),
        states: states.clone(),
        finals: finals.iter().filter_map(|wire| names.get(*wire).cloned()).collect(),
    })
}

/// The request that waits for the end of one entity. A type whose values are read as an enumeration over
/// subtypes has none.
pub(crate) fn wait(types: &Types<'_>, id: TypeId) -> Option<Method> {
    let (wire, finals) = finals(types, id)?;
    let data = types.data(id).filter(|_| !types.is_polymorphic(id))?;
    let fields = structs::fields(types, id);
    let field = fields.iter().find(|field| field.wire == wire)?;
    let mut docs = Docs::text(format!(
        "Reads the entity again and again until its processing has ended: {} is {}.",
        code(wire),
        list(&finals)
    ));
    docs.paragraph(
        "`GET`: at once, then every ten seconds, for as long as it takes, unless the request says otherwise.",
    );
    let kind = MethodKind::WaitUntilEnded(data.clone(), field.name.clone());
    Some(Method { name: WAIT.to_owned(), docs, kind, operation: None })
}

/// The property that says whether an entity has ended, and at which members it has.
fn finals<'a>(types: &Types<'a>, id: TypeId) -> Option<(&'a str, Vec<&'a str>)> {
    let properties = types.schema.properties(id);
    properties
        .into_iter()
        .find_map(|(_, property)| Some((property.name.as_str(), property.annotations.final_states()?)))
}

/// `a`, `b` or `c`.
fn list(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| code(name)).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
