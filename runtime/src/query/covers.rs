//! Macros for what every typed cover needs whatever its type parameters are.

/// `Debug` through a method that gives the text, without bounds on the type parameters.
macro_rules! debug {
    ($name:ident<$($parameter:ident),+>, |$this:ident| $text:expr) => {
        impl<$($parameter),+> std::fmt::Debug for $name<$($parameter),+> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let $this = self;
                f.debug_tuple(stringify!($name)).field(&format_args!("{}", $text)).finish()
            }
        }
    };
}

/// `Clone` of the one field that is not a marker, without bounds on the type parameters.
macro_rules! clone {
    ($name:ident<$($parameter:ident),+>, $field:ident) => {
        impl<$($parameter),+> Clone for $name<$($parameter),+> {
            fn clone(&self) -> Self {
                Self { $field: self.$field.clone(), marker: std::marker::PhantomData }
            }
        }
    };
}

/// `Copy` and `Clone` without bounds on the type parameters.
macro_rules! copy {
    ($name:ident<$($parameter:ident),+>) => {
        impl<$($parameter),+> Copy for $name<$($parameter),+> {}

        impl<$($parameter),+> Clone for $name<$($parameter),+> {
            fn clone(&self) -> Self {
                *self
            }
        }
    };
}
