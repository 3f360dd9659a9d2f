//! Casts: which builders lead to those of derived types, and which builders stand for these.

use crate::schema::{Schema, TypeId};

use super::{
    builders::Builders,
    docs::code,
    ident,
    model::{Docs, Method, MethodKind, Skipped},
    names::Claim,
    sites::Site,
    spelling::Of,
};

/// From how many derived types on a type has no casts: one that everything derives from says nothing of
/// what stands at a place, and each of its casts would be a method that nobody looks for there.
const TOO_MANY: usize = 100;

/// The types that a place declared to hold a type can be cast to.
pub(crate) fn derived(schema: &Schema, id: TypeId) -> Vec<TypeId> {
    let mut derived = schema.descendants(id);
    if derived.len() >= TOO_MANY {
        derived.clear();
    }
    derived
}

impl<'a> Builders<'a> {
    /// The methods from the builder of a type to those of the types derived from it.
    ///
    /// Only a place that is declared to hold the type leads on: what a cast leads to is a leaf of the
    /// hierarchy or is reached from the place directly.
    pub(crate) fn casts(&self, id: TypeId, many: bool, claims: &mut Vec<Claim>) -> Vec<Method> {
        if !self.stands_itself(id, many) {
            return Vec::new();
        }
        let schema = self.types.schema;
        let mut derived = derived(schema, id);
        derived.sort_by_key(|id| schema.get(*id).name.clone());
        derived.into_iter().filter_map(|derived| self.cast((id, derived), many, claims)).collect()
    }

    fn cast(&self, (base, derived): (TypeId, TypeId), many: bool, claims: &mut Vec<Claim>) -> Option<Method> {
        if self.types.is_only_inherited(derived) {
            return None;
        }
        let names = self.types.names(derived)?;
        let name = &self.types.schema.get(derived).name;
        let what = if many { "Those that are of the type" } else { "The entity as one of the type" };
        let mut docs = Docs::text(format!("{what} {}.", code(&name.name)));
        docs.paragraph(format!("Path segment: {}.", code(&name.to_string())));
        let builder = if many { &names.collection_builder } else { &names.builder };
        let key = format!("cast:{name}");
        let plain = format!("as_{}", ident::field_name(&name.name));
        let is_of_base = name.namespace == self.types.schema.get(base).name.namespace;
        let is_firm = is_of_base && self.types.ledger.fits(Of::Types, &name.name);
        claims.push(Claim::new(key.as_str(), &name.name, plain, "_cast").firm(is_firm).rank(4));
        Some(Method { name: key, docs, kind: MethodKind::Cast(builder.clone(), name.to_string()), operation: None })
    }

    /// Whether a cast leads to that type.
    pub(crate) fn is_cast_to(&self, id: TypeId, many: bool) -> bool {
        !self.types.is_only_inherited(id) && self.cast_from(id).any(|base| self.stands_itself(base, many))
    }

    /// The bases that casts to a type start at, if they stand anywhere.
    fn cast_from(&self, id: TypeId) -> impl Iterator<Item = TypeId> {
        let schema = self.types.schema;
        schema.ancestors(id).filter(|base| !derived(schema, *base).is_empty())
    }

    /// What has places and yet no casts.
    pub(crate) fn skipped_casts(&self, api: &str) -> Vec<Skipped> {
        let schema = self.types.schema;
        let stands = |id: &TypeId| self.stands_itself(*id, true) || self.stands_itself(*id, false);
        let skips = |id: &TypeId| schema.descendants(*id).len() >= TOO_MANY && stands(id);
        let skipped = |id: TypeId| Skipped {
            api: api.to_owned(),
            what: format!("casts from {}", schema.get(id).name),
            reason: format!(
                "{} types derive from it: `Resource::cast` takes any by name",
                schema.descendants(id).len()
            ),
            is_request: true,
        };
        schema.ids().filter(skips).map(skipped).collect()
    }

    /// The sites where such entities stand: those of the type, and those of its bases, where a cast
    /// finds it.
    pub(crate) fn sites_of(&self, id: TypeId) -> Vec<&Site<'a>> {
        let holding = std::iter::once(id).chain(self.cast_from(id));
        holding.flat_map(|id| self.sites.of(id)).collect()
    }
}
