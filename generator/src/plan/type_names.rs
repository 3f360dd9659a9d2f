//! What each type is called, and what is made from it.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Schema, TypeId};

use super::{
    ident,
    model::TypePath,
    modules::Modules,
    names::{Claim, Ledger, Scope},
    spelling::Of,
    types::{TypeNames, has_subtypes},
};

/// Names every type.
pub(super) fn name_types(
    schema: &Schema,
    ledger: &Ledger<'_>,
    modules: &Modules,
    client: &str,
    declared: &BTreeSet<TypeId>,
) -> BTreeMap<TypeId, TypeNames> {
    let mut by_module: BTreeMap<Vec<String>, Vec<TypeId>> = BTreeMap::new();
    for id in schema.ids() {
        by_module.entry(modules.of(&schema.get(id).name.namespace)).or_default().push(id);
    }
    let mut names = BTreeMap::new();
    for (module, ids) in by_module {
        let reserved: &[&str] = if module.len() == 1 { &[client] } else { &[] };
        let scope = Scope::new(ledger, types_scope(&module), reserved);
        let mut naming = Module { schema, ledger, declared, scope, path: module };
        let files = naming.files(&ids, modules);
        // What has a name that could be made of another type's comes last.
        let (last, first): (Vec<TypeId>, Vec<TypeId>) = ids.into_iter().partition(|id| naming.looks_made(*id));
        naming.name(&first, &files, &mut names);
        naming.name(&last, &files, &mut names);
    }
    names
}

/// The scope of a module's types, for the lock.
pub(super) fn types_scope(module: &[String]) -> String {
    let below: Vec<&str> = module.iter().skip(1).map(String::as_str).collect();
    if below.is_empty() { "types".to_owned() } else { format!("types:{}", below.join("::")) }
}

struct Module<'a> {
    schema: &'a Schema,
    ledger: &'a Ledger<'a>,
    declared: &'a BTreeSet<TypeId>,
    scope: Scope<'a>,
    path: Vec<String>,
}

impl Module<'_> {
    /// Whether a type's name could be one that is made from another's.
    fn looks_made(&self, id: TypeId) -> bool {
        let plain = ident::type_name(&self.schema.get(id).name.name);
        let after_any = plain.strip_prefix("Any").and_then(|rest| rest.chars().next());
        plain.ends_with("RequestBuilder")
            || plain.ends_with("Collection")
            || after_any.is_some_and(|c| !c.is_lowercase())
    }

    /// The file of each type: no caller sees its name.
    fn files(&self, ids: &[TypeId], modules: &Modules) -> BTreeMap<String, String> {
        let reserved: Vec<&str> = modules.children(&self.path).into_iter().chain(["mod", "requests"]).collect();
        let claims = ids.iter().map(|id| {
            let name = &self.schema.get(*id).name;
            let is_firm = self.ledger.fits(Of::Types, &name.name);
            Claim::new(name.to_string(), &name.name, ident::module_name(&name.name), "_type").firm(is_firm)
        });
        Scope::unrecorded(&reserved).resolve(claims.collect())
    }

    /// Types first, then what is made from them.
    fn name(&mut self, ids: &[TypeId], files: &BTreeMap<String, String>, names: &mut BTreeMap<TypeId, TypeNames>) {
        let data = self.data(ids);
        let made = self.made(ids, &data);
        for id in ids {
            let key = self.schema.get(*id).name.to_string();
            let path =
                |name: Option<&String>| name.map(|name| TypePath { module: self.path.clone(), name: name.clone() });
            let Some(data) = path(data.get(&format!("type:{key}"))) else { continue };
            let builder = |what: &str| path(made.get(&format!("{what}:{key}"))).unwrap_or_else(|| data.clone());
            let one = TypeNames {
                any: path(made.get(&format!("any:{key}"))),
                builder: builder("builder"),
                collection_builder: builder("collection"),
                file: files.get(&key).cloned().unwrap_or_default(),
                data,
            };
            names.insert(*id, one);
        }
    }

    fn data(&mut self, ids: &[TypeId]) -> BTreeMap<String, String> {
        let claims = ids.iter().map(|id| {
            let name = &self.schema.get(*id).name;
            let is_firm = !self.looks_made(*id) && self.ledger.fits(Of::Types, &name.name);
            Claim::new(format!("type:{name}"), &name.name, ident::type_name(&name.name), "Type").firm(is_firm)
        });
        let claims = claims.collect();
        self.scope.resolve(claims)
    }

    fn made(&mut self, ids: &[TypeId], data: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut claims = Vec::new();
        for id in ids {
            let ty = self.schema.get(*id);
            let (wire, is_firm) = (&ty.name.name, !self.looks_made(*id));
            let Some(name) = data.get(&format!("type:{}", ty.name)) else { continue };
            let mut claim = |what: &str, plain: String, suffix: &'static str| {
                claims.push(Claim::new(format!("{what}:{}", ty.name), wire, plain, suffix).firm(is_firm));
            };
            let is_concrete = ty.structured().is_some_and(|ty| !ty.is_abstract);
            if is_concrete && has_subtypes(self.schema, *id) && self.declared.contains(id) {
                claim("any", format!("Any{name}"), "OrDerived");
            }
            if ty.is_entity() {
                claim("builder", format!("{name}RequestBuilder"), "ForOne");
                claim("collection", format!("{name}CollectionRequestBuilder"), "ForMany");
            }
        }
        self.scope.resolve(claims)
    }
}
