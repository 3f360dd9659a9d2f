//! Origins, and links that are resolved and checked before anything is sent to them.

use std::fmt;

use http::Uri;
use url::{Host, Url};

use crate::error::Fault;

/// Scheme, host and port: where a token may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Origin {
    /// The origin of an absolute `http` or `https` URL that names no user.
    pub(crate) fn of(url: &Url) -> Result<Self, Fault> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err("its scheme is neither http nor https".into());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it names a user".into());
        }
        match (url.host_str(), url.port_or_known_default()) {
            (Some(host), Some(port)) => {
                Ok(Self { scheme: url.scheme().to_owned(), host: host.to_ascii_lowercase(), port })
            }
            _ => Err("it has no host".into()),
        }
    }

    /// Whether a request to this URI stays within the origin.
    pub(crate) fn holds(&self, uri: &Uri) -> bool {
        Url::parse(&uri.to_string()).is_ok_and(|url| Self::of(&url).as_ref() == Ok(self))
    }

    pub(crate) fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    /// The link as a URI, resolved against the URL that it came from, if it stays within the origin.
    ///
    /// A link is opaque: one that is absolute and a valid URI is taken letter by letter.
    pub(crate) fn resolve(&self, base: &str, link: &str) -> Result<Uri, Fault> {
        let base = Url::parse(base).map_err(|_| Fault::from("the URL that it came from cannot be parsed"))?;
        let url = base.join(link).map_err(|error| Fault(error.to_string()))?;
        if &Self::of(&url)? != self {
            return Err("it leads to another origin than the service's".into());
        }
        // Two parsers must agree on where it leads before the original text is used.
        let literal = Uri::try_from(link.trim()).ok().filter(|uri| uri.scheme().is_some() && self.is_literal(uri));
        match literal {
            Some(uri) => Ok(uri),
            None => Uri::try_from(url.as_str()).map_err(|error| Fault(error.to_string())),
        }
    }

    /// Whether the `http` crate reads the same origin out of a URI, and nothing besides.
    fn is_literal(&self, uri: &Uri) -> bool {
        let default = if self.is_https() { 443 } else { 80 };
        let plain = uri.authority().is_some_and(|authority| !authority.as_str().contains(['@', '\\']));
        plain
            && uri.scheme_str().is_some_and(|scheme| scheme.eq_ignore_ascii_case(&self.scheme))
            && uri.host().is_some_and(|host| host.eq_ignore_ascii_case(&self.host))
            && uri.port_u16().unwrap_or(default) == self.port
    }
}

/// As it stands in URLs: the port only where it is not the scheme's own.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        match (self.is_https(), self.port) {
            (true, 443) | (false, 80) => Ok(()),
            (_, port) => write!(f, ":{port}"),
        }
    }
}

/// Whether a host is this machine: `localhost`, or a loopback address.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Origin, Url};

    const BASE: &str = "https://service.example/v1.0/workflows?$top=1";

    fn resolve(link: &str) -> Result<String, String> {
        let origin = Origin::of(&Url::parse(BASE).unwrap()).unwrap();
        origin.resolve(BASE, link).map(|uri| uri.to_string()).map_err(|fault| fault.0)
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
    }

    #[test]
    fn resolves_relative_links() {
        assert_eq!(resolve("workflows?$skiptoken=2").unwrap(), "https://service.example/v1.0/workflows?$skiptoken=2");
        assert_eq!(resolve("?$skip=5").unwrap(), "https://service.example/v1.0/workflows?$skip=5");
        assert_eq!(resolve("/x/y").unwrap(), "https://service.example/x/y");
        assert_eq!(resolve("//service.example/x").unwrap(), "https://service.example/x");
        assert_eq!(resolve("https://service.example/ä b").unwrap(), "https://service.example/%C3%A4%20b");
    }

    #[test]
    fn refuses_other_origins() {
        for link in [
            "https://evil.example/a",
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
}
