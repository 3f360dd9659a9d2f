//! What went with a request and must not be shown, should a service repeat it: errors are shown.

use std::fmt;

use bytes::Bytes;

use crate::credential::AccessToken;

/// What stands in its place.
const MASK: &str = "[token]";

/// The token that went with a request, or nothing.
#[derive(Clone, Default)]
pub(crate) struct Secret(Option<AccessToken>);

impl Secret {
    pub(crate) fn of(token: AccessToken) -> Self {
        Self(Some(token).filter(|token| !token.secret().is_empty()))
    }

    /// The text without the secret.
    pub(crate) fn hide(&self, text: String) -> String {
        match self.masked(text.as_bytes()) {
            Some(masked) => String::from_utf8_lossy(&masked).into_owned(),
            None => text,
        }
    }

    /// The body without the secret.
    pub(crate) fn hide_in(&self, body: Bytes) -> Bytes {
        self.masked(&body).map_or(body, Bytes::from)
    }

    fn masked(&self, text: &[u8]) -> Option<Vec<u8>> {
        let secret = self.0.as_ref()?.secret().as_bytes();
        let (mut masked, mut rest) = (Vec::new(), text);
        let mut is_there = false;
        while let Some((first, after)) = rest.split_first() {
            if let Some(after) = after_spelled(rest, secret) {
                masked.extend_from_slice(MASK.as_bytes());
                (rest, is_there) = (after, true);
            } else {
                masked.push(*first);
                rest = after;
            }
        }
        is_there.then_some(masked)
    }
}

/// What follows the secret at the start of a text: as it is, or with characters escaped as JSON and URLs
/// do. JSON is unescaped only later, and some services escape more in it than they must.
fn after_spelled<'t>(text: &'t [u8], secret: &[u8]) -> Option<&'t [u8]> {
    let mut rest = text;
    for expected in secret {
        rest = match rest {
            [byte, after @ ..] if byte == expected => after,
            [b'\\', byte, after @ ..] if byte == expected && *byte != b'u' => after,
            [b'\\', b'u', b'0', b'0', high, low, after @ ..] if is_hex(*expected, *high, *low) => after,
            [b'%', high, low, after @ ..] if is_hex(*expected, *high, *low) => after,
            _ => return None,
        };
    }
    Some(rest)
}

fn is_hex(byte: u8, high: u8, low: u8) -> bool {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    digit(high).zip(digit(low)).is_some_and(|(high, low)| high * 16 + low == u32::from(byte))
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
        let secret = Secret::of("s3cret".into());
        assert_eq!(secret.hide("a s3cret, s3cret".into()), "a [token], [token]");
        assert_eq!(secret.hide_in("s3cret".into()), "[token]");
        assert_eq!(secret.hide_in(Bytes::from_static(b"\xffs3cre")), &b"\xffs3cre"[..]);
        assert_eq!(secret.hide_in(Bytes::from_static(b"\xffs3cret\xff")), &b"\xff[token]\xff"[..]);
        assert_eq!(secret.hide("s3cres3cre s3cres3cret".into()), "s3cres3cre s3cre[token]");
        assert_eq!(format!("{secret:?}"), "..");
        assert_eq!(Secret::of("".into()).hide("a".into()), "a");
    }

    #[test]
    fn hides_itself_however_it_is_escaped() {
        let secret = Secret::of("a+b/c=uu".into());
        for spelling in ["a+b/c=uu", r"a\u002Bb\/c=uu", r"\u0061\u002bb\u002Fc\u003du\u0075", "a%2Bb%2fc%3D%75u"] {
            assert_eq!(secret.hide(format!("({spelling})")), "([token])", "{spelling}");
        }
        for other in ["a+b/c=u", r"a\u002Cb/c=uu", r"a\u012bb/c=uu", "a%2Gb/c=uu", "a%2", r"a\u00", "a\\", ""] {
            assert_eq!(secret.hide(other.into()), other);
        }
    }
}
