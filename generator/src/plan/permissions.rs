//! Permissions: what annotations say that each request needs, as a table by method and path.

use std::collections::{BTreeMap, btree_map::Entry};

use crate::schema::{Operation, OperationKind, Permissions, Schema, TypeId, vocabulary};

use super::{
    names::{Claim, Scope},
    sites::{Site, Sites, Verb},
};

/// The table of an API's documented permissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionsPlan {
    /// The module that it stands in.
    pub module: String,
    /// Lists of scopes, each once.
    pub lists: Vec<ScopeList>,
    /// Its rows, by path, then method.
    pub rows: Vec<PermissionRow>,
}

/// Scopes of which one is enough, least privileged first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeList {
    /// The constant that holds them.
    pub constant: String,
    /// Their names.
    pub scopes: Vec<String>,
}

/// What requests of one method to paths with one end need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionRow {
    /// The HTTP method.
    pub method: &'static str,
    /// The end of the path, with `{key}` for keys; a whole path where it starts with `/`.
    pub path: String,
    /// The constant with the delegated scopes; `None` where there are none.
    pub delegated: Option<String>,
    /// The constant with the application scopes.
    pub application: Option<String>,
}

/// Delegated and application scopes.
type Needed = (Vec<String>, Vec<String>);

/// Plans the table. `None` where nothing is documented.
///
/// A row's path is the end of a request's: how the owner is reached, then the place itself. One end
/// can be that of several places; where these do not all need the same, there is no row.
pub(crate) fn permissions(
    schema: &Schema,
    sites: &Sites<'_>,
    qualified: bool,
    modules: &[&str],
) -> Option<PermissionsPlan> {
    let mut found = Found { schema, qualified, rows: BTreeMap::new() };
    for site in sites.all() {
        for prefix in prefixes(schema, sites, site.owner) {
            found.requests(site, &prefix);
        }
        found.operations(site);
    }
    found.imports();
    found.leave_out_what_whole_paths_contradict();
    let rows: Vec<_> = found.rows.into_iter().filter_map(|(key, needed)| Some((key, needed?))).collect();
    let claim = Claim::new("permissions", "permissions", "permissions".to_owned(), "_table");
    let module = Scope::unrecorded(modules).resolve_one(claim);
    (!rows.is_empty()).then(|| table(module, rows))
}

/// What is known of each path and method; `None` where it is nothing, or not one thing.
struct Found<'a> {
    schema: &'a Schema,
    qualified: bool,
    rows: BTreeMap<(String, &'static str), Option<Needed>>,
}

impl Found<'_> {
    fn add(&mut self, method: &'static str, path: String, needed: Option<Needed>) {
        match self.rows.entry((path, method)) {
            Entry::Vacant(entry) => {
                entry.insert(needed);
            }
            Entry::Occupied(mut entry) if *entry.get() != needed => {
                entry.insert(None);
            }
            Entry::Occupied(_) => {}
        }
    }

    /// The requests to a place itself.
    fn requests(&mut self, site: &Site<'_>, prefix: &str) {
        let path = format!("{prefix}/{}", site.name);
        let one = one(site, path.clone());
        let needed = |restrictions, by_key| site.permissions(restrictions, by_key).as_ref().and_then(self::needed);
        self.add("GET", path.clone(), needed(vocabulary::READ_RESTRICTIONS, false));
        if site.is_collection {
            self.add("GET", one.clone(), needed(vocabulary::READ_RESTRICTIONS, true));
        }
        if site.allows(Verb::Create) {
            self.add("POST", path, needed(vocabulary::INSERT_RESTRICTIONS, false));
        }
        if site.allows(Verb::Update) {
            self.add("PATCH", one.clone(), needed(vocabulary::UPDATE_RESTRICTIONS, false));
        }
        if site.allows(Verb::Delete) {
            self.add("DELETE", one, needed(vocabulary::DELETE_RESTRICTIONS, false));
        }
    }

    /// The operations that can be called at a place, on the declared type or, past a cast, on others.
    fn operations(&mut self, site: &Site<'_>) {
        let schema = self.schema;
        let path = format!("{}{}", root(site), site.name);
        let one = one(site, path.clone());
        for id in std::iter::once(site.target).chain(schema.descendants(site.target)) {
            let many = if site.is_collection { schema.bound_to(id, true) } else { Vec::new() };
            for operation in many {
                self.operation(&path, operation);
            }
            for operation in schema.bound_to(id, false) {
                self.operation(&one, operation);
            }
        }
    }

    fn operation(&mut self, bound_to: &str, operation: &Operation) {
        let name = if self.qualified { operation.name.to_string() } else { operation.name.name.clone() };
        self.call(format!("{bound_to}/{name}"), operation);
    }

    fn call(&mut self, path: String, operation: &Operation) {
        let needed = needed(&operation.annotations.permissions(vocabulary::OPERATION_RESTRICTIONS));
        match operation.kind {
            OperationKind::Action => self.add("POST", path, needed),
            OperationKind::Function => self.add("GET", format!("{path}()"), needed),
        }
    }

    /// A whole path of which nothing is known must not be taken for the end of another.
    fn leave_out_what_whole_paths_contradict(&mut self) {
        let unknown = self.rows.iter().filter(|(_, needed)| needed.is_none());
        let ends: Vec<_> =
            unknown.filter_map(|((path, method), _)| Some((path.strip_prefix('/')?.to_owned(), *method))).collect();
        for end in ends {
            self.rows.entry(end).and_modify(|needed| *needed = None);
        }
    }

    fn imports(&mut self) {
        let schema = self.schema;
        for import in schema.container.iter().flat_map(|container| &container.imports) {
            for operation in schema.unbound(&import.operation, import.kind) {
                self.call(format!("/{}", import.name), operation);
            }
        }
    }
}

/// The ways to one entity of a type: the last segments of paths that lead to it.
fn prefixes(schema: &Schema, sites: &Sites<'_>, owner: Option<TypeId>) -> Vec<String> {
    let Some(owner) = owner else { return vec![String::new()] };
    // A place of a base type holds it too.
    let declared = std::iter::once(owner).chain(schema.ancestors(owner));
    let reached = declared.flat_map(|id| sites.of(id));
    let mut prefixes: Vec<String> = reached.map(|site| one(site, format!("{}{}", root(site), site.name))).collect();
    prefixes.sort();
    prefixes.dedup();
    prefixes
}

/// What a path that starts at a place starts with: only what the container holds is a whole path.
fn root(site: &Site<'_>) -> &'static str {
    if site.owner.is_none() { "/" } else { "" }
}

/// The path of one entity of a place.
fn one(site: &Site<'_>, path: String) -> String {
    if site.is_collection { format!("{path}/{{key}}") } else { path }
}

/// Permissions by the two schemes that a token can be of; `None` where neither is spoken of.
fn needed(permissions: &Permissions) -> Option<Needed> {
    let scheme = |name: &str| permissions.iter().find(|one| one.scheme.eq_ignore_ascii_case(name));
    let (delegated, application) = (scheme("delegated"), scheme("application"));
    let scopes = |scheme: Option<&crate::schema::Permission>| scheme.map(|one| one.scopes.clone()).unwrap_or_default();
    (delegated.is_some() || application.is_some()).then(|| (scopes(delegated), scopes(application)))
}

/// Gives each list of scopes a constant, in the order of their first use.
fn table(module: String, rows: Vec<((String, &'static str), Needed)>) -> PermissionsPlan {
    let mut lists: Vec<ScopeList> = Vec::new();
    let mut list = |scopes: Vec<String>| {
        if scopes.is_empty() {
            return None;
        }
        if let Some(known) = lists.iter().find(|list| list.scopes == scopes) {
            return Some(known.constant.clone());
        }
        let constant = format!("SCOPES_{}", lists.len() + 1);
        lists.push(ScopeList { constant: constant.clone(), scopes });
        Some(constant)
    };
    let rows = rows
        .into_iter()
        .map(|((path, method), (delegated, application))| PermissionRow {
            method,
            path,
            delegated: list(delegated),
            application: list(application),
        })
        .collect();
    PermissionsPlan { module, lists, rows }
}
