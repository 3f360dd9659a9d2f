//! Links that a service gives and a client follows later: to the next page, to what has changed since.

use std::{convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

use crate::client::origin::Origin;

/// Defines a link: an opaque text that is stored and read as a plain string.
macro_rules! link {
    ($(#[$docs:meta])* $Link:ident) => {
        $(#[$docs])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $Link(String);

        impl $Link {
            pub(crate) fn new(link: String) -> Self {
                Self(link)
            }

            /// The URL, to be stored. It can hold a token of the service's that lets whoever has it
            /// read on: keep it as you keep the data, and out of logs.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Takes any text: a link is checked when it is followed.
        impl FromStr for $Link {
            type Err = Infallible;

            fn from_str(link: &str) -> Result<Self, Infallible> {
                Ok(Self(link.to_owned()))
            }
        }

        impl From<$Link> for String {
            fn from(link: $Link) -> Self {
                link.0
            }
        }

        /// Writes a string.
        impl Serialize for $Link {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        /// Reads a string. Any is taken: a link is checked when it is followed.
        impl<'de> Deserialize<'de> for $Link {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self)
            }
        }

        /// Shows the path, never the query.
        impl fmt::Debug for $Link {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($Link), "({})"), path(&self.0))
            }
        }
    };
}

link! {
    /// Where the next page of a collection is: opaque, complete by itself, and good for storing.
    ///
    /// [`ListRequest::resume`](crate::ListRequest::resume) and [`Client::resume`](crate::Client::resume)
    /// go on from one, in another process too. How long a service honours one is its own affair.
    ///
    /// ```
    /// use odata_runtime::NextLink;
    ///
    /// let link: NextLink = serde_json::from_str(r#""https://service.example/things?$skiptoken=7""#)?;
    /// assert_eq!(serde_json::to_string(&link)?, r#""https://service.example/things?$skiptoken=7""#);
    /// assert_eq!(format!("{link:?}"), "NextLink(/things)");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    NextLink
}

link! {
    /// Where what has changed since is: opaque, complete by itself, and good for storing.
    ///
    /// [`DeltaRequest::since`](crate::DeltaRequest::since) and
    /// [`Client::changes_since`](crate::Client::changes_since) follow it.
    ///
    /// ```
    /// use odata_runtime::DeltaLink;
    ///
    /// let Ok(link) = "https://service.example/things/delta?$deltatoken=7".parse::<DeltaLink>();
    /// assert_eq!(link.as_str(), "https://service.example/things/delta?$deltatoken=7");
    /// ```
    DeltaLink
}

/// The path of a link, for `Debug`; what is no URL of a host is not shown at all.
fn path(link: &str) -> String {
    match Url::parse(link) {
        Ok(url) if url.has_host() => url.path().to_owned(),
        _ => "…".to_owned(),
    }
}

/// A link of an answer, complete by itself. One that is complete is taken letter by letter, and so is
/// one that cannot be resolved: following it says why.
///
/// By the specification of OData's JSON format, a relative link starts at the context URL where the
/// answer has one. One of another origin than the answer's does not count, and a link that is a query
/// alone means the page it stands on.
pub(crate) fn resolve(link: &str, context_url: Option<&str>, request_url: impl fmt::Display) -> String {
    let link = link.trim();
    if is_complete(link) {
        return link.to_owned();
    }
    let Ok(request_url) = Url::parse(&request_url.to_string()) else { return link.to_owned() };
    let context_url = context_url.filter(|url| url.contains("$metadata") && !link.starts_with('?'));
    let context_url = context_url.and_then(|url| request_url.join(url).ok());
    let base = context_url.filter(|url| is_same_origin(url, &request_url)).unwrap_or(request_url);
    base.join(link).map_or_else(|_| link.to_owned(), String::from)
}

fn is_same_origin(one: &Url, other: &Url) -> bool {
    matches!((Origin::of(one), Origin::of(other)), (Ok(one), Ok(other)) if one == other)
}

fn is_complete(link: &str) -> bool {
    let scheme = link.split_once("://").map(|(scheme, _)| scheme).unwrap_or_default();
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}
