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
    /// Whether the value may have references or line ends.
    pub(super) is_coded: bool,
    /// Whether the name has no prefix and declares no namespace.
    pub(super) is_plain: bool,
}

/// What is wrong with a start tag: offset in the tag and message.
#[derive(Debug)]
pub(super) struct TagError(pub(super) usize, pub(super) &'static str);

/// Attributes allowed on one element.
pub(super) const MAX_ATTRIBUTES: usize = 256;

/// Whether a tag holds a character that makes some value differ from what it stands for.
pub(super) fn is_coded(tag: &str) -> bool {
    // Without a way out of the loop, and without branches, the compiler looks at many bytes at once.
    let is_special = |b: u8| (b == b'&') | (b == b'<') | (b == b'\t') | (b == b'\n') | (b == b'\r');
    tag.bytes().fold(false, |found, byte| found | is_special(byte))
}

/// Cuts the next attribute off a tag, from `at` on; `None` at the end. `is_coded` is what
/// [`is_coded`] says of the tag: asked once, not for each value.
pub(super) fn next_attribute<'a>(
    tag: &'a str,
    at: usize,
    is_coded: bool,
) -> Result<Option<(RawAttribute<'a>, usize)>, TagError> {
    let bytes = tag.as_bytes();
    let name_at = skip_blanks(bytes, at);
    if name_at >= bytes.len() {
        return Ok(None);
    }
    if name_at == at {
        return Err(TagError(at, "a blank is missing before the attribute"));
    }
    let (name_end, seen) = scan_name(bytes, name_at);
    let equals = skip_blanks(bytes, name_end);
    if bytes.get(equals) != Some(&b'=') {
        return Err(TagError(name_at, "an attribute needs a value: name=\"value\""));
    }
    let name = tag.get(name_at..name_end).unwrap_or_default();
    if name.is_empty() || seen & WRONG != 0 {
        return Err(TagError(name_at, "an attribute needs a name"));
    }
    let quote_at = skip_blanks(bytes, equals + 1);
    let Some(quote @ (b'"' | b'\'')) = bytes.get(quote_at).copied() else {
        return Err(TagError(quote_at, "an attribute's value must stand in quotes"));
    };
    let value_at = quote_at + 1;
    let Some(length) = memchr::memchr(quote, bytes.get(value_at..).unwrap_or_default()) else {
        return Err(TagError(quote_at, "the quote is not closed"));
    };
    let value = tag.get(value_at..value_at + length).unwrap_or_default();
    if is_coded && let Some(offset) = value.find('<') {
        return Err(TagError(value_at + offset, "`<` must be written as `&lt;` in an attribute"));
    }
    let is_plain = seen & COLON == 0 && name != "xmlns";
    Ok(Some((RawAttribute { name, value, name_at, value_at, is_coded, is_plain }, value_at + length + 1)))
}

/// Where a name that starts at `at` ends: at a blank, `=` or the end of the tag; and which classes of bytes it has.
fn scan_name(bytes: &[u8], at: usize) -> (usize, u8) {
    let mut seen = 0;
    let mut length = 0;
    for byte in bytes.get(at..).unwrap_or_default() {
        let class = CLASSES[usize::from(*byte)];
        if class == END {
            break;
        }
        seen |= class;
        length += 1;
    }
    (at + length, seen)
}

/// How long the name of an element is, prefix included, and whether it has one.
pub(super) fn element_name(tag: &str) -> (usize, bool) {
    let (length, seen) = scan_name(tag.as_bytes(), 0);
    (length, seen & COLON != 0)
}

/// A byte that ends a name.
const END: u8 = 1;
/// A byte that no name of an attribute has.
const WRONG: u8 = 2;
/// What stands between prefix and name.
const COLON: u8 = 4;

/// What each byte is in a tag's names; nothing of the above: 0.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < classes.len() {
        classes[byte] = match byte as u8 {
            b'=' => END,
            blank if is_blank(blank) => END,
            b'"' | b'\'' | b'<' => WRONG,
            b':' => COLON,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|b| !is_blank(*b)).unwrap_or(rest.len())
}

/// Whether a byte is XML's white space.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// What is wrong with a `&` in a text.
pub(super) fn bad_reference(error: &quick_xml::escape::EscapeError) -> String {
    use quick_xml::escape::EscapeError;
    match error {
        EscapeError::UnrecognizedEntity(_, name) => format!("the entity `&{name};` is not known"),
        EscapeError::UnterminatedEntity(_) => "a `&` starts no reference: write `&amp;` for the sign itself".to_owned(),
        other => other.to_string(),
    }
}
