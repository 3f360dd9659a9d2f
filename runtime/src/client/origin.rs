//! Origins: scheme, host and port.

use http::Uri;
use url::{Host, Url};

use crate::error::Fault;

/// Scheme, host and port: where a token may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: String,
    host: String,
    port: u16,
    /// As it stands in URLs: the port only where it is not the scheme's own.
    text: String,
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
                let (scheme, host) = (url.scheme().to_owned(), host.to_ascii_lowercase());
                let text = match (scheme.as_str(), port) {
                    ("https", 443) | ("http", 80) => format!("{scheme}://{host}"),
                    _ => format!("{scheme}://{host}:{port}"),
                };
                Ok(Self { scheme, host, port, text })
            }
            _ => Err("it has no host".into()),
        }
    }

    /// Whether a request to this URI stays within the origin.
    pub(crate) fn holds(&self, uri: &Uri) -> bool {
        // What reads the same to any parser need not be parsed again.
        self.is_literal(uri) || Url::parse(&uri.to_string()).is_ok_and(|url| Self::of(&url).as_ref() == Ok(self))
    }

    /// As it stands in URLs: the port only where it is not the scheme's own.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    /// A URL of this origin as a URI: letter by letter as `text` has it where that is complete and a
    /// valid URI, since a link is opaque.
    pub(super) fn uri(&self, url: &Url, text: &str) -> Result<Uri, Fault> {
        // Two parsers must agree on where it leads before the original text is used.
        let literal = Uri::try_from(text.trim()).ok().filter(|uri| uri.scheme().is_some() && self.is_literal(uri));
        match literal {
            Some(uri) => Ok(uri),
            None => Uri::try_from(url.as_str()).map_err(|error| Fault(error.to_string())),
        }
    }

    /// Whether the `http` crate reads the same origin out of a URI, and nothing besides.
    fn is_literal(&self, uri: &Uri) -> bool {
        self.is_spelt(uri) || self.is_read(uri)
    }

    /// Whether a URI has the origin letter by letter: what the client writes does.
    fn is_spelt(&self, uri: &Uri) -> bool {
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return false };
        let after = self.text.strip_prefix(scheme).and_then(|after| after.strip_prefix("://"));
        after == Some(authority.as_str())
    }

    fn is_read(&self, uri: &Uri) -> bool {
        let default = if self.is_https() { 443 } else { 80 };
        let plain = uri.authority().is_some_and(|authority| !authority.as_str().contains(['@', '\\']));
        plain
            && uri.scheme_str().is_some_and(|scheme| scheme.eq_ignore_ascii_case(&self.scheme))
            && uri.host().is_some_and(|host| host.eq_ignore_ascii_case(&self.host))
            && uri.port_u16().unwrap_or(default) == self.port
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

    #[test]
    fn origins_are_written_without_the_usual_port() {
        for (url, origin) in [
            ("https://Service.example/v1.0", "https://service.example"),
            ("https://service.example:443", "https://service.example"),
            ("https://service.example:8443/x", "https://service.example:8443"),
            ("http://[::1]:80/", "http://[::1]"),
            ("http://localhost:443", "http://localhost:443"),
        ] {
            assert_eq!(Origin::of(&Url::parse(url).unwrap()).unwrap().as_str(), origin);
        }
    }
}
