//! Templates: the macro of the crate `quote`, for tokens of our own.
//!
//! `#name` stands for what a variable holds, `#(...)*` and `#(...),*` for what stands in them once for each of what
//! the variables in them hold. A variable stands in one repetition once, and one of them at least must come to an end.

use std::iter::{Repeat, repeat};

use super::ToTokens;

/// What a repetition goes through.
pub(crate) trait Each: Iterator + Sized {
    fn each(self) -> Self {
        self
    }
}

impl<I: Iterator> Each for I {}

/// Lists, which a repetition goes through by reference.
pub(crate) trait EachOf {
    type Item;
    fn each(&self) -> std::slice::Iter<'_, Self::Item>;
}

impl<T> EachOf for [T] {
    type Item = T;
    fn each(&self) -> std::slice::Iter<'_, T> {
        self.iter()
    }
}

/// What is the same each time.
pub(crate) trait EachAgain: ToTokens {
    fn each(&self) -> Repeat<&Self> {
        repeat(self)
    }
}

impl<T: ToTokens> EachAgain for T {}

/// The tokens of a template.
macro_rules! quote {
    ($($template:tt)*) => {{
        #[allow(unused_mut, reason = "a template may be empty")]
        let mut stream = $crate::emit::tokens::TokenStream::new();
        $crate::emit::tokens::quote_each!(stream $($template)*);
        stream
    }};
}

/// Adds each token of a template: each with the three before it and the three after it, which tell what it is.
macro_rules! quote_each {
    ($stream:ident $($tt:tt)*) => {
        $crate::emit::tokens::quote_one! { $stream
            (@ @ @ @ @ @ $($tt)*)
            (@ @ @ @ @ $($tt)* @)
            (@ @ @ @ $($tt)* @ @)
            (@ @ @ $(($tt))* @ @ @)
            (@ @ $($tt)* @ @ @ @)
            (@ $($tt)* @ @ @ @ @)
            ($($tt)* @ @ @ @ @ @)
        }
    };
}

/// Goes through the rows of [`quote_each`] in step.
macro_rules! quote_one {
    ($stream:ident
        ($($b3:tt)*) ($($b2:tt)*) ($($b1:tt)*) ($($this:tt)*) ($($a1:tt)*) ($($a2:tt)*) ($($a3:tt)*)
    ) => {
        $($crate::emit::tokens::quote_token!($stream $b3 $b2 $b1 $this $a1 $a2 $a3);)*
    };
}

/// Adds one token; what follows a `#` is added with that.
macro_rules! quote_token {
    // Outside of the template.
    ($stream:ident $b3:tt $b2:tt $b1:tt @ $a1:tt $a2:tt $a3:tt) => {};

    // #(...)*
    ($stream:ident $b3:tt $b2:tt $b1:tt (#) ($($inner:tt)*) * $a3:tt) => {{
        $crate::emit::tokens::quote_vars!(quote_bind ($stream) $($inner)*);
        loop {
            $crate::emit::tokens::quote_vars!(quote_next ($stream) $($inner)*);
            $crate::emit::tokens::quote_each!($stream $($inner)*);
        }
    }};
    ($stream:ident $b3:tt $b2:tt # (($($inner:tt)*)) * $a2:tt $a3:tt) => {};
    ($stream:ident $b3:tt # ($($inner:tt)*) (*) $a1:tt $a2:tt $a3:tt) => {};

    // #(...),*
    ($stream:ident $b3:tt $b2:tt $b1:tt (#) ($($inner:tt)*) $between:tt *) => {{
        $crate::emit::tokens::quote_vars!(quote_bind ($stream) $($inner)*);
        let mut is_first = true;
        loop {
            $crate::emit::tokens::quote_vars!(quote_next ($stream) $($inner)*);
            if !is_first {
                $crate::emit::tokens::quote_token!($stream @ @ @ ($between) @ @ @);
            }
            is_first = false;
            $crate::emit::tokens::quote_each!($stream $($inner)*);
        }
    }};
    ($stream:ident $b3:tt $b2:tt # (($($inner:tt)*)) $between:tt * $a3:tt) => {};
    ($stream:ident $b3:tt # ($($inner:tt)*) ($between:tt) * $a2:tt $a3:tt) => {};
    ($stream:ident # ($($inner:tt)*) $between:tt (*) $a1:tt $a2:tt $a3:tt) => {};

    // #name
    ($stream:ident $b3:tt $b2:tt $b1:tt (#) $name:ident $a2:tt $a3:tt) => {
        $crate::emit::tokens::ToTokens::to_tokens(&$name, &mut $stream);
    };
    ($stream:ident $b3:tt $b2:tt # ($name:ident) $a1:tt $a2:tt $a3:tt) => {};

    // Anything else is itself.
    ($stream:ident $b3:tt $b2:tt $b1:tt (($($inner:tt)*)) $a1:tt $a2:tt $a3:tt) => {
        $stream.push($crate::emit::tokens::Kind::Open, "(");
        $crate::emit::tokens::quote_each!($stream $($inner)*);
        $stream.push($crate::emit::tokens::Kind::Close, ")");
    };
    ($stream:ident $b3:tt $b2:tt $b1:tt ([$($inner:tt)*]) $a1:tt $a2:tt $a3:tt) => {
        $stream.push($crate::emit::tokens::Kind::Open, "[");
        $crate::emit::tokens::quote_each!($stream $($inner)*);
        $stream.push($crate::emit::tokens::Kind::Close, "]");
    };
    ($stream:ident $b3:tt $b2:tt $b1:tt ({$($inner:tt)*}) $a1:tt $a2:tt $a3:tt) => {
        $stream.push($crate::emit::tokens::Kind::Open, "{");
        $crate::emit::tokens::quote_each!($stream $($inner)*);
        $stream.push($crate::emit::tokens::Kind::Close, "}");
    };
    ($stream:ident $b3:tt $b2:tt $b1:tt (_) $a1:tt $a2:tt $a3:tt) => {
        $stream.push($crate::emit::tokens::Kind::Word, "_");
    };
    ($stream:ident $b3:tt $b2:tt $b1:tt ($word:ident) $a1:tt $a2:tt $a3:tt) => {
        $stream.push($crate::emit::tokens::Kind::Word, stringify!($word));
    };
    ($stream:ident $b3:tt $b2:tt $b1:tt ($lifetime:lifetime) $a1:tt $a2:tt $a3:tt) => {
        $stream.push($crate::emit::tokens::Kind::Lifetime, stringify!($lifetime));
    };
    ($stream:ident $b3:tt $b2:tt $b1:tt ($literal:literal) $a1:tt $a2:tt $a3:tt) => {
        $stream.push($crate::emit::tokens::Kind::Literal, stringify!($literal));
    };
    ($stream:ident $b3:tt $b2:tt $b1:tt ($mark:tt) $a1:tt $a2:tt $a3:tt) => {
        $stream.push($crate::emit::tokens::Kind::Mark, stringify!($mark));
    };
}

/// Calls a macro for each `#name` in a template.
macro_rules! quote_vars {
    ($call:ident ($stream:ident) $($tt:tt)*) => {
        $crate::emit::tokens::quote_vars!(@rows $call $stream (@ $($tt)*) ($($tt)* @));
    };
    (@rows $call:ident $stream:ident ($($before:tt)*) ($($this:tt)*)) => {
        $($crate::emit::tokens::quote_vars!(@token $call $stream $before $this);)*
    };
    (@token $call:ident $stream:ident $before:tt ($($inner:tt)*)) => {
        $crate::emit::tokens::quote_vars!($call ($stream) $($inner)*);
    };
    (@token $call:ident $stream:ident $before:tt [$($inner:tt)*]) => {
        $crate::emit::tokens::quote_vars!($call ($stream) $($inner)*);
    };
    (@token $call:ident $stream:ident $before:tt {$($inner:tt)*}) => {
        $crate::emit::tokens::quote_vars!($call ($stream) $($inner)*);
    };
    (@token $call:ident $stream:ident # $name:ident) => {
        $crate::emit::tokens::$call!($name);
    };
    (@token $call:ident $stream:ident $before:tt $this:tt) => {};
}

/// Begins to go through what a variable holds.
macro_rules! quote_bind {
    ($name:ident) => {
        let mut $name = {
            #[allow(unused_imports, reason = "which of them is used is told by what the variable holds")]
            use $crate::emit::tokens::{Each as _, EachAgain as _, EachOf as _};
            $name.each()
        };
    };
}

/// The next of what a variable holds.
macro_rules! quote_next {
    ($name:ident) => {
        let Some($name) = $name.next() else { break };
    };
}

pub(crate) use {quote, quote_bind, quote_each, quote_next, quote_one, quote_token, quote_vars};
