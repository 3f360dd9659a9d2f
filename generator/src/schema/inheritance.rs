//! Which type derives from which.

use crate::diagnostic::{Code, Diagnostics};

use super::{SchemaType, TypeId};

/// Reports types that derive from themselves, and takes their base away.
pub(super) fn cut_cycles(types: &mut [SchemaType], diagnostics: &mut Diagnostics) {
    let bases: Vec<Option<usize>> =
        types.iter().map(|ty| ty.structured().and_then(|ty| ty.base).map(TypeId::index)).collect();
    let base = |index: usize| bases.get(index).copied().flatten();
    // 0: not seen, 1: ends well. A walk that meets itself is a cycle.
    let mut ends_well = vec![false; types.len()];
    let mut in_cycle = vec![false; types.len()];
    for start in 0..types.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| !ends_well.get(*index).copied().unwrap_or(true)) {
            if let Some(first) = path.iter().position(|seen| *seen == index) {
                for member in path.iter().skip(first) {
                    if let Some(mark) = in_cycle.get_mut(*member) {
                        *mark = true;
                    }
                }
                break;
            }
            path.push(index);
            at = base(index);
        }
        for index in path {
            if let Some(mark) = ends_well.get_mut(index) {
                *mark = true;
            }
        }
    }
    for (ty, _) in types.iter_mut().zip(in_cycle).filter(|(_, in_cycle)| *in_cycle) {
        let message = format!("`{}` derives from itself", ty.name);
        diagnostics.error(Code::Cycle, ty.span, message);
        if let Some(ty) = ty.structured_mut() {
            ty.base = None;
        }
    }
}

/// Tells each type which ones derive from it.
pub(super) fn link_derived(types: &mut [SchemaType]) {
    let bases: Vec<Option<TypeId>> = types.iter().map(|ty| ty.structured().and_then(|ty| ty.base)).collect();
    for ty in types.iter_mut().filter_map(SchemaType::structured_mut) {
        ty.derived.clear();
    }
    for (index, base) in bases.into_iter().enumerate() {
        let base = base.and_then(|base| types.get_mut(base.index())).and_then(SchemaType::structured_mut);
        if let Some(base) = base {
            base.derived.push(TypeId::from_index(index));
        }
    }
}
