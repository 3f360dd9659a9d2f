//! Types, fields, variants, constants, methods and traits, one entry each.

use crate::plan::{
    AliasPlan, BuilderPlan, EnumPlan, Field, Item, Method, MethodKind, PolymorphicPlan, RustType, StructPlan, TypeFact,
    TypePath,
};

use super::super::Side;
use super::origins::Origins;
use super::{Entry, Surface, methods, types};

/// What JSON calls it.
const JSON: &str = "its name in JSON";

/// What no compiler sees of a type.
fn of_type(wire: &str, facts: &[TypeFact]) -> Vec<(&'static str, String)> {
    vec![("its name in the schema", wire.to_owned()), ("the headers that requests for it have", format!("{facts:?}"))]
}

/// Collects entries.
pub(super) struct Collector<'o, 'a> {
    origins: &'o Origins<'a>,
    pub(super) surface: Surface,
}

impl<'o, 'a> Collector<'o, 'a> {
    pub(super) fn new(origins: &'o Origins<'a>) -> Self {
        Self { origins, surface: Surface::new() }
    }

    fn add(
        &mut self,
        path: String,
        parent: Option<&str>,
        signature: impl Into<String>,
        causes: Vec<String>,
    ) -> &mut Entry {
        let entry = Entry {
            parent: parent.map(str::to_owned),
            signature: signature.into(),
            hidden: Vec::new(),
            is_request: false,
            causes,
        };
        let place = self.surface.entry(path).or_default();
        *place = entry;
        place
    }

    /// The client's own methods.
    pub(super) fn client(&mut self, module: &[String], side: &Side<'_>) {
        let path = types::path(&TypePath { module: module.to_vec(), name: side.client.to_owned() });
        let entry = self.add(path.clone(), None, "client", Vec::new());
        entry.hidden = vec![("where requests go", format!("{} {}", side.plan.base_url, side.plan.base_path))];
        side.plan.roots.iter().for_each(|method| self.method(&path, "", method));
    }

    /// An item of a file whose schema type is `wire`.
    pub(super) fn item(&mut self, module: &[String], item: &Item, wire: &str) {
        let at = TypePath { module: module.to_vec(), name: item.name().to_owned() };
        let path = types::path(&at);
        match item {
            Item::Struct(plan) => self.model(&path, plan),
            Item::Parameters(plan) => self.parameters(&at, plan, wire),
            Item::Enum(plan) => self.enumeration(&path, plan, "enum", "variant"),
            Item::Flags(plan) => self.enumeration(&path, plan, "flags", "flag"),
            Item::Polymorphic(plan) => self.polymorphic(&path, plan),
            Item::Alias(plan) => self.alias(&path, plan),
            Item::Builder(plan) => self.builder(&path, plan, wire),
        }
    }

    fn model(&mut self, path: &str, plan: &StructPlan) {
        let causes = self.of_structured(&plan.wire);
        self.add(path.to_owned(), None, "struct", causes).hidden = of_type(&plan.wire, &plan.facts);
        for field in &plan.fields {
            self.field(path, Some(&plan.wire), field);
            self.constant(path, &plan.wire, field);
        }
        self.bases(path, &plan.wire, &plan.bases);
        if let Some(end) = &plan.end {
            let name = format!("{path}::has_ended()");
            let causes = self.origins.of_member(&plan.wire, &end.field);
            let causes = causes.into_iter().chain(self.origins.of_type(&end.states)).collect();
            let entry = self.add(name, Some(path), "fn(&self) -> bool", causes);
            entry.hidden = vec![("which states are final", format!("{} {}", end.field, end.finals.join(",")))];
            entry.is_request = true;
        }
    }

    /// A type and what it derives from.
    fn of_structured(&self, wire: &str) -> Vec<String> {
        let id = self.origins.schema.find_by_full_name(wire);
        let ancestors = id.into_iter().flat_map(|id| self.origins.schema.ancestors(id));
        std::iter::once(wire.to_owned())
            .chain(ancestors.map(|id| self.origins.schema.get(id).name.to_string()))
            .collect()
    }

    fn field(&mut self, path: &str, wire: Option<&str>, field: &Field) {
        let causes = match wire {
            Some(wire) => self.of_field(wire, field),
            None => field.ty.item.path().and_then(|of| self.origins.of_type(of)).into_iter().collect(),
        };
        let signature = format!("Option<{}>", types::value(&field.ty));
        let entry = self.add(format!("{path}.{}", field.name), Some(path), signature, causes);
        entry.hidden = vec![(JSON, field.wire.clone()), ("whether it is part of the key", field.is_key.to_string())];
    }

    fn of_field(&self, wire: &str, field: &Field) -> Vec<String> {
        let mut causes = self.origins.of_member(wire, &field.wire);
        let held = field.ty.item.path().and_then(|of| self.origins.of_type(of));
        let at = causes.len().min(1);
        causes.splice(at..at, held);
        causes
    }

    fn constant(&mut self, path: &str, wire: &str, field: &Field) {
        let Some(constant) = &field.constant else { return };
        let causes = self.of_field(wire, field);
        let kind = if field.is_navigation { "Navigation" } else { "Property" };
        let value = types::value(&RustType { is_boxed: false, ..field.ty.clone() });
        let name = format!("{path}::{constant}");
        self.add(name, Some(path), format!("{kind}<{value}>"), causes).hidden = vec![(JSON, field.wire.clone())];
    }

    fn bases(&mut self, path: &str, wire: &str, bases: &[TypePath]) {
        for base in bases {
            let name = format!("{path}: SubtypeOf<{}>", types::path(base));
            let causes = self.of_structured(wire);
            self.add(name, Some(path), "trait", causes);
        }
    }

    fn parameters(&mut self, at: &TypePath, plan: &StructPlan, wire: &str) {
        let path = types::path(at);
        let causes: Vec<String> =
            self.origins.of_parameters(at).into_iter().chain((!wire.is_empty()).then(|| wire.to_owned())).collect();
        self.add(path.clone(), None, "struct of parameters", causes.clone());
        for field in &plan.fields {
            self.field(&path, None, field);
            let name = format!("{path}.{}", field.name);
            if let Some(entry) = self.surface.get_mut(&name) {
                entry.causes.splice(0..0, causes.clone());
            }
        }
    }

    fn enumeration(&mut self, path: &str, plan: &EnumPlan, kind: &str, member_kind: &str) {
        let causes = vec![plan.wire.clone()];
        self.add(path.to_owned(), None, kind, causes.clone()).hidden = of_type(&plan.wire, &plan.facts);
        for member in &plan.members {
            let causes = vec![format!("{}/{}", plan.wire, member.wire), plan.wire.clone()];
            self.add(format!("{path}::{}", member.name), Some(path), member_kind, causes).hidden =
                vec![(JSON, member.wire.clone())];
        }
        if kind == "enum" {
            self.add(format!("{path}::{}", plan.unknown), Some(path), "unknown member", causes);
        }
    }

    fn polymorphic(&mut self, path: &str, plan: &PolymorphicPlan) {
        let causes = self.of_structured(&plan.wire);
        let signature = format!("enum over types, queried as {}", types::path(&plan.owner));
        let declared = plan.declared.and_then(|index| plan.variants.get(index)).map(|variant| &variant.wire);
        let entry = self.add(path.to_owned(), None, signature, causes.clone());
        entry.hidden = of_type(&plan.wire, &plan.facts);
        entry.hidden.push(("what a value without a type is", declared.cloned().unwrap_or_default()));
        for variant in &plan.variants {
            let causes = vec![variant.wire.clone(), plan.wire.clone()];
            let name = format!("{path}::{}", variant.name);
            self.add(name, Some(path), format!("Box<{}>", types::path(&variant.ty)), causes).hidden =
                vec![(JSON, variant.wire.clone())];
        }
        self.add(format!("{path}::{}", plan.unknown), Some(path), "unknown type", causes);
        plan.constants.iter().for_each(|field| self.constant(path, &plan.wire, field));
        self.bases(path, &plan.wire, &plan.bases);
    }

    fn alias(&mut self, path: &str, plan: &AliasPlan) {
        let signature = format!("type = {}", types::scalar(plan.scalar));
        self.add(path.to_owned(), None, signature, vec![plan.wire.clone()]);
    }

    fn builder(&mut self, path: &str, plan: &BuilderPlan, wire: &str) {
        let kind = if plan.is_collection { "request builder of a collection" } else { "request builder" };
        let causes = self.origins.of_requests(wire);
        self.add(path.to_owned(), None, kind, causes).is_request = true;
        plan.methods.iter().for_each(|method| self.method(path, wire, method));
    }

    fn method(&mut self, path: &str, wire: &str, method: &Method) {
        let causes = self.origins.of_method(wire, method);
        let (signature, hidden) = (methods::signature(&method.kind), methods::hidden(&method.kind));
        let entry = self.add(format!("{path}::{}()", method.name), Some(path), signature, causes);
        entry.hidden = hidden;
        entry.is_request = !matches!(
            method.kind,
            MethodKind::Child(..) | MethodKind::ByKey(..) | MethodKind::Action(..) | MethodKind::Function(..)
        );
    }
}
