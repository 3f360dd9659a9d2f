//! The plan: every Rust name, type, module and doc line decided. Emitting only lays it out.

use crate::names::NameLock;

use super::{final_states::EndPlan, permissions::PermissionsPlan};

/// A generated crate.
#[derive(Clone, Debug, Default)]
pub struct CratePlan {
    /// One module per API.
    pub apis: Vec<ApiPlan>,
    /// What is in scope and yet not emitted, with the reason.
    pub skipped: Vec<Skipped>,
    /// Whether there is a client; without it there are models alone.
    pub has_requests: bool,
    /// What all APIs of the crate share.
    pub service: ServicePlan,
    /// How deep the compiler must look into types that hold each other, where its own limit may not do.
    pub recursion_limit: Option<usize>,
    /// The names that are to be on record, so that nothing that is added takes them.
    pub names: NameLock,
}

/// What the client must know of the service.
#[derive(Clone, Debug, Default)]
pub struct ServicePlan {
    /// The client type's name, such as `GraphClient`.
    pub client: String,
    /// Whether keys are path segments, not in parentheses.
    pub key_as_segment: bool,
    /// Whether enum literals carry their type's name.
    pub qualified_enums: bool,
    /// How many requests the service takes in one batch, where it says.
    pub batch_limit: Option<u16>,
    /// The header in which the service takes an id that the client gives a request.
    pub request_id_header: Option<String>,
    /// Whether the parts of a batch name their URLs with a slash before them.
    pub rooted_batch_urls: bool,
    /// The preference that asks for members added to enumerations.
    pub enum_preference: Option<String>,
    /// The header of advanced queries, and its value.
    pub advanced_query_header: Option<(String, String)>,
    /// Named hosts: (constant, URL, docs).
    pub clouds: Vec<CloudPlan>,
}

/// A host of the service.
#[derive(Clone, Debug)]
pub struct CloudPlan {
    /// `US_GOVERNMENT_L4`.
    pub constant: String,
    /// The URL, without the API's own path.
    pub url: String,
    /// What it is.
    pub docs: Docs,
}

/// Something in scope that has no Rust item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The API it belongs to.
    pub api: String,
    /// Its name in the schema.
    pub what: String,
    /// Why it is not emitted.
    pub reason: String,
    /// Whether it is a request, and no type.
    pub is_request: bool,
}

/// One API version.
#[derive(Clone, Debug)]
pub struct ApiPlan {
    /// The name in the configuration, such as `v1.0`.
    pub name: String,
    /// Its module and feature, such as `v1_0`.
    pub module: String,
    /// The file it is generated from, relative to the crate.
    pub source: String,
    /// Where its service root is by default.
    pub base_url: String,
    /// The path below a cloud's host, such as `/v1.0`.
    pub base_path: String,
    /// The entry points of the client.
    pub roots: Vec<Method>,
    /// The root module's types and its child modules.
    pub root: ModulePlan,
    /// The table of documented permissions, where there are any.
    pub permissions: Option<PermissionsPlan>,
    /// Schema types and operations in scope.
    pub counts: Counts,
}

/// What was in scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Types of all kinds.
    pub types: usize,
    /// Overloads of actions and functions.
    pub operations: usize,
}

/// A module: a schema namespace.
#[derive(Clone, Debug, Default)]
pub struct ModulePlan {
    /// Its name; empty for an API's root.
    pub name: String,
    /// What it holds.
    pub docs: Docs,
    /// Its files, sorted by name.
    pub files: Vec<FilePlan>,
    /// The modules in it, sorted by name.
    pub children: Vec<ModulePlan>,
}

/// A file: one schema type and what belongs to it.
#[derive(Clone, Debug)]
pub struct FilePlan {
    /// Its module's name.
    pub name: String,
    /// The path of the module it stands in: `["v1_0", "identity_governance"]`.
    pub parent: Vec<String>,
    /// What it holds, in one line.
    pub docs: Docs,
    /// In the order they are printed.
    pub items: Vec<Item>,
}

/// Lines of documentation, ready to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs(pub Vec<String>);

/// Where a Rust type of the crate is declared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypePath {
    /// The public module: `["v1_0", "identity_governance"]`.
    pub module: Vec<String>,
    /// `TaskProcessingResult`.
    pub name: String,
}

/// One Rust item.
#[derive(Clone, Debug)]
pub enum Item {
    /// A model.
    Struct(StructPlan),
    /// The arguments of an action.
    Parameters(StructPlan),
    /// An enumeration.
    Enum(EnumPlan),
    /// A flags enumeration.
    Flags(EnumPlan),
    /// An enum over a type and its subtypes.
    Polymorphic(PolymorphicPlan),
    /// A type definition.
    Alias(AliasPlan),
    /// A request builder.
    Builder(BuilderPlan),
}

impl Item {
    /// The name it declares.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Struct(plan) | Self::Parameters(plan) => &plan.name,
            Self::Enum(plan) | Self::Flags(plan) => &plan.name,
            Self::Polymorphic(plan) => &plan.name,
            Self::Alias(plan) => &plan.name,
            Self::Builder(plan) => &plan.name,
        }
    }
}

/// A struct with a field per property.
#[derive(Clone, Debug)]
pub struct StructPlan {
    /// `TaskProcessingResult`.
    pub name: String,
    /// The schema's name for it; empty for an action's arguments.
    pub wire: String,
    /// What it is.
    pub docs: Docs,
    /// Its fields, key first, then by name; inherited ones included.
    pub fields: Vec<Field>,
    /// How it tells that a process has ended, where it is one.
    pub end: Option<EndPlan>,
    /// The types that it derives from.
    pub bases: Vec<TypePath>,
    /// What requests for it need besides.
    pub facts: Vec<TypeFact>,
}

/// What requests for a type need besides what the standard says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeFact {
    /// Its values hold an enumeration that members are added to.
    EvolvableEnums,
    /// Counting it takes an advanced query.
    AdvancedQueries,
}

/// A property, as a field and as a constant.
#[derive(Clone, Debug)]
pub struct Field {
    /// The property's name in JSON.
    pub wire: String,
    /// The field, not yet raw.
    pub name: String,
    /// The constant by which requests name it, where there are any.
    pub constant: Option<String>,
    /// What it holds.
    pub docs: Docs,
    /// The Rust type in the `Option`.
    pub ty: RustType,
    /// Whether it is a navigation property.
    pub is_navigation: bool,
    /// Whether it is part of the key.
    pub is_key: bool,
}

/// A Rust type, without the `Option` around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustType {
    /// The type of the value, or of each item.
    pub item: RustItem,
    /// Whether it is a `Vec`.
    pub is_collection: bool,
    /// Whether a single value is in a `Box`.
    pub is_boxed: bool,
}

/// A scalar or a type of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustItem {
    /// A primitive.
    Scalar(Scalar),
    /// A type definition over a primitive.
    Alias(Scalar, TypePath),
    /// An enumeration.
    Enum(TypePath),
    /// A flags enumeration.
    Flags(TypePath),
    /// A struct or a polymorphic enum.
    Object(TypePath),
}

impl RustItem {
    /// The type of the crate that it names.
    #[must_use]
    pub fn path(&self) -> Option<&TypePath> {
        match self {
            Self::Scalar(_) => None,
            Self::Alias(_, path) | Self::Enum(path) | Self::Flags(path) | Self::Object(path) => Some(path),
        }
    }
}

/// The Rust types that primitives become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named as the Edm type it stands for")]
pub enum Scalar {
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
    String,
    TimeOfDay,
    /// Kept as JSON: geography, geometry, streams, untyped values.
    Json,
}

/// An enumeration or flags enumeration.
#[derive(Clone, Debug)]
pub struct EnumPlan {
    /// `LifecycleWorkflowProcessingStatus`.
    pub name: String,
    /// The schema's name for it.
    pub wire: String,
    /// What it is.
    pub docs: Docs,
    /// Its members, in the schema's order.
    pub members: Vec<Member>,
    /// The variant for what is not known; `UnknownValue` unless a member has that name.
    pub unknown: String,
    /// What requests for it need besides.
    pub facts: Vec<TypeFact>,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name in JSON.
    pub wire: String,
    /// The variant, or for flags the constant.
    pub name: String,
    /// What it means.
    pub docs: Docs,
}

/// An enum over the concrete types that a declared type admits.
#[derive(Clone, Debug)]
pub struct PolymorphicPlan {
    /// `SubjectSet`, or `AnyUser` where the declared type is itself concrete.
    pub name: String,
    /// The declared type.
    pub wire: String,
    /// What it is.
    pub docs: Docs,
    /// A variant per concrete type.
    pub variants: Vec<Variant>,
    /// The variant for other types; `Unknown` unless a subtype has that name.
    pub unknown: String,
    /// Which variant is the declared type itself.
    pub declared: Option<usize>,
    /// The type whose constants queries use.
    pub owner: TypePath,
    /// The constants, where the enum is itself their owner.
    pub constants: Vec<Field>,
    /// The types that it derives from, where the enum stands for the type itself.
    pub bases: Vec<TypePath>,
    /// What requests for it need besides.
    pub facts: Vec<TypeFact>,
}

/// A variant of a polymorphic enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// `RuleBasedSubjectSet`.
    pub name: String,
    /// The subtype's name in the schema.
    pub wire: String,
    /// The struct it holds.
    pub ty: TypePath,
}

/// A type definition.
#[derive(Clone, Debug)]
pub struct AliasPlan {
    /// Its name.
    pub name: String,
    /// The schema's name for it.
    pub wire: String,
    /// What it is.
    pub docs: Docs,
    /// The primitive it stands for.
    pub scalar: Scalar,
}

/// A request builder.
#[derive(Clone, Debug)]
pub struct BuilderPlan {
    /// `WorkflowCollectionRequestBuilder`.
    pub name: String,
    /// What it is and where it stands.
    pub docs: Docs,
    /// Whether it is of a collection.
    pub is_collection: bool,
    /// Its methods: requests first, then look-ups by key, navigation, operations.
    pub methods: Vec<Method>,
}

/// A method of a request builder or of the client.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its name, not yet raw.
    pub name: String,
    /// What it does.
    pub docs: Docs,
    /// What it is.
    pub kind: MethodKind,
    /// The signature of the action or function that it calls.
    pub operation: Option<String>,
}

/// What a method does.
#[derive(Clone, Debug)]
pub enum MethodKind {
    /// `GET` of one.
    Get(TypePath),
    /// `GET` of one, until it has ended: the field that holds its state.
    WaitUntilEnded(TypePath, String),
    /// `GET` of many.
    List(TypePath),
    /// `GET` of many, and of what changes from then on.
    TrackChanges(TypePath),
    /// `POST` of a new one.
    Create(TypePath),
    /// `GET` of the number of many.
    Count(TypePath),
    /// `PATCH`.
    Update(TypePath),
    /// `PUT`.
    Replace(TypePath),
    /// Creating or updating under a key, and whether by `PUT`.
    Upsert(TypePath, bool),
    /// `DELETE`.
    Delete,
    /// A change of references between entities, or their list.
    Reference(ReferenceKind),
    /// To one by its key: the builder, the key's parts.
    ByKey(TypePath, Vec<Argument>),
    /// One segment further: the builder, the segment.
    Child(TypePath, String),
    /// A stream one segment further: a stream property, or `$value`.
    Stream(String),
    /// `POST` of a new media entity's content.
    CreateMedia(TypePath),
    /// To the same seen as a derived type: the builder, the type's full name.
    Cast(TypePath, String),
    /// A bound or unbound action: the segment, the arguments' struct, the result.
    Action(String, Option<TypePath>, Returns),
    /// A bound or unbound function: the segment, the arguments, the result.
    Function(String, Vec<Argument>, Returns),
}

/// What an operation gives.
#[derive(Clone, Debug)]
pub enum Returns {
    /// Nothing.
    Nothing,
    /// A value, or a page of them.
    Value(RustType),
    /// What has changed in a collection of it.
    Changes(RustType),
    /// Bytes.
    Stream,
}

/// What is done with references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// `POST` to a collection.
    Add,
    /// `DELETE` from a collection, naming the target.
    RemoveFrom,
    /// `GET` of a collection.
    List,
    /// `PUT` of a single one.
    Set,
    /// `DELETE` of the one that the path names.
    Remove,
}

/// A part of a key, or an argument of a function.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The name in the URL.
    pub wire: String,
    /// The Rust name, not yet raw.
    pub name: String,
    /// Its type.
    pub ty: RustType,
    /// Whether it may be left out.
    pub is_optional: bool,
}
