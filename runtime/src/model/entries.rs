//! Names and JSON texts, packed in one text: most objects have few of them, and need one allocation.

/// Up to so many entries, all pairs of names are compared to find those given twice.
const FEW: usize = 12;

/// What more than was expected there may be without another allocation: numbers have more digits or fewer.
const SLACK: usize = 8;

/// Pairs of a name and the JSON text of its value, in order.
///
/// Each is the length of its name, the length of its JSON text, and both texts. A length is written with six
/// bits a character, least first; a character below 0x40 is the last.
#[derive(Clone, Default)]
pub(super) struct Entries(String);

impl Entries {
    pub(super) const EMPTY: Self = Self(String::new());

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) const fn size(&self) -> usize {
        self.0.len()
    }

    /// Makes room for what is expected to come.
    pub(super) fn reserve(&mut self, size: usize) {
        if size > 0 {
            self.0.reserve(size + SLACK);
        }
    }

    pub(super) fn push(&mut self, name: &str, json: &str) {
        push_length(&mut self.0, name.len());
        push_length(&mut self.0, json.len());
        self.0.push_str(name);
        self.0.push_str(json);
    }

    pub(super) fn iter(&self) -> EntriesIter<'_> {
        EntriesIter(&self.0)
    }

    /// Whether a name is given twice. A sender can make names by the thousand, so many are sorted and not
    /// compared pair by pair.
    pub(super) fn has_duplicates(&self) -> bool {
        let mut few = [""; FEW];
        for (count, (name, _)) in self.iter().enumerate() {
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

    fn has_duplicates_among_many(&self) -> bool {
        let mut names: Vec<&str> = self.iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| matches!(pair, [name, next] if name == next))
    }

    /// Of entries of one name, keeps the last.
    pub(super) fn remove_superseded(&mut self) {
        let mut order: Vec<(&str, usize)> = self.iter().enumerate().map(|(at, (name, _))| (name, at)).collect();
        order.sort_unstable();
        let mut superseded: Vec<usize> = order
            .iter()
            .zip(order.iter().skip(1))
            .filter(|((name, _), (next, _))| name == next)
            .map(|((_, at), _)| *at)
            .collect();
        superseded.sort_unstable();
        let mut superseded = superseded.into_iter().peekable();
        let kept = self.iter().enumerate().filter(|(at, _)| superseded.next_if_eq(at).is_none());
        *self = kept.map(|(_, entry)| entry).collect();
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
            let mut entries: Entries = twice.into_iter().chain(names.iter().map(|name| (&**name, "4"))).collect();
            assert!(entries.has_duplicates());
            entries.remove_superseded();
            assert!(!entries.has_duplicates());
            assert_eq!(entries.iter().count(), others + 2);
            assert_eq!(entries.iter().take(2).collect::<Vec<_>>(), [("ä", "2"), ("a", "3")]);
        }
    }
}
