//! Documentation as attributes.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream};
use quote::{ToTokens, TokenStreamExt as _, quote};

use crate::plan::Docs;

/// `///` lines.
pub(crate) fn attributes(docs: &Docs) -> Attributes<'_> {
    Attributes(docs)
}

/// Documentation, in a template.
pub(crate) struct Attributes<'p>(&'p Docs);

impl ToTokens for Attributes<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in &self.0.0 {
            let line = if line.is_empty() { String::new() } else { [" ", line].concat() };
            tokens.append(Punct::new('#', Spacing::Alone));
            tokens.append(Group::new(Delimiter::Bracket, quote!(doc = #line)));
        }
    }
}

/// `//!` lines, as text: they head a file, which is put together as text.
pub(crate) fn inner(docs: &Docs) -> String {
    docs.0.iter().map(|line| format!("//! {line}").trim_end().to_owned() + "\n").collect()
}
