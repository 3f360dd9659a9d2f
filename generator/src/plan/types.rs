//! Which Rust type stands for which schema type, and what it is called.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{ItemType, Primitive, Schema, TypeId, TypeKind, TypeReference};

use super::{
    api::ApiOptions,
    model::{RustItem, RustType, Scalar, TypeFact, TypePath},
    modules::Modules,
    names::Ledger,
    type_facts::TypeFacts,
    type_names::name_types,
};

/// The names that belong to one schema type.
#[derive(Clone, Debug)]
pub(crate) struct TypeNames {
    /// The struct, enum or alias.
    pub(crate) data: TypePath,
    /// `AnyUser`: the enum over a concrete type and its subtypes.
    pub(crate) any: Option<TypePath>,
    /// `UserRequestBuilder`.
    pub(crate) builder: TypePath,
    /// `UserCollectionRequestBuilder`.
    pub(crate) collection_builder: TypePath,
    /// The name of its file.
    pub(crate) file: String,
}

/// Every type of one API with its names, and how values of it are written in Rust.
#[derive(Debug)]
pub(crate) struct Types<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) ledger: &'a Ledger<'a>,
    pub(crate) modules: Modules,
    names: BTreeMap<TypeId, TypeNames>,
    /// Types that something is declared to be of: a property, a parameter, a result, a set.
    declared: BTreeSet<TypeId>,
    /// Complex types that hold themselves by value, whichever way round.
    recursive: BTreeSet<TypeId>,
    root_namespaces: &'a [String],
    facts: TypeFacts,
}

impl<'a> Types<'a> {
    /// Names every type of `schema`; modules are those of the namespaces below the root.
    pub(crate) fn new(
        schema: &'a Schema,
        ledger: &'a Ledger<'a>,
        api_module: &str,
        options: &ApiOptions,
        root_namespaces: &'a [String],
    ) -> Self {
        let declared = declared_types(schema);
        let modules = Modules::new(schema, ledger, api_module, &options.namespace_root);
        let names = name_types(schema, ledger, &modules, &options.client, &declared);
        let facts = TypeFacts::new(schema, options);
        let recursive = recursive_types(schema);
        Self { schema, ledger, modules, names, declared, recursive, root_namespaces, facts }
    }

    pub(crate) fn names(&self, id: TypeId) -> Option<&TypeNames> {
        self.names.get(&id)
    }

    /// Whether values declared to be of this type may be of others too.
    pub(crate) fn is_polymorphic(&self, id: TypeId) -> bool {
        has_subtypes(self.schema, id)
    }

    /// Whether anything is declared to be of this type.
    pub(crate) fn is_declared(&self, id: TypeId) -> bool {
        self.declared.contains(&id)
    }

    /// Whether the type is emitted even where nothing uses it.
    pub(crate) fn is_root(&self, id: TypeId) -> bool {
        self.root_namespaces.contains(&self.schema.get(id).name.namespace)
    }

    /// Whether an abstract type outside of every declaration is there for its subtypes alone, so that
    /// nothing is emitted for it.
    pub(crate) fn is_only_inherited(&self, id: TypeId) -> bool {
        let is_abstract = self.schema.structured(id).is_some_and(|ty| ty.is_abstract);
        is_abstract && self.is_polymorphic(id) && !self.is_declared(id) && !self.is_root(id)
    }

    /// The emitted types that a type derives from, the nearest first.
    pub(crate) fn bases(&self, id: TypeId) -> Vec<TypePath> {
        let emitted = self.schema.ancestors(id).filter(|base| !self.is_only_inherited(*base));
        emitted.filter_map(|base| Some(self.names(base)?.data.clone())).collect()
    }

    /// What requests for values of that type, or of those derived from it too, need besides.
    pub(crate) fn facts(&self, id: TypeId, or_derived: bool) -> Vec<TypeFact> {
        self.facts.of(self.schema, id, or_derived)
    }

    /// The type that a value declared as `id` has: a struct, or an enum over subtypes.
    pub(crate) fn data(&self, id: TypeId) -> Option<&TypePath> {
        let names = self.names.get(&id)?;
        Some(names.any.as_ref().filter(|_| self.is_polymorphic(id)).unwrap_or(&names.data))
    }

    /// How a property, argument or result of that type is written; `None` only for a type that is not there.
    pub(crate) fn rust(&self, ty: &TypeReference) -> Option<RustType> {
        let item = self.item(ty.item)?;
        let is_boxed = !ty.is_collection && self.holds_itself(ty.item);
        Some(RustType { item, is_collection: ty.is_collection, is_boxed })
    }

    /// A navigation's value: boxed, as an expanded entity is mostly absent.
    pub(crate) fn navigation(&self, ty: &TypeReference) -> Option<RustType> {
        self.rust(ty).map(|rust| RustType { is_boxed: !rust.is_collection && rust.item.path().is_some(), ..rust })
    }

    /// Every name that a module's types and builders have.
    pub(crate) fn taken(&self, module: &[String]) -> Vec<&str> {
        self.names
            .values()
            .flat_map(|names| {
                [Some(&names.data), names.any.as_ref(), Some(&names.builder), Some(&names.collection_builder)]
            })
            .flatten()
            .filter(|path| path.module == module)
            .map(|path| path.name.as_str())
            .collect()
    }

    fn item(&self, item: ItemType) -> Option<RustItem> {
        let id = match item {
            ItemType::Primitive(primitive) => return Some(RustItem::Scalar(scalar(primitive))),
            ItemType::Named(id) => id,
        };
        let path = self.names.get(&id)?.data.clone();
        Some(match &self.schema.get(id).kind {
            TypeKind::Enum(kind) if kind.is_flags => RustItem::Flags(path),
            TypeKind::Enum(_) => RustItem::Enum(path),
            TypeKind::Definition(definition) => RustItem::Alias(scalar(definition.underlying), path),
            TypeKind::Complex(_) | TypeKind::Entity(_) => RustItem::Object(self.data(id)?.clone()),
        })
    }

    fn holds_itself(&self, item: ItemType) -> bool {
        matches!(item, ItemType::Named(id) if self.recursive.contains(&id))
    }
}

/// The Rust type that a primitive becomes.
pub(crate) fn scalar(primitive: Primitive) -> Scalar {
    match primitive {
        Primitive::Binary => Scalar::Binary,
        Primitive::Boolean => Scalar::Boolean,
        Primitive::Byte => Scalar::Byte,
        Primitive::Date => Scalar::Date,
        Primitive::DateTimeOffset => Scalar::DateTimeOffset,
        Primitive::Decimal => Scalar::Decimal,
        Primitive::Double => Scalar::Double,
        Primitive::Duration => Scalar::Duration,
        Primitive::Guid => Scalar::Guid,
        Primitive::Int16 => Scalar::Int16,
        Primitive::Int32 => Scalar::Int32,
        Primitive::Int64 => Scalar::Int64,
        Primitive::SByte => Scalar::SByte,
        Primitive::Single => Scalar::Single,
        Primitive::String => Scalar::String,
        Primitive::TimeOfDay => Scalar::TimeOfDay,
        _ => Scalar::Json,
    }
}

pub(super) fn has_subtypes(schema: &Schema, id: TypeId) -> bool {
    schema.structured(id).is_some_and(|ty| !ty.derived.is_empty())
}

fn declared_types(schema: &Schema) -> BTreeSet<TypeId> {
    let mut declared = BTreeSet::new();
    let mut note = |item: ItemType| {
        if let ItemType::Named(id) = item {
            declared.insert(id);
        }
    };
    for id in schema.ids() {
        if let Some(ty) = schema.structured(id) {
            ty.properties.iter().for_each(|property| note(property.ty.item));
            ty.navigation.iter().for_each(|navigation| note(navigation.ty.item));
        }
    }
    for operation in &schema.operations {
        operation.parameters.iter().for_each(|parameter| note(parameter.ty.item));
        operation.result.iter().for_each(|result| note(result.item));
    }
    if let Some(container) = &schema.container {
        container.entity_sets.iter().for_each(|set| note(ItemType::Named(set.entity_type)));
        container.singletons.iter().for_each(|singleton| note(ItemType::Named(singleton.entity_type)));
    }
    declared
}

/// Complex types from which a chain of single-valued complex properties leads back to them.
///
/// A value of a type with subtypes is an enum of boxes, so no chain goes on through it.
fn recursive_types(schema: &Schema) -> BTreeSet<TypeId> {
    let holds = |id: TypeId| -> Vec<TypeId> {
        schema
            .properties(id)
            .into_iter()
            .filter(|(_, property)| !property.ty.is_collection)
            .filter_map(|(_, property)| match property.ty.item {
                ItemType::Named(held) if schema.structured(held).is_some() && !has_subtypes(schema, held) => Some(held),
                _ => None,
            })
            .collect()
    };
    let reaches_itself = |start: TypeId| {
        let mut open = holds(start);
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if id == start {
                return true;
            }
            if seen.insert(id) {
                open.extend(holds(id));
            }
        }
        false
    };
    schema.ids().filter(|id| schema.structured(*id).is_some() && reaches_itself(*id)).collect()
}
