//! Control information of an entity that callers ask for: its version, and where it is.

use super::Model;
use super::extra::Extra;
use super::raw::string;
use crate::etag::ETag;

/// The names that the ETag has, in version 4.0 and in 4.01.
const ETAG: [&str; 2] = ["@odata.etag", "@etag"];

impl Extra {
    /// The version of the entity (`@odata.etag`), for
    /// [`if_match`](crate::UpdateRequest::if_match). `None` where the service sent none.
    ///
    /// ```
    /// # fn main() -> Result<(), serde_json::Error> {
    /// let read: odata_runtime::Object = serde_json::from_str(r#"{"@odata.etag": "W/\"1\""}"#)?;
    /// assert_eq!(read.extra.etag(), Some("W/\"1\"".into()));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn etag(&self) -> Option<ETag> {
        self.control(ETAG).map(ETag::from)
    }

    /// The URL that identifies the entity (`@odata.id`), as the service wrote it: absolute, or
    /// relative to the context URL. Services leave it out where it follows from the path.
    ///
    /// ```
    /// # fn main() -> Result<(), serde_json::Error> {
    /// let read: odata_runtime::Object = serde_json::from_str(r#"{"@odata.id": "things(7)"}"#)?;
    /// assert_eq!(read.extra.id().as_deref(), Some("things(7)"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn id(&self) -> Option<String> {
        self.control(["@odata.id", "@id"])
    }

    /// The URL to change or delete the entity at (`@odata.editLink`), as the service wrote it.
    ///
    /// ```
    /// # fn main() -> Result<(), serde_json::Error> {
    /// let read: odata_runtime::Object = serde_json::from_str(r#"{"@odata.editLink": "things(7)"}"#)?;
    /// assert_eq!(read.extra.edit_link().as_deref(), Some("things(7)"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn edit_link(&self) -> Option<String> {
        self.control(["@odata.editLink", "@editLink"])
    }

    /// The version of the media of a media entity (`@odata.mediaEtag`).
    ///
    /// ```
    /// # fn main() -> Result<(), serde_json::Error> {
    /// let read: odata_runtime::Object = serde_json::from_str(r#"{"@odata.mediaEtag": "\"2\""}"#)?;
    /// assert_eq!(read.extra.media_etag(), Some("\"2\"".into()));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn media_etag(&self) -> Option<ETag> {
        self.control(["@odata.mediaEtag", "@mediaEtag"]).map(ETag::from)
    }

    /// The first of these names that has a text.
    fn control(&self, names: [&str; 2]) -> Option<String> {
        names.into_iter().find_map(|name| Some(string(self.get_raw(name)?)?.into_owned()))
    }
}

/// Gives a model the version that its answer had in a header, unless it brought one itself.
pub(super) fn note_etag(model: &mut dyn Model, etag: &str) {
    if let Some(extra) = model.extra_mut().filter(|extra| extra.etag().is_none()) {
        // A text can always be written as JSON.
        let _ = extra.insert("@odata.etag", etag);
    }
}
