//! How a planned type is written: in a field, in a constant, as a slot, as an argument.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::{RustItem, RustType, Scalar};

use super::scope::{FileScope, Name, ident};

/// The type inside a field's `Option`.
pub(crate) fn value(scope: &FileScope<'_>, ty: &RustType) -> Value {
    let around = match (ty.is_collection, ty.is_boxed) {
        (true, _) => Some(scope.prelude("Vec")),
        (false, true) => Some(scope.prelude("Box")),
        (false, false) => None,
    };
    Value { around, item: item(scope, &ty.item) }
}

/// An item, and what holds it.
pub(crate) struct Value {
    around: Option<Name>,
    item: Name,
}

impl ToTokens for Value {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let item = &self.item;
        match &self.around {
            Some(around) => tokens.extend(quote!(#around<#item>)),
            None => item.to_tokens(tokens),
        }
    }
}

/// The type of one value.
pub(crate) fn item(scope: &FileScope<'_>, item: &RustItem) -> Name {
    match item.path() {
        Some(path) => scope.path(path),
        None => match item {
            RustItem::Scalar(scalar) => self::scalar(scope, *scalar),
            _ => Name::Path(TokenStream::new()),
        },
    }
}

/// The Rust type of a primitive.
pub(crate) fn scalar(scope: &FileScope<'_>, scalar: Scalar) -> Name {
    match scalar {
        Scalar::Boolean => Name::Plain(ident("bool")),
        Scalar::Byte => Name::Plain(ident("u8")),
        Scalar::SByte => Name::Plain(ident("i8")),
        Scalar::Int16 => Name::Plain(ident("i16")),
        Scalar::Int32 => Name::Plain(ident("i32")),
        Scalar::Int64 => Name::Plain(ident("i64")),
        Scalar::Single => Name::Plain(ident("f32")),
        Scalar::Double => Name::Plain(ident("f64")),
        Scalar::String => scope.prelude("String"),
        Scalar::Binary => scope.runtime("Binary"),
        Scalar::Date => scope.runtime("Date"),
        Scalar::DateTimeOffset => scope.runtime("DateTimeOffset"),
        Scalar::Decimal => scope.runtime("Decimal"),
        Scalar::Duration => scope.runtime("Duration"),
        Scalar::Guid => scope.runtime("Guid"),
        Scalar::TimeOfDay => scope.runtime("TimeOfDay"),
        Scalar::Json => scope.runtime("Json"),
    }
}

/// The variant of the runtime's `Slot` and `Peek` that a field of that type goes into.
pub(crate) fn slot(ty: &RustType) -> &'static str {
    match (&ty.item, ty.is_collection) {
        (RustItem::Scalar(scalar) | RustItem::Alias(scalar, _), false) => scalar_slot(*scalar).0,
        (RustItem::Scalar(scalar) | RustItem::Alias(scalar, _), true) => scalar_slot(*scalar).1,
        (RustItem::Enum(_), false) => "Enum",
        (RustItem::Enum(_), true) => "Enums",
        (RustItem::Flags(_), false) => "Flags",
        (RustItem::Flags(_), true) => "FlagSets",
        (RustItem::Object(_), false) => "Object",
        (RustItem::Object(_), true) => "Objects",
    }
}

fn scalar_slot(scalar: Scalar) -> (&'static str, &'static str) {
    match scalar {
        Scalar::Binary => ("Binary", "Binaries"),
        Scalar::Boolean => ("Boolean", "Booleans"),
        Scalar::Byte => ("Byte", "Bytes"),
        Scalar::Date => ("Date", "Dates"),
        Scalar::DateTimeOffset => ("DateTimeOffset", "DateTimeOffsets"),
        Scalar::Decimal => ("Decimal", "Decimals"),
        Scalar::Double => ("Double", "Doubles"),
        Scalar::Duration => ("Duration", "Durations"),
        Scalar::Guid => ("Guid", "Guids"),
        Scalar::Int16 => ("Int16", "Int16s"),
        Scalar::Int32 => ("Int32", "Int32s"),
        Scalar::Int64 => ("Int64", "Int64s"),
        Scalar::SByte => ("SByte", "SBytes"),
        Scalar::Single => ("Single", "Singles"),
        Scalar::String => ("String", "Strings"),
        Scalar::TimeOfDay => ("TimeOfDay", "TimesOfDay"),
        Scalar::Json => ("Json", "Jsons"),
    }
}

/// How a caller gives a key's part or an argument.
pub(crate) struct Given {
    /// The parameter's type.
    pub(crate) ty: TokenStream,
    /// A statement before the value can be used.
    pub(crate) before: TokenStream,
    /// The expression that hands it on.
    pub(crate) value: TokenStream,
}

/// Whether a function takes an argument of that type as JSON, not as a literal.
pub(crate) fn is_json(ty: &RustType) -> bool {
    ty.is_collection
        || matches!(ty.item, RustItem::Object(_) | RustItem::Scalar(Scalar::Json) | RustItem::Alias(Scalar::Json, _))
}

/// A key's part or an argument called `name`, which must be given.
pub(crate) fn given(scope: &FileScope<'_>, ty: &RustType, name: &Ident) -> Given {
    let plain = |ty: TokenStream| Given { ty, before: TokenStream::new(), value: quote!(#name) };
    if let (RustItem::Scalar(Scalar::String) | RustItem::Alias(Scalar::String, _), false) = (&ty.item, ty.is_collection)
    {
        let as_ref = scope.prelude("AsRef");
        return Given { ty: quote!(impl #as_ref<str>), before: TokenStream::new(), value: quote!(#name.as_ref()) };
    }
    let of = item(scope, &ty.item);
    match (&ty.item, ty.is_collection) {
        (_, true) => plain(quote!(&[#of])),
        (RustItem::Enum(_) | RustItem::Flags(_) | RustItem::Object(_), false) => plain(quote!(&#of)),
        (RustItem::Scalar(scalar) | RustItem::Alias(scalar, _), false) => match scalar {
            Scalar::Boolean | Scalar::Byte | Scalar::SByte | Scalar::Int16 | Scalar::Int32 | Scalar::Int64 => {
                plain(of.into_token_stream())
            }
            Scalar::Single | Scalar::Double => plain(of.into_token_stream()),
            Scalar::Json => plain(quote!(&#of)),
            _ => {
                let into = scope.prelude("Into");
                Given {
                    ty: quote!(impl #into<#of>),
                    before: quote!(let #name: #of = #name.into();),
                    value: quote!(#name),
                }
            }
        },
    }
}

/// The type of an argument that may be left out: one that `None` alone says everything about.
pub(crate) fn optional(scope: &FileScope<'_>, ty: &RustType) -> TokenStream {
    let option = scope.prelude("Option");
    if let (RustItem::Scalar(Scalar::String) | RustItem::Alias(Scalar::String, _), false) = (&ty.item, ty.is_collection)
    {
        return quote!(#option<&str>);
    }
    let of = item(scope, &ty.item);
    match (&ty.item, ty.is_collection) {
        (_, true) => quote!(#option<&[#of]>),
        (RustItem::Scalar(Scalar::Json) | RustItem::Alias(Scalar::Json, _), false) => quote!(#option<&#of>),
        (RustItem::Scalar(_) | RustItem::Alias(..), false) => quote!(#option<#of>),
        (RustItem::Enum(_) | RustItem::Flags(_) | RustItem::Object(_), false) => quote!(#option<&#of>),
    }
}
