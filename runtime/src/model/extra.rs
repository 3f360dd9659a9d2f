//! What a service sent beyond the properties of a type.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::entries::{Entries, EntriesIter};
use super::raw::raw_value;
use super::spelling::Spellings;

/// Properties that a type does not declare, and control information such as `@odata.type`,
/// `@odata.etag` and `members@odata.nextLink`, in the order they came.
///
/// The objects of a page keep theirs in one text, which lives as long as one of the objects does; a clone has a text
/// of its own. Values are kept as JSON text, so numbers keep every digit. All of it is written back when the
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
    entries: Entries,
    spellings: Option<Box<Spellings>>,
}

impl Extra {
    /// Nothing, to be shared.
    pub(super) const EMPTY: &'static Self = &Self { entries: Entries::EMPTY, spellings: None };

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
        let json = serde_json::to_string(value)?;
        if self.get_raw(name).is_none() {
            self.entries.push(name, &json);
            return Ok(());
        }
        let put = |(known, old)| if known == name { (known, &*json) } else { (known, old) };
        self.entries = self.iter().map(put).collect();
        Ok(())
    }

    /// Takes out the value of that name, and gives its JSON text.
    pub fn remove(&mut self, name: &str) -> Option<Box<RawValue>> {
        let removed = raw_value(self.get_raw(name)?).to_owned();
        self.entries = self.iter().filter(|(known, _)| *known != name).collect();
        Some(removed)
    }

    /// Names and the JSON text of their values, in order.
    #[must_use]
    pub fn iter(&self) -> ExtraIter<'_> {
        ExtraIter(self.entries.iter())
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
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
        self.entries.push(name, json);
    }

    /// Of entries of one name, keeps the last.
    pub(super) fn settle(&mut self) {
        if !self.is_empty() && self.entries.iter().has_duplicates() {
            self.entries = self.entries.iter().without_superseded();
        }
    }

    /// How much text it is.
    pub(super) const fn size(&self) -> usize {
        self.entries.size()
    }

    /// Puts in all of them at once.
    pub(super) fn set(&mut self, entries: Entries) {
        self.entries = entries;
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
pub struct ExtraIter<'a>(EntriesIter<'a>);

impl fmt::Debug for ExtraIter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a> Iterator for ExtraIter<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let length = self.0.clone().count();
        (length, Some(length))
    }
}

impl ExactSizeIterator for ExtraIter<'_> {}
