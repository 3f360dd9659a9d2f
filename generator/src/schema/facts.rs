//! Whether two schemas say the same.

use crate::diagnostic::Span;

use super::{Schema, TypeKind};

impl Schema {
    /// Whether two schemas say the same, wherever it stands in their documents.
    #[must_use]
    pub fn same_facts(&self, other: &Self) -> bool {
        self.clone().without_spans() == other.clone().without_spans()
    }

    /// The schema with all places forgotten, and how its documents came to be read.
    #[must_use]
    pub fn without_spans(mut self) -> Self {
        for ty in &mut self.types {
            ty.span = Span::NONE;
            if let Some(ty) = ty.structured_mut() {
                ty.properties.iter_mut().for_each(|one| one.span = Span::NONE);
                ty.navigation.iter_mut().for_each(|one| one.span = Span::NONE);
            }
            if let TypeKind::Enum(ty) = &mut ty.kind {
                ty.members.iter_mut().for_each(|one| one.span = Span::NONE);
            }
        }
        for operation in &mut self.operations {
            operation.span = Span::NONE;
            operation.parameters.iter_mut().for_each(|one| one.span = Span::NONE);
        }
        self.namespaces.iter_mut().for_each(|one| one.is_referenced = false);
        self.terms.iter_mut().for_each(|one| one.span = Span::NONE);
        if let Some(container) = &mut self.container {
            container.span = Span::NONE;
            container.entity_sets.iter_mut().for_each(|one| one.span = Span::NONE);
            container.singletons.iter_mut().for_each(|one| one.span = Span::NONE);
            container.imports.iter_mut().for_each(|one| one.span = Span::NONE);
        }
        self
    }
}
