//! The declared types of annotation values, for documents that do not write the kinds of constants: in CSDL JSON a
//! date, a member of an enumeration and a path are all strings.

use rustc_hash::FxHashMap;

use crate::csdl::document as written;
use crate::csdl::{Document, is_constant};
use crate::diagnostic::Code;

use super::build::Context;
use super::expressions::path;
use super::names::Found;
use super::types::{Declared, each_schema};
use super::{ConstantKind, Expression, PathKind};

/// The types that documents declare, as they are written.
#[derive(Debug)]
pub(super) struct DeclaredTypes<'d> {
    /// By the number of their [`TypeId`](super::TypeId).
    types: &'d [Declared<'d, 'd>],
    /// For each term: its document, and its type.
    terms: FxHashMap<(&'d str, &'d str), (usize, &'d str)>,
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
        let mut terms = FxHashMap::default();
        // Where all is XML, nobody asks.
        if is_untyped.contains(&true) {
            let overlaid = each_schema(overlays).map(|(index, schema)| (documents.len() + index, schema));
            for (document, schema) in each_schema(documents).chain(overlaid) {
                for term in &schema.terms {
                    let name = (schema.namespace.as_str(), term.name.as_str());
                    terms.insert(name, (document, term.ty.name.as_str()));
                }
            }
        }
        Self { types, terms, is_untyped }
    }
}

/// The type that the value of a term has, where the document at hand leaves it open and it is known.
pub(super) fn of_term<'d>(term: &str, context: &Context<'_, 'd>) -> Option<Expected<'d>> {
    let declared = context.declared;
    if !*declared.is_untyped.get(context.document)? {
        return None;
    }
    let (namespace, local) = term.rsplit_once('.')?;
    let (document, name) = *declared.terms.get(&(namespace, local))?;
    Expected::of(document, name, context)
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

    /// A constant of this type, from one whose kind is only that of its JSON value. What does not fit stays as it is.
    pub(super) fn constant(
        self,
        kind: ConstantKind,
        text: &written::Text<'_>,
        context: &mut Context<'_, 'd>,
    ) -> Expression {
        let (typed, name) = match self {
            Self::Primitive(name) => (primitive(name, kind, &text.value, context), format!("Edm.{name}")),
            Self::Declared(declared) => {
                let definition = declared.definition().map(|ty| ty.underlying.value.trim());
                let typed = match definition.and_then(|name| name.strip_prefix("Edm.")) {
                    Some(name) => primitive(name, kind, &text.value, context),
                    None => members(declared, &text.value),
                };
                (typed, declared.full_name())
            }
        };
        typed.unwrap_or_else(|| {
            if !matches!(self, Self::Primitive(name) if kind_of(name).is_none() && !name.ends_with("Path")) {
                let message = format!("`{}` is no value of `{name}`", text.value);
                context.diagnostics.warn(Code::InvalidConstant, text.span, message);
            }
            Expression::Constant(kind, text.value.clone().into_owned())
        })
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
