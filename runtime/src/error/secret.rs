//! What went with a request and must not be shown, should a service repeat it: errors are shown.

use std::fmt;

use bytes::Bytes;

/// What stands in its place.
const MASK: &str = "[token]";

/// The token that went with a request, or nothing.
#[derive(Clone, Default)]
pub(crate) struct Secret(Option<Box<str>>);

impl Secret {
    pub(crate) fn new(text: &str) -> Self {
        Self(Some(text).filter(|text| !text.is_empty()).map(Into::into))
    }

    /// The text without the secret.
    pub(crate) fn hide(&self, text: String) -> String {
        self.masked(&text).unwrap_or(text)
    }

    /// The body without the secret.
    pub(crate) fn hide_in(&self, body: Bytes) -> Bytes {
        let masked = std::str::from_utf8(&body).ok().and_then(|text| self.masked(text));
        masked.map_or(body, Bytes::from)
    }

    fn masked(&self, text: &str) -> Option<String> {
        let secret = self.0.as_deref().filter(|secret| text.contains(*secret))?;
        Some(text.replace(secret, MASK))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

#[cfg(test)]
mod tests {
    use super::{Bytes, Secret};

    #[test]
    fn hides_itself_wherever_it_stands() {
        let secret = Secret::new("s3cret");
        assert_eq!(secret.hide("a s3cret, s3cret".into()), "a [token], [token]");
        assert_eq!(secret.hide_in("s3cret".into()), "[token]");
        assert_eq!(secret.hide_in(Bytes::from_static(b"\xffs3cre")), &b"\xffs3cre"[..]);
        assert_eq!(format!("{secret:?}"), "..");
        assert_eq!(Secret::new("").hide("a".into()), "a");
    }
}
