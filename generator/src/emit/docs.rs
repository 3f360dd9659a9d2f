//! Documentation as attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Docs;

/// `///` lines.
pub(crate) fn attributes(docs: &Docs) -> TokenStream {
    docs.0
        .iter()
        .map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            quote!(#[doc = #line])
        })
        .collect()
}

/// `//!` lines, as text: they head a file, which is put together as text.
pub(crate) fn inner(docs: &Docs) -> String {
    docs.0.iter().map(|line| format!("//! {line}").trim_end().to_owned() + "\n").collect()
}
