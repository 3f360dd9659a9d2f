//! CSDL JSON written from documents.

use csdl_codegen::csdl::Document;
use csdl_codegen::csdl::document::{
    Binding, Container, EnumType, Facets, NavigationProperty, Operation, OperationKind, Schema, StructuredType, Term,
    TypeUse,
};

use super::annotations::add;
use super::text::{Json, Object};

/// A document as CSDL JSON.
pub(crate) fn write(document: &Document<'_>) -> String {
    let mut object = Object::default();
    object.add("$Version", Json::text(document.version.trim()));
    for reference in &document.references {
        let mut one = Object::default();
        let include = |include: &csdl_codegen::csdl::document::Include<'_>| {
            let mut object = Object::default();
            object.add("$Namespace", Json::text(include.namespace.value.clone()));
            object.maybe("$Alias", include.alias.as_ref().map(|alias| &alias.value));
            object.done()
        };
        one.add("$Include", Json::List(reference.includes.iter().map(include).collect()));
        object.object("$Reference").push((reference.uri.value.clone().into_owned(), one.done()));
    }
    for schema in &document.schemas {
        let mut one = Object(std::mem::take(object.object(&schema.namespace.value)));
        self::schema(&mut one, schema);
        *object.object(&schema.namespace.value) = one.0;
    }
    let mut text = String::new();
    object.done().write(&mut text);
    text
}

fn schema(object: &mut Object, schema: &Schema<'_>) {
    object.maybe("$Alias", schema.alias.as_ref().map(|alias| &alias.value));
    for ty in &schema.enums {
        object.add(ty.name.value.clone(), enumeration(ty));
    }
    for ty in &schema.definitions {
        let mut one = of_kind("TypeDefinition");
        one.add("$UnderlyingType", Json::text(ty.underlying.value.clone()));
        facets(&mut one, ty.facets.as_deref(), &ty.underlying.value);
        add(&mut one, "", &ty.annotations, None);
        object.add(ty.name.value.clone(), one.done());
    }
    for (kind, types) in [("ComplexType", &schema.complex_types), ("EntityType", &schema.entity_types)] {
        types.iter().for_each(|ty| object.add(ty.name.value.clone(), structured(kind, ty)));
    }
    for one in &schema.terms {
        object.add(one.name.value.clone(), term(one));
    }
    for one in &schema.operations {
        let overload = operation(one);
        match object.0.iter_mut().find(|(name, _)| *name == one.name.value) {
            Some((_, Json::List(overloads))) => overloads.push(overload),
            _ => object.add(one.name.value.clone(), Json::List(vec![overload])),
        }
    }
    for one in &schema.containers {
        object.add(one.name.value.clone(), container(one));
    }
    for one in &schema.targets {
        let mut targets = Object(std::mem::take(object.object("$Annotations")));
        let mut target = Object(std::mem::take(targets.object(&one.target.value)));
        add(&mut target, "", &one.annotations, one.qualifier.as_ref());
        *targets.object(&one.target.value) = target.0;
        *object.object("$Annotations") = targets.0;
    }
    add(object, "", &schema.annotations, None);
}

fn of_kind(kind: &str) -> Object {
    let mut object = Object::default();
    object.add("$Kind", Json::text(kind));
    object
}

fn enumeration(ty: &EnumType<'_>) -> Json {
    let mut object = of_kind("EnumType");
    object.maybe("$UnderlyingType", ty.underlying.as_ref().map(|ty| &ty.value));
    object.flag("$IsFlags", ty.is_flags);
    let mut next = 0;
    for member in &ty.members {
        let value = member.value.unwrap_or(next);
        next = value.wrapping_add(1);
        object.add(member.name.value.clone(), Json::Raw(value.to_string()));
        add(&mut object, &member.name.value, &member.annotations, None);
    }
    add(&mut object, "", &ty.annotations, None);
    object.done()
}

fn structured(kind: &str, ty: &StructuredType<'_>) -> Json {
    let mut object = of_kind(kind);
    object.maybe("$BaseType", ty.base.as_ref().map(|base| &base.value));
    object.flag("$Abstract", ty.is_abstract);
    object.flag("$OpenType", ty.is_open);
    object.flag("$HasStream", ty.has_stream);
    if let Some(key) = &ty.key {
        let item = |one: &csdl_codegen::csdl::document::PropertyRef<'_>| match &one.alias {
            None => Json::text(one.name.value.clone()),
            Some(alias) => Json::Object(vec![(alias.value.clone().into_owned(), Json::text(one.name.value.clone()))]),
        };
        object.add("$Key", Json::List(key.properties.iter().map(item).collect()));
    }
    for property in &ty.properties {
        let mut one = Object::default();
        type_use(&mut one, &property.ty);
        add(&mut one, "", &property.annotations, None);
        object.add(property.name.value.clone(), one.done());
    }
    for property in &ty.navigation {
        object.add(property.name.value.clone(), navigation(property));
    }
    add(&mut object, "", &ty.annotations, None);
    object.done()
}

fn navigation(property: &NavigationProperty<'_>) -> Json {
    let mut object = of_kind("NavigationProperty");
    object.add("$Type", Json::text(property.ty.name.value.clone()));
    object.flag("$Collection", property.ty.is_collection);
    object.flag("$Nullable", !property.ty.is_collection && property.ty.nullable.unwrap_or(true));
    object.maybe("$Partner", property.partner.as_ref().map(|partner| &partner.value));
    object.flag("$ContainsTarget", property.contains_target);
    let mut constraints = Object::default();
    for one in &property.constraints {
        constraints.add(one.property.value.clone(), Json::text(one.referenced.value.clone()));
        add(&mut constraints, &one.property.value, &one.annotations, None);
    }
    if !constraints.0.is_empty() {
        object.add("$ReferentialConstraint", constraints.done());
    }
    if let Some(on_delete) = &property.on_delete {
        object.add("$OnDelete", Json::text(on_delete.action.value.clone()));
        add(&mut object, "$OnDelete", &on_delete.annotations, None);
    }
    add(&mut object, "", &property.annotations, None);
    object.done()
}

/// A type with what XML leaves unsaid.
fn type_use(object: &mut Object, ty: &TypeUse<'_>) {
    if ty.name.value != "Edm.String" {
        object.add("$Type", Json::text(ty.name.value.clone()));
    }
    object.flag("$Collection", ty.is_collection);
    object.flag("$Nullable", ty.nullable.unwrap_or(true));
    facets(object, ty.facets.as_deref(), &ty.name.value);
}

fn facets(object: &mut Object, facets: Option<&Facets<'_>>, ty: &str) {
    let unsaid = Facets::default();
    let facets = facets.unwrap_or(&unsaid);
    let max_length = facets.max_length.as_ref().map(|text| text.value.trim());
    if let Some(length) = max_length {
        object.add("$MaxLength", if length == "max" { Json::text(length) } else { Json::Raw(length.into()) });
    }
    if let Some(precision) = facets.precision {
        object.add("$Precision", Json::Raw(precision.to_string()));
    }
    match facets.scale.as_ref().map(|text| text.value.trim()) {
        None if ty.trim() == "Edm.Decimal" => object.add("$Scale", Json::Raw("0".into())),
        None => {}
        Some(scale) => object.add("$Scale", Json::text(scale)),
    }
    object.maybe("$SRID", facets.srid.as_ref().map(|text| &text.value));
    if let Some(unicode) = facets.unicode {
        object.add("$Unicode", Json::truth(unicode));
    }
    object.maybe("$DefaultValue", facets.default_value.as_ref().map(|text| &text.value));
}

fn operation(operation: &Operation<'_>) -> Json {
    let mut object = of_kind(if operation.kind == OperationKind::Action { "Action" } else { "Function" });
    object.flag("$IsBound", operation.is_bound);
    object.flag("$IsComposable", operation.is_composable);
    object.maybe("$EntitySetPath", operation.entity_set_path.as_ref().map(|path| &path.value));
    let parameter = |one: &csdl_codegen::csdl::document::Parameter<'_>| {
        let mut object = Object::default();
        object.add("$Name", Json::text(one.name.value.clone()));
        type_use(&mut object, &one.ty);
        add(&mut object, "", &one.annotations, None);
        object.done()
    };
    object.add("$Parameter", Json::List(operation.parameters.iter().map(parameter).collect()));
    if let Some(result) = &operation.result {
        let mut one = Object::default();
        type_use(&mut one, &result.ty);
        add(&mut one, "", &result.annotations, None);
        object.add("$ReturnType", one.done());
    }
    add(&mut object, "", &operation.annotations, None);
    object.done()
}

fn term(term: &Term<'_>) -> Json {
    let mut object = of_kind("Term");
    type_use(&mut object, &term.ty);
    object.maybe("$BaseTerm", term.base.as_ref().map(|base| &base.value));
    if let Some(words) = &term.applies_to {
        object.add("$AppliesTo", Json::List(words.value.split_whitespace().map(Json::text).collect()));
    }
    add(&mut object, "", &term.annotations, None);
    object.done()
}

fn container(container: &Container<'_>) -> Json {
    let mut object = of_kind("EntityContainer");
    object.maybe("$Extends", container.extends.as_ref().map(|base| &base.value));
    let bindings = |object: &mut Object, bindings: &[Binding<'_>]| {
        let pair = |one: &Binding<'_>| (one.path.value.clone().into_owned(), Json::text(one.target.value.clone()));
        object.add("$NavigationPropertyBinding", Json::Object(bindings.iter().map(pair).collect()));
    };
    for set in &container.entity_sets {
        let mut one = Object::default();
        one.flag("$Collection", true);
        one.add("$Type", Json::text(set.entity_type.value.clone()));
        if let Some(listed) = set.in_service_document {
            one.add("$IncludeInServiceDocument", Json::truth(listed));
        }
        bindings(&mut one, &set.bindings);
        add(&mut one, "", &set.annotations, None);
        object.add(set.name.value.clone(), one.done());
    }
    for singleton in &container.singletons {
        let mut one = Object::default();
        one.add("$Type", Json::text(singleton.entity_type.value.clone()));
        one.flag("$Nullable", singleton.nullable);
        bindings(&mut one, &singleton.bindings);
        add(&mut one, "", &singleton.annotations, None);
        object.add(singleton.name.value.clone(), one.done());
    }
    for import in &container.imports {
        let mut one = Object::default();
        let member = if import.kind == OperationKind::Action { "$Action" } else { "$Function" };
        one.add(member, Json::text(import.operation.value.clone()));
        one.maybe("$EntitySet", import.entity_set.as_ref().map(|set| &set.value));
        if let Some(listed) = import.in_service_document {
            one.add("$IncludeInServiceDocument", Json::truth(listed));
        }
        add(&mut one, "", &import.annotations, None);
        object.add(import.name.value.clone(), one.done());
    }
    add(&mut object, "", &container.annotations, None);
    object.done()
}
