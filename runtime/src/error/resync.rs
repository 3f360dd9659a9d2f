//! What a service says when it can no longer tell what has changed.

use http::{HeaderMap, Method, StatusCode, Uri, header};

use crate::{
    error::{Error, Kind},
    link::{self, DeltaLink},
};

/// A service's answer that the changes since a link are no longer to be had: 410 to a `GET`.
///
/// What was stored must be read anew and compared. Some services say where to begin, some in their
/// code how to compare.
///
/// ```
/// # use odata_runtime::{Client, DeltaLink, Delta, Error, Object};
/// # async fn changes(client: Client, stored: DeltaLink) -> Result<Delta<Object>, Error> {
/// match client.changes_since(&stored).collect().await {
///     Err(error) => match error.resync().and_then(|resync| resync.link()) {
///         Some(anew) => client.changes_since(anew).collect().await,
///         None => Err(error),
///     },
///     delta => delta,
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resync {
    link: Option<DeltaLink>,
    code: Option<String>,
}

impl Resync {
    /// Where the service says to begin anew: its `Location` header. Without one, begin with the first
    /// request, that which no link was followed for.
    #[must_use]
    pub fn link(&self) -> Option<&DeltaLink> {
        self.link.as_ref()
    }

    /// The service's code, which can say how to compare what is read anew with what is stored.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }
}

impl Error {
    /// What the service says of beginning anew, where it answered 410 to a `GET`: a link to changes, or
    /// to a page, has expired. For an entity that was asked for by its key, the same status says that
    /// it [is gone](Self::is_gone).
    #[must_use]
    pub fn resync(&self) -> Option<&Resync> {
        match &self.0.kind {
            Kind::Service { resync, .. } => resync.as_deref(),
            _ => None,
        }
    }

    /// Whether the service can no longer say what has changed since a link: begin anew, as
    /// [`resync`](Self::resync) says.
    #[must_use]
    pub fn is_resync_required(&self) -> bool {
        self.resync().is_some()
    }

    /// Adds what the head of the answer says of beginning anew.
    pub(crate) fn located(mut self, uri: &Uri, headers: &HeaderMap) -> Self {
        let is_gone = self.status() == Some(StatusCode::GONE) && self.method() == Some(&Method::GET);
        let code = self.code().map(str::to_owned);
        if let Kind::Service { resync, .. } = &mut self.0.kind
            && is_gone
        {
            let location = headers.get(header::LOCATION).and_then(|location| location.to_str().ok());
            let link = location.map(|location| DeltaLink::new(link::resolve(location, None, uri)));
            *resync = Some(Box::new(Resync { link, code }));
        }
        self
    }
}
