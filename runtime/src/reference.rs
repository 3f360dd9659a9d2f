//! References to entities: what `$ref` requests and `@odata.bind` name them by.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use url::Url;

use crate::{
    client::Resource,
    error::{Error, Fault, Result},
    model::{Entity, Object, PageParts, Wire, read_json},
};

/// The address of an entity, as an `@odata.id` says it: an absolute URL, or a path below the
/// service's root, percent-encoded.
///
/// ```
/// use odata_runtime::Reference;
///
/// let reference: Reference = "people('x')".parse()?;
/// assert_eq!(reference.as_str(), "people('x')");
/// assert!("".parse::<Reference>().is_err());
/// assert!("javascript:x".parse::<Reference>().is_err());
/// # Ok::<(), odata_runtime::Error>(())
/// ```
///
/// It is written as text: `serde` reads and writes a string. As the body of a request or an answer it
/// is an object with an `@odata.id`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

impl Reference {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        let refused = |why: &str| Err(Fault(format!("a reference to an entity {why}")));
        if text.is_empty() {
            return refused("is empty");
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return refused("has white space or a control character in it: it must be percent-encoded");
        }
        match Url::parse(text) {
            Ok(url) if !matches!(url.scheme(), "http" | "https") => {
                refused("has a scheme that is neither http nor https")
            }
            _ => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Reference {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text).map_err(Error::build)
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(|fault| D::Error::custom(fault.0))
    }
}

/// An object with an `@odata.id`.
impl Wire for Reference {
    fn read_json(body: &[u8]) -> Result<Self, serde_json::Error> {
        let mut object = Object::default();
        read_json(body, &mut object)?;
        of(&object)
    }

    fn read_page(body: &[u8]) -> Result<PageParts<Self>, serde_json::Error> {
        let PageParts { items, count, next_link, delta_link, context, extra } = Object::read_page(body)?;
        let items = items.iter().map(of).collect::<Result<_, _>>()?;
        Ok(PageParts { items, count, next_link, delta_link, context, extra })
    }

    fn write_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut object = Object::default();
        object.extra.insert("@odata.id", &self.0)?;
        object.write_json()
    }
}

fn of(object: &Object) -> Result<Reference, serde_json::Error> {
    let id = object.extra.id().ok_or_else(|| serde_json::Error::custom("a reference has no `@odata.id`"))?;
    Reference::parse(&id).map_err(|fault| serde_json::Error::custom(fault.0))
}

/// What names an entity: a [`Reference`], its text, a [`Resource`], a request builder of one entity, or
/// a model that was read with its `@odata.id`.
///
/// ```
/// # use odata_runtime::{Client, Object, transport::memory::InMemory};
/// use odata_runtime::IntoReference;
///
/// # let client = Client::builder("https://service.example/v1").transport(InMemory::default()).build()?;
/// let resource = client.resource().child("people").key(7);
/// assert_eq!(resource.into_reference()?.as_str(), "https://service.example/v1/people(7)");
/// assert_eq!("people(7)".into_reference()?.as_str(), "people(7)");
/// assert!((&Object::default()).into_reference().unwrap_err().is_builder());
/// # Ok::<(), odata_runtime::Error>(())
/// ```
///
/// A text is an absolute URL or a path below the service's root, and is sent as it is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name an entity",
    note = "give a URL, a request builder of one entity, or a reference to a model that was read"
)]
pub trait IntoReference {
    /// The reference.
    ///
    /// # Errors
    ///
    /// Where a text is no address, or a model has no `@odata.id`.
    fn into_reference(self) -> Result<Reference>;
}

impl IntoReference for Reference {
    fn into_reference(self) -> Result<Reference> {
        Ok(self)
    }
}

impl NamesEntity for Reference {
    fn reference(&self) -> Result<Self> {
        Ok(self.clone())
    }
}

impl IntoReference for &str {
    fn into_reference(self) -> Result<Reference> {
        self.parse()
    }
}

impl IntoReference for String {
    fn into_reference(self) -> Result<Reference> {
        self.parse()
    }
}

impl NamesEntity for String {
    fn reference(&self) -> Result<Reference> {
        self.parse()
    }
}

impl NamesEntity for Resource {
    fn reference(&self) -> Result<Reference> {
        match self.parts().fault() {
            Some(fault) => Err(Error::build(fault.clone())),
            None => format!("{}{}", self.client().base_url(), self.path()).parse(),
        }
    }
}

impl IntoReference for Resource {
    fn into_reference(self) -> Result<Reference> {
        self.reference()
    }
}

impl<T: NamesEntity> IntoReference for &T {
    fn into_reference(self) -> Result<Reference> {
        self.reference()
    }
}

/// A type that has a name of an entity in it. What names one as a reference to a value is asked of it here, not with
/// an `IntoReference` of each type: the compiler looks through all that there are for references whenever it
/// meets one more.
#[doc(hidden)]
pub trait NamesEntity {
    fn reference(&self) -> Result<Reference>;
}

impl<T: Entity> NamesEntity for T {
    fn reference(&self) -> Result<Reference> {
        let id = self.model().extra().id();
        id.ok_or_else(|| Error::build("the model has no `@odata.id`: give its URL or its request builder"))?.parse()
    }
}

/// Writes a request builder for developers.
///
/// # Errors
///
/// If the formatter fails.
#[doc(hidden)]
pub fn debug_builder(name: &str, resource: &Resource, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_tuple(name).field(resource).finish()
}

/// Completes an emitted request builder, a tuple struct over a [`Resource`]: its constructor, `Debug`, and what
/// lets it stand for the entity in references.
///
/// ```
/// # use odata_runtime::{Client, IntoReference, Resource, transport::memory::InMemory};
/// #[derive(Clone)]
/// pub struct PersonRequestBuilder(Resource);
/// odata_runtime::request_builder!(PersonRequestBuilder);
///
/// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
/// let person = PersonRequestBuilder::new(client.resource().child("people").key(7));
/// assert_eq!(person.as_ref().path(), "/people(7)");
/// assert_eq!((&person).into_reference()?.as_str(), "https://service.example/people(7)");
/// # Ok::<(), odata_runtime::Error>(())
/// ```
///
/// A builder of a collection is no reference: [`collection_builder!`](crate::collection_builder!)
/// completes it.
#[macro_export]
macro_rules! request_builder {
    ($builder:ty) => {
        $crate::collection_builder!($builder);

        impl $crate::__private::NamesEntity for $builder {
            #[inline]
            fn reference(&self) -> $crate::Result<$crate::Reference> {
                $crate::__private::NamesEntity::reference(&self.0)
            }
        }

        impl $crate::IntoReference for $builder {
            #[inline]
            fn into_reference(self) -> $crate::Result<$crate::Reference> {
                $crate::__private::NamesEntity::reference(&self.0)
            }
        }
    };
}

/// Completes an emitted request builder of a collection, a tuple struct over a [`Resource`].
///
/// ```
/// # use odata_runtime::{Client, Resource, transport::memory::InMemory};
/// #[derive(Clone)]
/// pub struct PersonCollectionRequestBuilder(Resource);
/// odata_runtime::collection_builder!(PersonCollectionRequestBuilder);
///
/// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
/// let people = PersonCollectionRequestBuilder::new(client.resource().child("people"));
/// assert_eq!(people.as_ref().path(), "/people");
/// # Ok::<(), odata_runtime::Error>(())
/// ```
#[macro_export]
macro_rules! collection_builder {
    ($builder:ty) => {
        impl $builder {
            /// Requests on what stands at `resource`.
            #[must_use]
            #[inline]
            pub fn new(resource: $crate::Resource) -> Self {
                Self(resource)
            }
        }

        impl ::core::fmt::Debug for $builder {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug_builder(stringify!($builder), &self.0, f)
            }
        }

        impl ::core::convert::AsRef<$crate::Resource> for $builder {
            #[inline]
            fn as_ref(&self) -> &$crate::Resource {
                &self.0
            }
        }
    };
}
