//! What annotations say, in the words that plans and documentation use.

use crate::schema::{Annotation, Annotations, Expression, PropertyValue, Record};

use super::docs::{code, plain};

const CORE: &str = "Org.OData.Core.V1";
const CAPABILITIES: &str = "Org.OData.Capabilities.V1";

/// The term for the query options that documentation names; see `metadata/overlay/vocabulary.xml`.
const QUERY_OPTIONS: &str = "CsdlCodegen.V1.QueryOptions";

pub(crate) fn description(annotations: &Annotations) -> Option<&str> {
    text(annotations, &format!("{CORE}.Description"), None)
}

pub(crate) fn long_description<'a>(annotations: &'a Annotations, qualifier: Option<&str>) -> Option<&'a str> {
    text(annotations, &format!("{CORE}.LongDescription"), qualifier)
}

/// Whether a tagging term is there and not `false`.
pub(crate) fn is_tagged(annotations: &Annotations, term: &str) -> bool {
    find(annotations, term, None).is_some_and(|annotation| annotation.value.as_ref().and_then(as_bool) != Some(false))
}

/// What a restriction such as `InsertRestrictions` says of `Insertable`.
pub(crate) fn allows(annotations: &Annotations, restrictions: &str, property: &str) -> Option<bool> {
    as_bool(value(restrictions_of(annotations, restrictions)?, property)?)
}

/// The permissions of a restriction, in one sentence each: delegated, then application.
pub(crate) fn permissions(annotations: &Annotations, restrictions: &[&str]) -> Option<String> {
    let (first, nested) = restrictions.split_first()?;
    let mut record = restrictions_of(annotations, first)?;
    for property in nested {
        record = as_record(value(record, property)?)?;
    }
    let schemes: Vec<String> = as_collection(value(record, "Permissions")?)?.iter().filter_map(scheme).collect();
    (!schemes.is_empty()).then(|| schemes.join("; "))
}

/// `delegated: A, B`; the service's documentation puts the least privileged first, and so do we.
fn scheme(permission: &Expression) -> Option<String> {
    let record = as_record(permission)?;
    let name = as_text(value(record, "SchemeName")?)?;
    let scopes: Vec<String> = as_collection(value(record, "Scopes")?)?
        .iter()
        .filter_map(|scope| as_text(value(as_record(scope)?, "Scope")?))
        .map(code)
        .collect();
    let scopes = if scopes.is_empty() { "not supported".to_owned() } else { scopes.join(", ") };
    Some(format!("{}: {scopes}", plain(name).to_lowercase()))
}

/// The documented query options, if the documentation says anything of them.
pub(crate) fn query_options(annotations: &Annotations, qualifier: Option<&str>) -> Option<String> {
    let options = as_collection(find(annotations, QUERY_OPTIONS, qualifier)?.value.as_ref()?)?;
    let options: Vec<String> = options.iter().filter_map(as_text).map(code).collect();
    Some(if options.is_empty() { "none".to_owned() } else { options.join(", ") })
}

/// The query options that the metadata itself says are not supported.
pub(crate) fn unsupported_options(annotations: &Annotations) -> Vec<&'static str> {
    let denied = |restrictions: &str, property: &str| allows(annotations, restrictions, property) == Some(false);
    let flag = |term: &str| {
        find(annotations, &format!("{CAPABILITIES}.{term}"), None).and_then(|a| a.value.as_ref()).and_then(as_bool)
            == Some(false)
    };
    [
        ("$select", denied("SelectSupport", "Supported") || denied("SelectRestrictions", "Selectable")),
        ("$filter", denied("FilterRestrictions", "Filterable")),
        ("$orderby", denied("SortRestrictions", "Sortable")),
        ("$expand", denied("ExpandRestrictions", "Expandable")),
        ("$search", denied("SearchRestrictions", "Searchable")),
        ("$count", denied("CountRestrictions", "Countable")),
        ("$top", flag("TopSupported")),
        ("$skip", flag("SkipSupported")),
    ]
    .into_iter()
    .filter_map(|(option, denied)| denied.then_some(option))
    .collect()
}

/// A sentence on deprecation, with its dates.
pub(crate) fn deprecation(annotations: &Annotations) -> Option<String> {
    let revisions = as_collection(find(annotations, &format!("{CORE}.Revisions"), None)?.value.as_ref()?)?;
    let record = revisions.iter().filter_map(as_record).find(|record| kind(record) == Some("Deprecated"))?;
    let of = |property: &str| value(record, property).and_then(as_text).map(plain);
    let mut note = "**Deprecated**".to_owned();
    if let Some(date) = of("Date") {
        note.push_str(&format!(" since {date}"));
    }
    if let Some(date) = of("RemovalDate") {
        note.push_str(&format!(", to be removed on {date}"));
    }
    if let Some(version) = of("Version") {
        note.push_str(&format!(" ({version})"));
    }
    Some(format!("{note}."))
}

/// The member of `RevisionKind` that a revision has.
fn kind(record: &Record) -> Option<&str> {
    match value(record, "Kind")? {
        Expression::EnumMembers(members) => members.first().and_then(|member| member.rsplit('/').next()),
        _ => None,
    }
}

fn find<'a>(annotations: &'a Annotations, term: &str, qualifier: Option<&str>) -> Option<&'a Annotation> {
    annotations.0.iter().find(|annotation| annotation.term == term && annotation.qualifier.as_deref() == qualifier)
}

fn text<'a>(annotations: &'a Annotations, term: &str, qualifier: Option<&str>) -> Option<&'a str> {
    find(annotations, term, qualifier)?.value.as_ref().and_then(as_text).filter(|text| !text.trim().is_empty())
}

fn restrictions_of<'a>(annotations: &'a Annotations, restrictions: &str) -> Option<&'a Record> {
    as_record(find(annotations, &format!("{CAPABILITIES}.{restrictions}"), None)?.value.as_ref()?)
}

fn value<'a>(record: &'a Record, property: &str) -> Option<&'a Expression> {
    let found: Option<&PropertyValue> = record.properties.iter().find(|value| value.property == property);
    found?.value.as_ref()
}

fn as_record(expression: &Expression) -> Option<&Record> {
    match expression {
        Expression::Record(record) => Some(record),
        _ => None,
    }
}

fn as_collection(expression: &Expression) -> Option<&[Expression]> {
    match expression {
        Expression::Collection(items) => Some(items),
        _ => None,
    }
}

fn as_text(expression: &Expression) -> Option<&str> {
    match expression {
        Expression::Constant(_, text) => Some(text),
        _ => None,
    }
}

fn as_bool(expression: &Expression) -> Option<bool> {
    as_text(expression)?.parse().ok()
}
