//! Lists of items of mixed types: tuples, arrays, vectors, slices.

/// Implements a conversion trait for tuples of what it is implemented for.
macro_rules! tuples {
    ($trait:ident, $method:ident, $list:ident: $($name:ident)*;) => {
        tuples!(@each $trait, $method, $list: [] $($name)*);
    };
    (@each $trait:ident, $method:ident, $list:ident: [$($done:ident)*]) => {};
    (@each $trait:ident, $method:ident, $list:ident: [$($done:ident)*] $next:ident $($rest:ident)*) => {
        tuples!(@one $trait, $method, $list: $($done)* $next);
        tuples!(@each $trait, $method, $list: [$($done)* $next] $($rest)*);
    };
    (@one $trait:ident, $method:ident, $list:ident: $($name:ident)*) => {
        #[allow(non_snake_case, reason = "the type parameters name the fields as well")]
        impl<Owner, $($name: $trait<Owner>),*> $trait<Owner> for ($($name,)*) {
            fn $method(self) -> $list<Owner> {
                let ($($name,)*) = self;
                let mut list = $list::default();
                $(list.append($name.$method());)*
                list
            }
        }
    };
}

/// Implements a conversion trait for tuples of up to 16, and for arrays, vectors, slices and
/// references, of what it is implemented for.
macro_rules! lists {
    ($trait:ident, $method:ident, $list:ident) => {
        tuples! { $trait, $method, $list: A B C D E F G H I J K L M N O P; }

        impl<Owner, Each: $trait<Owner>, const COUNT: usize> $trait<Owner> for [Each; COUNT] {
            fn $method(self) -> $list<Owner> {
                collect(self.into_iter().map($trait::$method))
            }
        }

        impl<Owner, Each: $trait<Owner>> $trait<Owner> for Vec<Each> {
            fn $method(self) -> $list<Owner> {
                collect(self.into_iter().map($trait::$method))
            }
        }

        impl<Owner, Each: $trait<Owner> + Clone> $trait<Owner> for &[Each] {
            fn $method(self) -> $list<Owner> {
                collect(self.iter().cloned().map($trait::$method))
            }
        }

        impl<Owner, Each: $trait<Owner> + Clone> $trait<Owner> for &Each {
            fn $method(self) -> $list<Owner> {
                self.clone().$method()
            }
        }

        fn collect<Owner>(lists: impl Iterator<Item = $list<Owner>>) -> $list<Owner> {
            let mut all = $list::default();
            for list in lists {
                all.append(list);
            }
            all
        }
    };
}
