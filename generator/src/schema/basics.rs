//! Questions to the parts of a schema.

use super::{
    Annotation, Annotations, Facets, ItemType, Operation, Primitive, QualifiedName, SchemaType, StructuredType, TypeId,
    TypeKind, TypeReference,
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
    /// The place in [`Schema::types`](super::Schema::types).
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
        // The first letter tells most names apart without comparing them.
        let first = name.as_bytes().first();
        let is_it = |known: &str| known.as_bytes().first() == first && known == name;
        Self::NAMES.iter().find(|(known, _)| is_it(known)).map(|(_, primitive)| *primitive)
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
    pub(crate) fn is_overridden_by(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.name == other.name
            && self.arguments().len() == other.arguments().len()
            && self.arguments().iter().zip(other.arguments()).all(|(a, b)| a.name == b.name && a.ty == b.ty)
    }
}
