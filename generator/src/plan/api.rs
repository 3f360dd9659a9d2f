//! One API: its modules, files, entry points, and what was left out.

use std::collections::BTreeMap;

use crate::schema::{Schema, TypeId, TypeKind};

use super::{
    builders::Builders,
    docs::code,
    facts, ident,
    model::{ApiPlan, Counts, Docs, FilePlan, Item, Method, MethodKind, ModulePlan, Skipped},
    names::{self, Claim, Ledger, Scope},
    operations::{Operations, skip_reason},
    paths::Paths,
    permissions::permissions,
    sites::Sites,
    spelling::Of,
    structs,
    types::Types,
};

/// What one API is planned from.
#[derive(Clone, Copy, Debug)]
pub struct ApiInput<'a> {
    /// Its name, such as `v1.0`.
    pub name: &'a str,
    /// Its module and feature, such as `v1_0`.
    pub module: &'a str,
    /// The document it is read from, as its files' headers name it.
    pub source: &'a str,
    /// Where its service root is by default.
    pub base_url: &'a str,
    /// The path below a cloud's host.
    pub base_path: &'a str,
    /// The schema, reduced to what is in scope.
    pub schema: &'a Schema,
    /// Namespaces of which every type is emitted, used or not.
    pub root_namespaces: &'a [String],
}

/// What all APIs of a crate share.
#[derive(Clone, Debug)]
pub struct ApiOptions {
    /// The namespace whose types stand in the API's own module.
    pub namespace_root: String,
    /// Whether keys are path segments.
    pub key_as_segment: bool,
    /// Whether bound operations are called by their full names.
    pub qualified_operations: bool,
    /// The client's name, which no type in an API's own module can have.
    pub client: String,
    /// The member that tells enumerations which members are added to.
    pub enum_sentinel: Option<String>,
    /// The full names of types that are counted by advanced queries only.
    pub advanced_types: Vec<String>,
}

pub(crate) fn api(
    input: &ApiInput<'_>,
    options: &ApiOptions,
    ledger: &Ledger<'_>,
    skipped: &mut Vec<Skipped>,
) -> ApiPlan {
    let module = input.module.to_owned();
    let schema = input.schema;
    let types = Types::new(schema, ledger, &module, options, input.root_namespaces);
    let sites = Sites::new(&types);
    let paths = Paths::new(schema, options.key_as_segment);
    let operations = Operations::new(&types, options.qualified_operations, &module);
    let builders = Builders { types: &types, sites: &sites, paths: &paths, operations: &operations };

    let mut root = ModulePlan { docs: Docs::text(format!("The {} API.", code(input.name))), ..ModulePlan::default() };
    for id in schema.ids() {
        match file(&builders, id, &module) {
            Some((below, file)) => module_at(&mut root, &below).files.push(file),
            None => skipped.push(Skipped {
                api: input.name.to_owned(),
                what: schema.get(id).name.to_string(),
                reason: "abstract, only inherited from: its properties stand in its subtypes".to_owned(),
                is_request: false,
            }),
        }
    }
    root.files.extend(unbound_parameters(&types, &operations, &module));
    sort(&mut root);
    let modules: Vec<&str> = root
        .files
        .iter()
        .map(|file| &file.name)
        .chain(root.children.iter().map(|m| &m.name))
        .map(String::as_str)
        .collect();
    let permissions = permissions(schema, &sites, options.qualified_operations, &modules);
    document_modules(
        &mut root,
        &mut Vec::new(),
        &types.modules.below().map(|(namespace, path)| (path, namespace)).collect(),
    );
    skipped.extend(schema.operations.iter().filter_map(|operation| {
        let reason = skip_reason(schema, operation, |id, many| builders.stands(id, many))?;
        let (api, what) = (input.name.to_owned(), schema.signature(operation));
        Some(Skipped { api, what, reason, is_request: true })
    }));
    skipped.extend(builders.skipped_casts(input.name));
    ApiPlan {
        name: input.name.to_owned(),
        source: input.source.to_owned(),
        base_url: input.base_url.to_owned(),
        base_path: input.base_path.to_owned(),
        roots: entry_points(&builders),
        root,
        permissions,
        counts: Counts { types: schema.types.len(), operations: schema.operations.len() },
        module,
    }
}

/// The file of a type, and the modules below the API's that it stands in.
fn file(builders: &Builders<'_>, id: TypeId, api_module: &str) -> Option<(Vec<String>, FilePlan)> {
    let types = builders.types;
    let names = types.names(id)?;
    let ty = types.schema.get(id);
    let is_entity = matches!(ty.kind, TypeKind::Entity(_));
    let mut items = Vec::new();
    let is_only_inherited = types.is_only_inherited(id);
    if !is_only_inherited {
        items.extend(structs::items(types, id));
    }
    if is_entity && !is_only_inherited {
        items.extend(builders.items(id));
    }
    items.extend(builders.operations.parameter_structs(types, Some(id)).into_iter().map(Item::Parameters));
    let docs = file_docs(&items)?;
    let parent = names.data.module.clone();
    let below = parent.strip_prefix(&[api_module.to_owned()][..]).unwrap_or_default().to_vec();
    Some((below, FilePlan { name: names.file.clone(), parent, docs, items }))
}

/// What a file holds; `None` for nothing.
pub(super) fn file_docs(items: &[Item]) -> Option<Docs> {
    let first = items.first()?.name();
    let also =
        if items.iter().any(|item| matches!(item, Item::Builder(_))) { ", and the requests that reach it" } else { "" };
    Some(Docs::text(format!("[`{first}`]{also}.")))
}

fn unbound_parameters(types: &Types<'_>, operations: &Operations<'_>, module: &str) -> Option<FilePlan> {
    let items: Vec<Item> = operations.parameter_structs(types, None).into_iter().map(Item::Parameters).collect();
    (!items.is_empty()).then(|| FilePlan {
        name: "requests".to_owned(),
        parent: vec![module.to_owned()],
        docs: Docs::text("The arguments of actions that are bound to no type."),
        items,
    })
}

/// The module at a path, made where it is not there yet.
fn module_at<'m>(module: &'m mut ModulePlan, path: &[String]) -> &'m mut ModulePlan {
    let Some((name, rest)) = path.split_first() else { return module };
    let known = module.children.iter().position(|child| child.name == *name);
    let index = known.unwrap_or_else(|| {
        module.children.push(ModulePlan { name: name.clone(), ..ModulePlan::default() });
        module.children.len() - 1
    });
    module_at(&mut module.children[index], rest)
}

fn sort(module: &mut ModulePlan) {
    module.files.sort_by(|a, b| a.name.cmp(&b.name));
    module.children.sort_by(|a, b| a.name.cmp(&b.name));
    module.children.iter_mut().for_each(sort);
}

/// Names what each module stands for.
fn document_modules(module: &mut ModulePlan, path: &mut Vec<String>, namespaces: &BTreeMap<&[String], &str>) {
    if let Some(namespace) = namespaces.get(path.as_slice()) {
        if module.docs.0.is_empty() {
            module.docs = Docs::text(format!("The namespace {}.", code(namespace)));
        }
    } else if module.docs.0.is_empty() {
        module.docs = Docs::text("Namespaces below this one.");
    }
    for child in &mut module.children {
        path.push(child.name.clone());
        document_modules(child, path, namespaces);
        path.pop();
    }
}

/// What the client offers: entity sets, singletons, imports.
fn entry_points(builders: &Builders<'_>) -> Vec<Method> {
    let types = builders.types;
    let mut claims = Vec::new();
    let mut methods = Vec::new();
    if let Some(container) = &types.schema.container {
        let sets = container.entity_sets.iter().map(|set| (&set.name, set.entity_type, true, &set.annotations));
        let singletons = container.singletons.iter().map(|one| (&one.name, one.entity_type, false, &one.annotations));
        for (name, target, many, annotations) in sets.chain(singletons) {
            let Some(names) = types.names(target) else { continue };
            let builder = if many { &names.collection_builder } else { &names.builder };
            let described = facts::description(annotations);
            let kind = if many { "entity set" } else { "singleton" };
            let mut docs = Docs::text(described.unwrap_or_else(|| format!("The {kind} {}.", code(name))));
            docs.paragraph(format!("Path: {}.", code(&format!("/{name}"))));
            let (key, suffix) =
                if many { (format!("set:{name}"), "_set") } else { (format!("singleton:{name}"), "_singleton") };
            let is_firm = types.ledger.fits(Of::Container, name);
            claims.push(Claim::new(key.as_str(), name, ident::field_name(name), suffix).firm(is_firm).rank(2));
            methods.push(Method {
                name: key,
                docs,
                kind: MethodKind::Child(builder.clone(), name.clone()),
                operation: None,
            });
        }
    }
    methods.extend(builders.operations.imports(types, &mut claims));
    let reserved = ["new", "at", "builder", "client", "from_client", "batch", "resource", "in_cloud", "clone", "cmp"];
    names::rename(&mut methods, &Scope::new(types.ledger, "client", &reserved).resolve(claims));
    methods
}
