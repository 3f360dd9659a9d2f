//! Types: declared, sorted, resolved.

use crate::csdl::Document;
use crate::csdl::document as written;
use crate::diagnostic::{Code, Diagnostics, Span};

use super::build::{Context, Kind, facets};
use super::expressions::in_line;
use super::names::{Found, Names};
use super::{
    ItemType, KeyProperty, NavigationProperty, Primitive, Property, QualifiedName, SchemaType, StructuredType,
    TypeDefinition, TypeId, TypeKind, TypeReference,
};
use super::{enumerations, inheritance};

/// A type as it stands in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared<'d, 'a> {
    namespace: &'d str,
    name: &'d written::Text<'a>,
    document: usize,
    element: Element<'d, 'a>,
}

#[derive(Clone, Copy, Debug)]
enum Element<'d, 'a> {
    Enum(&'d written::EnumType<'a>),
    Definition(&'d written::TypeDefinition<'a>),
    Complex(&'d written::StructuredType<'a>),
    Entity(&'d written::StructuredType<'a>),
}

impl<'d, 'a> Declared<'d, 'a> {
    /// The number of its document.
    pub(super) fn document(&self) -> usize {
        self.document
    }

    /// Its full name.
    pub(super) fn full_name(&self) -> String {
        format!("{}.{}", self.namespace, self.name.value)
    }

    /// It as an entity or complex type, if it is one.
    pub(super) fn structured(&self) -> Option<&'d written::StructuredType<'a>> {
        match self.element {
            Element::Complex(ty) | Element::Entity(ty) => Some(ty),
            Element::Enum(_) | Element::Definition(_) => None,
        }
    }

    /// It as an enumeration, if it is one.
    pub(super) fn enumeration(&self) -> Option<&'d written::EnumType<'a>> {
        if let Element::Enum(ty) = self.element { Some(ty) } else { None }
    }

    /// It as a type definition, if it is one.
    pub(super) fn definition(&self) -> Option<&'d written::TypeDefinition<'a>> {
        if let Element::Definition(ty) = self.element { Some(ty) } else { None }
    }

    /// What it is.
    pub(super) fn kind(&self) -> Kind {
        match self.element {
            Element::Enum(_) => Kind::Enum,
            Element::Definition(_) => Kind::Definition,
            Element::Complex(_) => Kind::Complex,
            Element::Entity(_) => Kind::Entity,
        }
    }
}

/// Collects the types of all documents in canonical order and makes their names known. The second
/// type of a name is an error.
pub(super) fn declare<'d, 'a>(
    documents: &'d [Document<'a>],
    names: &mut Names<'d>,
    diagnostics: &mut Diagnostics,
) -> Vec<Declared<'d, 'a>> {
    let mut all = Vec::new();
    for (document, schema) in each_schema(documents) {
        let namespace = schema.namespace.as_str();
        let one = |name, element| Declared { namespace, name, document, element };
        all.extend(schema.enums.iter().map(|ty| one(&ty.name, Element::Enum(ty))));
        all.extend(schema.definitions.iter().map(|ty| one(&ty.name, Element::Definition(ty))));
        all.extend(schema.complex_types.iter().map(|ty| one(&ty.name, Element::Complex(ty))));
        all.extend(schema.entity_types.iter().map(|ty| one(&ty.name, Element::Entity(ty))));
    }
    all.sort_by(|a, b| {
        let key = |d: &Declared<'d, 'a>| (d.namespace, d.kind(), d.name.as_str());
        key(a).cmp(&key(b)).then_with(|| a.name.span.cmp(&b.name.span))
    });
    let mut kept: Vec<Declared<'d, 'a>> = Vec::with_capacity(all.len());
    for declared in all {
        match names.add_type(declared.namespace, declared.name.as_str(), TypeId::from_index(kept.len())) {
            None => kept.push(declared),
            Some(first) => {
                let kind = kept.get(first.index()).map_or("a type", |first| first.kind().text());
                let message = format!("`{}` is declared already, as {kind}", declared.name.value);
                diagnostics.error(Code::Duplicate, declared.name.span, message);
            }
        }
    }
    kept
}

/// Each schema with the number of its document.
pub(super) fn each_schema<'d, 'a>(
    documents: &'d [Document<'a>],
) -> impl Iterator<Item = (usize, &'d written::Schema<'a>)> {
    documents
        .iter()
        .enumerate()
        .flat_map(|(index, document)| document.schemas.iter().map(move |schema| (index, schema)))
}

/// Resolves the declared types.
pub(super) fn build(declared: &[Declared<'_, '_>], context: &mut Context<'_, '_>) -> Vec<SchemaType> {
    let mut types: Vec<SchemaType> = context.each(declared, schema_type);
    inheritance::cut_cycles(&mut types, context.diagnostics);
    inheritance::link_derived(&mut types);
    types
}

fn schema_type(declared: &Declared<'_, '_>, context: &mut Context<'_, '_>) -> SchemaType {
    context.document = declared.document;
    let (kind, annotations) = match declared.element {
        Element::Enum(ty) => (TypeKind::Enum(enumerations::enum_type(ty, context)), &ty.annotations),
        Element::Definition(ty) => (TypeKind::Definition(definition(ty, context)), &ty.annotations),
        Element::Complex(ty) => (TypeKind::Complex(structured(ty, Kind::Complex, context)), &ty.annotations),
        Element::Entity(ty) => (TypeKind::Entity(structured(ty, Kind::Entity, context)), &ty.annotations),
    };
    SchemaType {
        name: QualifiedName::new(declared.namespace, declared.name.as_str()),
        kind,
        annotations: in_line(annotations, context),
        span: declared.name.span,
    }
}

fn definition(ty: &written::TypeDefinition<'_>, context: &mut Context<'_, '_>) -> TypeDefinition {
    let underlying = match context.find(&ty.underlying) {
        Found::Type(_)
        | Found::Primitive(
            Primitive::ComplexType | Primitive::EntityType | Primitive::PrimitiveType | Primitive::Untyped,
        ) => {
            let message = format!("`{}` is no primitive type", ty.underlying.value);
            context.diagnostics.error(Code::WrongKind, ty.underlying.span, message);
            Primitive::Untyped
        }
        Found::Primitive(primitive) => {
            if let Some(written) = &ty.facets {
                super::facets::check(primitive, written, ty.underlying.span, context.diagnostics);
            }
            primitive
        }
        Found::NotLoaded | Found::Nothing => Primitive::Untyped,
    };
    TypeDefinition { underlying, facets: facets(ty.facets.as_deref(), ItemType::Primitive(underlying)) }
}

fn structured(ty: &written::StructuredType<'_>, kind: Kind, context: &mut Context<'_, '_>) -> StructuredType {
    report_doubles(ty, context.diagnostics);
    let mut properties: Vec<Property> = Vec::with_capacity(ty.properties.len());
    properties.extend(ty.properties.iter().filter_map(|property| structural(property, context)));
    let mut navigation: Vec<NavigationProperty> = Vec::with_capacity(ty.navigation.len());
    navigation.extend(ty.navigation.iter().filter_map(|property| navigational(property, context)));
    properties.sort_by(|a, b| a.name.cmp(&b.name));
    navigation.sort_by(|a, b| a.name.cmp(&b.name));
    let (base, base_is_unknown) = base(ty, kind, context);
    StructuredType {
        base,
        is_abstract: ty.is_abstract,
        // What an unknown base brings must not be lost: its properties are taken as undeclared ones.
        is_open: ty.is_open || base_is_unknown,
        has_stream: ty.has_stream,
        key: ty.key.iter().flat_map(|key| &key.properties).map(key_property).collect(),
        properties,
        navigation,
        derived: Vec::new(),
        refinements: Vec::new(),
    }
}

/// Reports properties of one name.
fn report_doubles(ty: &written::StructuredType<'_>, diagnostics: &mut Diagnostics) {
    let properties = ty.properties.iter().map(|property| &property.name);
    let mut names: Vec<&written::Text<'_>> =
        properties.chain(ty.navigation.iter().map(|property| &property.name)).collect();
    names.sort_by_key(|name| (name.as_str(), name.span));
    for pair in names.windows(2) {
        if let [first, second] = pair
            && first.value == second.value
        {
            let message = format!("the property `{}` stands twice in `{}`", second.value, ty.name.value);
            diagnostics.error(Code::Duplicate, second.span, message);
        }
    }
}

fn key_property(written: &written::PropertyRef<'_>) -> KeyProperty {
    KeyProperty {
        path: written.name.value.trim().to_owned(),
        alias: written.alias.as_ref().map(|alias| alias.value.clone().into_owned()),
    }
}

/// The base type, and whether there is one that is not known.
fn base(ty: &written::StructuredType<'_>, kind: Kind, context: &mut Context<'_, '_>) -> (Option<TypeId>, bool) {
    let Some(name) = &ty.base else { return (None, false) };
    match context.find(name) {
        Found::Type(id) if context.kind(id) == Some(kind) => (Some(id), false),
        Found::NotLoaded => (None, true),
        Found::Nothing => (None, false),
        found => {
            let what = match found {
                Found::Type(id) => context.kind(id).map_or("a type", Kind::text),
                _ => "a type of `Edm`",
            };
            let message = format!("`{}`, {}, cannot derive from {what}", ty.name.value, kind.text());
            context.diagnostics.error(Code::InvalidBase, name.span, message);
            (None, false)
        }
    }
}

fn structural(written: &written::Property<'_>, context: &mut Context<'_, '_>) -> Option<Property> {
    let ty = context.type_reference(&written.ty)?;
    let is_entity = match ty.item {
        ItemType::Named(id) => context.kind(id) == Some(Kind::Entity),
        ItemType::Primitive(primitive) => primitive == Primitive::EntityType,
    };
    if is_entity {
        let message = format!("the property `{}` is of an entity type", written.name.value);
        context
            .diagnostics
            .error(Code::WrongKind, written.ty.name.span, message)
            .help("what leads to an entity is a `NavigationProperty`");
    }
    let annotations = in_line(&written.annotations, context);
    Some(Property { name: written.name.as_str().to_owned(), ty, annotations, span: written.name.span })
}

fn navigational(
    written: &written::NavigationProperty<'_>,
    context: &mut Context<'_, '_>,
) -> Option<NavigationProperty> {
    let ty = navigation_type(written, context)?;
    for (what, annotations) in [
        ("referential constraints", written.constraints.iter().any(|one| !one.annotations.is_empty())),
        ("`OnDelete`", written.on_delete.as_ref().is_some_and(|one| !one.annotations.is_empty())),
    ] {
        if annotations {
            let message = format!("annotations on {what} of `{}` are not kept", written.name.value);
            context.diagnostics.warn(Code::NotKept, written.name.span, message);
        }
    }
    let mut referential_constraints: Vec<(String, String)> = written
        .constraints
        .iter()
        .map(|one| (one.property.value.trim().to_owned(), one.referenced.value.trim().to_owned()))
        .collect();
    referential_constraints.sort();
    Some(NavigationProperty {
        name: written.name.as_str().to_owned(),
        ty,
        contains_target: written.contains_target,
        partner: written.partner.as_ref().map(|partner| partner.value.trim().to_owned()),
        referential_constraints,
        on_delete: written.on_delete.as_ref().map(|one| one.action.value.clone().into_owned()),
        annotations: in_line(&written.annotations, context),
        span: written.name.span,
    })
}

fn navigation_type(written: &written::NavigationProperty<'_>, context: &mut Context<'_, '_>) -> Option<TypeReference> {
    let span: Span = written.ty.name.span;
    let mut ty = context.type_reference(&written.ty)?;
    match ty.item {
        ItemType::Named(id) if context.kind(id) == Some(Kind::Entity) => {}
        ItemType::Primitive(Primitive::EntityType) => {}
        // A type of a document that is not given.
        ItemType::Primitive(Primitive::Untyped) if !written.ty.name.value.trim().starts_with("Edm.") => {
            ty.item = ItemType::Primitive(Primitive::EntityType);
        }
        ItemType::Named(_) | ItemType::Primitive(_) => {
            let message = format!("the navigation property `{}` does not lead to an entity type", written.name.value);
            context.diagnostics.error(Code::WrongKind, span, message);
            return None;
        }
    }
    if ty.is_collection {
        if written.ty.nullable.is_some() {
            let message =
                format!("`{}` is a collection of entities: `Nullable` says nothing there", written.name.value);
            context.diagnostics.warn(Code::InvalidNavigation, written.name.span, message);
        }
        ty.nullable = false;
    }
    Some(ty)
}
