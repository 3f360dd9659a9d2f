//! What a CSDL document says: names as they are written, unresolved, each with its place.

use std::borrow::Cow;

pub use crate::schema::{ConstantKind, OperationKind, PathKind};

use crate::diagnostic::{SourceId, Span};

/// A piece of text and its place. Borrowed from the source unless it holds references such as
/// `&amp;`.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The text, references replaced.
    pub value: Cow<'a, str>,
    /// Its place.
    pub span: Span,
}

impl Text<'_> {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CSDL XML, where each constant says what it is.
    Xml,
    /// CSDL JSON, where dates, paths and members of enumerations are strings.
    Json,
}

/// One document.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Its file.
    pub source: SourceId,
    /// How it is written.
    pub format: Format,
    /// `4.0`, `4.01` or a later 4.x.
    pub version: Cow<'a, str>,
    /// Other documents that it refers to.
    pub references: Vec<Reference<'a>>,
    /// Its schemas.
    pub schemas: Vec<Schema<'a>>,
    /// The full name of the service's container, which only CSDL JSON tells.
    pub entity_container: Option<Text<'a>>,
    /// The place of its root element's name.
    pub span: Span,
}

/// An `edmx:Reference`.
#[derive(Clone, Debug)]
pub struct Reference<'a> {
    /// Where the other document is.
    pub uri: Text<'a>,
    /// The namespaces that are taken from it.
    pub includes: Vec<Include<'a>>,
    /// The annotations that are taken from it.
    pub include_annotations: Vec<IncludeAnnotations<'a>>,
    /// Annotations on the reference.
    pub annotations: Vec<Annotation<'a>>,
}

/// An `edmx:Include`.
#[derive(Clone, Debug)]
pub struct Include<'a> {
    /// The namespace.
    pub namespace: Text<'a>,
    /// The short name for it in this document.
    pub alias: Option<Text<'a>>,
    /// Annotations on the inclusion.
    pub annotations: Vec<Annotation<'a>>,
}

/// An `edmx:IncludeAnnotations`.
#[derive(Clone, Debug)]
pub struct IncludeAnnotations<'a> {
    /// The namespace of the terms.
    pub term_namespace: Text<'a>,
    /// The qualifier that they must have.
    pub qualifier: Option<Text<'a>>,
    /// The namespace of the targets.
    pub target_namespace: Option<Text<'a>>,
}

/// A schema.
#[derive(Clone, Debug)]
pub struct Schema<'a> {
    /// Its namespace.
    pub namespace: Text<'a>,
    /// The short name for it in this document.
    pub alias: Option<Text<'a>>,
    /// Enumerations.
    pub enums: Vec<EnumType<'a>>,
    /// Type definitions.
    pub definitions: Vec<TypeDefinition<'a>>,
    /// Complex types.
    pub complex_types: Vec<StructuredType<'a>>,
    /// Entity types.
    pub entity_types: Vec<StructuredType<'a>>,
    /// Actions and functions.
    pub operations: Vec<Operation<'a>>,
    /// Terms.
    pub terms: Vec<Term<'a>>,
    /// Entity containers.
    pub containers: Vec<Container<'a>>,
    /// Annotations that name their target.
    pub targets: Vec<Annotations<'a>>,
    /// Annotations on the schema itself.
    pub annotations: Vec<Annotation<'a>>,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct EnumType<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// The type of its numbers.
    pub underlying: Option<Text<'a>>,
    /// Whether a value may be several members.
    pub is_flags: bool,
    /// Its members.
    pub members: Vec<Member<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its number, where one is given.
    pub value: Option<i64>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A type definition.
#[derive(Clone, Debug)]
pub struct TypeDefinition<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// The primitive type.
    pub underlying: Text<'a>,
    /// Its facets.
    pub facets: Option<Box<Facets<'a>>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// An entity or complex type.
#[derive(Clone, Debug)]
pub struct StructuredType<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// What it derives from.
    pub base: Option<Text<'a>>,
    /// `Abstract`.
    pub is_abstract: bool,
    /// `OpenType`.
    pub is_open: bool,
    /// `HasStream`.
    pub has_stream: bool,
    /// Its key.
    pub key: Option<Key<'a>>,
    /// Structural properties.
    pub properties: Vec<Property<'a>>,
    /// Navigation properties.
    pub navigation: Vec<NavigationProperty<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// The key of an entity type.
#[derive(Clone, Debug)]
pub struct Key<'a> {
    /// Its properties.
    pub properties: Vec<PropertyRef<'a>>,
    /// Its place.
    pub span: Span,
}

/// A property of a key.
#[derive(Clone, Debug)]
pub struct PropertyRef<'a> {
    /// A property or a path to one.
    pub name: Text<'a>,
    /// What key predicates call it.
    pub alias: Option<Text<'a>>,
}

/// The type of a property, parameter or result, unresolved.
#[derive(Clone, Debug)]
pub struct TypeUse<'a> {
    /// The name, without `Collection()`.
    pub name: Text<'a>,
    /// Whether it stood in `Collection()`.
    pub is_collection: bool,
    /// `Nullable`, where given.
    pub nullable: Option<bool>,
    /// Facets, where any is given.
    pub facets: Option<Box<Facets<'a>>>,
}

/// Facets but `Nullable`, as they are written, checked.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "each is named as in CSDL, section 7.2")]
pub struct Facets<'a> {
    pub max_length: Option<Text<'a>>,
    pub precision: Option<u32>,
    pub scale: Option<Text<'a>>,
    pub srid: Option<Text<'a>>,
    pub unicode: Option<bool>,
    pub default_value: Option<Text<'a>>,
}

/// A structural property.
#[derive(Clone, Debug)]
pub struct Property<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its type.
    pub ty: TypeUse<'a>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A navigation property.
#[derive(Clone, Debug)]
pub struct NavigationProperty<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its type.
    pub ty: TypeUse<'a>,
    /// `Partner`.
    pub partner: Option<Text<'a>>,
    /// `ContainsTarget`.
    pub contains_target: bool,
    /// Referential constraints.
    pub constraints: Vec<ReferentialConstraint<'a>>,
    /// `OnDelete`.
    pub on_delete: Option<OnDelete<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A referential constraint.
#[derive(Clone, Debug)]
pub struct ReferentialConstraint<'a> {
    /// The dependent property.
    pub property: Text<'a>,
    /// The principal property.
    pub referenced: Text<'a>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// What happens when the other end is deleted.
#[derive(Clone, Debug)]
pub struct OnDelete<'a> {
    /// `Cascade`, `None`, `SetNull` or `SetDefault`.
    pub action: Text<'a>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// An action or function.
#[derive(Clone, Debug)]
pub struct Operation<'a> {
    /// Which of them.
    pub kind: OperationKind,
    /// Its name.
    pub name: Text<'a>,
    /// `IsBound`.
    pub is_bound: bool,
    /// `IsComposable`.
    pub is_composable: bool,
    /// `EntitySetPath`.
    pub entity_set_path: Option<Text<'a>>,
    /// Its parameters.
    pub parameters: Vec<Parameter<'a>>,
    /// Its result.
    pub result: Option<ReturnType<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its type.
    pub ty: TypeUse<'a>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A result.
#[derive(Clone, Debug)]
pub struct ReturnType<'a> {
    /// Its type.
    pub ty: TypeUse<'a>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A term.
#[derive(Clone, Debug)]
pub struct Term<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its type.
    pub ty: TypeUse<'a>,
    /// `BaseTerm`.
    pub base: Option<Text<'a>>,
    /// `AppliesTo`, a list.
    pub applies_to: Option<Text<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// An entity container.
#[derive(Clone, Debug)]
pub struct Container<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// The container whose children it takes over.
    pub extends: Option<Text<'a>>,
    /// Entity sets.
    pub entity_sets: Vec<EntitySet<'a>>,
    /// Singletons.
    pub singletons: Vec<Singleton<'a>>,
    /// Imports of actions and functions.
    pub imports: Vec<Import<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// An entity set.
#[derive(Clone, Debug)]
pub struct EntitySet<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// `EntityType`.
    pub entity_type: Text<'a>,
    /// `IncludeInServiceDocument`.
    pub in_service_document: Option<bool>,
    /// Navigation property bindings.
    pub bindings: Vec<Binding<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A singleton.
#[derive(Clone, Debug)]
pub struct Singleton<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// `Type`.
    pub entity_type: Text<'a>,
    /// `Nullable`.
    pub nullable: bool,
    /// Navigation property bindings.
    pub bindings: Vec<Binding<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A navigation property binding.
#[derive(Clone, Debug)]
pub struct Binding<'a> {
    /// `Path`.
    pub path: Text<'a>,
    /// `Target`.
    pub target: Text<'a>,
}

/// An import of an action or function.
#[derive(Clone, Debug)]
pub struct Import<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Which of them.
    pub kind: OperationKind,
    /// The operation's name.
    pub operation: Text<'a>,
    /// `EntitySet`.
    pub entity_set: Option<Text<'a>>,
    /// `IncludeInServiceDocument`.
    pub in_service_document: Option<bool>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// Annotations that name their target.
#[derive(Clone, Debug)]
pub struct Annotations<'a> {
    /// What they are on.
    pub target: Text<'a>,
    /// The qualifier of all of them.
    pub qualifier: Option<Text<'a>>,
    /// The annotations.
    pub annotations: Vec<Annotation<'a>>,
}

/// An annotation.
#[derive(Clone, Debug)]
pub struct Annotation<'a> {
    /// Its term.
    pub term: Text<'a>,
    /// Its qualifier.
    pub qualifier: Option<Text<'a>>,
    /// Its value.
    pub value: Option<Expression<'a>>,
    /// Annotations on the annotation.
    pub annotations: Vec<Annotation<'a>>,
}

/// The value of an annotation.
#[derive(Clone, Debug)]
pub enum Expression<'a> {
    /// A constant.
    Constant(ConstantKind, Text<'a>),
    /// Members of an enumeration, blank separated.
    EnumMembers(Text<'a>),
    /// A path.
    Path(PathKind, Text<'a>),
    /// A collection.
    Collection(Vec<Expression<'a>>),
    /// A record.
    Record(Box<Record<'a>>),
    /// Any other expression.
    Dynamic(Box<DynamicExpression<'a>>),
    /// `null`.
    Null,
}

/// A record.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// Its type.
    pub ty: Option<Text<'a>>,
    /// Its properties.
    pub properties: Vec<PropertyValue<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// A property of a record.
#[derive(Clone, Debug)]
pub struct PropertyValue<'a> {
    /// Its name.
    pub property: Text<'a>,
    /// Its value.
    pub value: Option<Expression<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}

/// An expression that is not evaluated here.
#[derive(Clone, Debug)]
pub struct DynamicExpression<'a> {
    /// The element's name.
    pub element: &'a str,
    /// Its attributes but those that are operands.
    pub attributes: Vec<(&'a str, Text<'a>)>,
    /// Its operands.
    pub operands: Vec<Expression<'a>>,
    /// Annotations on it.
    pub annotations: Vec<Annotation<'a>>,
}
