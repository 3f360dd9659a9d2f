//! Parts of templates, made where they stand.

use std::iter;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Tokens that are made where a template has them: a stream that is there before is copied, token by token.
pub(crate) struct Part<F>(pub(crate) F);

impl<F: Fn() -> TokenStream> ToTokens for Part<F> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(iter::once((self.0)()));
    }
}
