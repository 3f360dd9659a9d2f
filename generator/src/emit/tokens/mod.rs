//! Tokens of emitted code, in one row, with their text in one place.
//!
//! These are to a generator what `proc_macro2`'s are to a macro, by the same names, and [`quote!`] makes them of
//! templates as the crate `quote` does. They carry no places and are no tree: a template within a template is copied
//! as one piece of text, where making and copying a tree of small tokens was half of all that generating took.

mod template;

pub(crate) use template::{
    Each, EachAgain, EachOf, quote, quote_bind, quote_each, quote_next, quote_one, quote_token, quote_vars,
};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An identifier or a keyword.
    Word,
    /// `'a`.
    Lifetime,
    Literal,
    /// One mark, or several that are one: `::`, `->`, `=>`.
    Mark,
    /// `(`, `[` or `{`.
    Open,
    /// What ends the innermost open one.
    Close,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    /// Where its text ends; it starts where that of the one before ends.
    end: usize,
}

/// Tokens in one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct TokenStream {
    text: String,
    tokens: Vec<Token>,
}

impl TokenStream {
    /// No tokens.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a token.
    pub(crate) fn push(&mut self, kind: Kind, text: &str) {
        if self.tokens.capacity() == 0 {
            // What most templates need, so that they do not grow step by step.
            self.text.reserve(96);
            self.tokens.reserve(24);
        }
        self.text.push_str(text);
        self.tokens.push(Token { kind, end: self.text.len() });
    }

    fn push_string(&mut self, value: &str) {
        self.text.push('"');
        if value.bytes().all(|b| matches!(b, b' '..=b'~') && b != b'"' && b != b'\\') {
            self.text.push_str(value);
        } else {
            escape(value, &mut self.text);
        }
        self.text.push('"');
        self.tokens.push(Token { kind: Kind::Literal, end: self.text.len() });
    }

    /// How long the text of all tokens is.
    pub(crate) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// The token at a place.
    pub(crate) fn get(&self, at: usize) -> Option<(Kind, &str)> {
        let token = self.tokens.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.tokens.get(before)).map_or(0, |before| before.end);
        Some((token.kind, self.text.get(start..token.end)?))
    }

    /// All tokens as a text that can be read again.
    pub(crate) fn to_text(&self) -> String {
        (0..self.tokens.len()).filter_map(|at| self.get(at)).flat_map(|(_, text)| [text, " "]).collect()
    }
}

impl FromIterator<TokenStream> for TokenStream {
    fn from_iter<I: IntoIterator<Item = Self>>(streams: I) -> Self {
        let mut all = Self::new();
        streams.into_iter().for_each(|stream| stream.to_tokens(&mut all));
        all
    }
}

/// An identifier.
#[derive(Clone, Debug)]
pub(crate) struct Ident(String);

impl Ident {
    /// An identifier as it is written: raw where it must be.
    pub(crate) fn new(name: &str) -> Self {
        Self(name.to_owned())
    }
}

/// A number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Literal(usize);

impl Literal {
    /// A number without its type behind it.
    pub(crate) fn usize_unsuffixed(number: usize) -> Self {
        Self(number)
    }

    /// The same.
    pub(crate) fn u16_unsuffixed(number: u16) -> Self {
        Self(number.into())
    }
}

/// What a template may hold behind a `#`.
pub(crate) trait ToTokens {
    /// Adds its tokens to others.
    fn to_tokens(&self, tokens: &mut TokenStream);
}

impl ToTokens for TokenStream {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let offset = tokens.text.len();
        tokens.text.push_str(&self.text);
        tokens.tokens.extend(self.tokens.iter().map(|token| Token { end: token.end + offset, ..*token }));
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push(Kind::Word, &self.0);
    }
}

impl ToTokens for Literal {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push(Kind::Literal, &self.0.to_string());
    }
}

impl ToTokens for str {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push_string(self);
    }
}

impl ToTokens for String {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push_string(self);
    }
}

impl<T: ToTokens + ?Sized> ToTokens for &T {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        (**self).to_tokens(tokens);
    }
}

impl<T: ToTokens> ToTokens for Option<T> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.iter().for_each(|some| some.to_tokens(tokens));
    }
}

/// Writes what stands in a literal for a text.
fn escape(value: &str, out: &mut String) {
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            // Before a digit it could be taken for an octal number.
            '\0' if chars.as_str().starts_with(|next: char| next.is_digit(8)) => out.push_str(r"\x00"),
            '\0' => out.push_str(r"\0"),
            '\'' => out.push(c),
            _ => out.extend(c.escape_debug()),
        }
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use super::{Ident, Literal, ToTokens as _, TokenStream, quote};

    fn text(tokens: &TokenStream) -> String {
        tokens.to_text()
    }

    #[test]
    fn a_template_is_its_tokens() {
        let (name, none): (Ident, Option<TokenStream>) = (Ident::new("r#type"), None);
        let value = "a\"b";
        let made = quote! {
            /// Text.
            #[derive(Clone)]
            pub fn #name(&'static self #none) -> Vec<_> { _ => [#value, 0, "c"]; }
        };
        let wanted = "# [ doc = r\" Text.\" ] # [ derive ( Clone ) ] pub fn r#type ( & 'static self ) -> Vec < _ > \
                      { _ => [ \"a\\\"b\" , 0 , \"c\" ] ; } ";
        assert_eq!(text(&made), wanted);
    }

    #[test]
    fn repetitions_take_all_that_is_named_in_step() {
        let names = ["a", "b"].map(Ident::new);
        let numbers = (0..).map(Literal::usize_unsuffixed);
        let same = Ident::new("x");
        let empty: [Ident; 0] = [];
        let names_again = &names;
        assert_eq!(text(&quote!(#(#names => f(#numbers, #same),)*)), "a => f ( 0 , x ) , b => f ( 1 , x ) , ");
        assert_eq!(text(&quote!([#(#names_again),*] #(, #names_again)* #(#empty)* ;)), "[ a , b ] , a , b ; ");
    }

    #[test]
    fn texts_are_written_as_rust_reads_them() {
        for value in ["", "plain", "a\\b\n\t\r'\"", "\0\u{30}\0x", "größe \u{301}\u{200b}\u{202e}", "{}"] {
            let mut tokens = TokenStream::new();
            value.to_tokens(&mut tokens);
            let (_, literal) = tokens.get(0).unwrap_or_else(|| panic!("no token"));
            assert_eq!(literal, proc_macro2::Literal::string(value).to_string());
        }
    }
}
