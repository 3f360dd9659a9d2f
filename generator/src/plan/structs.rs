//! Models: structs, enumerations, polymorphic enums and type definitions.

use std::collections::BTreeMap;

use crate::schema::{Annotations, EnumType, Parameter, SchemaType, TypeDefinition, TypeId, TypeKind, TypeReference};

use super::{
    docs::code,
    facts, final_states, ident,
    model::{AliasPlan, Docs, EnumPlan, Field, Item, Member, PolymorphicPlan, RustType, StructPlan, Variant},
    names::{Claim, Ledger, Scope},
    spelling::Of,
    types::{Types, scalar},
};

/// The items that stand for the values of one schema type.
pub(crate) fn items(types: &Types<'_>, id: TypeId) -> Vec<Item> {
    let ty = types.schema.get(id);
    match &ty.kind {
        TypeKind::Enum(kind) => vec![enumeration(types, id, ty, kind)],
        TypeKind::Definition(definition) => alias(types, id, definition).into_iter().collect(),
        TypeKind::Complex(kind) | TypeKind::Entity(kind) => {
            let is_polymorphic = types.is_polymorphic(id);
            let plain = (!kind.is_abstract || !is_polymorphic).then(|| structure(types, id)).flatten();
            let any = (is_polymorphic && (kind.is_abstract || types.is_declared(id)))
                .then(|| polymorphic(types, id, kind.is_abstract))
                .flatten();
            plain.map(Item::Struct).into_iter().chain(any.map(Item::Polymorphic)).collect()
        }
    }
}

/// What every item made from a schema type says: what it is, its schema name, whether it is deprecated.
fn type_docs(types: &Types<'_>, id: TypeId, what: &str) -> Docs {
    let ty = types.schema.get(id);
    let mut docs = described(&ty.annotations).unwrap_or_else(|| Docs::text(format!("{what} {}.", code(&ty.name.name))));
    docs.paragraph(format!("Schema name: {}.", code(&ty.name.to_string())));
    if let Some(note) = facts::deprecation(&ty.annotations) {
        docs.paragraph(note);
    }
    docs
}

/// The description of an overlay or of the document.
fn described(annotations: &Annotations) -> Option<Docs> {
    let description = facts::description(annotations)?;
    let mut docs = Docs::text(description);
    if let Some(remark) = facts::remark(annotations, None) {
        docs.paragraph(remark);
    }
    Some(docs)
}

fn structure(types: &Types<'_>, id: TypeId) -> Option<StructPlan> {
    let names = types.names(id)?;
    let fields = fields(types, id);
    Some(StructPlan {
        name: names.data.name.clone(),
        wire: types.schema.get(id).name.to_string(),
        docs: type_docs(types, id, "The type"),
        end: final_states::end(types, id, &fields),
        fields,
        bases: types.bases(id),
        facts: types.facts(id, false),
    })
}

/// Every property of a type, inherited ones included: the key first, then by name.
pub(crate) fn fields(types: &Types<'_>, id: TypeId) -> Vec<Field> {
    let schema = types.schema;
    let mut wanted: BTreeMap<&str, (&TypeReference, &Annotations, bool)> = BTreeMap::new();
    for (_, property) in schema.properties(id) {
        wanted.insert(&property.name, (&property.ty, &property.annotations, false));
    }
    for (_, navigation) in schema.navigation(id) {
        wanted.insert(&navigation.name, (&navigation.ty, &navigation.annotations, true));
    }
    let key: Vec<String> = schema.key(id).iter().map(|part| part.path.clone()).collect();
    let mut order: Vec<&str> = wanted.keys().copied().collect();
    order.sort_by_key(|name| (!key.iter().any(|part| part == name), *name));

    let owner = schema.get(id).name.to_string();
    let names = FieldNames::new(types.ledger, &owner, Of::Properties, &order);
    order
        .into_iter()
        .filter_map(|wire| {
            let (ty, annotations, is_navigation) = wanted.get(wire)?;
            let (name, constant) = names.of(wire);
            let rust = if *is_navigation { types.navigation(ty)? } else { types.rust(ty)? };
            Some(Field {
                wire: wire.to_owned(),
                docs: field_docs(types, wire, ty, annotations, *is_navigation),
                name,
                constant,
                ty: rust,
                is_navigation: *is_navigation,
                is_key: key.iter().any(|part| part == wire),
            })
        })
        .collect()
}

/// The names of a struct's fields and constants, which share one decision.
struct FieldNames(BTreeMap<String, String>);

impl FieldNames {
    fn new(ledger: &Ledger<'_>, owner: &str, of: Of, wires: &[&str]) -> Self {
        let claims = wires
            .iter()
            .map(|wire| Claim::new(*wire, wire, ident::field_name(wire), "_property").firm(ledger.fits(of, wire)));
        // A constant never equals a field, but for scripts that know no capitals.
        let constant = |field: &str| Some(format!("const {}", Self::constant(field)));
        Self(Scope::new(ledger, owner, &["extra"]).taking(constant).resolve(claims.collect()))
    }

    fn of(&self, wire: &str) -> (String, Option<String>) {
        let field = self.0.get(wire).cloned().unwrap_or_default();
        let constant = Self::constant(&field);
        (field, Some(constant))
    }

    /// `self_` has its underscore only because `self` is no name of a field.
    fn constant(field: &str) -> String {
        field.trim_end_matches('_').to_uppercase()
    }
}

fn field_docs(
    types: &Types<'_>,
    wire: &str,
    ty: &TypeReference,
    annotations: &Annotations,
    is_navigation: bool,
) -> Docs {
    let mut text = facts::description(annotations).unwrap_or_default();
    if annotations.is_computed() {
        text.push_str(" Read-only.");
    }
    if is_navigation {
        text.push_str(" Present where expanded.");
    }
    let schema = format!("JSON: {}, {}.", code(wire), code(&types.schema.type_text(ty)));
    let mut docs = Docs::text(format!("{} {schema}", text.trim()).trim());
    if let Some(note) = facts::deprecation(annotations) {
        docs.paragraph(note);
    }
    docs
}

fn polymorphic(types: &Types<'_>, id: TypeId, is_abstract: bool) -> Option<PolymorphicPlan> {
    let names = types.names(id)?;
    let schema = types.schema;
    let mut concrete: Vec<TypeId> = std::iter::once(id)
        .chain(schema.descendants(id))
        .filter(|id| schema.structured(*id).is_some_and(|ty| !ty.is_abstract))
        .collect();
    concrete.sort_by_key(|id| schema.get(*id).name.clone());
    let variants = variants(types, id, &concrete);
    let what = if is_abstract { "One of the types derived from" } else { "A value of, or of a type derived from," };
    Some(PolymorphicPlan {
        name: types.data(id)?.name.clone(),
        wire: schema.get(id).name.to_string(),
        docs: polymorphic_docs(types, id, what, &variants),
        declared: concrete.iter().position(|other| *other == id),
        variants,
        unknown: UNKNOWN_TYPE.to_owned(),
        owner: names.data.clone(),
        constants: if is_abstract { fields(types, id) } else { Vec::new() },
        bases: if is_abstract { types.bases(id) } else { Vec::new() },
        facts: types.facts(id, true),
    })
}

/// The variant for subtypes that are not known: no subtype that is added takes its name.
const UNKNOWN_TYPE: &str = "Unknown";

/// The variants of the concrete types that derive from one, itself included.
fn variants(types: &Types<'_>, id: TypeId, concrete: &[TypeId]) -> Vec<Variant> {
    let name = |id: TypeId| &types.schema.get(id).name;
    let claims = concrete.iter().filter_map(|one| {
        let data = &types.names(*one)?.data;
        // Types of one module differ already.
        let is_firm = name(*one).namespace == name(id).namespace;
        Some(Claim::new(name(*one).to_string(), &name(*one).name, data.name.clone(), "Type").firm(is_firm))
    });
    let scope = format!("{}/variants", name(id));
    let named = Scope::new(types.ledger, scope, &[UNKNOWN_TYPE]).resolve(claims.collect());
    let variant = |id: &TypeId| {
        let wire = name(*id).to_string();
        Some(Variant { name: named.get(&wire)?.clone(), ty: types.names(*id)?.data.clone(), wire })
    };
    concrete.iter().filter_map(variant).collect()
}

fn polymorphic_docs(types: &Types<'_>, id: TypeId, what: &str, variants: &[Variant]) -> Docs {
    let mut docs = type_docs(types, id, what);
    let count = variants.len();
    docs.paragraph(format!(
        "Which of the {count} known types a value has is told by its `@odata.type`; a value of any other type is kept whole."
    ));
    docs
}

/// The variant for members that are not known: no member that is added takes its name.
const UNKNOWN_MEMBER: &str = "UnknownValue";

/// The variant of each member, or for flags the constant.
pub(crate) fn member_names(types: &Types<'_>, id: TypeId, kind: &EnumType) -> BTreeMap<String, String> {
    let claims = kind.members.iter().map(|member| {
        let wire = member.name.as_str();
        let (plain, suffix) =
            if kind.is_flags { (ident::constant_name(wire), "_MEMBER") } else { (ident::type_name(wire), "Member") };
        Claim::new(wire, wire, plain, suffix).firm(types.ledger.fits(Of::Members, wire))
    });
    let scope = types.schema.get(id).name.to_string();
    Scope::new(types.ledger, scope, &[UNKNOWN_MEMBER]).resolve(claims.collect())
}

fn enumeration(types: &Types<'_>, id: TypeId, ty: &SchemaType, kind: &EnumType) -> Item {
    let mut names = member_names(types, id, kind);
    let unknown = UNKNOWN_MEMBER.to_owned();
    let members = kind
        .members
        .iter()
        .map(|member| Member {
            wire: member.name.clone(),
            name: names.remove(member.name.as_str()).unwrap_or_default(),
            docs: member_docs(&member.name, &member.annotations),
        })
        .collect();
    let what = if kind.is_flags { "The flags" } else { "The enumeration" };
    let name = types.names(id).map(|names| names.data.name.clone()).unwrap_or_default();
    let (wire, docs, facts) = (ty.name.to_string(), type_docs(types, id, what), types.facts(id, false));
    let plan = EnumPlan { name, wire, docs, members, unknown, facts };
    if kind.is_flags { Item::Flags(plan) } else { Item::Enum(plan) }
}

fn member_docs(wire: &str, annotations: &Annotations) -> Docs {
    let text = facts::description(annotations).unwrap_or_default();
    let mut docs = Docs::text(format!("{text} {}.", code(wire)).trim());
    if let Some(note) = facts::deprecation(annotations) {
        docs.paragraph(note);
    }
    docs
}

fn alias(types: &Types<'_>, id: TypeId, definition: &TypeDefinition) -> Option<Item> {
    let names = types.names(id)?;
    let mut docs = type_docs(types, id, "The type definition");
    docs.paragraph(format!("Underlying type: `Edm.{:?}`.", definition.underlying));
    let wire = types.schema.get(id).name.to_string();
    Some(Item::Alias(AliasPlan { name: names.data.name.clone(), wire, docs, scalar: scalar(definition.underlying) }))
}

/// The struct that holds an action's arguments.
pub(crate) fn parameters(
    types: &Types<'_>,
    (name, scope): (&str, &str),
    docs: Docs,
    arguments: &[Parameter],
) -> StructPlan {
    let order: Vec<&str> = arguments.iter().map(|argument| argument.name.as_str()).collect();
    let names = FieldNames::new(types.ledger, scope, Of::Parameters, &order);
    let fields = arguments
        .iter()
        .filter_map(|argument| {
            let (name, _) = names.of(&argument.name);
            let ty = types.rust(&argument.ty)?;
            Some(Field {
                wire: argument.name.clone(),
                name,
                constant: None,
                docs: field_docs(types, &argument.name, &argument.ty, &argument.annotations, false),
                ty: RustType { is_boxed: false, ..ty },
                is_navigation: false,
                is_key: false,
            })
        })
        .collect();
    let (bases, facts) = (Vec::new(), Vec::new());
    StructPlan { name: name.to_owned(), wire: String::new(), docs, fields, end: None, bases, facts }
}
