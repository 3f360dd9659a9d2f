//! Types, members and operations.

use crate::schema::{
    Annotations, Binding, EnumType, Facets, NavigationProperty, Operation, OperationKind, SchemaType, StructuredType,
    TypeDefinition, TypeReference,
};

use super::document::Writer;
use super::xml::Tag;

impl Writer<'_> {
    pub(super) fn enum_type(&mut self, ty: &SchemaType, one: &EnumType) {
        let underlying = one.underlying.map(|underlying| format!("Edm.{}", underlying.name()));
        let tag = Tag::new("EnumType").with("Name", &ty.name.name).maybe("UnderlyingType", underlying.as_deref()).flag(
            "IsFlags",
            one.is_flags,
            false,
        );
        if one.members.is_empty() {
            return self.annotated(&tag, &ty.annotations);
        }
        self.xml.open(&tag);
        for member in &one.members {
            let tag = Tag::new("Member").with("Name", &member.name).with("Value", &member.value.to_string());
            self.annotated(&tag, &member.annotations);
        }
        self.annotations(&ty.annotations);
        self.xml.close();
    }

    pub(super) fn type_definition(&mut self, ty: &SchemaType, one: &TypeDefinition) {
        let tag = Tag::new("TypeDefinition")
            .with("Name", &ty.name.name)
            .with("UnderlyingType", &format!("Edm.{}", one.underlying.name()));
        self.annotated(&Self::facets(tag, &one.facets), &ty.annotations);
    }

    pub(super) fn structured(&mut self, element: &'static str, ty: &SchemaType, one: &StructuredType) {
        let base = one.base.map(|base| self.schema.get(base).name.to_string());
        let tag = Tag::new(element)
            .with("Name", &ty.name.name)
            .maybe("BaseType", base.as_deref())
            .flag("Abstract", one.is_abstract, false)
            .flag("OpenType", one.is_open, false)
            .flag("HasStream", one.has_stream, false);
        if one.key.is_empty() && one.properties.is_empty() && one.navigation.is_empty() {
            return self.annotated(&tag, &ty.annotations);
        }
        self.xml.open(&tag);
        if !one.key.is_empty() {
            self.xml.open(&Tag::new("Key"));
            for part in &one.key {
                self.xml.empty(&Tag::new("PropertyRef").with("Name", &part.path).maybe("Alias", part.alias.as_deref()));
            }
            self.xml.close();
        }
        for property in &one.properties {
            let tag = Tag::new("Property").with("Name", &property.name);
            let tag = self.type_attributes(tag, &property.ty);
            self.annotated(&tag, &property.annotations);
        }
        for property in &one.navigation {
            self.navigation(property);
        }
        self.annotations(&ty.annotations);
        self.xml.close();
    }

    fn navigation(&mut self, property: &NavigationProperty) {
        let tag = Tag::new("NavigationProperty")
            .with("Name", &property.name)
            .with("Type", &self.schema.type_text(&property.ty))
            .flag("Nullable", property.ty.nullable || property.ty.is_collection, true)
            .maybe("Partner", property.partner.as_deref())
            .flag("ContainsTarget", property.contains_target, false);
        if property.referential_constraints.is_empty() && property.on_delete.is_none() {
            return self.annotated(&tag, &property.annotations);
        }
        self.xml.open(&tag);
        for (dependent, principal) in &property.referential_constraints {
            let tag = Tag::new("ReferentialConstraint").with("Property", dependent);
            self.xml.empty(&tag.with("ReferencedProperty", principal));
        }
        if let Some(action) = &property.on_delete {
            self.xml.empty(&Tag::new("OnDelete").with("Action", action));
        }
        self.annotations(&property.annotations);
        self.xml.close();
    }

    pub(super) fn operation(&mut self, operation: &Operation) {
        let element = match operation.kind {
            OperationKind::Action => "Action",
            OperationKind::Function => "Function",
        };
        let tag = Tag::new(element)
            .with("Name", &operation.name.name)
            .flag("IsBound", operation.is_bound, false)
            .maybe("EntitySetPath", operation.entity_set_path.as_deref())
            .flag("IsComposable", operation.is_composable, false);
        if operation.parameters.is_empty() && operation.result.is_none() {
            return self.annotated(&tag, &operation.annotations);
        }
        self.xml.open(&tag);
        for parameter in &operation.parameters {
            let tag = Tag::new("Parameter").with("Name", &parameter.name);
            let tag = self.type_attributes(tag, &parameter.ty);
            self.annotated(&tag, &parameter.annotations);
        }
        if let Some(result) = &operation.result {
            let tag = self.type_attributes(Tag::new("ReturnType"), result);
            self.annotated(&tag, &operation.result_annotations);
        }
        self.annotations(&operation.annotations);
        self.xml.close();
    }

    /// A set or singleton.
    pub(super) fn bound(&mut self, tag: &Tag, bindings: &[Binding], annotations: &Annotations) {
        if bindings.is_empty() {
            return self.annotated(tag, annotations);
        }
        self.xml.open(tag);
        for binding in bindings {
            let tag = Tag::new("NavigationPropertyBinding").with("Path", &binding.path);
            self.xml.empty(&tag.with("Target", &binding.target));
        }
        self.annotations(annotations);
        self.xml.close();
    }

    fn type_attributes(&self, tag: Tag, ty: &TypeReference) -> Tag {
        let tag = tag.with("Type", &self.schema.type_text(ty)).flag("Nullable", ty.nullable, true);
        Self::facets(tag, &ty.facets)
    }

    pub(super) fn facets(tag: Tag, facets: &Facets) -> Tag {
        let precision = facets.precision.map(|precision| precision.to_string());
        let unicode = facets.unicode.map(|unicode| if unicode { "true" } else { "false" });
        tag.maybe("MaxLength", facets.max_length.as_deref())
            .maybe("Precision", precision.as_deref())
            .maybe("Scale", facets.scale.as_deref())
            .maybe("SRID", facets.srid.as_deref())
            .maybe("Unicode", unicode)
            .maybe("DefaultValue", facets.default_value.as_deref())
    }
}
