//! The types of a schema as plain Rust: a module for each namespace, inherited properties flattened.

use std::collections::{BTreeMap, BTreeSet};

use csdl_codegen::ident;
use csdl_codegen::schema::{EnumType, ItemType, Primitive, Schema, TypeId, TypeKind, TypeReference};

/// The Rust names of a schema's types.
pub(super) struct Shape<'s> {
    schema: &'s Schema,
    names: BTreeMap<TypeId, (String, String)>,
}

/// A property: its name in JSON, the field, and the type in its `Option`.
pub(super) struct Field {
    pub(super) wire: String,
    pub(super) name: String,
    pub(super) ty: String,
}

/// A type of the schema.
pub(super) enum Item<'s> {
    Struct(Vec<Field>),
    Enum(&'s EnumType),
    Alias(&'static str),
}

impl<'s> Shape<'s> {
    pub(super) fn new(schema: &'s Schema) -> Self {
        let mut taken = BTreeSet::new();
        let mut named = |id: TypeId| {
            let name = &schema.get(id).name;
            let module = ident::module_name(&name.namespace.replace('.', "_"));
            let place = (module, free(ident::type_name(&name.name), |name| taken.contains(name)));
            taken.insert(place.1.clone());
            (id, place)
        };
        Self { schema, names: schema.ids().map(&mut named).collect() }
    }

    /// Every type, by its module and name.
    pub(super) fn types(&self) -> impl Iterator<Item = (&str, &str, Item<'s>)> {
        self.names.iter().map(|(id, (module, name))| {
            let item = match &self.schema.get(*id).kind {
                TypeKind::Enum(kind) => Item::Enum(kind),
                TypeKind::Definition(definition) => Item::Alias(primitive(definition.underlying)),
                TypeKind::Complex(_) | TypeKind::Entity(_) => Item::Struct(self.fields(*id)),
            };
            (module.as_str(), name.as_str(), item)
        })
    }

    fn fields(&self, id: TypeId) -> Vec<Field> {
        let properties = self.schema.properties(id).into_iter().map(|(_, property)| {
            let is_boxed = !property.ty.is_collection && self.leads_to_itself(property.ty.item);
            (&property.name, self.ty(&property.ty, is_boxed))
        });
        let navigation = self.schema.navigation(id).into_iter().map(|(_, property)| {
            let is_boxed = !property.ty.is_collection;
            (&property.name, self.ty(&property.ty, is_boxed))
        });
        let all: BTreeMap<&String, String> = properties.chain(navigation).collect();
        let mut taken = BTreeSet::from(["extra".to_owned()]);
        let mut field = |(wire, ty): (&String, String)| {
            let name = free(ident::field_name(wire), |name| taken.contains(name));
            taken.insert(name.clone());
            Field { wire: wire.clone(), name: ident::raw(&name), ty }
        };
        all.into_iter().map(&mut field).collect()
    }

    fn ty(&self, ty: &TypeReference, is_boxed: bool) -> String {
        let item = match ty.item {
            ItemType::Primitive(one) => primitive(one).to_owned(),
            ItemType::Named(id) => match self.names.get(&id) {
                Some((module, name)) => format!("crate::{module}::{name}"),
                None => "()".to_owned(),
            },
        };
        match (ty.is_collection, is_boxed) {
            (true, _) => format!("Vec<{item}>"),
            (false, true) => format!("Box<{item}>"),
            (false, false) => item,
        }
    }

    /// Whether a chain of single-valued complex properties leads from a type back to it.
    fn leads_to_itself(&self, item: ItemType) -> bool {
        let ItemType::Named(start) = item else { return false };
        let mut open = self.held(start);
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if id == start {
                return true;
            }
            if seen.insert(id) {
                open.extend(self.held(id));
            }
        }
        false
    }

    fn held(&self, id: TypeId) -> Vec<TypeId> {
        let properties = self.schema.properties(id).into_iter();
        let single = properties.filter(|(_, property)| !property.ty.is_collection);
        let named = single.filter_map(|(_, property)| property.ty.named());
        named.filter(|id| self.schema.structured(*id).is_some()).collect()
    }
}

/// A name with as many underscores as it takes to be free.
fn free(mut name: String, is_taken: impl Fn(&str) -> bool) -> String {
    while is_taken(&name) {
        name.push('_');
    }
    name
}

/// The types that the generator maps primitives to.
fn primitive(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::Boolean => "bool",
        Primitive::Byte => "u8",
        Primitive::SByte => "i8",
        Primitive::Int16 => "i16",
        Primitive::Int32 => "i32",
        Primitive::Int64 => "i64",
        Primitive::Single => "f32",
        Primitive::Double => "f64",
        Primitive::String => "String",
        Primitive::Binary => "odata_runtime::Binary",
        Primitive::Date => "odata_runtime::Date",
        Primitive::DateTimeOffset => "odata_runtime::DateTimeOffset",
        Primitive::Decimal => "odata_runtime::Decimal",
        Primitive::Duration => "odata_runtime::Duration",
        Primitive::Guid => "odata_runtime::Guid",
        Primitive::TimeOfDay => "odata_runtime::TimeOfDay",
        _ => "odata_runtime::Json",
    }
}
