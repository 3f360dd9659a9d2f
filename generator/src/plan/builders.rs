//! Request builders: which requests a type's places allow, and where their methods lead.

use crate::schema::{ItemType, Primitive, TypeId, TypeReference};

use super::{
    deltas,
    docs::code,
    facts, final_states, ident,
    model::{Argument, BuilderPlan, Docs, Item, Method, MethodKind, RustItem, RustType, Scalar},
    names::{self, Claim, Scope},
    operations::{Operations, methods_scope},
    paths::Paths,
    references,
    sites::{Site, Sites, Verb, navigation_sites},
    streams,
    types::Types,
    verbs::{CREATE, DELETE, READ_MANY, READ_ONE, Request, UPDATE, VERBS},
    writes,
};

/// What building needs to know.
#[derive(Debug)]
pub(crate) struct Builders<'a> {
    pub(crate) types: &'a Types<'a>,
    pub(crate) sites: &'a Sites<'a>,
    pub(crate) paths: &'a Paths,
    pub(crate) operations: &'a Operations<'a>,
}

impl Builders<'_> {
    /// The builders of an entity type: for many, then for one.
    pub(crate) fn items(&self, id: TypeId) -> Vec<Item> {
        let many = self.stands(id, true).then(|| self.collection(id)).flatten();
        let one = self.stands(id, false).then(|| self.single(id)).flatten();
        many.into_iter().chain(one).map(Item::Builder).collect()
    }

    /// Whether a request can reach one entity of that type, or a collection of them.
    pub(crate) fn stands(&self, id: TypeId, many: bool) -> bool {
        let by_key = || self.is_cast_to(id, true) && !self.key(id).is_empty();
        self.stands_itself(id, many) || self.is_cast_to(id, many) || (!many && by_key())
    }

    /// The same without casts.
    pub(crate) fn stands_itself(&self, id: TypeId, many: bool) -> bool {
        let by_key = || self.sites.reaches(id, true) && !self.key(id).is_empty();
        self.sites.reaches(id, many) || (!many && by_key())
    }

    fn collection(&self, id: TypeId) -> Option<BuilderPlan> {
        let names = self.types.names(id)?;
        let data = self.types.data(id)?.clone();
        let sites: Vec<&Site<'_>> = self.sites_of(id).into_iter().filter(|site| site.is_collection).collect();
        let mut claims = Vec::new();
        let mut methods = vec![Method {
            name: "list".to_owned(),
            docs: self.request_docs("Lists the collection", &sites, &READ_MANY),
            kind: MethodKind::List(data.clone()),
            operation: None,
        }];
        methods.extend(deltas::track(self.types.schema, &data, &sites));
        if allows(&sites, Verb::Create) {
            let docs =
                self.request_docs("Creates an entity in the collection", &allowing(&sites, Verb::Create), &CREATE);
            let kind = MethodKind::Create(data.clone());
            methods.push(Method { name: "create".to_owned(), docs, kind, operation: None });
        }
        methods.extend(streams::create(self.types, id, allows(&sites, Verb::Create)));
        methods.extend(writes::count(&sites, data));
        methods.extend(references::of_many(self.types.schema, &sites));
        methods.extend(self.by_key(id, &mut claims));
        methods.extend(self.operations.methods(self.types, id, true, &mut claims));
        methods.extend(self.casts(id, true, &mut claims));
        self.name(&mut methods, id, true, claims);
        let docs = self.builder_docs(id, true, "Requests on a collection of");
        Some(BuilderPlan { name: names.collection_builder.name.clone(), docs, is_collection: true, methods })
    }

    fn single(&self, id: TypeId) -> Option<BuilderPlan> {
        let names = self.types.names(id)?;
        let data = self.types.data(id)?.clone();
        let sites = self.sites_of(id);
        let mut claims = Vec::new();
        let mut methods = vec![Method {
            name: "get".to_owned(),
            docs: self.request_docs("Reads the entity", &sites, &READ_ONE),
            kind: MethodKind::Get(data.clone()),
            operation: None,
        }];
        methods.extend(final_states::wait(self.types, id));
        if allows(&sites, Verb::Update) {
            let docs =
                self.request_docs("Changes some of the entity's properties", &allowing(&sites, Verb::Update), &UPDATE);
            let kind = MethodKind::Update(data.clone());
            methods.push(Method { name: "update".to_owned(), docs, kind, operation: None });
        }
        methods.extend(self.writes(&sites, &data));
        if allows(&sites, Verb::Delete) {
            let docs = self.request_docs("Deletes the entity", &allowing(&sites, Verb::Delete), &DELETE);
            methods.push(Method { name: "delete".to_owned(), docs, kind: MethodKind::Delete, operation: None });
        }
        methods.extend(streams::methods(self.types, id, &mut claims));
        methods.extend(references::of_one(self.types.schema, &sites));
        methods.extend(self.navigation(id, &mut claims));
        methods.extend(self.operations.methods(self.types, id, false, &mut claims));
        methods.extend(self.casts(id, false, &mut claims));
        self.name(&mut methods, id, false, claims);
        let docs = self.builder_docs(id, false, "Requests on one");
        Some(BuilderPlan { name: names.builder.name.clone(), docs, is_collection: false, methods })
    }

    /// Gives the methods that claim names theirs; what claims none is a request, and has its own.
    fn name(&self, methods: &mut [Method], id: TypeId, is_collection: bool, claims: Vec<Claim>) {
        let scope = methods_scope(self.types.schema, id, is_collection);
        names::rename(methods, &Scope::new(self.types.ledger, scope, VERBS).resolve(claims));
    }

    fn builder_docs(&self, id: TypeId, is_collection: bool, what: &str) -> Docs {
        let mut docs = match self.types.data(id) {
            Some(data) => Docs::text(format!("{what} [`{0}`].", data.name)),
            None => Docs::default(),
        };
        let paths = self.paths.of(id, is_collection);
        if let [path] = paths {
            docs.paragraph(format!("Path: {}.", code(path)));
        } else if !paths.is_empty() {
            docs.paragraph("Paths:");
            docs.list(paths.iter().map(|path| code(path)));
        }
        docs
    }

    /// To one entity of a collection.
    fn by_key(&self, id: TypeId, claims: &mut Vec<Claim>) -> Option<Method> {
        let parts = self.key(id);
        let builder = self.types.names(id)?.builder.clone();
        let name = match parts.as_slice() {
            [] => return None,
            [part] => {
                // Nothing else is called `by_…` but operations, which come after it.
                claims.push(Claim::new("key:", &part.wire, format!("by_{}", part.name), "_key").firm(true));
                "key:".to_owned()
            }
            _ => "by_key".to_owned(),
        };
        let names: Vec<String> = parts.iter().map(|part| code(&part.wire)).collect();
        let docs = Docs::text(format!("The one whose key is this {}.", names.join(" and ")));
        Some(Method { name, docs, kind: MethodKind::ByKey(builder, parts), operation: None })
    }

    /// The parts of a key; empty where one of them has a type that no key can have.
    fn key(&self, id: TypeId) -> Vec<Argument> {
        let schema = self.types.schema;
        let key = schema.key(id);
        let wires = key.iter().map(|part| part.alias.as_deref().unwrap_or(&part.path));
        let claims = wires.map(|wire| {
            let last = wire.rsplit('/').next().unwrap_or(wire);
            Claim::new(wire, last, ident::field_name(last), "_key")
        });
        let names = Scope::unrecorded(&[]).resolve(claims.collect());
        let parts: Vec<Argument> = key
            .iter()
            .filter_map(|part| {
                let ty = self.key_type(id, &part.path)?;
                let wire = part.alias.as_deref().unwrap_or(&part.path);
                let name = names.get(wire)?.clone();
                Some(Argument { wire: wire.to_owned(), name, ty, is_optional: false })
            })
            .collect();
        if parts.len() == key.len() { parts } else { Vec::new() }
    }

    /// The type at the end of a key's path, which may lead through complex and navigation properties.
    fn key_type(&self, id: TypeId, path: &str) -> Option<RustType> {
        let schema = self.types.schema;
        let mut at = id;
        let mut segments = path.split('/').peekable();
        while let Some(segment) = segments.next() {
            let property = schema.property(at, segment);
            let ty: &TypeReference = match property {
                Some((_, property)) => &property.ty,
                None => &schema.navigation_property(at, segment)?.1.ty,
            };
            if segments.peek().is_none() {
                return self.types.rust(ty).filter(|ty| !ty.is_collection && is_key(&ty.item));
            }
            let ItemType::Named(next) = ty.item else { return None };
            at = next;
        }
        None
    }

    fn navigation(&self, id: TypeId, claims: &mut Vec<Claim>) -> Vec<Method> {
        let schema = self.types.schema;
        let mut sites = navigation_sites(schema, id);
        sites.sort_by_key(|site| site.name);
        sites
            .into_iter()
            .filter_map(|site| {
                let names = self.types.names(site.target)?;
                let builder = if site.is_collection { &names.collection_builder } else { &names.builder };
                let (_, navigation) = schema.navigation_property(id, site.name)?;
                let described = facts::description(&navigation.annotations);
                let mut docs = Docs::text(described.unwrap_or_else(|| format!("To {}.", code(site.name))));
                docs.paragraph(format!("Path segment: {}.", code(site.name)));
                if let Some(note) = facts::deprecation(&navigation.annotations) {
                    docs.paragraph(note);
                }
                let key = format!("navigation:{}", site.name);
                claims.push(streams::member(self.types, &key, site.name, "_navigation"));
                Some(Method {
                    name: key,
                    docs,
                    kind: MethodKind::Child(builder.clone(), site.name.to_owned()),
                    operation: None,
                })
            })
            .collect()
    }

    /// A request's documentation: what it does, then what is documented of each place it is allowed at.
    pub(super) fn request_docs(&self, what: &str, sites: &[&Site<'_>], request: &Request) -> Docs {
        let mut docs = Docs::text(format!("{what}: {}.", code(request.verb)));
        let mut notes: Vec<String> = sites.iter().filter_map(|site| self.site_note(site, request)).collect();
        notes.sort();
        notes.dedup();
        docs.list(notes);
        if let Some(denied) = self.denied_options(sites, request) {
            docs.paragraph(format!("The service's metadata declares as unsupported: {denied}."));
        }
        docs
    }

    /// The options that the metadata says do not work, where no documentation says which ones do.
    fn denied_options(&self, sites: &[&Site<'_>], request: &Request) -> Option<String> {
        let qualifier = request.options?;
        let documents = |site: &Site<'_>, qualifier| site.find(|a| facts::query_options(a, Some(qualifier))).is_some();
        let is_documented = |site: &&Site<'_>| documents(site, "list") || documents(site, "get");
        if sites.iter().any(is_documented) {
            return None;
        }
        let target = &self.types.schema.get(sites.first()?.target).annotations;
        let denied = facts::unsupported_options(target);
        let applies = |option: &&str| qualifier == "list" || matches!(*option, "$select" | "$expand");
        let denied: Vec<String> = denied.into_iter().filter(applies).map(code).collect();
        (!denied.is_empty()).then(|| denied.join(", "))
    }

    fn site_note(&self, site: &Site<'_>, request: &Request) -> Option<String> {
        let permissions = site.permissions(request.restrictions, request.by_key && site.is_collection);
        let permissions = permissions.and_then(|permissions| facts::permissions(&permissions));
        let options = request.options.and_then(|qualifier| site.find(|a| facts::query_options(a, Some(qualifier))));
        let remark = site.find(|annotations| facts::remark(annotations, Some(request.remark)));
        if permissions.is_none() && options.is_none() && remark.is_none() {
            return None;
        }
        let mut parts = Vec::new();
        parts.extend(options.map(|options| format!("query options {options}")));
        parts.extend(permissions.map(|permissions| format!("permissions, least privileged first: {permissions}")));
        let facts = if parts.is_empty() { String::new() } else { format!(" {}.", parts.join("; ")) };
        let remark = remark.map(|text| format!(" {text}")).unwrap_or_default();
        Some(format!("At {}:{facts}{remark}", site.label(self.types.schema)))
    }
}

pub(super) fn allows(sites: &[&Site<'_>], verb: Verb) -> bool {
    sites.iter().any(|site| site.allows(verb))
}

pub(super) fn allowing<'s, 'a>(sites: &[&'s Site<'a>], verb: Verb) -> Vec<&'s Site<'a>> {
    sites.iter().copied().filter(|site| site.allows(verb)).collect()
}

/// Whether a value of that type can be a key.
fn is_key(item: &RustItem) -> bool {
    match item {
        RustItem::Scalar(scalar) | RustItem::Alias(scalar, _) => *scalar != Scalar::Json,
        RustItem::Enum(_) | RustItem::Flags(_) => true,
        RustItem::Object(_) => false,
    }
}

/// Whether a parameter or result of that type can be written in Rust.
pub(crate) fn is_value(ty: &TypeReference) -> bool {
    !matches!(ty.item, ItemType::Primitive(Primitive::Stream))
}
