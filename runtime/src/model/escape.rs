//! Escapes in JSON strings.

/// The text of a JSON string between its quotes, whose escapes are known to be of the right form. `None`
/// where one is half of a surrogate pair.
pub(super) fn unescape(inner: &str) -> Option<String> {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let (character, after) = character(escape)?;
        text.push(character);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// The character that the text after a backslash begins with, and what follows.
fn character(escape: &str) -> Option<(char, &str)> {
    let (kind, after) = escape.split_at_checked(1)?;
    let character = match kind {
        "b" => '\u{8}',
        "f" => '\u{c}',
        "n" => '\n',
        "r" => '\r',
        "t" => '\t',
        "u" => return code_point(after),
        _ => kind.chars().next()?,
    };
    Some((character, after))
}

fn code_point(digits: &str) -> Option<(char, &str)> {
    let (first, after) = unit(digits)?;
    if let Some(character) = char::from_u32(first) {
        return Some((character, after));
    }
    let (second, after) = unit(after.strip_prefix("\\u")?)?;
    let pair = [first, second].map(|unit| u16::try_from(unit).unwrap_or_default());
    let character = char::decode_utf16(pair).next()?.ok()?;
    Some((character, after))
}

fn unit(digits: &str) -> Option<(u32, &str)> {
    let (digits, after) = digits.split_at_checked(4)?;
    Some((u32::from_str_radix(digits, 16).ok()?, after))
}

/// Writes a JSON string. Only what must be escaped is, in the shortest form.
pub(super) fn push_string(json: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    json.reserve(bytes.len() + 2);
    json.push(b'"');
    if is_plain(bytes) {
        json.extend_from_slice(bytes);
    } else {
        push_escaped(json, bytes);
    }
    json.push(b'"');
}

/// Whether nothing must be escaped.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    // The last chunk overlaps the one before it: that is faster than to look at single bytes.
    match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(last), ..) => {
            let (chunks, _) = bytes.as_chunks::<8>();
            let special = |chunk: &[u8; 8]| special_bytes(u64::from_le_bytes(*chunk));
            chunks.iter().fold(special(last), |found, chunk| found | special(chunk)) == 0
        }
        (None, Some(first), Some(last)) => {
            let word = u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last));
            special_bytes(word) == 0
        }
        _ => bytes.iter().all(|byte| !is_special(*byte)),
    }
}

#[cold]
fn push_escaped(json: &mut Vec<u8>, bytes: &[u8]) {
    let mut start = 0;
    loop {
        let end = plain_until(bytes, start);
        json.extend_from_slice(bytes.get(start..end).unwrap_or_default());
        let Some(byte) = bytes.get(end) else { break };
        push_escape(json, *byte);
        start = end + 1;
    }
}

fn push_escape(json: &mut Vec<u8>, byte: u8) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x0c => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            let digit = |half: u8| if half < 10 { b'0' + half } else { b'a' + half - 10 };
            return json.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 0xf)]);
        }
    };
    json.extend_from_slice(&[b'\\', letter]);
}

/// The place of the first byte from `at` that is a quote, a backslash or a control character; the end
/// of the text if there is none.
#[inline]
pub(super) fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let special = special_bytes(u64::from_le_bytes(*chunk));
        if special != 0 {
            return at + (special.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| is_special(*byte)).unwrap_or(rest.len())
}

const fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// A word whose lowest set bit is in the first byte that [`plain_until`] looks for; 0 if none is.
const fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES * 0x80;
    // In `x - 1 & !x` the high bit of a byte is set where the byte is zero. A borrow can set that of
    // later bytes too, which does not matter for the first.
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let quotes = quote.wrapping_sub(ONES) & !quote;
    let backslashes = backslash.wrapping_sub(ONES) & !backslash;
    let controls = word.wrapping_sub(ONES * 0x20) & !word;
    (quotes | backslashes | controls) & HIGH
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn does_as_serde_json_does() {
        for inner in [
            "",
            "plain",
            r#"\"\\\/\b\f\n\r\t"#,
            r"a\u0041\u00e4\u20ACz",
            r"\ud83d\ude00!",
            r"\uD83D\uDE00\u0000",
            "ä\\n€",
            r"\ud83d",
            r"\ude00",
            r"\ud83dx",
            r"\ud83d\n",
            r"\ud83d\u0041",
            r"\ude00\ud83d",
            r"\ud83d\ud83d\ude00",
        ] {
            let expected: Option<String> = serde_json::from_str(&format!("\"{inner}\"")).ok();
            assert_eq!(unescape(inner), expected, "{inner}");
        }
    }
}
