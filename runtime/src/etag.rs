//! ETags: the version of an entity, which conditional requests name.

use std::{convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    error::{Error, Result},
    model::Entity,
};

/// The version of an entity, as the service wrote it: `W/"08D1694C7E510464"`.
///
/// It is opaque, and kept letter by letter.
///
/// ```
/// use odata_runtime::ETag;
///
/// let etag = ETag::from("W/\"1\"");
/// assert_eq!(etag.as_str(), "W/\"1\"");
/// assert_eq!(ETag::any().as_str(), "*");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ETag(String);

impl ETag {
    /// `*`: any version, where something is there at all.
    ///
    /// ```
    /// # use odata_runtime::{Client, ETag, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let delete = client.resource().child("things").key(7).delete().if_match(ETag::any());
    /// assert_eq!(delete.request()?.headers()["if-match"], "*");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn any() -> Self {
        Self("*".to_owned())
    }

    /// The text, with its quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for ETag {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ETag {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for ETag {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl FromStr for ETag {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text.into())
    }
}

impl Serialize for ETag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ETag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// What a conditional request can name a version by: an [`ETag`], its text as the service wrote it, or
/// a model that was read, which means the version that was read.
///
/// ```
/// use odata_runtime::{IntoETag, Object};
///
/// let mut read = Object::default();
/// read.extra.insert("@odata.etag", "W/\"1\"")?;
/// assert_eq!((&read).into_etag()?, "W/\"1\"".into_etag()?);
///
/// assert!((&Object::default()).into_etag().unwrap_err().is_builder());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` names no version of an entity",
    note = "give an `ETag`, its text, or a reference to a model that was read"
)]
pub trait IntoETag {
    /// The ETag.
    ///
    /// # Errors
    ///
    /// Where a model has none: the service did not send it, or the model was not read.
    fn into_etag(self) -> Result<ETag>;
}

impl IntoETag for ETag {
    fn into_etag(self) -> Result<ETag> {
        Ok(self)
    }
}

impl IntoETag for &ETag {
    fn into_etag(self) -> Result<ETag> {
        Ok(self.clone())
    }
}

impl IntoETag for &str {
    fn into_etag(self) -> Result<ETag> {
        Ok(self.into())
    }
}

impl IntoETag for String {
    fn into_etag(self) -> Result<ETag> {
        Ok(self.into())
    }
}

impl IntoETag for &String {
    fn into_etag(self) -> Result<ETag> {
        Ok(self.as_str().into())
    }
}

impl<T: Entity> IntoETag for &T {
    fn into_etag(self) -> Result<ETag> {
        self.model().extra().etag().ok_or_else(|| Error::build("the model has no ETag: the service sent none with it"))
    }
}
