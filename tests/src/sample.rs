//! Random bodies of a schema's types, in the shapes that services send.

use crate::{
    entropy::Entropy,
    json::{Json, UNDECLARED},
    schema::{Property, Schema, Type},
};

mod primitive;

/// How deep objects stand in one another.
const DEEPEST: usize = 4;

/// A body of the structured type `name`, which may say a subtype of it where `may_derive`.
pub fn body(schema: &Schema, name: &str, may_derive: bool, entropy: &mut Entropy<'_>) -> Json {
    object(schema, name, may_derive, 0, entropy)
}

/// A value of the enumeration `name` as it stands alone: a member as it is spelt, or one that nobody knows.
pub fn member_of(schema: &Schema, name: &str, entropy: &mut Entropy<'_>) -> Json {
    match schema.get(name) {
        Some(Type::Enum(members, _)) if !entropy.once_in(4) => {
            Json::string(members.get(entropy.below(members.len())).map_or("notYetKnown", String::as_str))
        }
        _ => Json::string("notYetKnown"),
    }
}

fn object(schema: &Schema, declared: &str, may_derive: bool, depth: usize, entropy: &mut Entropy<'_>) -> Json {
    let mut members = Vec::new();
    let name = if may_derive { told_type(schema, declared, entropy, &mut members) } else { declared.to_owned() };
    for property in schema.properties(&name) {
        if entropy.once_in(2) {
            members.push((property.name.clone(), value(schema, property, depth, entropy)));
        }
    }
    if entropy.once_in(3) {
        members.push(("@odata.etag".to_owned(), Json::string("W/\"x\"")));
    }
    if entropy.once_in(3) {
        members.push((UNDECLARED.to_owned(), anything(depth, entropy)));
    }
    if entropy.once_in(6) {
        members.push(("displayName@odata.type".to_owned(), Json::string("#String")));
    }
    entropy.shuffle(&mut members);
    Json::object(members)
}

/// Says a type: the one that is declared, a subtype, or one that nobody knows.
fn told_type(schema: &Schema, declared: &str, entropy: &mut Entropy<'_>, members: &mut Vec<(String, Json)>) -> String {
    let concrete = schema.concrete(declared);
    let name = match entropy.byte() % 8 {
        0 if concrete.contains(&declared) => return declared.to_owned(),
        7 => "microsoft.graph.identityGovernance.notYetKnown",
        _ => entropy.pick(&concrete).unwrap_or(declared),
    };
    let hash = if entropy.once_in(4) { "" } else { "#" };
    members.push(("@odata.type".to_owned(), Json::String(format!("{hash}{name}"))));
    name.to_owned()
}

fn value(schema: &Schema, property: &Property, depth: usize, entropy: &mut Entropy<'_>) -> Json {
    if entropy.once_in(8) {
        return Json::Null;
    }
    if !property.is_collection {
        return one(schema, &property.ty, depth, entropy);
    }
    let count = entropy.below(4);
    Json::Array((0..count).map(|_| one(schema, &property.ty, depth, entropy)).collect())
}

fn one(schema: &Schema, ty: &str, depth: usize, entropy: &mut Entropy<'_>) -> Json {
    match schema.get(ty) {
        Some(Type::Structured(_)) if depth >= DEEPEST || entropy.is_spent() => Json::object::<String>([]),
        Some(Type::Structured(_)) => {
            // Only a type with subtypes says which it is; others may not differ from what is declared.
            let may_derive = schema.types().any(|(name, _)| name != ty && schema.is_a(name, ty));
            object(schema, ty, may_derive, depth + 1, entropy)
        }
        Some(Type::Enum(members, is_flags)) => member(members, *is_flags, entropy),
        Some(Type::Definition(underlying)) => primitive::value(underlying, entropy),
        None => primitive::value(ty, entropy),
    }
}

/// A member, or a set of them; now and then one that nobody knows, and in another case or order.
fn member(members: &[String], is_flags: bool, entropy: &mut Entropy<'_>) -> Json {
    if members.is_empty() || entropy.once_in(6) {
        return Json::string("notYetKnown");
    }
    let text = if is_flags {
        flags(members, entropy)
    } else {
        members.get(entropy.below(members.len())).cloned().unwrap_or_default()
    };
    Json::String(if entropy.once_in(8) { text.to_uppercase() } else { text })
}

fn flags(members: &[String], entropy: &mut Entropy<'_>) -> String {
    let mut set: Vec<&str> = members.iter().map(String::as_str).filter(|_| entropy.once_in(2)).collect();
    if set.is_empty() || entropy.once_in(6) {
        set.push("notYetKnown");
    }
    if entropy.once_in(4) {
        entropy.shuffle(&mut set);
    }
    set.join(if entropy.once_in(6) { ", " } else { "," })
}

fn anything(depth: usize, entropy: &mut Entropy<'_>) -> Json {
    match entropy.byte() % 7 {
        0 => Json::Null,
        1 => Json::Bool(entropy.once_in(2)),
        2 => Json::string("kept"),
        3 => Json::Number(
            entropy.pick(&["1.50", "-0", "1e3", "12345678901234567890.0123456789"]).unwrap_or("0").to_owned(),
        ),
        4 if depth < DEEPEST => Json::Array((0..entropy.below(3)).map(|_| anything(depth + 1, entropy)).collect()),
        5 if depth < DEEPEST => Json::object([("inner", anything(depth + 1, entropy))]),
        _ => Json::Number(entropy.byte().to_string()),
    }
}
