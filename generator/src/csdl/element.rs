//! An element of the document, its name resolved to a vocabulary.

use crate::diagnostic::Span;

use super::tag::RawAttribute;

/// Which XML namespace a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary<'a> {
    /// `http://docs.oasis-open.org/odata/ns/edmx`.
    Edmx,
    /// `http://docs.oasis-open.org/odata/ns/edm`.
    Edm,
    /// CSDL 1 to 3, with the versions that the namespace stands for.
    Old(&'static str),
    /// No namespace.
    None,
    /// Anything else.
    Foreign(&'a str),
}

impl<'a> Vocabulary<'a> {
    /// Of a namespace.
    pub(super) fn of(uri: &'a str) -> Self {
        match uri {
            "http://docs.oasis-open.org/odata/ns/edmx" => Self::Edmx,
            "http://docs.oasis-open.org/odata/ns/edm" => Self::Edm,
            "" => Self::None,
            "http://schemas.microsoft.com/ado/2007/06/edmx" => Self::Old("1.0 to 3.0"),
            "http://schemas.microsoft.com/ado/2006/04/edm" => Self::Old("1.0"),
            "http://schemas.microsoft.com/ado/2007/05/edm" => Self::Old("1.1"),
            "http://schemas.microsoft.com/ado/2008/01/edm" => Self::Old("1.2"),
            "http://schemas.microsoft.com/ado/2008/09/edm" => Self::Old("2.0"),
            "http://schemas.microsoft.com/ado/2009/08/edm" => Self::Old("2.0"),
            "http://schemas.microsoft.com/ado/2009/11/edm" => Self::Old("3.0"),
            _ => Self::Foreign(uri),
        }
    }
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// The namespace of its name.
    pub(super) vocabulary: Vocabulary<'a>,
    /// Its name without prefix.
    pub(super) name: &'a str,
    /// The place of the name.
    pub(super) span: Span,
    /// The offset in the file of the tag's text.
    pub(super) offset: usize,
    /// Its attributes that were not taken yet.
    pub(super) attributes: Vec<RawAttribute<'a>>,
    /// Whether it was `<name/>`, which has no content and no end tag.
    pub(super) is_empty: bool,
}
