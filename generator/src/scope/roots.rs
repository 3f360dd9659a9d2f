//! The roots of a scope, found in the schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Foreign, Located, ScopeConfig};
use crate::diagnostic::{Code, Diagnostics, closest};
use crate::schema::{Container, Schema, TypeId};

/// What the configuration's names stand for.
#[derive(Debug, Default)]
pub(super) struct Roots {
    /// Whether all of the service is in scope.
    pub(super) everything: bool,
    /// Namespaces that are in scope as a whole; where all of the service is, those of the documents that
    /// were given.
    pub(super) namespaces: BTreeSet<String>,
    /// Children of the container that paths start with.
    pub(super) children: BTreeSet<String>,
    /// Navigation properties that paths lead over, with the types that declare them.
    pub(super) navigation: BTreeSet<(TypeId, String)>,
    /// Types that paths lead over, each with the path up to it.
    pub(super) on_path: Vec<(TypeId, String)>,
    /// Types that paths end at: they are kept whole.
    pub(super) ends: BTreeSet<TypeId>,
    /// What is kept of single types.
    pub(super) policies: BTreeMap<TypeId, Policy>,
}

/// What is kept of one type.
#[derive(Clone, Debug, Default)]
pub(super) struct Policy {
    pub(super) foreign: Option<Foreign>,
    pub(super) properties: Option<BTreeSet<String>>,
    pub(super) subtypes: Vec<TypeId>,
}

/// Finds all that the configuration names. `None` where something does not exist.
pub(super) fn find(schema: &Schema, config: &ScopeConfig, diagnostics: &mut Diagnostics) -> Option<Roots> {
    let before = diagnostics.errors();
    let mut roots = Roots { everything: config.roots.is_empty(), ..Roots::default() };
    if roots.everything {
        let given = schema.namespaces.iter().filter(|namespace| !namespace.is_referenced);
        roots.namespaces = given.map(|namespace| namespace.name.clone()).collect();
    }
    for root in &config.roots {
        if root.text.starts_with('/') {
            path(schema, root, &mut roots, diagnostics);
        } else {
            namespace(schema, root, &mut roots, diagnostics);
        }
    }
    policies(schema, config, &mut roots, diagnostics);
    (diagnostics.errors() == before).then_some(roots)
}

fn namespace(schema: &Schema, root: &Located, roots: &mut Roots, diagnostics: &mut Diagnostics) {
    let known = schema.namespaces.iter().map(|namespace| namespace.name.as_str());
    if known.clone().any(|name| name == root.text) {
        roots.namespaces.insert(root.text.clone());
        return;
    }
    let help = closest(&root.text, known).map(|near| format!("did you mean `{near}`?"));
    let message = format!("the schema has no namespace `{}`", root.text);
    diagnostics.error(Code::UnknownRoot, root.span, message).help_with(help);
}

/// Follows `/set/{key}/navigation/...`; segments in braces stand for keys.
fn path(schema: &Schema, root: &Located, roots: &mut Roots, diagnostics: &mut Diagnostics) {
    let mut segments = root.text.split('/').filter(|segment| !segment.is_empty() && !segment.starts_with('{'));
    let first = segments.next().unwrap_or_default();
    let Some(start) = schema.container.as_ref().and_then(|container| child_type(container, first)) else {
        let names = schema.container.iter().flat_map(child_names);
        let help = closest(first, names).map(|near| format!("did you mean `/{near}`?"));
        let message = format!("the service has no `/{first}`");
        diagnostics.error(Code::UnknownRoot, root.span, message).help_with(help);
        return;
    };
    roots.children.insert(first.to_owned());
    let Some(mut at) = start else { return };
    let mut so_far = format!("/{first}");
    roots.on_path.push((at, so_far.clone()));
    for segment in segments {
        let cast = segment.contains('.').then(|| schema.find_by_full_name(segment)).flatten();
        let next = match cast {
            Some(cast) => Some(cast),
            None => schema.navigation_property(at, segment).and_then(|(owner, property)| {
                roots.navigation.insert((owner, segment.to_owned()));
                property.ty.named()
            }),
        };
        let Some(next) = next else {
            let names = schema.navigation(at);
            let near = closest(segment, names.iter().map(|(_, property)| property.name.as_str()));
            let help = near.map(|near| format!("did you mean `{so_far}/{near}`?"));
            let message =
                format!("`{so_far}`, of type `{}`, has no navigation property `{segment}`", schema.get(at).name);
            diagnostics.error(Code::UnknownRoot, root.span, message).help_with(help);
            return;
        };
        at = next;
        so_far = format!("{so_far}/{segment}");
        roots.on_path.push((at, so_far.clone()));
    }
    roots.ends.insert(at);
}

/// The type of a child of the container; for an import there is none.
fn child_type(container: &Container, name: &str) -> Option<Option<TypeId>> {
    let set = container.entity_sets.iter().find(|set| set.name == name).map(|set| Some(set.entity_type));
    let singleton = container.singletons.iter().find(|one| one.name == name).map(|one| Some(one.entity_type));
    set.or(singleton).or_else(|| container.imports.iter().any(|import| import.name == name).then_some(None))
}

fn child_names(container: &Container) -> impl Iterator<Item = &str> {
    let sets = container.entity_sets.iter().map(|set| set.name.as_str());
    let singletons = container.singletons.iter().map(|one| one.name.as_str());
    sets.chain(singletons).chain(container.imports.iter().map(|import| import.name.as_str()))
}

fn policies(schema: &Schema, config: &ScopeConfig, roots: &mut Roots, diagnostics: &mut Diagnostics) {
    for (name, written) in &config.types {
        let located = Located { text: name.clone(), span: written.span };
        let Some(id) = find_type(schema, &located, diagnostics) else { continue };
        let subtypes = written.subtypes.iter().filter_map(|subtype| {
            let found = find_type(schema, subtype, diagnostics)?;
            if !schema.is_a(found, id) {
                let message = format!("`{}` does not derive from `{name}`", subtype.text);
                diagnostics.error(Code::UnknownRoot, subtype.span, message);
            }
            Some(found)
        });
        let subtypes = subtypes.collect();
        let properties = written.properties.as_ref().map(|list| {
            for property in list {
                check_property(schema, id, property, diagnostics);
            }
            list.iter().map(|property| property.text.clone()).collect()
        });
        roots.policies.insert(id, Policy { foreign: written.foreign, properties, subtypes });
    }
}

fn find_type(schema: &Schema, name: &Located, diagnostics: &mut Diagnostics) -> Option<TypeId> {
    let found = schema.find_by_full_name(&name.text);
    if found.is_none() {
        let names: Vec<String> = schema.types.iter().map(|ty| ty.name.to_string()).collect();
        let help = closest(&name.text, names.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
        let message = format!("the schema has no type `{}`", name.text);
        diagnostics.error(Code::UnknownRoot, name.span, message).help_with(help);
    }
    found
}

fn check_property(schema: &Schema, id: TypeId, name: &Located, diagnostics: &mut Diagnostics) {
    if schema.property(id, &name.text).is_some() || schema.navigation_property(id, &name.text).is_some() {
        return;
    }
    let properties = schema.properties(id);
    let navigation = schema.navigation(id);
    let names = properties.iter().map(|(_, property)| property.name.as_str());
    let names = names.chain(navigation.iter().map(|(_, property)| property.name.as_str()));
    let help = closest(&name.text, names).map(|near| format!("did you mean `{near}`?"));
    let message = format!("`{}` has no property `{}`", schema.get(id).name, name.text);
    diagnostics.error(Code::UnknownRoot, name.span, message).help_with(help);
}
