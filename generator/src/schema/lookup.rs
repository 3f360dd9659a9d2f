//! Questions to a schema.

use super::{
    Annotation, Annotations, Facets, ItemType, KeyProperty, NavigationProperty, Operation, OperationKind, Primitive,
    Property, QualifiedName, Schema, SchemaType, StructuredType, TypeId, TypeKind, TypeReference,
};

impl QualifiedName {
    /// A name of a namespace.
    pub fn new(namespace: impl Into<String>, name: impl Into<String>) -> Self {
        Self { namespace: namespace.into(), name: name.into() }
    }

    /// Splits a full name at its last dot.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.rsplit_once('.').map(|(namespace, name)| Self::new(namespace, name))
    }
}

impl TypeId {
    /// The place in [`Schema::types`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl Primitive {
    /// Each with its name in the `Edm` namespace. The four kinds of paths share one variant.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("Binary", Self::Binary),
        ("Boolean", Self::Boolean),
        ("Byte", Self::Byte),
        ("Date", Self::Date),
        ("DateTimeOffset", Self::DateTimeOffset),
        ("Decimal", Self::Decimal),
        ("Double", Self::Double),
        ("Duration", Self::Duration),
        ("Guid", Self::Guid),
        ("Int16", Self::Int16),
        ("Int32", Self::Int32),
        ("Int64", Self::Int64),
        ("SByte", Self::SByte),
        ("Single", Self::Single),
        ("Stream", Self::Stream),
        ("String", Self::String),
        ("TimeOfDay", Self::TimeOfDay),
        ("Geography", Self::Geography),
        ("GeographyPoint", Self::GeographyPoint),
        ("GeographyLineString", Self::GeographyLineString),
        ("GeographyPolygon", Self::GeographyPolygon),
        ("GeographyMultiPoint", Self::GeographyMultiPoint),
        ("GeographyMultiLineString", Self::GeographyMultiLineString),
        ("GeographyMultiPolygon", Self::GeographyMultiPolygon),
        ("GeographyCollection", Self::GeographyCollection),
        ("Geometry", Self::Geometry),
        ("GeometryPoint", Self::GeometryPoint),
        ("GeometryLineString", Self::GeometryLineString),
        ("GeometryPolygon", Self::GeometryPolygon),
        ("GeometryMultiPoint", Self::GeometryMultiPoint),
        ("GeometryMultiLineString", Self::GeometryMultiLineString),
        ("GeometryMultiPolygon", Self::GeometryMultiPolygon),
        ("GeometryCollection", Self::GeometryCollection),
        ("PrimitiveType", Self::PrimitiveType),
        ("ComplexType", Self::ComplexType),
        ("EntityType", Self::EntityType),
        ("Untyped", Self::Untyped),
        ("AnyPropertyPath", Self::Path),
        ("AnnotationPath", Self::Path),
        ("ModelElementPath", Self::Path),
        ("NavigationPropertyPath", Self::Path),
        ("PropertyPath", Self::Path),
    ];

    /// The type of a name without `Edm.`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, primitive)| *primitive)
    }

    /// The name without `Edm.`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, primitive)| *primitive == self).map_or("Untyped", |(name, _)| name)
    }
}

impl SchemaType {
    /// What it is as a structured type, if it is one.
    #[must_use]
    pub fn structured(&self) -> Option<&StructuredType> {
        match &self.kind {
            TypeKind::Complex(structured) | TypeKind::Entity(structured) => Some(structured),
            TypeKind::Enum(_) | TypeKind::Definition(_) => None,
        }
    }

    pub(crate) fn structured_mut(&mut self) -> Option<&mut StructuredType> {
        match &mut self.kind {
            TypeKind::Complex(structured) | TypeKind::Entity(structured) => Some(structured),
            TypeKind::Enum(_) | TypeKind::Definition(_) => None,
        }
    }

    /// Whether it is an entity type.
    #[must_use]
    pub fn is_entity(&self) -> bool {
        matches!(self.kind, TypeKind::Entity(_))
    }

    /// Whether it is a complex type.
    #[must_use]
    pub fn is_complex(&self) -> bool {
        matches!(self.kind, TypeKind::Complex(_))
    }
}

impl TypeReference {
    /// The type of the schema that it names, if it is none of `Edm`.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self.item {
            ItemType::Named(id) => Some(id),
            ItemType::Primitive(_) => None,
        }
    }
}

impl Facets {
    /// Whether none is given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Annotations {
    /// The annotation of a term and qualifier.
    #[must_use]
    pub fn get(&self, term: &str, qualifier: Option<&str>) -> Option<&Annotation> {
        self.position(term, qualifier).ok().and_then(|index| self.0.get(index))
    }

    /// Where an annotation is, or belongs.
    pub(crate) fn position(&self, term: &str, qualifier: Option<&str>) -> Result<usize, usize> {
        self.0.binary_search_by(|known| {
            known.term.as_str().cmp(term).then_with(|| known.qualifier.as_deref().cmp(&qualifier))
        })
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The annotations, by term and qualifier.
    pub fn iter(&self) -> impl Iterator<Item = &Annotation> {
        self.0.iter()
    }
}

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
        let mut found: Vec<(TypeId, &Property)> = Vec::new();
        for owner in self.lineage(id) {
            for property in self.structured(owner).into_iter().flat_map(|ty| &ty.properties) {
                match found.iter_mut().find(|(_, known)| known.name == property.name) {
                    Some(known) => *known = (owner, property),
                    None => found.push((owner, property)),
                }
            }
        }
        found
    }

    /// The navigation properties, inherited ones first, each once, with the type that declares it.
    #[must_use]
    pub fn navigation(&self, id: TypeId) -> Vec<(TypeId, &NavigationProperty)> {
        let mut found: Vec<(TypeId, &NavigationProperty)> = Vec::new();
        for owner in self.lineage(id) {
            for property in self.structured(owner).into_iter().flat_map(|ty| &ty.navigation) {
                match found.iter_mut().find(|(_, known)| known.name == property.name) {
                    Some(known) => *known = (owner, property),
                    None => found.push((owner, property)),
                }
            }
        }
        found
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

impl SchemaType {
    /// The place of the kind in the order of types.
    pub(crate) fn rank(&self) -> u8 {
        match self.kind {
            TypeKind::Enum(_) => 0,
            TypeKind::Definition(_) => 1,
            TypeKind::Complex(_) => 2,
            TypeKind::Entity(_) => 3,
        }
    }
}

impl Operation {
    /// Whether another operation is the same but for its binding type.
    fn is_overridden_by(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.name == other.name
            && self.arguments().len() == other.arguments().len()
            && self.arguments().iter().zip(other.arguments()).all(|(a, b)| a.name == b.name && a.ty == b.ty)
    }
}
