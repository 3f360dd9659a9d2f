//! One text for what the objects of a page keep beyond their properties: one allocation for all of them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::entries::{Entries, EntriesIter, push_entry};
use super::extra::Extra;

/// What the objects keep that are read from one text. They see it once the pool is closed or gone.
#[derive(Default)]
pub(super) struct Pool {
    text: String,
    shared: Option<Arc<OnceLock<String>>>,
    closed: bool,
}

/// Where the entries of an object go while it is read.
pub(super) enum Keep {
    /// Into a text of its own.
    Own,
    /// Into the pool, to this part of it.
    Pooled(Range<usize>),
}

impl Pool {
    /// Makes room for all that is expected to come, if nothing has come yet.
    pub(super) fn expect(&mut self, size: usize) {
        if self.text.capacity() == 0 {
            self.text.reserve_exact(size);
        }
    }

    /// Lets the objects see what they keep. Those that are read from now on have texts of their own.
    pub(super) fn close(&mut self) {
        if !self.closed
            && let Some(shared) = &self.shared
        {
            // Objects that are still being read have parts of it too, so it stays here.
            let _ = shared.set(self.text.clone());
        }
        self.closed = true;
    }

    fn get(&self, part: &Range<usize>) -> &str {
        self.text.get(part.clone()).unwrap_or_default()
    }

    /// Appends to a part, if nothing else has come after it and the pool is not closed.
    fn push(&mut self, part: &mut Range<usize>, name: &str, json: &str) -> bool {
        if part.start == part.end {
            *part = self.text.len()..self.text.len();
        }
        let appends = !self.closed && part.end == self.text.len();
        if appends {
            push_entry(&mut self.text, name, json);
            part.end = self.text.len();
        }
        appends
    }

    /// The entries of a part. Those of a name given twice but the last are left out, in a text of their own.
    fn entries(&mut self, part: &Range<usize>) -> Entries {
        let entries = EntriesIter::new(self.get(part));
        match (u32::try_from(part.start), u32::try_from(part.end)) {
            (Ok(start), Ok(end)) if !self.closed && !entries.clone().has_duplicates() => {
                let pool = Arc::clone(self.shared.get_or_insert_default());
                Entries::Pooled { pool, start, end }
            }
            _ => entries.without_superseded(),
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if let Some(shared) = &self.shared {
            let mut text = std::mem::take(&mut self.text);
            // It stays for as long as one of the objects does; more may have been expected than came.
            if text.capacity() / 2 > text.len() {
                text.shrink_to_fit();
            }
            // Where the pool was closed it is set already.
            let _ = shared.set(text);
        }
    }
}

impl Keep {
    /// Keeps what an object has beyond its properties.
    pub(super) fn push(&mut self, pool: &mut Pool, extra: &mut Extra, name: &str, json: &str) {
        if let Self::Pooled(part) = self {
            if pool.push(part, name, json) {
                return;
            }
            // The entries of an object that stands within this one came between.
            extra.set(Entries::Own(pool.get(part).to_owned()));
            *self = Self::Own;
        }
        extra.push(name, json);
    }

    /// Of entries of one name, keeps the last; and tells how much text all of them are.
    pub(super) fn settle(&self, pool: &mut Pool, extra: &mut Extra) -> usize {
        match self {
            Self::Own => extra.settle(),
            Self::Pooled(part) if part.is_empty() => {}
            Self::Pooled(part) => extra.set(pool.entries(part)),
        }
        extra.size()
    }
}
