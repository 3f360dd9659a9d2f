//! The inside of a start tag, cut into attributes.

/// An attribute of a start tag, undecoded.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawAttribute<'a> {
    /// The name as written, with a prefix, if any.
    pub(super) name: &'a str,
    /// The value as written, references not replaced.
    pub(super) value: &'a str,
    /// The name's offset in the tag.
    pub(super) name_at: usize,
    /// The value's offset in the tag.
    pub(super) value_at: usize,
    /// Whether the value is not what it stands for: it has references or line ends.
    pub(super) is_coded: bool,
}

/// What is wrong with a start tag: offset in the tag and message.
#[derive(Debug)]
pub(super) struct TagError(pub(super) usize, pub(super) &'static str);

/// Attributes allowed on one element.
pub(super) const MAX_ATTRIBUTES: usize = 256;

/// Cuts the next attribute off a tag, from `at` on; `None` at the end.
pub(super) fn next_attribute<'a>(tag: &'a str, at: usize) -> Result<Option<(RawAttribute<'a>, usize)>, TagError> {
    let bytes = tag.as_bytes();
    let name_at = skip_blanks(bytes, at);
    if name_at >= bytes.len() {
        return Ok(None);
    }
    if name_at == at {
        return Err(TagError(at, "a blank is missing before the attribute"));
    }
    let name_end = end_of_name(bytes, name_at);
    let name = tag.get(name_at..name_end).unwrap_or_default();
    if name.is_empty() || name.bytes().any(|b| matches!(b, b'"' | b'\'' | b'<')) {
        return Err(TagError(name_at, "an attribute needs a name"));
    }
    let equals = skip_blanks(bytes, name_end);
    if bytes.get(equals) != Some(&b'=') {
        return Err(TagError(name_at, "an attribute needs a value: name=\"value\""));
    }
    let quote_at = skip_blanks(bytes, equals + 1);
    let Some(quote @ (b'"' | b'\'')) = bytes.get(quote_at).copied() else {
        return Err(TagError(quote_at, "an attribute's value must stand in quotes"));
    };
    let value_at = quote_at + 1;
    let (value_end, is_coded) = end_of_value(bytes, value_at, quote)?;
    let value = tag.get(value_at..value_end).unwrap_or_default();
    Ok(Some((RawAttribute { name, value, name_at, value_at, is_coded }, value_end + 1)))
}

/// Finds the quote that ends a value, and whether the value needs decoding.
fn end_of_value(bytes: &[u8], start: usize, quote: u8) -> Result<(usize, bool), TagError> {
    let rest = bytes.get(start..).unwrap_or_default();
    let Some(length) = memchr::memchr(quote, rest) else {
        return Err(TagError(start.saturating_sub(1), "the quote is not closed"));
    };
    let value = rest.get(..length).unwrap_or_default();
    let classes = value.iter().fold(0, |classes, byte| classes | CLASSES[usize::from(*byte)]);
    if classes & FORBIDDEN != 0 {
        let offset = value.iter().position(|byte| *byte == b'<').unwrap_or_default();
        return Err(TagError(start + offset, "`<` must be written as `&lt;` in an attribute"));
    }
    Ok((start + length, classes & CODED != 0))
}

/// The class of bytes that a value must be decoded for.
const CODED: u8 = 1;
/// The class of bytes that a value cannot have.
const FORBIDDEN: u8 = 2;

/// The class of each byte of a value.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    classes[b'&' as usize] = CODED;
    classes[b'\t' as usize] = CODED;
    classes[b'\n' as usize] = CODED;
    classes[b'\r' as usize] = CODED;
    classes[b'<' as usize] = FORBIDDEN;
    classes
};

/// Where a name that starts at `at` ends: at a blank, `=` or the end of the tag.
pub(super) fn end_of_name(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|b| *b == b'=' || is_blank(*b)).unwrap_or(rest.len())
}

fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|b| !is_blank(*b)).unwrap_or(rest.len())
}

/// Whether a byte is XML's white space.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
