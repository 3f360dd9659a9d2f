//! Sites: every place in the URL space where entities of a type stand, and what is allowed there.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Annotations, Capabilities, ItemType, Permissions, Schema, TypeId};

use super::{docs::code, types::Types};

/// A navigation property, an entity set or a singleton.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    /// The type whose navigation property it is; `None` for what the container holds.
    pub(crate) owner: Option<TypeId>,
    /// Its segment.
    pub(crate) name: &'a str,
    pub(crate) target: TypeId,
    pub(crate) is_collection: bool,
    /// Whether the entities live here, and are not only referred to.
    pub(crate) is_home: bool,
    pub(crate) nullable: bool,
    /// What is said of the place, the most specific first, and last what is said of the type.
    pub(crate) annotations: Vec<&'a Annotations>,
}

/// The verbs that a site may allow besides reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Create,
    Update,
    /// `PUT` in place of `PATCH`.
    Replace,
    /// Creating under a key that the client chose.
    Upsert,
    Delete,
}

impl<'a> Site<'a> {
    /// Whether the metadata lets a client do that here.
    pub(crate) fn allows(&self, verb: Verb) -> bool {
        let says = |read: fn(Capabilities) -> Option<bool>| self.find(|annotations| read(annotations.capabilities()));
        self.is_home
            && match verb {
                Verb::Create => self.is_collection && says(|c| c.insertable).unwrap_or(true),
                Verb::Update => says(|c| c.updatable).unwrap_or(true) && self.updates_by("PATCH", true),
                Verb::Replace => says(|c| c.updatable).unwrap_or(true) && self.updates_by("PUT", false),
                Verb::Upsert => {
                    says(|c| c.upsertable).unwrap_or(false)
                        && (self.updates_by("PATCH", true) || self.updates_by("PUT", false))
                }
                // What must be there cannot be deleted, unless it is said; a singleton is there always.
                Verb::Delete => {
                    let is_removable = self.is_collection || (self.nullable && self.owner.is_some());
                    says(|c| c.deletable).unwrap_or(is_removable)
                }
            }
    }

    /// Whether a request here can ask for what changes. What is said of the type alone says nothing of
    /// a place: it can mean a function just as well.
    pub(crate) fn tracks_changes(&self) -> bool {
        self.find_of_place(|annotations| annotations.capabilities().change_tracking).unwrap_or(false)
    }

    /// Whether entities are updated by a method, or `otherwise` where nothing is said of methods.
    pub(crate) fn updates_by(&self, method: &str, otherwise: bool) -> bool {
        let methods = self.find(|annotations| {
            let methods = annotations.capabilities().update_methods;
            (!methods.is_empty()).then_some(methods)
        });
        methods.map_or(otherwise, |methods| methods.iter().any(|known| known == method))
    }

    /// The first that `read` finds, the most specific annotations first.
    pub(crate) fn find<T>(&self, read: impl Fn(&'a Annotations) -> Option<T>) -> Option<T> {
        self.annotations.iter().find_map(|annotations| read(annotations))
    }

    /// The same, without what is said of the type.
    pub(crate) fn find_of_place<T>(&self, read: impl Fn(&'a Annotations) -> Option<T>) -> Option<T> {
        let (_, place) = self.annotations.split_last()?;
        place.iter().find_map(|annotations| read(annotations))
    }

    /// What a request here is documented to need, where it is. The permissions of a request stand in
    /// its restrictions; those of reading one entity of a collection in a part of their own.
    pub(crate) fn permissions(&self, restrictions: &str, by_key: bool) -> Option<Permissions> {
        self.find(|annotations| {
            let permissions =
                if by_key { annotations.read_by_key_permissions() } else { annotations.permissions(restrictions) };
            (!permissions.is_empty()).then_some(permissions)
        })
    }

    /// How documentation calls it: `run/taskProcessingResults`.
    pub(crate) fn label(&self, schema: &Schema) -> String {
        match self.owner {
            Some(owner) => code(&format!("{}/{}", schema.get(owner).name.name, self.name)),
            None => code(self.name),
        }
    }
}

/// All sites of an API, by target.
#[derive(Debug)]
pub(crate) struct Sites<'a> {
    by_target: BTreeMap<TypeId, Vec<Site<'a>>>,
}

impl<'a> Sites<'a> {
    /// Finds the sites that can be reached from the container.
    pub(crate) fn new(types: &Types<'a>) -> Self {
        let schema = types.schema;
        let mut all = container_sites(schema);
        let mut open: Vec<TypeId> = all.iter().map(|site| site.target).collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            // A place that holds a type holds its subtypes too, whose navigation a cast reaches.
            open.extend(schema.descendants(id));
            for site in navigation_sites(schema, id) {
                open.push(site.target);
                all.push(site);
            }
        }
        let mut by_target: BTreeMap<TypeId, Vec<Site<'a>>> = BTreeMap::new();
        for site in all {
            by_target.entry(site.target).or_default().push(site);
        }
        Self { by_target }
    }

    /// The sites where entities declared to be of that type stand.
    pub(crate) fn of(&self, id: TypeId) -> &[Site<'a>] {
        self.by_target.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// All of them, by target.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Site<'a>> {
        self.by_target.values().flatten()
    }

    /// Whether a request can reach one such entity, or a collection of them.
    pub(crate) fn reaches(&self, id: TypeId, collection: bool) -> bool {
        self.of(id).iter().any(|site| site.is_collection == collection)
    }
}

fn container_sites(schema: &Schema) -> Vec<Site<'_>> {
    let Some(container) = &schema.container else { return Vec::new() };
    let sets = container.entity_sets.iter().map(|set| Site {
        owner: None,
        name: &set.name,
        target: set.entity_type,
        is_collection: true,
        is_home: true,
        nullable: false,
        annotations: vec![&set.annotations, &schema.get(set.entity_type).annotations],
    });
    let singletons = container.singletons.iter().map(|singleton| Site {
        owner: None,
        name: &singleton.name,
        target: singleton.entity_type,
        is_collection: false,
        is_home: true,
        nullable: singleton.nullable,
        annotations: vec![&singleton.annotations, &schema.get(singleton.entity_type).annotations],
    });
    sets.chain(singletons).collect()
}

/// The navigation of one type, inherited ones included.
pub(crate) fn navigation_sites(schema: &Schema, id: TypeId) -> Vec<Site<'_>> {
    schema
        .navigation(id)
        .into_iter()
        .filter_map(|(_, navigation)| {
            let ItemType::Named(target) = navigation.ty.item else { return None };
            let refined = std::iter::once(id).chain(schema.ancestors(id)).filter_map(|owner| {
                let refinements = &schema.structured(owner)?.refinements;
                refinements.iter().find(|(name, _)| *name == navigation.name).map(|(_, annotations)| annotations)
            });
            let own = [&navigation.annotations, &schema.get(target).annotations];
            Some(Site {
                owner: Some(id),
                name: &navigation.name,
                target,
                is_collection: navigation.ty.is_collection,
                is_home: navigation.contains_target,
                nullable: navigation.ty.nullable,
                annotations: refined.chain(own).collect(),
            })
        })
        .collect()
}
