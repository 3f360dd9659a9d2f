//! Percent-encoding of path segments and of the names of query options.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What is encoded in a key that is a segment of its own: all that could be taken for syntax.
const KEY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'*')
    .remove(b',')
    .remove(b':')
    .remove(b'@');

/// What is encoded in a segment that may hold OData syntax: quotes, parentheses and the like stay.
/// `+` does not, since some servers read it as a space even here.
const SEGMENT: &AsciiSet = &KEY.remove(b'&').remove(b'\'').remove(b'(').remove(b')').remove(b';').remove(b'=');

pub(crate) fn query_name(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, KEY));
}

pub(crate) fn segment(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, SEGMENT));
}

pub(crate) fn key(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, KEY));
}
