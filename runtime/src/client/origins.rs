//! Where a client sends anything: the origin of its service, and others that it was told of. Links are
//! resolved and checked here before anything is sent to them.

use http::Uri;
use url::Url;

use crate::{
    client::{
        ClientBuilder,
        origin::{Origin, is_loopback},
    },
    error::{Error, Fault},
};

/// The origins that requests may go to.
#[derive(Clone, Debug)]
pub(crate) struct Origins {
    /// The service's, and the only one that a token goes to.
    own: Origin,
    /// Those that links and redirects may lead to besides.
    allowed: Vec<Origin>,
}

impl Origins {
    pub(super) fn new(own: Origin, allowed: Vec<Origin>) -> Self {
        Self { own, allowed }
    }

    /// The service's origin.
    pub(super) fn service(&self) -> &Origin {
        &self.own
    }

    /// Whether a request to this URI stays within the service's origin.
    pub(super) fn is_own(&self, uri: &Uri) -> bool {
        self.own.holds(uri)
    }

    /// Whether a request to this URI goes to another origin that was allowed.
    pub(super) fn allows(&self, uri: &Uri) -> bool {
        self.allowed.iter().any(|origin| origin.holds(uri))
    }

    /// The link as a URI, resolved against the URL that it came from, if it may be followed.
    pub(crate) fn resolve(&self, base: &str, link: &str) -> Result<Uri, Fault> {
        let base = Url::parse(base).map_err(|_| Fault::from("the URL that it came from cannot be parsed"))?;
        let url = base.join(link).map_err(|error| Fault(error.to_string()))?;
        self.checked(&url, link)
    }

    /// A link that is complete by itself as a URI, if it may be followed.
    pub(crate) fn follow(&self, link: &str) -> Result<Uri, Fault> {
        let url = Url::parse(link).map_err(|error| Fault(error.to_string()))?;
        self.checked(&url, link)
    }

    fn checked(&self, url: &Url, text: &str) -> Result<Uri, Fault> {
        let origin = Origin::of(url)?;
        if origin != self.own && !self.allowed.contains(&origin) {
            return Err("it leads to another origin than the service's".into());
        }
        origin.uri(url, text)
    }
}

impl ClientBuilder {
    /// Lets links and redirects lead to another origin too: scheme, host and port, as in
    /// `https://pages.example`. Several calls add up.
    ///
    /// Requests that go there carry no token and no header that may be secret: no `Authorization`, no
    /// cookie, and none of the client's or the caller's that is marked as sensitive. A redirect of a
    /// request that writes is not followed there. Without this, a link that leads elsewhere is an
    /// error, and nothing is sent.
    ///
    /// It must be `https`; `http` only for this machine. What is no origin is an error of
    /// [`build`](Self::build).
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .allow_origin("https://pages.example")
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn allow_origin(mut self, origin: impl AsRef<str>) -> Self {
        match allowed(origin.as_ref()) {
            Ok(origin) => self.allowed.push(origin),
            Err(Fault(reason)) => self.fail(Error::build(Fault(format!("the origin cannot be allowed: {reason}")))),
        }
        self
    }
}

/// An origin as a caller writes it, to be allowed.
fn allowed(text: &str) -> Result<Origin, Fault> {
    let url = Url::parse(text).map_err(|error| Fault(error.to_string()))?;
    let origin = Origin::of(&url)?;
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err("an origin is scheme, host and port, and no more".into());
    }
    if !origin.is_https() && !is_loopback(&url) {
        return Err("it is not https, nor on this machine".into());
    }
    Ok(origin)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use url::Url;

    use super::{Origin, Origins};

    const BASE: &str = "https://service.example/v1.0/workflows?$top=1";

    fn resolve(link: &str) -> Result<String, String> {
        let own = Origin::of(&Url::parse(BASE).unwrap()).unwrap();
        let allowed = ["https://pages.example", "http://localhost:81"].map(|url| super::allowed(url).unwrap());
        let origins = Origins::new(own, allowed.into());
        origins.resolve(BASE, link).map(|uri| uri.to_string()).map_err(|fault| fault.0)
    }

    #[test]
    fn keeps_links_letter_by_letter() {
        for link in [
            "https://service.example/v1.0/a?$skiptoken=x%2By+z'q'%7E",
            "https://service.example:443/a?b",
            "https://SERVICE.example/a/../b?c",
        ] {
            assert_eq!(resolve(link).unwrap(), link);
        }
        for link in ["https://pages.example/p?x=%2B'", "HTTPS://PAGES.example:443/p", "http://localhost:81/p"] {
            assert!(resolve(link).unwrap().eq_ignore_ascii_case(link), "{link}");
        }
    }

    #[test]
    fn resolves_relative_links() {
        assert_eq!(resolve("workflows?$skiptoken=2").unwrap(), "https://service.example/v1.0/workflows?$skiptoken=2");
        assert_eq!(resolve("?$skip=5").unwrap(), "https://service.example/v1.0/workflows?$skip=5");
        assert_eq!(resolve("/x/y").unwrap(), "https://service.example/x/y");
        // What one parser reads as a user and another as a path is written out as it was understood.
        assert_eq!(
            resolve("https://pages.example\\@evil.example\\a").unwrap(),
            "https://pages.example/@evil.example/a"
        );
        assert_eq!(resolve("//service.example/x").unwrap(), "https://service.example/x");
        assert_eq!(resolve("https://service.example/ä b").unwrap(), "https://service.example/%C3%A4%20b");
    }

    #[test]
    fn refuses_other_origins() {
        for link in [
            "https://evil.example/a",
            "http://pages.example/a",
            "https://pages.example:444/a",
            "https://someone@pages.example/a",
            "https://pages.example.evil.example/a",
            "https://evil.example\\@pages.example\\a",
            "http://localhost/a",
            "https://localhost:81/a",
            "http://service.example/a",
            "https://service.example:8443/a",
            "//evil.example/a",
            "\\\\evil.example/a",
            "/\\evil.example/a",
            "https:\\\\evil.example\\a",
            "https://service.example@evil.example/a",
            "https://service.example:443@evil.example/a",
            "https://user@service.example/a",
            "https://service.example.evil.example/a",
            "https://evil.example\\@service.example/a",
            "https://evil.example#@service.example/a",
            "https://service.example./a",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:,x",
            "https://",
            "http://[::1",
        ] {
            assert!(resolve(link).is_err(), "{link} -> {:?}", resolve(link));
        }
    }

    #[test]
    fn says_what_is_no_origin() {
        for url in
            ["", "pages.example", "ftp://pages.example", "https://", "https://u@pages.example", "//pages.example"]
        {
            assert!(super::allowed(url).is_err(), "{url}");
        }
        for url in ["https://pages.example/x", "https://pages.example?x", "https://pages.example#x"] {
            assert!(super::allowed(url).unwrap_err().0.contains("scheme, host and port"), "{url}");
        }
        assert!(super::allowed("http://pages.example").unwrap_err().0.contains("https"));
        for url in ["https://pages.example", "https://pages.example:8443/", "http://127.0.0.1:8080", "http://[::1]"] {
            assert!(super::allowed(url).is_ok(), "{url}");
        }
    }
}
