//! Percent-encoding of the values of query options.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What is encoded outside strings: OData's punctuation stays. `+` does not, which many servers read
/// as a space.
const PUNCTUATION: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// What is encoded within a string: a slash too.
const STRING: AsciiSet = PUNCTUATION.add(b'/');

/// Percent-encodes the rendered value of a query option.
///
/// OData's grammar tells a slash in a path, which must stay, from one in a string, which must be
/// encoded; so the quotes are looked at.
///
/// ```
/// use odata_runtime::query::encode;
///
/// assert_eq!(encode("task/name eq 'a/b+c''d'"), "task/name%20eq%20'a%2Fb%2Bc''d'");
/// ```
#[must_use]
pub fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len() * 2);
    encode_to(value, &mut out);
    out
}

/// The same, appended.
pub(crate) fn encode_to(value: &str, out: &mut String) {
    for (index, part) in value.split('\'').enumerate() {
        if index > 0 {
            out.push('\'');
        }
        // Quotes come in pairs, so every other part is within a string.
        let set = if index % 2 == 1 { &STRING } else { &PUNCTUATION };
        out.extend(utf8_percent_encode(part, set));
    }
}
