//! Documentation as attributes.

use proc_macro2::{Delimiter, Group, Literal, Punct, Spacing, TokenStream};
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
            let line = literal(line);
            tokens.append(Punct::new('#', Spacing::Alone));
            tokens.append(Group::new(Delimiter::Bracket, quote!(doc = #line)));
        }
    }
}

/// A line behind a blank, as a literal.
fn literal(line: &str) -> Literal {
    if line.is_empty() {
        return Literal::string("");
    }
    // Most lines are written as they are: to read those is much faster than to look for what to escape in each letter.
    let is_plain = line.bytes().all(|b| matches!(b, b' '..=b'~') && b != b'"' && b != b'\\');
    let read = if is_plain { ["\" ", line, "\""].concat().parse().ok() } else { None };
    read.unwrap_or_else(|| Literal::string(&[" ", line].concat()))
}

/// `//!` lines, as text: they head a file, which is put together as text.
pub(crate) fn inner(docs: &Docs) -> String {
    docs.0.iter().map(|line| format!("//! {line}").trim_end().to_owned() + "\n").collect()
}
