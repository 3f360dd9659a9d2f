//! Questions to a schema.

use rustc_hash::FxHashMap;

use super::{
    ItemType, KeyProperty, NavigationProperty, Operation, OperationKind, Property, QualifiedName, Schema, SchemaType,
    StructuredType, TypeId, TypeReference,
};

impl Schema {
    /// The type of a full name.
    #[must_use]
    pub fn find(&self, name: &QualifiedName) -> Option<TypeId> {
        // Sorted by kind within a namespace: four short searches, one a kind.
        let start = self.types.partition_point(|ty| ty.name.namespace < name.namespace);
        let rest = self.types.get(start..)?;
        let length = rest.partition_point(|ty| ty.name.namespace == name.namespace);
        let mut part = rest.get(..length)?;
        let mut offset = start;
        while let Some(first) = part.first() {
            let rank = first.rank();
            let count = part.partition_point(|ty| ty.rank() == rank);
            let (same, others) = part.split_at(count);
            if let Ok(index) = same.binary_search_by(|ty| ty.name.name.cmp(&name.name)) {
                return Some(TypeId::from_index(offset + index));
            }
            offset += count;
            part = others;
        }
        None
    }

    /// The type of a full name, as one text.
    #[must_use]
    pub fn find_by_full_name(&self, name: &str) -> Option<TypeId> {
        self.find(&QualifiedName::parse(name)?)
    }

    /// A type. An id that is not of this schema is a mistake of the caller: ids are never made up.
    ///
    /// # Panics
    ///
    /// Where the id is of another, larger schema.
    #[must_use]
    pub fn get(&self, id: TypeId) -> &SchemaType {
        &self.types[id.index()]
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.types.len()).map(TypeId::from_index)
    }

    /// A type as a structured type, if it is one.
    #[must_use]
    pub fn structured(&self, id: TypeId) -> Option<&StructuredType> {
        self.get(id).structured()
    }

    /// The base type, its base, and so on; not the type itself.
    pub fn ancestors(&self, id: TypeId) -> impl Iterator<Item = TypeId> + '_ {
        std::iter::successors(self.base(id), |id| self.base(*id))
    }

    fn base(&self, id: TypeId) -> Option<TypeId> {
        self.structured(id)?.base
    }

    /// The types derived from one, directly or not, sorted; not the type itself.
    #[must_use]
    pub fn descendants(&self, id: TypeId) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            let derived = self.structured(next).map(|ty| ty.derived.as_slice()).unwrap_or_default();
            found.extend_from_slice(derived);
            open.extend_from_slice(derived);
        }
        found.sort_unstable();
        found
    }

    /// Whether one type is another, or derives from it.
    #[must_use]
    pub fn is_a(&self, id: TypeId, ancestor: TypeId) -> bool {
        id == ancestor || self.ancestors(id).any(|base| base == ancestor)
    }

    /// The type and its bases, the most basic first.
    #[must_use]
    pub fn lineage(&self, id: TypeId) -> Vec<TypeId> {
        let mut lineage: Vec<TypeId> = std::iter::once(id).chain(self.ancestors(id)).collect();
        lineage.reverse();
        lineage
    }

    /// The structural properties, inherited ones first, each once, with the type that declares it.
    #[must_use]
    pub fn properties(&self, id: TypeId) -> Vec<(TypeId, &Property)> {
        let all = self.lineage(id).into_iter().filter_map(|owner| Some((owner, self.structured(owner)?)));
        each_once(all.flat_map(|(owner, ty)| ty.properties.iter().map(move |property| (owner, property))), |one| {
            &one.name
        })
    }

    /// The navigation properties, inherited ones first, each once, with the type that declares it.
    #[must_use]
    pub fn navigation(&self, id: TypeId) -> Vec<(TypeId, &NavigationProperty)> {
        let all = self.lineage(id).into_iter().filter_map(|owner| Some((owner, self.structured(owner)?)));
        each_once(all.flat_map(|(owner, ty)| ty.navigation.iter().map(move |property| (owner, property))), |one| {
            &one.name
        })
    }

    /// A structural property, own or inherited, with the type that declares it.
    #[must_use]
    pub fn property(&self, id: TypeId, name: &str) -> Option<(TypeId, &Property)> {
        std::iter::once(id).chain(self.ancestors(id)).find_map(|owner| {
            let properties = &self.structured(owner)?.properties;
            let index = properties.binary_search_by(|property| property.name.as_str().cmp(name)).ok()?;
            properties.get(index).map(|property| (owner, property))
        })
    }

    /// A navigation property, own or inherited, with the type that declares it.
    #[must_use]
    pub fn navigation_property(&self, id: TypeId, name: &str) -> Option<(TypeId, &NavigationProperty)> {
        std::iter::once(id).chain(self.ancestors(id)).find_map(|owner| {
            let navigation = &self.structured(owner)?.navigation;
            let index = navigation.binary_search_by(|property| property.name.as_str().cmp(name)).ok()?;
            navigation.get(index).map(|property| (owner, property))
        })
    }

    /// The key, own or inherited; empty where there is none.
    #[must_use]
    pub fn key(&self, id: TypeId) -> &[KeyProperty] {
        let own_or_inherited = std::iter::once(id).chain(self.ancestors(id));
        own_or_inherited
            .filter_map(|owner| self.structured(owner).map(|ty| ty.key.as_slice()))
            .find(|key| !key.is_empty())
            .unwrap_or_default()
    }

    /// The operations that can be called on a type, or on a collection of it: those bound to it or
    /// to a type that it derives from. Where an overload is bound to both, the nearer one is given.
    #[must_use]
    pub fn bound_to(&self, id: TypeId, is_collection: bool) -> Vec<&Operation> {
        let lineage: Vec<TypeId> = std::iter::once(id).chain(self.ancestors(id)).collect();
        let distance = |operation: &Operation| {
            let binding = operation.binding().filter(|binding| binding.ty.is_collection == is_collection)?;
            let bound = binding.ty.named()?;
            lineage.iter().position(|ancestor| *ancestor == bound)
        };
        let mut found: Vec<(usize, &Operation)> = Vec::new();
        for operation in &self.operations {
            let Some(distance) = distance(operation) else { continue };
            let twin = found.iter_mut().find(|(_, known)| known.is_overridden_by(operation));
            match twin {
                Some(known) if known.0 > distance => *known = (distance, operation),
                Some(_) => {}
                None => found.push((distance, operation)),
            }
        }
        found.into_iter().map(|(_, operation)| operation).collect()
    }

    /// The unbound overloads of an operation.
    pub fn unbound(&self, name: &QualifiedName, kind: OperationKind) -> impl Iterator<Item = &Operation> {
        self.operations.iter().filter(move |op| !op.is_bound && op.kind == kind && op.name == *name)
    }

    /// A type reference as CSDL writes it, such as `Collection(Edm.String)`.
    #[must_use]
    pub fn type_text(&self, ty: &TypeReference) -> String {
        let item = match ty.item {
            ItemType::Primitive(primitive) => format!("Edm.{}", primitive.name()),
            ItemType::Named(id) => self.get(id).name.to_string(),
        };
        if ty.is_collection { format!("Collection({item})") } else { item }
    }

    /// An operation with its signature, such as `Ns.summary(Collection(Ns.run),Edm.Date)`: the text
    /// that tells overloads apart and that annotations' targets use.
    #[must_use]
    pub fn signature(&self, operation: &Operation) -> String {
        let types: Vec<String> = operation.parameters.iter().map(|parameter| self.type_text(&parameter.ty)).collect();
        format!("{}({})", operation.name, types.join(","))
    }
}

/// Each of a name once: in the place of the first, the last.
fn each_once<'s, T>(
    all: impl Iterator<Item = (TypeId, &'s T)>,
    name: impl Fn(&'s T) -> &'s str,
) -> Vec<(TypeId, &'s T)> {
    let mut found: Vec<(TypeId, &T)> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for one in all {
        let place = *places.entry(name(one.1)).or_insert(found.len());
        match found.get_mut(place) {
            Some(known) => *known = one,
            None => found.push(one),
        }
    }
    found
}
