//! What is known of an entity that was created and did not come back.

use http::{HeaderName, header};

use crate::{
    client::exchange::Answer,
    error::{Error, Result},
    etag::ETag,
    model::{Object, Wire as _},
    reference::{NamesEntity, Reference},
};

/// An entity that was created, as the headers of the answer tell of it.
///
/// It can stand for the entity in references: `group.members().add_ref(&created)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    location: Option<String>,
    entity_id: Option<String>,
    etag: Option<ETag>,
}

impl Created {
    /// Reads the headers, and the body for what they do not say.
    pub(crate) fn read(answer: &Answer) -> Self {
        let text = |name| answer.header(name).map(str::to_owned);
        let body = Object::read_json(answer.json()).unwrap_or_default().extra;
        let ids = ["odata-entityid", "entityid"].map(HeaderName::from_static);
        Self {
            location: text(header::LOCATION).or_else(|| body.edit_link()),
            entity_id: ids.into_iter().find_map(text).or_else(|| body.id()),
            etag: text(header::ETAG).map(ETag::from).or_else(|| body.etag()),
        }
    }

    /// The URL to read and change the entity at (`Location`).
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    /// The URL that identifies the entity (`OData-EntityId`), where the service names it.
    #[must_use]
    pub fn entity_id(&self) -> Option<&str> {
        self.entity_id.as_deref()
    }

    /// The version of the entity (`ETag`).
    #[must_use]
    pub fn etag(&self) -> Option<&ETag> {
        self.etag.as_ref()
    }
}

impl NamesEntity for Created {
    fn reference(&self) -> Result<Reference> {
        match self.entity_id().or(self.location()) {
            Some(id) => id.parse(),
            None => Err(Error::build("the service did not say where the entity is that it created")),
        }
    }
}
