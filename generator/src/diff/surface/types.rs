//! How types are written in signatures: with full paths, and the same for what means the same.

use crate::plan::{RustItem, RustType, Scalar, TypePath};

/// A type of the crate.
pub(super) fn path(path: &TypePath) -> String {
    let mut text = path.module.join("::");
    if !text.is_empty() {
        text.push_str("::");
    }
    text + &path.name
}

/// What a field holds, or a constant names.
pub(super) fn value(ty: &RustType) -> String {
    let item = item(&ty.item);
    match (ty.is_collection, ty.is_boxed) {
        (true, _) => format!("Vec<{item}>"),
        (false, true) => format!("Box<{item}>"),
        (false, false) => item,
    }
}

/// One value. A type definition is another name of a primitive, and no type of its own.
pub(super) fn item(item: &RustItem) -> String {
    match item {
        RustItem::Scalar(scalar) | RustItem::Alias(scalar, _) => self::scalar(*scalar).to_owned(),
        RustItem::Enum(of) | RustItem::Flags(of) | RustItem::Object(of) => path(of),
    }
}

/// A primitive.
pub(super) fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Boolean => "bool",
        Scalar::Byte => "u8",
        Scalar::SByte => "i8",
        Scalar::Int16 => "i16",
        Scalar::Int32 => "i32",
        Scalar::Int64 => "i64",
        Scalar::Single => "f32",
        Scalar::Double => "f64",
        Scalar::String => "String",
        Scalar::Binary => "Binary",
        Scalar::Date => "Date",
        Scalar::DateTimeOffset => "DateTimeOffset",
        Scalar::Decimal => "Decimal",
        Scalar::Duration => "Duration",
        Scalar::Guid => "Guid",
        Scalar::TimeOfDay => "TimeOfDay",
        Scalar::Json => "Json",
    }
}

/// An argument or a key's part that must be given.
pub(super) fn given(ty: &RustType) -> String {
    let of = item(&ty.item);
    match (&ty.item, ty.is_collection) {
        (_, true) => format!("&[{of}]"),
        (RustItem::Enum(_) | RustItem::Flags(_) | RustItem::Object(_), false) => format!("&{of}"),
        (RustItem::Scalar(scalar) | RustItem::Alias(scalar, _), false) => match scalar {
            Scalar::String => "impl AsRef<str>".to_owned(),
            Scalar::Json => format!("&{of}"),
            Scalar::Boolean | Scalar::Byte | Scalar::SByte | Scalar::Int16 | Scalar::Int32 | Scalar::Int64 => of,
            Scalar::Single | Scalar::Double => of,
            _ => format!("impl Into<{of}>"),
        },
    }
}

/// An argument that may be left out.
pub(super) fn optional(ty: &RustType) -> String {
    let of = item(&ty.item);
    match (&ty.item, ty.is_collection) {
        (_, true) => format!("Option<&[{of}]>"),
        (RustItem::Scalar(Scalar::String) | RustItem::Alias(Scalar::String, _), false) => "Option<&str>".to_owned(),
        (RustItem::Scalar(Scalar::Json) | RustItem::Alias(Scalar::Json, _), false) => format!("Option<&{of}>"),
        (RustItem::Scalar(_) | RustItem::Alias(..), false) => format!("Option<{of}>"),
        (RustItem::Enum(_) | RustItem::Flags(_) | RustItem::Object(_), false) => format!("Option<&{of}>"),
    }
}
