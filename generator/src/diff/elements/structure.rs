//! Types, their members, and the container's children as elements.

use crate::schema::{
    Binding, Facets, KeyProperty, NavigationProperty, Property, Schema, SchemaType, StructuredType, TypeKind,
    TypeReference,
};

use super::super::model::ElementKind;
use super::{CONTAINER, Class, Element, Elements, annotations};

/// Adds the types of a schema and their members.
pub(super) fn types(schema: &Schema, elements: &mut Elements) {
    for ty in &schema.types {
        let name = ty.name.to_string();
        let mut element = match &ty.kind {
            TypeKind::Enum(kind) => {
                let is = if kind.is_flags { ElementKind::FlagsType } else { ElementKind::EnumType };
                for member in &kind.members {
                    let mut element = Element::new(ElementKind::Member, &name).in_parent(&name);
                    element = element.with("value", member.value.to_string());
                    annotations::add(&mut element, "", &member.annotations);
                    elements.insert(format!("{name}/{}", member.name), element);
                }
                Element::new(is, &name)
                    .maybe("underlying type", kind.underlying.map(|primitive| format!("{primitive:?}")))
            }
            TypeKind::Definition(kind) => {
                let mut element = Element::new(ElementKind::TypeDefinition, &name)
                    .with("underlying type", format!("{:?}", kind.underlying));
                self::written_facets(&mut element, "", &kind.facets);
                element
            }
            TypeKind::Complex(kind) => structured(schema, ElementKind::ComplexType, ty, kind, elements),
            TypeKind::Entity(kind) => structured(schema, ElementKind::EntityType, ty, kind, elements),
        };
        annotations::add(&mut element, "", &ty.annotations);
        elements.insert(name, element);
    }
}

fn structured(
    schema: &Schema,
    kind: ElementKind,
    ty: &SchemaType,
    structured: &StructuredType,
    elements: &mut Elements,
) -> Element {
    let name = ty.name.to_string();
    for property in &structured.properties {
        elements.insert(format!("{name}/{}", property.name), self::property(schema, &name, property));
    }
    for property in &structured.navigation {
        elements.insert(format!("{name}/{}", property.name), navigation(schema, &name, property));
    }
    let key = |part: &KeyProperty| match &part.alias {
        Some(alias) => format!("{} as {alias}", part.path),
        None => part.path.clone(),
    };
    let keys: Vec<String> = structured.key.iter().map(key).collect();
    let mut element = Element::new(kind, &name)
        .within("base type", Some(structured.base.map_or("none".to_owned(), |base| schema.get(base).name.to_string())))
        .within("abstract", Some(structured.is_abstract.to_string()))
        .within("open", Some(structured.is_open.to_string()))
        .maybe("media entity", structured.has_stream.then_some("true"))
        .maybe("key", (!keys.is_empty()).then(|| keys.join(", ")));
    for derived in &structured.derived {
        element.has(Class::Derived, format!("derived type `{}`", schema.get(*derived).name));
    }
    for (member, of_member) in &structured.refinements {
        annotations::add(&mut element, &format!("{member}: "), of_member);
    }
    element
}

fn property(schema: &Schema, owner: &str, property: &Property) -> Element {
    let mut element = Element::new(ElementKind::Property, owner).in_parent(owner);
    element = element.with("type", schema.type_text(&property.ty));
    facets(&mut element, "", &property.ty);
    annotations::add(&mut element, "", &property.annotations);
    element
}

fn navigation(schema: &Schema, owner: &str, property: &NavigationProperty) -> Element {
    let mut element = Element::new(ElementKind::NavigationProperty, owner)
        .in_parent(owner)
        .with("type", schema.type_text(&property.ty))
        .with("contains its target", property.contains_target.to_string())
        .within("partner", property.partner.as_deref())
        .within("on delete", property.on_delete.as_deref());
    for (dependent, principal) in &property.referential_constraints {
        element = element.within(&format!("constraint of `{dependent}`"), Some(principal));
    }
    facets(&mut element, "", &property.ty);
    annotations::add(&mut element, "", &property.annotations);
    element
}

/// Adds what a type's use says besides the type.
pub(super) fn facets(element: &mut Element, of: &str, ty: &TypeReference) {
    element.set(Class::Shape, &format!("{of}nullable"), ty.nullable.to_string());
    written_facets(element, of, &ty.facets);
}

fn written_facets(element: &mut Element, of: &str, facets: &Facets) {
    let all = [
        ("MaxLength", facets.max_length.clone()),
        ("Precision", facets.precision.map(|number| number.to_string())),
        ("Scale", facets.scale.clone()),
        ("SRID", facets.srid.clone()),
        ("Unicode", facets.unicode.map(|is| is.to_string())),
        ("default value", facets.default_value.clone()),
    ];
    for (name, value) in all {
        if let Some(value) = value {
            element.set(Class::Shape, &format!("{of}{name}"), value);
        }
    }
}

/// Adds the children of the container.
pub(super) fn container(schema: &Schema, elements: &mut Elements) {
    let Some(container) = &schema.container else { return };
    for set in &container.entity_sets {
        let mut element =
            Element::new(ElementKind::EntitySet, CONTAINER).with("type", schema.get(set.entity_type).name.to_string());
        bindings(&mut element, &set.bindings);
        annotations::add(&mut element, "", &set.annotations);
        elements.insert(format!("/{}", set.name), element);
    }
    for one in &container.singletons {
        let mut element = Element::new(ElementKind::Singleton, CONTAINER)
            .with("type", schema.get(one.entity_type).name.to_string())
            .with("nullable", one.nullable.to_string());
        bindings(&mut element, &one.bindings);
        annotations::add(&mut element, "", &one.annotations);
        elements.insert(format!("/{}", one.name), element);
    }
    for import in &container.imports {
        let mut element = Element::new(ElementKind::Import, CONTAINER).with("operation", import.operation.to_string());
        if let Some(set) = &import.entity_set {
            element.set(Class::Docs, "entity set", set);
        }
        annotations::add(&mut element, "", &import.annotations);
        elements.insert(format!("/{}", import.name), element);
    }
    let mut element = Element::new(ElementKind::Container, CONTAINER);
    annotations::add(&mut element, "", &container.annotations);
    elements.insert(CONTAINER.to_owned(), element);
    for (target, of_target) in &schema.other_annotations {
        let mut element = Element::new(ElementKind::Path, CONTAINER);
        annotations::add(&mut element, "", of_target);
        elements.insert(target.clone(), element);
    }
}

/// Bindings say where related entities live, which no request depends on.
fn bindings(element: &mut Element, bindings: &[Binding]) {
    for binding in bindings {
        let name = format!("binding of `{}`", binding.path);
        element.set(Class::Docs, &name, &binding.target);
    }
}
