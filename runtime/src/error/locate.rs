//! Where in a JSON body an error lies: its path and a short excerpt, found only once reading failed.

use std::fmt::Write as _;

use crate::{
    error::{OneLine, Secret},
    model::property_of,
};

/// How many characters of the body are shown before the place, and about how many after it.
const AROUND: usize = 40;
/// The longest number or word that an excerpt shows.
const WORD: usize = 24;
/// How many characters of a member's name a path shows.
const NAME: usize = 60;

/// A place in a JSON body.
#[derive(Debug)]
pub(crate) struct Place {
    /// Such as `value[3].createdDateTime`; empty for the whole.
    pub(crate) path: String,
    /// A few characters around the place, on one line.
    pub(crate) excerpt: String,
}

/// An object or array that the walk is in.
enum Frame<'a> {
    /// The member that is being read, and whether its name is still to come.
    Object {
        name: &'a [u8],
        at_name: bool,
    },
    Array {
        index: usize,
    },
}

impl Place {
    /// The place of an error, by the line and column where serde_json stopped and by the property that
    /// the error names: values are read whole, so that it can stop behind the object that the value is
    /// in.
    pub(crate) fn of(body: &[u8], error: &serde_json::Error) -> Self {
        let offset = offset(body, error.line(), error.column());
        let message = error.to_string();
        Self { path: path(body, offset, property_of(&message)), excerpt: excerpt(body, offset) }
    }

    /// The same place, should the service have used what must not be shown as a name.
    pub(super) fn without(self, secret: &Secret) -> Self {
        Self { path: secret.hide(self.path), excerpt: secret.hide(self.excerpt) }
    }
}

/// The offset of a line and column, both from 1; line 0 is no place.
fn offset(body: &[u8], line: usize, column: usize) -> usize {
    let Some(lines_before) = line.checked_sub(1) else {
        return 0;
    };
    let start: usize = body.split_inclusive(|&byte| byte == b'\n').take(lines_before).map(<[u8]>::len).sum();
    start.saturating_add(column).min(body.len())
}

/// The shape of the body around a place. What a service sends may be secret or personal, so the
/// contents of strings, and anything long that is no JSON, are not shown.
fn excerpt(body: &[u8], offset: usize) -> String {
    let (mut before, mut after) = (String::new(), String::new());
    let (mut position, mut is_cut) = (0, false);
    while position < body.len() && after.chars().count() < AROUND {
        let end = token_end(body, position);
        let text = shown(body, position, end);
        if position < offset {
            before.push_str(&text);
            is_cut |= trim_front(&mut before);
        } else {
            after.push_str(&text);
        }
        position = end;
    }
    let start = if is_cut { "…" } else { "" };
    let rest = if position < body.len() { "…" } else { "" };
    format!("{start}{}{rest}", OneLine(&format!("{before}{after}"), usize::MAX))
}

/// Keeps the last characters of what stands before the place; tells whether any were dropped.
fn trim_front(text: &mut String) -> bool {
    let Some((cut, _)) = text.char_indices().rev().nth(AROUND) else { return false };
    text.drain(..cut);
    true
}

/// The end of the string, the word or the single character that starts at a position.
fn token_end(body: &[u8], start: usize) -> usize {
    let is_word = |byte: u8| !b"{}[],:\"".contains(&byte) && !byte.is_ascii_whitespace();
    match body.get(start) {
        Some(b'"') => (string_end(body, start) + 1).min(body.len()),
        Some(&byte) if is_word(byte) => {
            let rest = body.get(start..).unwrap_or_default();
            start + rest.iter().take_while(|byte| is_word(**byte)).count()
        }
        _ => start + 1,
    }
}

/// A token as an excerpt shows it: names as they are, values of strings and long words not at all.
fn shown(body: &[u8], start: usize, end: usize) -> String {
    let token = String::from_utf8_lossy(body.get(start..end).unwrap_or_default());
    let follows = body.get(end..).unwrap_or_default().iter().find(|byte| !byte.is_ascii_whitespace());
    let is_name = follows == Some(&b':') && token.len() <= NAME;
    match token.starts_with('"') {
        true if is_name => token.into_owned(),
        true => "\"…\"".to_owned(),
        false if token.len() > WORD => "…".to_owned(),
        false => token.into_owned(),
    }
}

/// Walks the tokens that start before `offset`, and tells where that leads.
fn path(body: &[u8], offset: usize, property: Option<&str>) -> String {
    let mut frames: Vec<Frame<'_>> = Vec::new();
    let mut position = 0;
    while let Some(&byte) = body.get(position).filter(|_| position < offset) {
        match byte {
            b'{' => frames.push(Frame::Object { name: b"", at_name: true }),
            b'[' => frames.push(Frame::Array { index: 0 }),
            b'}' | b']' => {
                frames.pop();
            }
            b',' => next(frames.last_mut()),
            b'"' => {
                let end = string_end(body, position);
                named(frames.last_mut(), body.get(position + 1..end).unwrap_or_default());
                position = end;
            }
            _ => {}
        }
        position += 1;
    }
    if let Some(property) = property.map(str::as_bytes)
        && !matches!(frames.last(), Some(Frame::Object { name, .. }) if *name == property)
    {
        frames.push(Frame::Object { name: property, at_name: false });
    }
    render(&frames)
}

/// The position of the quote that ends the string which starts at `start`, or the body's end.
fn string_end(body: &[u8], start: usize) -> usize {
    let mut position = start + 1;
    while let Some(&byte) = body.get(position) {
        match byte {
            b'"' => return position,
            b'\\' => position += 2,
            _ => position += 1,
        }
    }
    body.len()
}

fn next(frame: Option<&mut Frame<'_>>) {
    match frame {
        Some(Frame::Object { at_name, .. }) => *at_name = true,
        Some(Frame::Array { index }) => *index += 1,
        None => {}
    }
}

fn named<'a>(frame: Option<&mut Frame<'a>>, text: &'a [u8]) {
    if let Some(Frame::Object { name, at_name }) = frame
        && *at_name
    {
        (*name, *at_name) = (text, false);
    }
}

fn render(frames: &[Frame<'_>]) -> String {
    let mut path = String::new();
    for frame in frames {
        // Writing to a String does not fail.
        let _ = match frame {
            Frame::Array { index } => write!(path, "[{index}]"),
            Frame::Object { name: b"", .. } => Ok(()),
            Frame::Object { name, .. } => {
                let name = String::from_utf8_lossy(name);
                let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                match (plain, path.is_empty()) {
                    (true, true) => write!(path, "{}", OneLine(&name, NAME)),
                    (true, false) => write!(path, ".{}", OneLine(&name, NAME)),
                    (false, _) => write!(path, "['{}']", OneLine(&name, NAME)),
                }
            }
        };
    }
    path
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{excerpt, offset, path};

    fn at(body: &str, marker: &str) -> String {
        path(body.as_bytes(), body.find(marker).unwrap() + marker.len(), None)
    }

    #[test]
    fn finds_the_path() {
        let body = r#"{"@odata.context":"x,[{","value":[{"a":1},{"b":[1,{"c\"d":true}],"e":"f"}],"n":null}"#;
        assert_eq!(at(body, "{\"a\":1"), "value[0].a");
        assert_eq!(at(body, "[1,"), "value[1].b[1]");
        assert_eq!(at(body, "true"), "value[1].b[1]['c\\\"d']");
        assert_eq!(at(body, "\"f\""), "value[1].e");
        assert_eq!(at(body, "null"), "n");
        assert_eq!(at(body, "x,[{"), "['@odata.context']");
        assert_eq!(at(body, "null}"), "");
        assert_eq!(path(body.as_bytes(), body.find("},").unwrap() + 1, Some("a")), "value[0].a");
        assert_eq!(path(body.as_bytes(), body.find("},").unwrap(), Some("a")), "value[0].a");
        assert_eq!(path(b"", 0, None), "");
        assert_eq!(path(b"]]},{\"", 9, None), "");
        assert_eq!(path(b"\"abc\\", 9, None), "");
    }

    #[test]
    fn excerpts_on_one_line() {
        let body = format!("{}\n\"b\": 1}}", "{\"ä\": 1,".repeat(100));
        let excerpt = excerpt(body.as_bytes(), offset(body.as_bytes(), 2, 6));
        assert!(excerpt.starts_with("…"), "{excerpt}");
        assert!(excerpt.ends_with("{\"ä\": 1,\\n\"b\": 1}"), "{excerpt}");
        assert_eq!(offset(b"x", 0, 0), 0);
    }

    #[test]
    fn excerpts_show_no_text_of_the_service() {
        for body in [
            r#"{"id":"a","passwordProfile":{"password":"S3cret"},"accountEnabled":7}"#,
            r#"{"access_token":"S3cret","x":}"#,
            r#"{"x":1,"password":"S3cret"#,
            r#"["S3cret", "S3cret" ]"#,
            "<p>aLongWordThatMayBeATokenS3cret</p>",
        ] {
            for offset in 0..=body.len() {
                let excerpt = excerpt(body.as_bytes(), offset);
                assert!(!excerpt.contains("S3cret"), "{excerpt}");
            }
        }
        let body = br#"{"id":"a","enabled":7}"#;
        assert_eq!(excerpt(body, body.len()), r#"{"id":"…","enabled":7}"#);
    }
}
