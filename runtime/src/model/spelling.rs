//! How a service spelt values that we would spell otherwise.

use std::hash::{DefaultHasher, Hasher};
use std::io;

use super::Model;
use super::extra::Extra;
use super::slot::Peek;
use super::write::{Mode, Value};

/// The spellings of the properties of one object.
#[derive(Clone)]
pub(super) struct Spellings(Vec<Spelling>);

#[derive(Clone)]
struct Spelling {
    property: usize,
    /// The fingerprint of the value that was read. Once the value is another, the spelling is void.
    fingerprint: u64,
    form: Box<Form>,
}

/// What was sent in place of what we would write.
#[derive(Clone)]
pub(super) enum Form {
    /// This text.
    Text(Box<str>),
    /// An array of objects, with `null` at these places.
    Nulls(Vec<usize>),
}

impl Form {
    /// A text, which must be JSON.
    pub(super) fn text(json: &str) -> Option<Box<Self>> {
        Some(Box::new(Self::Text(json.into())))
    }
}

/// Remembers the form that the property of a model had, if it is not the one that we would write. The
/// property has just been read, so what was known before is forgotten.
pub(super) fn remember(model: &mut dyn Model, property: usize, form: Option<Box<Form>>) {
    let spelling = form.and_then(|form| {
        let fingerprint = fingerprint(&model.peek(property))?;
        Some(Spelling { property, fingerprint, form })
    });
    let Some(spellings) = model.extra_mut().map(Extra::spellings_mut) else { return };
    if let Some(known) = spellings.as_deref_mut() {
        known.0.retain(|spelling| spelling.property != property);
    }
    if let Some(spelling) = spelling {
        spellings.get_or_insert_with(|| Box::new(Spellings(Vec::new()))).0.push(spelling);
    }
}

/// How to write the value of a property, if it was spelt otherwise and has not changed since.
pub(super) fn recall<'a>(spellings: &'a Spellings, property: usize, value: &Peek<'_>) -> Option<&'a Form> {
    let spelling = spellings.0.iter().find(|spelling| spelling.property == property)?;
    (fingerprint(value) == Some(spelling.fingerprint)).then_some(&spelling.form)
}

/// A hash of the JSON text that we would write. Spellings inside the value are left out: to recall
/// those would hash parts of it again at each level.
fn fingerprint(value: &Peek<'_>) -> Option<u64> {
    let mut hash = Hash(DefaultHasher::new());
    serde_json::to_writer(&mut hash, &Value { peek: value, mode: Mode::Plain }).ok()?;
    Some(hash.0.finish())
}

struct Hash(DefaultHasher);

impl io::Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
