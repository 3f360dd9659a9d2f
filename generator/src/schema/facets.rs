//! Facets: whether a type has them, and what they may be there (CSDL, section 7.2).

use crate::csdl::document::Facets;
use crate::diagnostic::{Code, Diagnostics, Span};

use super::Primitive;

/// The most digits of a second that a point in time has.
const MAX_FRACTION: u32 = 12;

/// Checks the facets of a use of a primitive type.
pub(super) fn check(ty: Primitive, facets: &Facets<'_>, span: Span, diagnostics: &mut Diagnostics) {
    // Any type may hide behind these.
    if matches!(ty, Primitive::Untyped | Primitive::PrimitiveType) {
        return;
    }
    let given = [
        (
            "MaxLength",
            facets.max_length.is_some(),
            matches!(ty, Primitive::Binary | Primitive::Stream | Primitive::String),
        ),
        ("Precision", facets.precision.is_some(), ty == Primitive::Decimal || is_temporal(ty)),
        ("Scale", facets.scale.is_some(), ty == Primitive::Decimal),
        ("SRID", facets.srid.is_some(), is_geo(ty)),
        ("Unicode", facets.unicode.is_some(), ty == Primitive::String),
    ];
    for (name, _, _) in given.into_iter().filter(|(_, is_given, has_it)| *is_given && !has_it) {
        let message = format!("`{name}` says nothing of `Edm.{}`", ty.name());
        diagnostics.warn(Code::UnusedFacet, span, message);
    }
    let Some(precision) = facets.precision else { return };
    if let Some(scale) = facets.scale.as_ref().filter(|_| ty == Primitive::Decimal)
        && scale.value.trim().parse::<u32>().is_ok_and(|number| number > precision)
    {
        let message = format!("`Scale` is {}, more than `Precision`, {precision}", scale.value);
        diagnostics.error(Code::InvalidFacet, scale.span, message);
    }
    let message = match ty {
        _ if is_temporal(ty) && precision > MAX_FRACTION => {
            format!("the `Precision` of `Edm.{}` is at most {MAX_FRACTION}, not {precision}", ty.name())
        }
        Primitive::Decimal if precision == 0 => "the `Precision` of `Edm.Decimal` is at least 1".to_owned(),
        _ => return,
    };
    diagnostics.warn(Code::InvalidFacet, span, message);
}

fn is_temporal(ty: Primitive) -> bool {
    matches!(ty, Primitive::DateTimeOffset | Primitive::Duration | Primitive::TimeOfDay)
}

fn is_geo(ty: Primitive) -> bool {
    ty.name().starts_with("Geo")
}
