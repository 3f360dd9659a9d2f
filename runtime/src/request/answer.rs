//! Answers read as what was asked for.

use http::{HeaderName, header};

use crate::{
    client::exchange::Answer,
    error::{Context, Error, Kind, Result},
    link::{self, DeltaLink, NextLink},
    model::{TypeFacts, Wire},
    page::Page,
};

/// What an operation can return, and `send` gives.
///
/// | declared return type | type |
/// |---|---|
/// | none | `()` |
/// | an entity or complex type | its model `T` |
/// | a primitive or enumeration type | `String`, `i32`, the enumeration ... |
/// | a collection of these | [`Page`] of it |
/// | one that may be absent | `Option` of it |
/// | a number of items (`$count`) | `u64` |
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be read from the answer to a request")]
pub trait Answers: sealed::Read {}

impl<R: sealed::Read> Answers for R {}

pub(crate) mod sealed {
    use crate::{client::exchange::Answer, error::Result, model::TypeFacts};

    /// Reads an answer.
    pub trait Read: Sized {
        /// What requests for it need besides.
        const FACTS: TypeFacts = TypeFacts::NONE;

        #[doc(hidden)]
        #[allow(private_interfaces)]
        fn read(answer: Answer) -> Result<Self>;
    }
}

#[allow(private_interfaces)]
impl sealed::Read for () {
    fn read(_: Answer) -> Result<()> {
        Ok(())
    }
}

#[allow(private_interfaces)]
impl<T: Wire> sealed::Read for T {
    const FACTS: TypeFacts = T::FACTS;

    fn read(answer: Answer) -> Result<T> {
        let mut value = T::read_json(answer.json()).map_err(|error| answer.unreadable(error))?;
        if let Some(etag) = answer.header(header::ETAG) {
            value.note_etag(etag);
        }
        Ok(value)
    }
}

#[allow(private_interfaces)]
impl<T: Wire> sealed::Read for Page<T> {
    const FACTS: TypeFacts = T::FACTS;

    fn read(answer: Answer) -> Result<Self> {
        page(&answer)
    }
}

/// A number of items, which comes as text.
#[allow(private_interfaces)]
impl sealed::Read for u64 {
    fn read(answer: Answer) -> Result<Self> {
        serde_json::from_slice(answer.json()).map_err(|error| answer.unreadable(error))
    }
}

/// Reads an answer that did not come by itself.
pub(crate) fn read<R: Answers>(answer: Answer) -> Result<R> {
    R::read(answer)
}

/// Reads a page.
pub(crate) fn page<T: Wire>(answer: &Answer) -> Result<Page<T>> {
    let page = T::read_page(answer.json()).map_err(|error| answer.unreadable(error))?;
    let complete = |link: String| link::resolve(&link, page.context.as_deref(), &answer.uri);
    Ok(Page {
        next_link: page.next_link.map(|link| NextLink::new(complete(link))),
        delta_link: page.delta_link.map(|link| DeltaLink::new(complete(link))),
        items: page.items,
        count: page.count,
        context: page.context,
        extra: page.extra,
    })
}

impl Answer {
    /// The text of a header, if it has one.
    pub(crate) fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok().filter(|text| !text.is_empty())
    }

    /// The body as JSON, without the mark that some servers put before it and without white space.
    pub(crate) fn json(&self) -> &[u8] {
        let body = self.body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.body);
        body.trim_ascii()
    }

    #[cold]
    pub(crate) fn unreadable(&self, error: serde_json::Error) -> Error {
        if self.json().is_empty() {
            return Error::new(Kind::Empty, Context::clone(&self.context));
        }
        Error::decode(error, self.json(), Context::clone(&self.context))
    }
}
