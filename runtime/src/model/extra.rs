//! What a service sent beyond the properties of a type.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::raw::raw_value;
use super::spelling::Spellings;

/// Up to so many entries, all pairs of names are compared to find those given twice.
const FEW: usize = 12;

/// Properties that a type does not declare, and control information such as `@odata.type`,
/// `@odata.etag` and `members@odata.nextLink`, in the order they came.
///
/// Values are kept as JSON text, so numbers keep every digit. All of it is written back when the
/// model is written. A declared property that has a value wins over an entry of its name; one that has
/// none does not: an entry can set it to an explicit `null`.
///
/// ```
/// use odata_runtime::Extra;
///
/// let mut extra = Extra::default();
/// extra.insert("extension_1_badge", &"A-17")?;
/// assert_eq!(extra.get_raw("extension_1_badge"), Some(r#""A-17""#));
/// assert_eq!(extra.get("extension_1_badge"), Some("A-17".into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Extra {
    entries: Vec<Entry>,
    spellings: Option<Box<Spellings>>,
}

/// A name and the JSON text of its value, in one allocation.
#[derive(Clone)]
struct Entry {
    text: Box<str>,
    name_length: usize,
}

impl Entry {
    fn new(name: &str, json: &str) -> Self {
        let mut text = String::with_capacity(name.len() + json.len());
        text.push_str(name);
        text.push_str(json);
        Self { text: text.into(), name_length: name.len() }
    }

    fn parts(&self) -> (&str, &str) {
        self.text.split_at_checked(self.name_length).unwrap_or_default()
    }

    fn name(&self) -> &str {
        self.parts().0
    }
}

impl Extra {
    /// The value of that name, parsed. `None` if there is none, or it is nested too deeply to parse.
    /// Numbers that `f64` cannot hold lose digits here; [`get_raw`](Self::get_raw) has them all.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value> {
        serde_json::from_str(self.get_raw(name)?).ok()
    }

    /// The JSON text of the value of that name.
    #[must_use]
    pub fn get_raw(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, json)| json)
    }

    /// The value of that name, read as a type. `None` if there is none.
    ///
    /// # Errors
    ///
    /// If the value is not of that type.
    pub fn get_as<T: DeserializeOwned>(&self, name: &str) -> Option<Result<T, serde_json::Error>> {
        self.get_raw(name).map(serde_json::from_str)
    }

    /// Puts in a value, in the place of one of the same name.
    ///
    /// # Errors
    ///
    /// If the value cannot be written as JSON.
    pub fn insert<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), serde_json::Error> {
        let entry = Entry::new(name, &serde_json::to_string(value)?);
        match self.entries.iter_mut().find(|known| known.name() == name) {
            Some(known) => *known = entry,
            None => self.entries.push(entry),
        }
        Ok(())
    }

    /// Takes out the value of that name, and gives its JSON text.
    pub fn remove(&mut self, name: &str) -> Option<Box<RawValue>> {
        let at = self.entries.iter().position(|entry| entry.name() == name)?;
        Some(raw_value(self.entries.remove(at).parts().1).to_owned())
    }

    /// Names and the JSON text of their values, in order.
    #[must_use]
    pub fn iter(&self) -> ExtraIter<'_> {
        ExtraIter(self.entries.iter())
    }

    /// The number of entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn sorted(&self) -> Vec<(&str, &str)> {
        let mut entries: Vec<_> = self.iter().collect();
        entries.sort_unstable();
        entries
    }

    /// Appends what was read. After the last of them [`settle`](Self::settle) is due.
    pub(super) fn push(&mut self, name: &str, json: &str) {
        self.entries.push(Entry::new(name, json));
    }

    /// Of entries of one name, keeps the last. A sender can make names by the thousand, so many are
    /// sorted and not compared pair by pair.
    pub(super) fn settle(&mut self) {
        if self.entries.len() < 2 {
            return;
        }
        if self.entries.len() > FEW {
            return self.settle_many();
        }
        let mut at = 0;
        while let Some((entry, later)) = self.entries.get(at..).and_then(<[Entry]>::split_first) {
            if later.iter().any(|other| other.name() == entry.name()) {
                self.entries.remove(at);
            } else {
                at += 1;
            }
        }
    }

    fn settle_many(&mut self) {
        let mut order: Vec<(&str, usize)> =
            self.entries.iter().enumerate().map(|(at, entry)| (entry.name(), at)).collect();
        order.sort_unstable();
        let mut superseded: Vec<usize> = order
            .iter()
            .zip(order.iter().skip(1))
            .filter(|((name, _), (next, _))| name == next)
            .map(|((_, at), _)| *at)
            .collect();
        superseded.sort_unstable();
        let mut superseded = superseded.into_iter().peekable();
        let mut at = 0;
        self.entries.retain(|_| {
            let drop = superseded.next_if_eq(&at).is_some();
            at += 1;
            !drop
        });
    }

    pub(super) fn spellings(&self) -> Option<&Spellings> {
        self.spellings.as_deref()
    }

    pub(super) fn spellings_mut(&mut self) -> &mut Option<Box<Spellings>> {
        &mut self.spellings
    }
}

/// Ignores the order of entries, and how declared properties were spelt.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && (self.iter().eq(other.iter()) || self.sorted() == other.sorted())
    }
}

impl Eq for Extra {}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self {
            map.entry(&name, &format_args!("{value}"));
        }
        map.finish()
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a str);
    type IntoIter = ExtraIter<'a>;

    fn into_iter(self) -> ExtraIter<'a> {
        self.iter()
    }
}

/// Names and JSON texts of an [`Extra`].
#[derive(Clone)]
pub struct ExtraIter<'a>(std::slice::Iter<'a, Entry>);

impl fmt::Debug for ExtraIter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a> Iterator for ExtraIter<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(Entry::parts)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for ExtraIter<'_> {}
