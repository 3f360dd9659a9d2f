//! Headers that follow from the types and options of a request.

use http::{HeaderMap, HeaderValue, Uri, header::HeaderName};

use crate::{
    client::{
        Client,
        headers::{bad_value, parse_header},
    },
    error::Fault,
    model::TypeFacts,
};

const PREFER: HeaderName = HeaderName::from_static("prefer");

/// What a request needs beyond its own options, and what its caller decided.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Implied {
    /// Of the type of the answer.
    pub(super) facts: TypeFacts,
    /// Whether something expanded holds an evolvable enumeration.
    pub(super) evolvable_enums: bool,
    /// Whether something makes it an advanced query that its options do not show.
    pub(super) is_advanced: bool,
    pub(super) unknown_enum_members: Option<bool>,
    pub(super) advanced_query: Option<bool>,
}

impl Implied {
    /// Adds the headers, each only where it is not there yet.
    pub(super) fn write(self, client: &Client, is_advanced: bool, headers: &mut HeaderMap) -> Result<(), Fault> {
        let (service, switches) = (client.service(), client.switches());
        if let Some(preference) = service.enum_preference() {
            let holds = self.facts.has_evolvable_enums() || self.evolvable_enums;
            if self.unknown_enum_members.unwrap_or(switches.unknown_enum_members && holds) {
                prefer(preference, headers)?;
            }
        }
        if self.advanced_query.unwrap_or(switches.advanced_queries && is_advanced)
            && let Some((name, value)) = service.advanced_query_header()
        {
            let (name, value) = parse_header(name, value)?;
            if !headers.contains_key(&name) {
                headers.insert(name, value);
            }
        }
        Ok(())
    }
}

/// The value of a query option of a URL, decoded. A link that was stored does not come with the request
/// whose options it holds.
pub(super) fn option_of(url: &Uri, name: &str) -> Option<String> {
    let mut options = url::form_urlencoded::parse(url.query()?.as_bytes());
    options.find(|(option, _)| option == name).map(|(_, value)| value.into_owned())
}

/// Adds a preference to those that are there.
fn prefer(preference: &'static str, headers: &mut HeaderMap) -> Result<(), Fault> {
    let is_said = |value: &HeaderValue| {
        value.to_str().is_ok_and(|value| value.split(',').any(|one| one.trim().eq_ignore_ascii_case(preference)))
    };
    if !headers.get_all(PREFER).iter().any(is_said) {
        headers.append(PREFER, HeaderValue::from_str(preference).map_err(|_| bad_value("prefer"))?);
    }
    Ok(())
}
