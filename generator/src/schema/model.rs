//! The resolved schema: what every later stage reads.
//!
//! Everything here is resolved and owned. Types refer to each other by [`TypeId`], so a look-up
//! cannot fail; names are the service's own spelling. Order is canonical (by kind, then by name), so
//! two documents that differ only in the order of their elements give the same schema.

use std::fmt;

use crate::diagnostic::Span;

/// A name as the service spells it, split at the namespace.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QualifiedName {
    /// Such as `microsoft.graph.identityGovernance`. An alias is never kept here.
    pub namespace: String,
    /// Such as `workflow`.
    pub name: String,
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.namespace, self.name)
    }
}

impl fmt::Debug for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Which type of a [`Schema`]: an index into [`Schema::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) u32);

/// A whole service: every type, operation and the container, resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// Sorted by namespace, kind (enum, definition, complex, entity) and name.
    pub types: Vec<SchemaType>,
    /// Bound and unbound actions and functions: by namespace, name, kind, then overload signature.
    pub operations: Vec<Operation>,
    /// Terms declared by the documents.
    pub terms: Vec<Term>,
    /// The entity container, extended containers merged in.
    pub container: Option<Container>,
    /// Namespaces that the documents declare, sorted, each with its alias, if any.
    pub namespaces: Vec<Namespace>,
    /// Annotations whose targets are understood but have no place above (a path below an entity set,
    /// an annotation of an annotation), by target, sorted.
    pub other_annotations: Vec<(String, Annotations)>,
}

/// A declared namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespace {
    /// The full name.
    pub name: String,
    /// The short name by which documents may call it.
    pub alias: Option<String>,
    /// Annotations on the schema itself.
    pub annotations: Annotations,
    /// Whether only documents that others refer to declare it, none that was given.
    pub is_referenced: bool,
}

/// A named type.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaType {
    /// Its full name.
    pub name: QualifiedName,
    /// What it is.
    pub kind: TypeKind,
    /// In-line, out-of-line and overlay annotations, merged.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// The four kinds of named types.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// An enumeration.
    Enum(EnumType),
    /// Another name for a primitive type, with facets.
    Definition(TypeDefinition),
    /// A structured type without identity.
    Complex(StructuredType),
    /// A structured type with identity.
    Entity(StructuredType),
}

/// An entity or complex type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StructuredType {
    /// What it inherits from; always of the same kind.
    pub base: Option<TypeId>,
    /// Whether no instance can be of exactly this type.
    pub is_abstract: bool,
    /// Whether instances may have undeclared properties.
    pub is_open: bool,
    /// Whether an entity is a media entity.
    pub has_stream: bool,
    /// The key declared here, in document order; empty where it is inherited or absent.
    pub key: Vec<KeyProperty>,
    /// Structural properties declared here, sorted by name. Inherited ones: [`Schema::properties`].
    pub properties: Vec<Property>,
    /// Navigation properties declared here, sorted by name.
    pub navigation: Vec<NavigationProperty>,
    /// The types directly derived from this one, sorted.
    pub derived: Vec<TypeId>,
    /// Annotations whose target names an inherited member through this type
    /// (`workflow/tasks`, where `tasks` is declared on a base type), by member, sorted.
    pub refinements: Vec<(String, Annotations)>,
}

/// A property that takes part in a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyProperty {
    /// A property, or a path to one through complex properties.
    pub path: String,
    /// The name by which a key predicate calls it, where the path is not a plain name.
    pub alias: Option<String>,
}

/// The type of a property, parameter or result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeReference {
    /// The type, or that of each item.
    pub item: ItemType,
    /// Whether it is a collection of them.
    pub is_collection: bool,
    /// Whether `null` is declared as possible (for a collection: as an item).
    pub nullable: bool,
    /// `MaxLength`, `Precision` and so on.
    pub facets: Facets,
}

/// A primitive or a named type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemType {
    /// A type of the `Edm` namespace.
    Primitive(Primitive),
    /// A type of the schema.
    Named(TypeId),
}

/// The types of the `Edm` namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named as in CSDL, section 3.3")]
pub enum Primitive {
    Binary,
    Boolean,
    Byte,
    Date,
    DateTimeOffset,
    Decimal,
    Double,
    Duration,
    Guid,
    Int16,
    Int32,
    Int64,
    SByte,
    Single,
    Stream,
    String,
    TimeOfDay,
    Geography,
    GeographyPoint,
    GeographyLineString,
    GeographyPolygon,
    GeographyMultiPoint,
    GeographyMultiLineString,
    GeographyMultiPolygon,
    GeographyCollection,
    Geometry,
    GeometryPoint,
    GeometryLineString,
    GeometryPolygon,
    GeometryMultiPoint,
    GeometryMultiLineString,
    GeometryMultiPolygon,
    GeometryCollection,
    /// `Edm.PrimitiveType`: any primitive value.
    PrimitiveType,
    /// `Edm.ComplexType`: any complex value.
    ComplexType,
    /// `Edm.EntityType`: any entity.
    EntityType,
    /// `Edm.Untyped`: any value.
    Untyped,
    /// `Edm.AnnotationPath`, `Edm.PropertyPath` and the like, which only terms may have.
    Path,
}

/// Facets, as they are written; absent where the document does not give them, or gives the default of CSDL XML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as in CSDL, section 7.2")]
pub struct Facets {
    pub max_length: Option<String>,
    pub precision: Option<u32>,
    pub scale: Option<String>,
    pub srid: Option<String>,
    pub unicode: Option<bool>,
    pub default_value: Option<String>,
}

/// A structural property.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The service's name for it.
    pub name: String,
    /// Its type.
    pub ty: TypeReference,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// A navigation property.
#[derive(Clone, Debug, PartialEq)]
pub struct NavigationProperty {
    /// The service's name for it.
    pub name: String,
    /// The type it leads to (an entity type of this schema, or `Edm.EntityType`).
    pub ty: TypeReference,
    /// Whether its targets live inside their parent.
    pub contains_target: bool,
    /// The navigation property that leads back.
    pub partner: Option<String>,
    /// Pairs of (dependent property, principal property).
    pub referential_constraints: Vec<(String, String)>,
    /// What happens to dependents: `Cascade`, `None`, `SetNull`, `SetDefault`.
    pub on_delete: Option<String>,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// An enumeration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnumType {
    /// Whether a value may be several members at once.
    pub is_flags: bool,
    /// The integer type that holds it, where it is not `Edm.Int32`.
    pub underlying: Option<Primitive>,
    /// In document order of values: sorted by value, then name.
    pub members: Vec<EnumMember>,
}

/// A member of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumMember {
    /// The service's name for it.
    pub name: String,
    /// Its number; given or counted.
    pub value: i64,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// A type definition.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDefinition {
    /// The primitive type it names anew.
    pub underlying: Primitive,
    /// Its facets.
    pub facets: Facets,
}

/// Action or function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationKind {
    /// May have side effects: `POST`.
    Action,
    /// Has none, always returns something: `GET`.
    Function,
}

/// One overload of an action or function.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its full name.
    pub name: QualifiedName,
    /// What it is.
    pub kind: OperationKind,
    /// Whether the first parameter is what it is called on.
    pub is_bound: bool,
    /// Whether more path may follow a function.
    pub is_composable: bool,
    /// The set that results belong to, as a path from the binding parameter.
    pub entity_set_path: Option<String>,
    /// All parameters, the binding one first, in order.
    pub parameters: Vec<Parameter>,
    /// What comes back.
    pub result: Option<TypeReference>,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Annotations on `$ReturnType`.
    pub result_annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

impl Operation {
    /// The parameter it is bound to.
    #[must_use]
    pub fn binding(&self) -> Option<&Parameter> {
        self.parameters.first().filter(|_| self.is_bound)
    }

    /// The parameters that a caller gives: all but the binding one.
    #[must_use]
    pub fn arguments(&self) -> &[Parameter] {
        self.parameters.get(usize::from(self.is_bound)..).unwrap_or_default()
    }
}

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The service's name for it.
    pub name: String,
    /// Its type.
    pub ty: TypeReference,
    /// Whether it may be left out (`Core.OptionalParameter`).
    pub is_optional: bool,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// A declared term.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its full name.
    pub name: QualifiedName,
    /// The type of its values.
    pub ty: TypeReference,
    /// The term it specialises.
    pub base: Option<String>,
    /// What it may be put on; empty for anything.
    pub applies_to: Vec<String>,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// The entity container.
#[derive(Clone, Debug, PartialEq)]
pub struct Container {
    /// Its full name.
    pub name: QualifiedName,
    /// Entity sets, sorted by name.
    pub entity_sets: Vec<EntitySet>,
    /// Singletons, sorted by name.
    pub singletons: Vec<Singleton>,
    /// Imports of unbound actions and functions, sorted by name.
    pub imports: Vec<OperationImport>,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// An entity set.
#[derive(Clone, Debug, PartialEq)]
pub struct EntitySet {
    /// Its name, the first segment of its path.
    pub name: String,
    /// The type of its entities.
    pub entity_type: TypeId,
    /// Whether the service document lists it (`IncludeInServiceDocument`; default true).
    pub in_service_document: bool,
    /// Where its entities' navigation leads, sorted by path.
    pub bindings: Vec<Binding>,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// A singleton.
#[derive(Clone, Debug, PartialEq)]
pub struct Singleton {
    /// Its name, the first segment of its path.
    pub name: String,
    /// The type of the entity.
    pub entity_type: TypeId,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Where its navigation leads, sorted by path.
    pub bindings: Vec<Binding>,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// A navigation property binding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// From the set's entity, over navigation properties, type casts and complex properties.
    pub path: String,
    /// The set or singleton, or a path below one.
    pub target: String,
}

/// An import that makes unbound operations callable.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationImport {
    /// Its name, the first segment of its path.
    pub name: String,
    /// Which kind it imports.
    pub kind: OperationKind,
    /// The operations' full name; all unbound overloads of it (for a function) are callable.
    pub operation: QualifiedName,
    /// The set that results belong to.
    pub entity_set: Option<String>,
    /// Whether the service document lists it (functions only; default false).
    pub in_service_document: bool,
    /// Annotations on it.
    pub annotations: Annotations,
    /// Where it is declared.
    pub span: Span,
}

/// Annotations of one target, sorted by term, then qualifier. Terms are full names, no aliases.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Annotations(pub Vec<Annotation>);

/// One annotation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Annotation {
    /// The term's full name, such as `Org.OData.Core.V1.Description`.
    pub term: String,
    /// Tells annotations of one term apart.
    pub qualifier: Option<String>,
    /// What it says; `None` means the term's default (for a tagging term: true).
    pub value: Option<Expression>,
    /// Annotations on the annotation.
    pub annotations: Annotations,
}

/// The value of an annotation (CSDL, section 14.3 and 14.4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expression {
    /// A constant whose text is kept: the kind (`String`, `Bool`, `Int`, `Date`, ...) and the text.
    Constant(ConstantKind, String),
    /// One or more enumeration members, full names: `Ns.Type/Member`, blank separated in the source.
    EnumMembers(Vec<String>),
    /// A path: the kind (`Path`, `PropertyPath`, `NavigationPropertyPath`, ...) and the text.
    Path(PathKind, String),
    /// A collection.
    Collection(Vec<Expression>),
    /// A record, with its type where given, and its properties, sorted by name.
    Record(Record),
    /// Anything else (`Apply`, `If`, `Cast`, `And`, ...): element name, attributes, children.
    Dynamic(DynamicExpression),
    /// `null`.
    Null,
}

/// A record expression.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// The type's full name.
    pub ty: Option<String>,
    /// Sorted by property.
    pub properties: Vec<PropertyValue>,
    /// Annotations on the record.
    pub annotations: Annotations,
}

/// A property of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PropertyValue {
    /// The property's name.
    pub property: String,
    /// Its value; `None` where the document gives none.
    pub value: Option<Expression>,
    /// Annotations on the property value.
    pub annotations: Annotations,
}

/// A dynamic expression that code generation does not evaluate, kept whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DynamicExpression {
    /// The element's name.
    pub element: String,
    /// Its attributes, sorted by name.
    pub attributes: Vec<(String, String)>,
    /// Operands, in order.
    pub operands: Vec<Expression>,
    /// Annotations on the expression.
    pub annotations: Annotations,
}

/// The kinds of constant expressions, named as in CSDL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named as in CSDL, section 14.3")]
pub enum ConstantKind {
    Binary,
    Bool,
    Date,
    DateTimeOffset,
    Decimal,
    Duration,
    Float,
    Guid,
    Int,
    String,
    TimeOfDay,
}

/// The kinds of path expressions, named as in CSDL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named as in CSDL, section 14.4.1")]
pub enum PathKind {
    AnnotationPath,
    ModelElementPath,
    NavigationPropertyPath,
    Path,
    PropertyPath,
}
