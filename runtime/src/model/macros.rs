//! Macros that complete emitted types. Each is used in one line.

/// Completes a type that implements [`Model`](crate::Model): `Clone`, `Debug`, `PartialEq`, serde's
/// `Serialize` and `Deserialize`, and what requests and slots need.
///
/// The type must implement `Default`. What follows it are the qualified name of the type, without which
/// nothing can be cast to it, and what [`TypeFacts`](crate::model::TypeFacts) says of it:
/// `evolvable_enums`, `advanced_queries`.
#[macro_export]
macro_rules! model {
    ($type:ty $(, $name:literal $(, $fact:ident $(, $more:ident)*)?)?) => {
        impl $crate::__private::Declared for $type {
            type Kind = $crate::__private::One;
            $(
                const NAME: &'static str = $name;
                $(const FACTS: $crate::model::TypeFacts = $crate::model::TypeFacts::NONE.$fact()$(.$more())*;)?
            )?
        }

        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__private::duplicate(self)
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal(self, other)
            }
        }

        impl $crate::__private::Serialize for $type {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize_model(self, serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_model(deserializer)
            }
        }
    };
}

/// Completes an enum that implements [`Polymorphic`](crate::Polymorphic), as [`model!`](crate::model!) does.
///
/// The second argument is the type that holds the query constants: the structure of the declared
/// type, where the enum has another name. Without it the enum itself is that. Then follow the qualified
/// name of the declared type and what [`TypeFacts`](crate::model::TypeFacts) says of its values, as in
/// [`model!`](crate::model!).
#[macro_export]
macro_rules! polymorphic {
    ($type:ty) => {
        $crate::polymorphic!($type, $type);
    };
    ($type:ty, $owner:ty $(, $name:literal $(, $fact:ident $(, $more:ident)*)?)?) => {
        impl $crate::__private::Declared for $type {
            type Kind = $crate::__private::Choice<$owner>;
            $(
                const NAME: &'static str = $name;
                $(const FACTS: $crate::model::TypeFacts = $crate::model::TypeFacts::NONE.$fact()$(.$more())*;)?
            )?
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug($crate::model::Polymorphic::model(self), f)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                let (one, other) = ($crate::model::Polymorphic::model(self), $crate::model::Polymorphic::model(other));
                $crate::__private::equal(one, other)
            }
        }

        impl $crate::__private::Serialize for $type {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize_choice(self, serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_choice(deserializer)
            }
        }
    };
}

/// Implements `From` for a choice of types and a variant that holds a `Box` of one.
#[macro_export]
macro_rules! variant {
    ($choice:ident :: $variant:ident, $type:ty) => {
        impl ::core::convert::From<$type> for $choice {
            #[inline]
            fn from(value: $type) -> Self {
                Self::$variant(::std::boxed::Box::new(value))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __named {
    (
        $type:ty, $Kind:ident, $read:ident, $from_str:ident
        $(, $name:literal $(, $fact:ident)?)?
    ) => {
        impl $crate::__private::Declared for $type {
            type Kind = $crate::__private::$Kind;
            $(
                const NAME: &'static str = $name;
                $(const FACTS: $crate::model::TypeFacts = $crate::model::TypeFacts::NONE.$fact();)?
            )?
        }

        $(
            impl $crate::query::ToLiteral for $type {
                #[inline]
                fn to_literal(&self) -> $crate::query::Literal {
                    $crate::__private::literal($name, self)
                }
            }
        )?

        impl ::core::str::FromStr for $type {
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok($crate::__private::$from_str(text))
            }
        }

        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::__private::$from_str(text)
            }
        }

        impl $crate::__private::Serialize for $type {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::$read(deserializer)
            }
        }
    };
}

/// Completes an enum that implements [`Enum`](crate::Enum): text conversions, equality by name, serde's
/// traits, and what slots need. The second argument is the qualified name of the type, without which queries and
/// requests cannot name it; `evolvable_enums` may follow.
#[macro_export]
macro_rules! string_enum {
    ($type:ty $(, $name:literal $(, $fact:ident)?)?) => {
        impl $type {
            /// The member's name, as the service spells it.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::model::Enum::as_str(self)
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad($crate::model::Enum::as_str(self))
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str($crate::model::Enum::as_str(self))
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::model::Enum::as_str(self) == $crate::model::Enum::as_str(other)
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::hash::Hash for $type {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash($crate::model::Enum::as_str(self), state);
            }
        }

        $crate::__named!($type, Member, read_enum, enum_from_str $(, $name $(, $fact)?)?);
    };
}

/// Completes a structure that implements [`Flags`](crate::Flags): set operations, text conversions,
/// serde's traits, and what slots need. The second argument is the qualified name of the type, without which queries
/// and requests cannot name it; `evolvable_enums` may follow.
#[macro_export]
macro_rules! flags {
    ($type:ty $(, $name:literal $(, $fact:ident)?)?) => {
        impl $type {
            /// Whether all of `other` is in this set.
            #[must_use]
            #[inline]
            pub fn contains(&self, other: &Self) -> bool {
                $crate::model::Flags::set(self).contains($crate::model::Flags::set(other))
            }

            /// Adds all of `other`.
            #[inline]
            pub fn insert(&mut self, other: &Self) {
                $crate::model::Flags::set_mut(self).insert($crate::model::Flags::set(other));
            }

            /// Takes out all of `other`.
            #[inline]
            pub fn remove(&mut self, other: &Self) {
                $crate::model::Flags::set_mut(self).remove($crate::model::Flags::set(other));
            }

            /// Whether there is no member.
            #[must_use]
            #[inline]
            pub fn is_empty(&self) -> bool {
                $crate::model::Flags::set(self).is_empty()
            }

            /// The names of the members, those that the metadata has first.
            #[inline]
            pub fn names(&self) -> impl ::core::iter::Iterator<Item = &str> {
                $crate::model::Flags::set(self).names(<$type as $crate::model::Flags>::NAMES)
            }

            /// The names of the members that the metadata does not have.
            #[inline]
            pub fn unknown(&self) -> impl ::core::iter::Iterator<Item = &str> {
                $crate::model::Flags::set(self).unknown()
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_set().entries(self.names()).finish()
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::write_flags(self, f)
            }
        }

        impl ::core::ops::BitOrAssign for $type {
            #[inline]
            fn bitor_assign(&mut self, other: Self) {
                self.insert(&other);
            }
        }

        impl ::core::ops::BitOr for $type {
            type Output = Self;

            #[inline]
            fn bitor(mut self, other: Self) -> Self {
                self.insert(&other);
                self
            }
        }

        impl ::core::iter::FromIterator<$type> for $type {
            fn from_iter<I: ::core::iter::IntoIterator<Item = $type>>(members: I) -> Self {
                let mut set = $crate::model::FlagSet::default();
                for member in members {
                    set.insert($crate::model::Flags::set(&member));
                }
                <$type as $crate::model::Flags>::from_set(set)
            }
        }

        $crate::__named!($type, Set, read_flags, flags_from_str $(, $name $(, $fact)?)?);
    };
}
