//! Enumerations, resolved (CSDL, section 10).

use rustc_hash::FxHashSet;

use crate::csdl::document as written;
use crate::diagnostic::{Code, Diagnostics};

use super::build::Context;
use super::expressions::in_line;
use super::names::Found;
use super::{EnumMember, EnumType, Primitive};

/// Resolves an enumeration; members without a value count on from the one before.
pub(super) fn enum_type(ty: &written::EnumType<'_>, context: &mut Context<'_, '_>) -> EnumType {
    let underlying = ty.underlying.as_ref().and_then(|name| integer_type(name, context));
    let range = range(underlying);
    let mut names = FxHashSet::default();
    let mut next: i64 = 0;
    let mut members = Vec::with_capacity(ty.members.len());
    for member in &ty.members {
        if !names.insert(member.name.as_str()) {
            let message = format!("the member `{}` stands twice in `{}`", member.name.value, ty.name.value);
            context.diagnostics.error(Code::Duplicate, member.name.span, message);
            continue;
        }
        let value = member.value.unwrap_or(next);
        next = value.wrapping_add(1);
        if !range.contains(&value) {
            let name = underlying.unwrap_or(Primitive::Int32).name();
            let (least, most) = (range.start(), range.end());
            let message = format!("{value} does not fit into `Edm.{name}`: it holds {least} to {most}");
            context.diagnostics.error(Code::InvalidEnum, member.name.span, message);
        }
        let annotations = in_line(&member.annotations, context);
        members.push(EnumMember { name: member.name.as_str().to_owned(), value, annotations, span: member.name.span });
    }
    check_values(ty, context.diagnostics);
    members.sort_by(|a, b| (a.value, &a.name).cmp(&(b.value, &b.name)));
    EnumType { is_flags: ty.is_flags, underlying: underlying.filter(|ty| *ty != Primitive::Int32), members }
}

/// Either all members have numbers, or none has; flags need them.
fn check_values(ty: &written::EnumType<'_>, diagnostics: &mut Diagnostics) {
    let given = ty.members.iter().filter(|member| member.value.is_some()).count();
    if given == ty.members.len() {
        return;
    }
    if given > 0 {
        let message = format!("some members of `{}` have a `Value`, others have none", ty.name.value);
        diagnostics.warn(Code::InvalidEnum, ty.name.span, message).help("those without count on from the one before");
    } else if ty.is_flags {
        let message = format!("the members of `{}`, which are flags, have no `Value`", ty.name.value);
        diagnostics.warn(Code::InvalidEnum, ty.name.span, message);
    }
}

fn integer_type(name: &written::Text<'_>, context: &mut Context<'_, '_>) -> Option<Primitive> {
    use Primitive::{Byte, Int16, Int32, Int64, SByte};
    match context.find(name) {
        Found::Primitive(primitive @ (Byte | Int16 | Int32 | Int64 | SByte)) => Some(primitive),
        Found::Nothing => None,
        _ => {
            let message = format!("`{}` cannot be the type of an enumeration's numbers", name.value);
            context
                .diagnostics
                .error(Code::InvalidEnum, name.span, message)
                .help("it must be Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 or Edm.Int64");
            None
        }
    }
}

fn range(underlying: Option<Primitive>) -> std::ops::RangeInclusive<i64> {
    match underlying {
        Some(Primitive::Byte) => 0..=255,
        Some(Primitive::SByte) => -128..=127,
        Some(Primitive::Int16) => i64::from(i16::MIN)..=i64::from(i16::MAX),
        Some(Primitive::Int64) => i64::MIN..=i64::MAX,
        _ => i64::from(i32::MIN)..=i64::from(i32::MAX),
    }
}
