//! References: at which navigation properties entities can be related that live elsewhere.

use crate::schema::{Capabilities, Expression, Record, Schema, TypeId, vocabulary};

use super::{
    docs::code,
    model::{Docs, Method, MethodKind, ReferenceKind},
    sites::Site,
};

/// As many places as the documentation of a request names.
const MOST: usize = 8;

/// The requests on a collection of related entities.
pub(super) fn of_many(schema: &Schema, sites: &[&Site<'_>]) -> Vec<Method> {
    let sites = || sites.iter().copied();
    [
        ("add_ref", "Adds an entity that exists", "POST …/$ref", ReferenceKind::Add, Change::Insert),
        (
            "remove_ref",
            "Takes an entity out, without deleting it",
            "DELETE …/$ref?$id=…",
            ReferenceKind::RemoveFrom,
            Change::Delete,
        ),
        ("list_refs", "Lists the entities by their URLs alone", "GET …/$ref", ReferenceKind::List, Change::None),
    ]
    .into_iter()
    .filter_map(|(name, what, verb, kind, change)| {
        method(schema, name, what, verb, kind, sites().filter(|site| allows(schema, site, change)))
    })
    .collect()
}

/// The requests on one related entity.
pub(super) fn of_one(schema: &Schema, sites: &[&Site<'_>]) -> Vec<Method> {
    let sites = || sites.iter().copied();
    let set = sites().filter(|site| !site.is_collection && allows(schema, site, Change::Update));
    let remove = sites().filter(|site| (site.is_collection || site.nullable) && allows(schema, site, Change::Delete));
    let set = method(schema, "set_ref", "Relates another entity in its place", "PUT …/$ref", ReferenceKind::Set, set);
    let what = "Takes the entity out of the relation, without deleting it";
    let remove = method(schema, "remove_ref", what, "DELETE …/$ref", ReferenceKind::Remove, remove);
    set.into_iter().chain(remove).collect()
}

/// A request, if there is a place for it.
fn method<'s, 'a: 's>(
    schema: &Schema,
    name: &str,
    what: &str,
    verb: &str,
    kind: ReferenceKind,
    sites: impl Iterator<Item = &'s Site<'a>>,
) -> Option<Method> {
    let mut places: Vec<String> = sites.map(|site| site.label(schema)).collect();
    places.sort();
    places.dedup();
    let further = places.len().saturating_sub(MOST);
    places.truncate(MOST);
    if places.is_empty() {
        return None;
    }
    let further = if further > 0 { format!(" and {further} more") } else { String::new() };
    let mut docs = Docs::text(format!("{what}: {}.", code(verb)));
    docs.paragraph(format!("At {}{further}.", places.join(", ")));
    Some(Method { name: name.to_owned(), docs, kind: MethodKind::Reference(kind), operation: None })
}

/// What a request changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Insert,
    Update,
    Delete,
    None,
}

impl Change {
    fn read(self, capabilities: &Capabilities) -> Option<bool> {
        match self {
            Self::Insert => capabilities.insertable,
            Self::Update => capabilities.updatable,
            Self::Delete => capabilities.deletable,
            Self::None => None,
        }
    }

    /// The restrictions that a container or type states for one of its navigation properties.
    fn restriction(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Insert => Some(("InsertRestrictions", "Insertable")),
            Self::Update => Some(("UpdateRestrictions", "Updatable")),
            Self::Delete => Some(("DeleteRestrictions", "Deletable")),
            Self::None => None,
        }
    }
}

/// Whether the metadata lets references be changed so at a place: a navigation property that does not
/// contain its entities, and is not computed.
fn allows(schema: &Schema, site: &Site<'_>, change: Change) -> bool {
    let Some(owner) = site.owner.filter(|_| !site.is_home) else { return false };
    // What is said of the target type speaks of entities, not of references.
    if site.find_of_place(|annotations| annotations.is_computed().then_some(())).is_some() {
        return false;
    }
    if site.find_of_place(|annotations| annotations.capabilities().referenceable) == Some(false) {
        return false;
    }
    let stated = site.find_of_place(|annotations| change.read(&annotations.capabilities()));
    stated.or_else(|| restricted(schema, owner, site.name, change)).unwrap_or(true)
}

/// What the owner, or an entity set of it, restricts of one of its navigation properties.
fn restricted(schema: &Schema, owner: TypeId, name: &str, change: Change) -> Option<bool> {
    let (restrictions, property) = change.restriction()?;
    let sets = schema.container.iter().flat_map(|container| &container.entity_sets);
    let sets = sets.filter(|set| schema.is_a(owner, set.entity_type)).map(|set| &set.annotations);
    sets.chain(std::iter::once(&schema.get(owner).annotations)).find_map(|annotations| {
        let all = annotations.record(vocabulary::NAVIGATION_RESTRICTIONS)?.get("RestrictedProperties")?;
        let of_name = all.items().iter().filter_map(Expression::record).find(|record| leads_to(record, name))?;
        of_name.get(restrictions)?.record()?.get(property)?.boolean()
    })
}

fn leads_to(record: &Record, name: &str) -> bool {
    match record.get("NavigationProperty") {
        Some(Expression::Path(_, path)) => path == name,
        other => other.and_then(Expression::text) == Some(name),
    }
}
