//! The order in which names come, learnt from one object of a collection for the next.
//!
//! A service writes the objects of a collection all alike. So a name is compared, as it stands in the text,
//! with the one that came in its place before: where it is the same, it need be neither scanned nor looked
//! up, be it of a property or of what no type declares.

use super::cursor::Quoted;

/// How many names are remembered of one text. What comes in no order shall not fill the memory.
const MOST: usize = 256;

/// How many names may be left out before one is looked up by itself.
const AHEAD: usize = 6;

/// A property: its index, and its name.
pub(super) type Property = (usize, &'static str);

/// The names of a text, those of one object linked in the order in which they come.
#[derive(Default)]
pub(super) struct Order<'a>(Vec<Name<'a>>);

/// A name that came, or the place before the first name of an object.
#[derive(Clone, Copy)]
pub(super) struct Spot(usize);

struct Name<'a> {
    /// With its quotes and its colon.
    text: &'a str,
    name: Quoted<'a>,
    property: Option<Property>,
    next: Option<Spot>,
    /// Where its value is an object, or a collection of them: the place before their first name.
    inner: Option<Spot>,
    /// Of a place before the first name: the names of the type for which properties were looked up.
    names: Option<&'static [&'static str]>,
    /// The same: what is expected of an object.
    expected: Expected,
}

/// What is expected of an object, those before it being like it.
#[derive(Clone, Copy, Default)]
pub(super) struct Expected {
    /// How much of it is not declared.
    pub(super) undeclared: usize,
    /// The length of its text, in bytes; 0 if that is not known.
    pub(super) length: usize,
}

impl<'a> Name<'a> {
    const fn new(text: &'a str, name: Quoted<'a>, property: Option<Property>) -> Self {
        Self {
            text,
            name,
            property,
            next: None,
            inner: None,
            names: None,
            expected: Expected { undeclared: 0, length: 0 },
        }
    }
}

impl<'a> Order<'a> {
    /// The place before the first name of objects that are yet to come.
    pub(super) fn begin(&mut self) -> Option<Spot> {
        self.push(Name::new("", Quoted::EMPTY, None))
    }

    fn push(&mut self, name: Name<'a>) -> Option<Spot> {
        if self.0.len() >= MOST {
            return None;
        }
        if self.0.is_empty() {
            self.0.reserve(32);
        }
        self.0.push(name);
        Some(Spot(self.0.len() - 1))
    }

    /// The place before the first name of the objects that are the value of a name.
    pub(super) fn inside(&mut self, Spot(at): Spot) -> Option<Spot> {
        if let Some(inner) = self.0.get(at)?.inner {
            return Some(inner);
        }
        let inner = self.begin();
        self.0.get_mut(at)?.inner = inner;
        inner
    }

    /// Whether the objects of a place are of the type with these names. The first one decides.
    pub(super) fn is_of(&mut self, Spot(at): Spot, names: &'static [&'static str]) -> bool {
        self.0.get_mut(at).is_some_and(|head| std::ptr::eq(*head.names.get_or_insert(names), names))
    }

    /// What is expected of an object of this place.
    pub(super) fn expected(&self, Spot(at): Spot) -> Expected {
        self.0.get(at).map_or(Expected::default(), |head| head.expected)
    }

    /// Notes how much of an object was undeclared.
    pub(super) fn note_undeclared(&mut self, Spot(at): Spot, size: usize) {
        if let Some(head) = self.0.get_mut(at) {
            head.expected.undeclared = head.expected.undeclared.max(size);
        }
    }

    /// Notes how long the text of an object was.
    pub(super) fn note_length(&mut self, Spot(at): Spot, length: usize) {
        if let Some(head) = self.0.get_mut(at) {
            head.expected.length = length;
        }
    }

    /// The name with which the text goes on, of those that came after this one; and its length.
    #[inline]
    pub(super) fn follow(&self, Spot(last): Spot, rest: &[u8]) -> Option<(Spot, usize)> {
        let mut next = self.0.get(last)?.next;
        for _ in 0..AHEAD {
            let Spot(at) = next?;
            let name = self.0.get(at)?;
            if rest.starts_with(name.text.as_bytes()) {
                return Some((Spot(at), name.text.len()));
            }
            next = name.next;
        }
        None
    }

    /// What is known of a name that came.
    #[inline]
    pub(super) fn get(&self, Spot(at): Spot) -> Option<(Quoted<'a>, Option<Property>)> {
        self.0.get(at).map(|name| (name.name, name.property))
    }

    /// Remembers a name that came after another one.
    pub(super) fn learn(
        &mut self,
        Spot(last): Spot,
        text: &'a str,
        name: Quoted<'a>,
        property: Option<Property>,
    ) -> Option<Spot> {
        let next = self.0.get(last)?.next;
        let learnt = self.push(Name { next, ..Name::new(text, name, property) })?;
        self.0.get_mut(last)?.next = Some(learnt);
        Some(learnt)
    }
}
