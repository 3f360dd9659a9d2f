//! What annotations say, as sentences for documentation.

use crate::schema::{Annotations, Permissions};

use super::docs::{code, plain, sentence};

/// The description of an overlay or of the document, as a sentence.
pub(crate) fn description(annotations: &Annotations) -> Option<String> {
    annotations.description().map(|text| sentence(&plain(text))).filter(|text| !text.is_empty())
}

/// A remark, of a qualifier where there is one, as a sentence.
pub(crate) fn remark(annotations: &Annotations, qualifier: Option<&str>) -> Option<String> {
    annotations.long_description(qualifier).map(|text| sentence(&plain(text))).filter(|text| !text.is_empty())
}

/// Permissions by scheme; the service's documentation puts the least privileged first, and so do we.
pub(crate) fn permissions(permissions: &Permissions) -> Option<String> {
    let schemes: Vec<String> = permissions
        .iter()
        .map(|permission| {
            let scopes: Vec<String> = permission.scopes.iter().map(|scope| code(scope)).collect();
            let scopes = if scopes.is_empty() { "not supported".to_owned() } else { scopes.join(", ") };
            format!("{}: {scopes}", plain(&permission.scheme).to_lowercase())
        })
        .collect();
    (!schemes.is_empty()).then(|| schemes.join("; "))
}

/// The documented query options, if the documentation says anything of them.
pub(crate) fn query_options(annotations: &Annotations, qualifier: Option<&str>) -> Option<String> {
    let options: Vec<String> = annotations.query_options(qualifier)?.into_iter().map(code).collect();
    Some(if options.is_empty() { "none".to_owned() } else { options.join(", ") })
}

/// The query options that the metadata itself says are not supported.
pub(crate) fn unsupported_options(annotations: &Annotations) -> Vec<&'static str> {
    let says = annotations.capabilities();
    [
        ("$select", says.selectable),
        ("$filter", says.filterable),
        ("$orderby", says.sortable),
        ("$expand", says.expandable),
        ("$search", says.searchable),
        ("$count", says.countable),
        ("$top", says.top),
        ("$skip", says.skip),
    ]
    .into_iter()
    .filter_map(|(option, supported)| (supported == Some(false)).then_some(option))
    .collect()
}

/// A sentence on deprecation, with its dates.
pub(crate) fn deprecation(annotations: &Annotations) -> Option<String> {
    let revision = annotations.deprecation()?;
    let mut note = "**Deprecated**".to_owned();
    if let Some(date) = revision.date {
        note.push_str(&format!(" since {}", plain(&date)));
    }
    if let Some(date) = revision.removal_date {
        note.push_str(&format!(", to be removed on {}", plain(&date)));
    }
    if let Some(version) = revision.version {
        note.push_str(&format!(" ({})", plain(&version)));
    }
    Some(format!("{note}."))
}
