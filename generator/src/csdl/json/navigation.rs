//! Navigation properties.

use crate::csdl::document::{NavigationProperty, OnDelete, ReferentialConstraint, Text, TypeUse};
use crate::diagnostic::Code;

use super::part::{Part, Reader};

impl Reader<'_> {
    pub(super) fn navigation_property<'a>(
        &mut self,
        name: Text<'a>,
        mut part: Part<'a>,
    ) -> Option<NavigationProperty<'a>> {
        let has_type = part.has("$Type");
        if !has_type {
            self.missing(&part, "$Type");
        }
        let (type_name, is_collection) = self.type_name(&mut part);
        let nullable = self.boolean(&mut part, "$Nullable");
        // Of a collection of entities, nullable says nothing: there, not saying it is not saying `false`.
        let nullable = if is_collection { nullable } else { Some(nullable.unwrap_or(false)) };
        let partner = self.text(&mut part, "$Partner");
        let contains_target = self.boolean(&mut part, "$ContainsTarget").unwrap_or(false);
        let constraints = self.referential_constraints(&mut part);
        let on_delete = self.on_delete(&mut part);
        let annotations = self.annotations(&mut part);
        self.finish(part);
        let ty = TypeUse { name: type_name, is_collection, nullable, facets: None };
        has_type.then_some(NavigationProperty {
            name,
            ty,
            partner,
            contains_target,
            constraints,
            on_delete,
            annotations,
        })
    }

    fn referential_constraints<'a>(&mut self, part: &mut Part<'a>) -> Vec<ReferentialConstraint<'a>> {
        let span = part.span;
        let Some(value) = part.take("$ReferentialConstraint") else { return Vec::new() };
        let Some(mut pairs) = self.part("`$ReferentialConstraint`", span, value) else { return Vec::new() };
        let mut constraints = Vec::new();
        for member in pairs.named() {
            let annotations = self.annotations_on(&mut pairs, member.name.as_str());
            let referenced = self.string("the principal property", member.value);
            constraints.extend(referenced.map(|referenced| ReferentialConstraint {
                property: member.name,
                referenced,
                annotations,
            }));
        }
        self.finish(pairs);
        constraints
    }

    fn on_delete<'a>(&mut self, part: &mut Part<'a>) -> Option<OnDelete<'a>> {
        let action = self.text(part, "$OnDelete")?;
        let annotations = self.annotations_on(part, "$OnDelete");
        if !matches!(action.as_str(), "Cascade" | "None" | "SetNull" | "SetDefault") {
            let message = format!("`{}` is no action: Cascade, None, SetNull or SetDefault", action.value);
            self.diagnostics.error(Code::InvalidValue, action.span, message);
        }
        Some(OnDelete { action, annotations })
    }
}
