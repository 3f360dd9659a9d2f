//! The terms that generation understands, read off annotations.

use super::{Annotations, ConstantKind, Expression, Record};

/// Full names of terms.
#[allow(missing_docs, reason = "each is the name of a term of the OData vocabularies")]
pub mod vocabulary {
    pub const DESCRIPTION: &str = "Org.OData.Core.V1.Description";
    pub const LONG_DESCRIPTION: &str = "Org.OData.Core.V1.LongDescription";
    pub const COMPUTED: &str = "Org.OData.Core.V1.Computed";
    pub const IMMUTABLE: &str = "Org.OData.Core.V1.Immutable";
    pub const OPTIONAL_PARAMETER: &str = "Org.OData.Core.V1.OptionalParameter";
    pub const REVISIONS: &str = "Org.OData.Core.V1.Revisions";
    pub const PERMISSIONS: &str = "Org.OData.Core.V1.Permissions";
    pub const REQUIRES_EXPLICIT_BINDING: &str = "Org.OData.Core.V1.RequiresExplicitBinding";
    pub const EXPLICIT_OPERATION_BINDINGS: &str = "Org.OData.Core.V1.ExplicitOperationBindings";
    pub const INSERT_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.InsertRestrictions";
    pub const UPDATE_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.UpdateRestrictions";
    pub const DELETE_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.DeleteRestrictions";
    pub const READ_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.ReadRestrictions";
    pub const OPERATION_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.OperationRestrictions";
    pub const FILTER_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.FilterRestrictions";
    pub const SORT_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.SortRestrictions";
    pub const SEARCH_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.SearchRestrictions";
    pub const COUNT_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.CountRestrictions";
    pub const NAVIGATION_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.NavigationRestrictions";
    pub const EXPAND_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.ExpandRestrictions";
    pub const SELECT_SUPPORT: &str = "Org.OData.Capabilities.V1.SelectSupport";
    pub const TOP_SUPPORTED: &str = "Org.OData.Capabilities.V1.TopSupported";
    pub const SKIP_SUPPORTED: &str = "Org.OData.Capabilities.V1.SkipSupported";
    pub const SELECT_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.SelectRestrictions";
    pub const CHANGE_TRACKING: &str = "Org.OData.Capabilities.V1.ChangeTracking";
    /// Terms of the standard vocabularies that tag: without a value they are true.
    pub(crate) const TAGGING: &[&str] = &[
        COMPUTED,
        IMMUTABLE,
        REQUIRES_EXPLICIT_BINDING,
        TOP_SUPPORTED,
        SKIP_SUPPORTED,
        "Org.OData.Capabilities.V1.AsynchronousRequestsSupported",
        "Org.OData.Capabilities.V1.BatchContinueOnErrorSupported",
        "Org.OData.Capabilities.V1.ComputeSupported",
        "Org.OData.Capabilities.V1.CrossJoinSupported",
        "Org.OData.Capabilities.V1.IndexableByKey",
        "Org.OData.Capabilities.V1.KeyAsSegmentSupported",
        "Org.OData.Capabilities.V1.MediaLocationUpdateSupported",
        "Org.OData.Capabilities.V1.QuerySegmentSupported",
        "Org.OData.Core.V1.AdditionalProperties",
        "Org.OData.Core.V1.AppliesViaContainer",
        "Org.OData.Core.V1.AutoExpand",
        "Org.OData.Core.V1.AutoExpandReferences",
        "Org.OData.Core.V1.ComputedDefaultValue",
        "Org.OData.Core.V1.ConventionalIDs",
        "Org.OData.Core.V1.DefaultNamespace",
        "Org.OData.Core.V1.DereferenceableIDs",
        "Org.OData.Core.V1.IsDelta",
        "Org.OData.Core.V1.IsLanguageDependent",
        "Org.OData.Core.V1.IsMediaType",
        "Org.OData.Core.V1.IsURL",
        "Org.OData.Core.V1.Ordered",
        "Org.OData.Core.V1.PositionalInsert",
    ];
    /// Of our own vocabulary: the query options that documentation names.
    pub const QUERY_OPTIONS: &str = "CsdlCodegen.V1.QueryOptions";
    /// Of our own vocabulary: the members of an enumeration at which a process has ended.
    pub const FINAL_STATES: &str = "CsdlCodegen.V1.FinalStates";
}

/// What a service lets callers do; `None` where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as in the Capabilities vocabulary")]
pub struct Capabilities {
    pub insertable: Option<bool>,
    pub updatable: Option<bool>,
    pub upsertable: Option<bool>,
    /// `PATCH`, `PUT` or both, where the service names any.
    pub update_methods: Vec<String>,
    pub deletable: Option<bool>,
    pub readable: Option<bool>,
    /// Whether a single entity of a collection can be read.
    pub readable_by_key: Option<bool>,
    pub filterable: Option<bool>,
    pub sortable: Option<bool>,
    pub searchable: Option<bool>,
    pub countable: Option<bool>,
    pub expandable: Option<bool>,
    /// Of a navigation property: whether references can be changed. Graph's own word for it.
    pub referenceable: Option<bool>,
    pub selectable: Option<bool>,
    pub top: Option<bool>,
    pub skip: Option<bool>,
    pub change_tracking: Option<bool>,
}

/// One scheme's permissions for a request: any one scope is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    /// Such as `Delegated` or `Application`.
    pub scheme: String,
    /// The scopes, in the order of the document: the least privileged first.
    pub scopes: Vec<String>,
}

/// The permissions of a request, by scheme, in the order of the document.
pub type Permissions = Vec<Permission>;

/// What a revision did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevisionKind {
    /// It was added.
    Added,
    /// It was changed.
    Modified,
    /// It is deprecated.
    Deprecated,
    /// Something else.
    Other(String),
}

/// An entry of `Revisions`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// What it did.
    pub kind: RevisionKind,
    /// The version that it is part of.
    pub version: Option<String>,
    /// When, as `yyyy-mm-dd`.
    pub date: Option<String>,
    /// When what is deprecated goes, as `yyyy-mm-dd`.
    pub removal_date: Option<String>,
    /// Why.
    pub description: Option<String>,
}

impl Expression {
    /// As a text, where it is a constant.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Constant(_, text) => Some(text),
            _ => None,
        }
    }

    /// As a boolean.
    #[must_use]
    pub fn boolean(&self) -> Option<bool> {
        match self {
            Self::Constant(ConstantKind::Bool, text) => Some(matches!(text.as_str(), "true" | "1")),
            _ => None,
        }
    }

    /// As a record.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::Record(record) => Some(record),
            _ => None,
        }
    }

    /// The items of a collection; a single value counts as one.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Collection(items) => items,
            single => std::slice::from_ref(single),
        }
    }
}

impl Record {
    /// The value of a property.
    #[must_use]
    pub fn get(&self, property: &str) -> Option<&Expression> {
        let index = self.properties.binary_search_by(|known| known.property.as_str().cmp(property)).ok()?;
        self.properties.get(index)?.value.as_ref()
    }

    fn text(&self, property: &str) -> Option<String> {
        self.get(property)?.text().map(str::to_owned)
    }

    fn boolean(&self, property: &str) -> Option<bool> {
        self.get(property)?.boolean()
    }
}

impl Annotations {
    /// The value of a term without qualifier.
    #[must_use]
    pub fn value(&self, term: &str) -> Option<&Expression> {
        self.get(term, None)?.value.as_ref()
    }

    /// The record that a term without qualifier has as its value.
    #[must_use]
    pub fn record(&self, term: &str) -> Option<&Record> {
        self.value(term)?.record()
    }

    /// Whether a tagging term is there and not false.
    #[must_use]
    pub fn is_tagged(&self, term: &str) -> bool {
        let Some(annotation) = self.get(term, None) else { return false };
        annotation.value.as_ref().and_then(Expression::boolean).unwrap_or(true)
    }

    /// `Core.Description`.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.value(vocabulary::DESCRIPTION)?.text()
    }

    /// `Core.LongDescription`, of a qualifier where there is one.
    #[must_use]
    pub fn long_description(&self, qualifier: Option<&str>) -> Option<&str> {
        self.get(vocabulary::LONG_DESCRIPTION, qualifier)?.value.as_ref()?.text()
    }

    /// The query options that documentation names, in [`vocabulary::QUERY_OPTIONS`], of a qualifier
    /// where there is one; empty where it says that there are none.
    #[must_use]
    pub fn query_options(&self, qualifier: Option<&str>) -> Option<Vec<&str>> {
        let options = self.get(vocabulary::QUERY_OPTIONS, qualifier)?.value.as_ref()?;
        Some(options.items().iter().filter_map(Expression::text).collect())
    }

    /// The members at which a process has ended, in [`vocabulary::FINAL_STATES`].
    #[must_use]
    pub fn final_states(&self) -> Option<Vec<&str>> {
        let states = self.value(vocabulary::FINAL_STATES)?;
        Some(states.items().iter().filter_map(Expression::text).collect())
    }

    /// Whether the service alone sets it (`Core.Computed`).
    #[must_use]
    pub fn is_computed(&self) -> bool {
        self.is_tagged(vocabulary::COMPUTED)
    }

    /// Whether it can be set on creation only (`Core.Immutable`).
    #[must_use]
    pub fn is_immutable(&self) -> bool {
        self.is_tagged(vocabulary::IMMUTABLE)
    }

    /// What the service lets callers do.
    #[must_use]
    pub fn capabilities(&self) -> Capabilities {
        let flag = |term: &str, property: &str| self.record(term)?.boolean(property);
        let tag = |term: &str| self.get(term, None).map(|_| self.is_tagged(term));
        let read = self.record(vocabulary::READ_RESTRICTIONS);
        let by_key = read.and_then(|read| read.get("ReadByKeyRestrictions")).and_then(Expression::record);
        let update = self.record(vocabulary::UPDATE_RESTRICTIONS);
        let methods = update.and_then(|update| update.get("UpdateMethod")).map(methods).unwrap_or_default();
        Capabilities {
            insertable: flag(vocabulary::INSERT_RESTRICTIONS, "Insertable"),
            updatable: flag(vocabulary::UPDATE_RESTRICTIONS, "Updatable"),
            upsertable: flag(vocabulary::UPDATE_RESTRICTIONS, "Upsertable"),
            update_methods: methods,
            deletable: flag(vocabulary::DELETE_RESTRICTIONS, "Deletable"),
            readable: flag(vocabulary::READ_RESTRICTIONS, "Readable"),
            readable_by_key: by_key.and_then(|by_key| by_key.boolean("Readable")),
            filterable: flag(vocabulary::FILTER_RESTRICTIONS, "Filterable"),
            sortable: flag(vocabulary::SORT_RESTRICTIONS, "Sortable"),
            searchable: flag(vocabulary::SEARCH_RESTRICTIONS, "Searchable"),
            referenceable: flag(vocabulary::NAVIGATION_RESTRICTIONS, "Referenceable"),
            countable: flag(vocabulary::COUNT_RESTRICTIONS, "Countable"),
            expandable: flag(vocabulary::EXPAND_RESTRICTIONS, "Expandable"),
            // Graph's beta spells the term in a way of its own.
            selectable: flag(vocabulary::SELECT_SUPPORT, "Supported")
                .or_else(|| flag(vocabulary::SELECT_RESTRICTIONS, "Selectable")),
            top: tag(vocabulary::TOP_SUPPORTED),
            skip: tag(vocabulary::SKIP_SUPPORTED),
            // By the vocabulary, a record that does not say is one that says yes.
            change_tracking: self
                .record(vocabulary::CHANGE_TRACKING)
                .map(|tracking| tracking.boolean("Supported").unwrap_or(true)),
        }
    }

    /// The permissions that a restriction asks for, such as those of [`vocabulary::READ_RESTRICTIONS`].
    #[must_use]
    pub fn permissions(&self, restrictions: &str) -> Permissions {
        self.record(restrictions).map(permissions_of).unwrap_or_default()
    }

    /// The permissions for reading a single entity of a collection, where they differ from those for
    /// reading the collection.
    #[must_use]
    pub fn read_by_key_permissions(&self) -> Permissions {
        let read = self.record(vocabulary::READ_RESTRICTIONS);
        let by_key = read.and_then(|read| read.get("ReadByKeyRestrictions")).and_then(Expression::record);
        by_key.map(permissions_of).unwrap_or_default()
    }

    /// The entries of `Core.Revisions`.
    #[must_use]
    pub fn revisions(&self) -> Vec<Revision> {
        let items = self.value(vocabulary::REVISIONS).map(Expression::items).unwrap_or_default();
        items.iter().filter_map(Expression::record).map(revision).collect()
    }

    /// The entry of `Core.Revisions` that deprecates it, if one does.
    #[must_use]
    pub fn deprecation(&self) -> Option<Revision> {
        self.revisions().into_iter().find(|revision| revision.kind == RevisionKind::Deprecated)
    }
}

/// The HTTP methods of a flags value: members of the enumeration, or their names as text.
fn methods(value: &Expression) -> Vec<String> {
    let short = |name: &str| name.rsplit('/').next().unwrap_or(name).trim().to_owned();
    match value {
        Expression::EnumMembers(members) => members.iter().map(|member| short(member)).collect(),
        other => other.text().unwrap_or_default().split([',', ' ']).filter(|n| !n.is_empty()).map(short).collect(),
    }
}

fn permissions_of(restrictions: &Record) -> Permissions {
    let items = restrictions.get("Permissions").map(Expression::items).unwrap_or_default();
    items
        .iter()
        .filter_map(Expression::record)
        .filter_map(|permission| {
            let scopes = permission.get("Scopes").map(Expression::items).unwrap_or_default();
            Some(Permission {
                scheme: permission.text("SchemeName")?,
                scopes: scopes.iter().filter_map(|scope| scope.record()?.text("Scope")).collect(),
            })
        })
        .collect()
}

fn revision(record: &Record) -> Revision {
    let kind = match record.get("Kind") {
        Some(Expression::EnumMembers(members)) => members.first().map(String::as_str),
        Some(other) => other.text(),
        None => None,
    };
    let kind = match kind.map(|kind| kind.rsplit('/').next().unwrap_or(kind)) {
        Some("Added") => RevisionKind::Added,
        Some("Modified") => RevisionKind::Modified,
        Some("Deprecated") => RevisionKind::Deprecated,
        other => RevisionKind::Other(other.unwrap_or_default().to_owned()),
    };
    Revision {
        kind,
        version: record.text("Version"),
        date: record.text("Date"),
        removal_date: record.text("RemovalDate"),
        description: record.text("Description"),
    }
}
