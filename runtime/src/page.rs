//! One page of a collection.

use std::{ops::Deref, slice, vec};

use crate::{
    link::{DeltaLink, NextLink},
    model::Extra,
};

/// One page of a collection: a slice of its items, and where the next page is.
///
/// ```
/// # fn show(page: odata_runtime::Page<String>) {
/// println!("{} of {:?}", page.len(), page.count());
/// for item in &page {
///     println!("{item}");
/// }
/// let items: Vec<String> = page.into_vec();
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) count: Option<u64>,
    pub(crate) next_link: Option<NextLink>,
    pub(crate) delta_link: Option<DeltaLink>,
    pub(crate) context: Option<String>,
    pub(crate) extra: Extra,
}

impl<T> Page<T> {
    /// How many items the whole collection has: where the request asked for it, on the first page.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        self.count
    }

    /// The link to the next page; `None` on the last page. It is opaque and complete: it can be stored,
    /// and followed later with [`ListRequest::resume`](crate::ListRequest::resume).
    #[must_use]
    pub fn next_link(&self) -> Option<&NextLink> {
        self.next_link.as_ref()
    }

    /// The link that asks for what has changed since, where the service gives one.
    ///
    /// It can be stored, and followed later with [`Client::changes_since`](crate::Client::changes_since).
    #[must_use]
    pub fn delta_link(&self) -> Option<&DeltaLink> {
        self.delta_link.as_ref()
    }

    /// The context URL, which says what the page is of.
    #[must_use]
    pub fn context(&self) -> Option<&str> {
        self.context.as_deref()
    }

    /// Everything else that the page came with: annotations that the client does not know.
    #[must_use]
    pub fn extra(&self) -> &Extra {
        &self.extra
    }

    /// The items.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.items
    }
}

impl<T> Deref for Page<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> AsRef<[T]> for Page<T> {
    fn as_ref(&self) -> &[T] {
        &self.items
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<T> From<Page<T>> for Vec<T> {
    fn from(page: Page<T>) -> Self {
        page.items
    }
}
