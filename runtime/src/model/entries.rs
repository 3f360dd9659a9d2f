//! Names and JSON texts, packed in one text: most objects have few of them, and need one allocation, or a part of
//! one.

use std::sync::{Arc, OnceLock};

/// Up to so many entries, all pairs of names are compared to find those given twice.
const FEW: usize = 12;

/// Pairs of a name and the JSON text of its value, in order.
///
/// Each is the length of its name, the length of its JSON text, and both texts. A length is written with six
/// bits a character, least first; a character below 0x40 is the last.
///
/// A copy has a text of its own: it shall not keep a whole page in memory.
pub(super) enum Entries {
    Own(String),
    /// A part of the text of a [`Pool`](super::pool::Pool).
    Pooled {
        pool: Arc<OnceLock<String>>,
        start: u32,
        end: u32,
    },
}

impl Entries {
    pub(super) const EMPTY: Self = Self::Own(String::new());

    pub(super) const fn is_empty(&self) -> bool {
        self.size() == 0
    }

    pub(super) const fn size(&self) -> usize {
        match self {
            Self::Own(text) => text.len(),
            Self::Pooled { start, end, .. } => (*end - *start) as usize,
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Own(text) => text,
            Self::Pooled { pool, start, end } => {
                pool.get().and_then(|text| text.get(*start as usize..*end as usize)).unwrap_or_default()
            }
        }
    }

    pub(super) fn push(&mut self, name: &str, json: &str) {
        match self {
            Self::Own(text) => push_entry(text, name, json),
            Self::Pooled { .. } => {
                let mut text = self.text().to_owned();
                push_entry(&mut text, name, json);
                *self = Self::Own(text);
            }
        }
    }

    pub(super) fn iter(&self) -> EntriesIter<'_> {
        EntriesIter::new(self.text())
    }
}

impl Clone for Entries {
    fn clone(&self) -> Self {
        Self::Own(self.text().to_owned())
    }
}

impl Default for Entries {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Entries {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(entries: I) -> Self {
        let mut packed = Self::default();
        for (name, json) in entries {
            packed.push(name, json);
        }
        packed
    }
}

/// The pairs of [`Entries`] from one on.
#[derive(Clone)]
pub(super) struct EntriesIter<'a>(&'a str);

impl<'a> EntriesIter<'a> {
    /// The pairs in a packed text.
    pub(super) const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Whether a name is given twice. A sender can make names by the thousand, so many are sorted and not
    /// compared pair by pair.
    pub(super) fn has_duplicates(self) -> bool {
        let mut few = [""; FEW];
        for (count, (name, _)) in self.clone().enumerate() {
            let (Some(before), true) = (few.get(..count), count < FEW) else {
                return self.has_duplicates_among_many();
            };
            if before.contains(&name) {
                return true;
            }
            if let Some(place) = few.get_mut(count) {
                *place = name;
            }
        }
        false
    }

    fn has_duplicates_among_many(self) -> bool {
        let mut names: Vec<&str> = self.map(|(name, _)| name).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| matches!(pair, [name, next] if name == next))
    }

    /// Of entries of one name, the last.
    pub(super) fn without_superseded(self) -> Entries {
        let mut order: Vec<(&str, usize)> = self.clone().enumerate().map(|(at, (name, _))| (name, at)).collect();
        order.sort_unstable();
        let mut superseded: Vec<usize> = order
            .iter()
            .zip(order.iter().skip(1))
            .filter(|((name, _), (next, _))| name == next)
            .map(|((_, at), _)| *at)
            .collect();
        superseded.sort_unstable();
        let mut superseded = superseded.into_iter().peekable();
        let kept = self.enumerate().filter(|(at, _)| superseded.next_if_eq(at).is_none());
        kept.map(|(_, entry)| entry).collect()
    }
}

impl<'a> Iterator for EntriesIter<'a> {
    type Item = (&'a str, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (name_length, rest) = take_length(self.0)?;
        let (json_length, rest) = take_length(rest)?;
        let (name, rest) = rest.split_at_checked(name_length)?;
        let (json, rest) = rest.split_at_checked(json_length)?;
        self.0 = rest;
        Some((name, json))
    }
}

/// Appends a pair to a packed text.
pub(super) fn push_entry(text: &mut String, name: &str, json: &str) {
    push_length(text, name.len());
    push_length(text, json.len());
    text.push_str(name);
    text.push_str(json);
}

fn push_length(text: &mut String, mut length: usize) {
    while length >= 0x40 {
        text.push(char::from((length & 0x3f) as u8 | 0x40));
        length >>= 6;
    }
    text.push(char::from(length as u8));
}

#[inline]
fn take_length(text: &str) -> Option<(usize, &str)> {
    match text.as_bytes().first()? {
        short @ 0..0x40 => Some((usize::from(*short), text.get(1..)?)),
        _ => take_long_length(text),
    }
}

fn take_long_length(text: &str) -> Option<(usize, &str)> {
    let (mut length, mut bits) = (0, 0);
    for (at, byte) in text.bytes().enumerate() {
        length |= usize::from(byte & 0x3f) << bits;
        bits += 6;
        if byte < 0x40 {
            return Some((length, text.get(at + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Entries, push_length, take_length};

    #[test]
    fn lengths_come_back() {
        for length in [0, 1, 63, 64, 65, 4095, 4096, 1 << 20, usize::MAX] {
            let mut text = String::new();
            push_length(&mut text, length);
            text.push_str("rest");
            assert_eq!(take_length(&text), Some((length, "rest")));
        }
        assert_eq!(take_length(""), None);
    }

    #[test]
    fn the_last_of_a_name_counts() {
        for others in [0, 1, 20, 5_000] {
            let names: Vec<String> = (0..others).map(|number| format!("name{number}")).collect();
            let twice = [("a", "1"), ("ä", "2"), ("a", "3")];
            let entries: Entries = twice.into_iter().chain(names.iter().map(|name| (&**name, "4"))).collect();
            assert!(entries.iter().has_duplicates());
            let entries = entries.iter().without_superseded();
            assert!(!entries.iter().has_duplicates());
            assert_eq!(entries.iter().count(), others + 2);
            assert_eq!(entries.iter().take(2).collect::<Vec<_>>(), [("ä", "2"), ("a", "3")]);
        }
    }
}
