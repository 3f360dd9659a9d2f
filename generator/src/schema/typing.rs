//! The declared types of annotation values, for documents that do not write the kinds of constants: in CSDL JSON a
//! date, a member of an enumeration and a path are all strings.

use rustc_hash::FxHashMap;

use crate::csdl::document as written;
use crate::csdl::{Document, is_constant};
use crate::diagnostic::Code;

use super::build::Context;
use super::expressions::{expression, path};
use super::names::Found;
use super::types::{Declared, each_schema};
use super::{ConstantKind, Expression, PathKind, vocabulary};

/// The types that documents declare, as they are written.
#[derive(Debug)]
pub(super) struct DeclaredTypes<'d> {
    /// By the number of their [`TypeId`](super::TypeId).
    types: &'d [Declared<'d, 'd>],
    /// For each term: its document, and what it says.
    terms: FxHashMap<(&'d str, &'d str), (usize, &'d written::Term<'d>)>,
    /// For each document: whether it leaves the kinds of constants open.
    is_untyped: Vec<bool>,
}

/// The type that a value should have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expected<'d> {
    /// One that a document declares.
    Declared(&'d Declared<'d, 'd>),
    /// One of `Edm`.
    Primitive(&'d str),
}

impl<'d> DeclaredTypes<'d> {
    pub(super) fn new<'a: 'd>(
        documents: &'d [Document<'a>],
        overlays: &'d [Document<'a>],
        types: &'d [Declared<'d, 'd>],
    ) -> Self {
        let is_untyped: Vec<bool> =
            documents.iter().chain(overlays).map(|one| one.format == written::Format::Json).collect();
        let mut terms: FxHashMap<(&'d str, &'d str), (usize, &'d written::Term<'d>)> = FxHashMap::default();
        let overlaid = each_schema(overlays).map(|(index, schema)| (documents.len() + index, schema));
        for (document, schema) in each_schema(documents).chain(overlaid) {
            let namespace = schema.namespace.as_str();
            terms.extend(schema.terms.iter().map(|term| ((namespace, term.name.as_str()), (document, term))));
        }
        Self { types, terms, is_untyped }
    }
}

/// A value of a term, brought to what XML and JSON have in common: JSON has no kinds of constants, and no way to leave a
/// value out.
pub(super) fn value<'d>(
    term: &str,
    written: Option<&written::Expression<'_>>,
    context: &mut Context<'_, 'd>,
) -> Option<Expression> {
    let Some(written) = written else { return default_of(term, context) };
    let is_untyped = context.declared.is_untyped.get(context.document).is_some_and(|untyped| *untyped);
    let expected = if is_untyped { of_term(term, context) } else { None };
    match (written, expected) {
        // The value is the default one, whatever that is.
        (written::Expression::Constant(ConstantKind::Bool, text), Some(expected))
            if text.value == "true" && !expected.is_boolean() =>
        {
            default_of(term, context)
        }
        _ => Some(expression(written, expected, context)),
    }
}

/// The declaration of a term.
fn declaration<'d>(term: &str, context: &Context<'_, 'd>) -> Option<(usize, &'d written::Term<'d>)> {
    let (namespace, local) = term.rsplit_once('.')?;
    context.declared.terms.get(&(namespace, local)).copied()
}

/// The type of a term, if it is known.
fn of_term<'d>(term: &str, context: &Context<'_, 'd>) -> Option<Expected<'d>> {
    let (document, declared) = declaration(term, context)?;
    Expected::of(document, declared.ty.name.as_str(), context)
}

/// The value of an annotation that has none: the default of its term, if that is known.
fn default_of(term: &str, context: &Context<'_, '_>) -> Option<Expression> {
    if vocabulary::TAGGING.contains(&term) {
        return Some(Expression::Constant(ConstantKind::Bool, "true".to_owned()));
    }
    let (_, declared) = declaration(term, context)?;
    let default = declared.ty.facets.as_ref()?.default_value.as_ref()?;
    of_term(term, context)?.typed(ConstantKind::String, &default.value, context)
}

impl<'d> Expected<'d> {
    fn of(document: usize, name: &'d str, context: &Context<'_, 'd>) -> Option<Self> {
        match name.trim().strip_prefix("Edm.") {
            Some(primitive) => Some(Self::Primitive(primitive)),
            None => Self::named(document, name, context),
        }
    }

    fn named(document: usize, name: &str, context: &Context<'_, 'd>) -> Option<Self> {
        match context.names.find(document, name.trim()) {
            Found::Type(id) => context.declared.types.get(id.index()).map(Self::Declared),
            Found::Primitive(_) | Found::NotLoaded | Found::Nothing => None,
        }
    }

    /// The type of a record: the one that it names itself, or the one that is expected of it.
    pub(super) fn of_record(expected: Option<Self>, own: Option<&str>, context: &Context<'_, 'd>) -> Option<Self> {
        let expected = expected?;
        own.and_then(|own| Self::named(context.document, own, context)).or(Some(expected))
    }

    /// The type of a property, own or inherited.
    pub(super) fn property(self, name: &str, context: &Context<'_, 'd>) -> Option<Self> {
        let mut at = self;
        // Inheritance that goes in circles is reported elsewhere.
        for _ in 0..100 {
            let Self::Declared(declared) = at else { return None };
            let ty = declared.structured()?;
            let properties = ty.properties.iter().map(|one| (&one.name, &one.ty));
            let mut all = properties.chain(ty.navigation.iter().map(|one| (&one.name, &one.ty)));
            if let Some((_, found)) = all.find(|(known, _)| known.value == name) {
                return Self::of(declared.document(), found.name.as_str(), context);
            }
            at = Self::named(declared.document(), ty.base.as_ref()?.as_str(), context)?;
        }
        None
    }

    /// Whether `true` is a value of it.
    fn is_boolean(self) -> bool {
        match self {
            Self::Primitive(name) => matches!(name, "Boolean" | "PrimitiveType" | "Untyped"),
            Self::Declared(declared) => {
                declared.definition().is_some_and(|ty| ty.underlying.value.trim() == "Edm.Boolean")
            }
        }
    }

    /// A constant of this type, from one whose kind is only that of its JSON value. What does not fit stays as it is.
    pub(super) fn constant(
        self,
        kind: ConstantKind,
        text: &written::Text<'_>,
        context: &mut Context<'_, 'd>,
    ) -> Expression {
        self.typed(kind, &text.value, context).unwrap_or_else(|| {
            let name = match self {
                // What has no constants of its own takes any.
                Self::Primitive(name) => Some(name)
                    .filter(|name| kind_of(name).is_some() || name.ends_with("Path"))
                    .map(|name| format!("Edm.{name}")),
                Self::Declared(declared) => Some(declared.full_name()),
            };
            if let Some(name) = name {
                let message = format!("`{}` is no value of `{name}`", text.value);
                context.diagnostics.warn(Code::InvalidConstant, text.span, message);
            }
            Expression::Constant(kind, text.value.clone().into_owned())
        })
    }

    /// The value of this type that a text stands for.
    fn typed(self, kind: ConstantKind, text: &str, context: &Context<'_, 'd>) -> Option<Expression> {
        match self {
            Self::Primitive(name) => primitive(name, kind, text, context),
            Self::Declared(declared) => match declared.definition() {
                Some(ty) => primitive(ty.underlying.value.trim().strip_prefix("Edm.")?, kind, text, context),
                None => members(declared, text),
            },
        }
    }
}

/// The kind of the constants of a primitive type.
fn kind_of(name: &str) -> Option<ConstantKind> {
    Some(match name {
        "Binary" => ConstantKind::Binary,
        "Boolean" => ConstantKind::Bool,
        "Byte" | "Int16" | "Int32" | "Int64" | "SByte" => ConstantKind::Int,
        "Date" => ConstantKind::Date,
        "DateTimeOffset" => ConstantKind::DateTimeOffset,
        "Decimal" => ConstantKind::Decimal,
        "Double" | "Single" => ConstantKind::Float,
        "Duration" => ConstantKind::Duration,
        "Guid" => ConstantKind::Guid,
        "String" => ConstantKind::String,
        "TimeOfDay" => ConstantKind::TimeOfDay,
        _ => return None,
    })
}

/// A constant or path of a type of `Edm`.
fn primitive(name: &str, written: ConstantKind, text: &str, context: &Context<'_, '_>) -> Option<Expression> {
    let is_text = written == ConstantKind::String;
    let kind = match name {
        "AnnotationPath" => Some(PathKind::AnnotationPath),
        // Which of both it leads to is not told by its form.
        "PropertyPath" | "AnyPropertyPath" => Some(PathKind::PropertyPath),
        "NavigationPropertyPath" => Some(PathKind::NavigationPropertyPath),
        "ModelElementPath" => Some(PathKind::ModelElementPath),
        _ => None,
    };
    if let Some(kind) = kind {
        return is_text.then(|| Expression::Path(kind, path(text.trim(), context)));
    }
    let kind = kind_of(name)?;
    if kind == ConstantKind::String {
        return is_text.then(|| Expression::Constant(kind, text.to_owned()));
    }
    let text = text.trim();
    is_constant(kind, text).then(|| Expression::Constant(kind, text.to_owned()))
}

/// The members that `Red,Striped` or `17` stands for, in full. `None` where one does not exist.
fn members(declared: &Declared<'_, '_>, text: &str) -> Option<Expression> {
    let ty = declared.enumeration()?;
    let names: Vec<&str> = match text.trim().parse::<i64>() {
        Ok(number) => numbered(ty, number)?,
        Err(_) => text.split(',').map(str::trim).collect(),
    };
    let exists = |name: &&str| ty.members.iter().any(|member| member.name.value == *name);
    if !names.iter().all(exists) {
        return None;
    }
    let full = declared.full_name();
    Some(Expression::EnumMembers(names.into_iter().map(|name| format!("{full}/{name}")).collect()))
}

/// The member of a number, or those flags that make it up.
fn numbered<'t>(ty: &'t written::EnumType<'_>, number: i64) -> Option<Vec<&'t str>> {
    let mut next = 0;
    let values: Vec<(&str, i64)> = ty
        .members
        .iter()
        .map(|member| {
            let value = member.value.unwrap_or(next);
            next = value.wrapping_add(1);
            (member.name.as_str(), value)
        })
        .collect();
    if let Some((name, _)) = values.iter().find(|(_, value)| *value == number) {
        return Some(vec![name]);
    }
    let flags: Vec<(&str, i64)> =
        values.into_iter().filter(|(_, value)| value.count_ones() == 1 && number & value == *value).collect();
    let sum = flags.iter().fold(0, |sum, (_, value)| sum | value);
    (ty.is_flags && sum == number).then(|| flags.into_iter().map(|(name, _)| name).collect())
}
