//! Which type derives from which.

use crate::diagnostic::{Code, Diagnostics};

use super::{SchemaType, TypeId};

/// A type may have this many ancestors: what is inherited is looked up over all of them.
const MAX_ANCESTORS: usize = 100;

/// What is known of a type while bases are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    /// On the way that is being followed.
    Open,
    InCycle,
    /// It has this many ancestors.
    Ends(usize),
}

/// Reports types that derive from themselves or over too many others, and takes their base away.
pub(super) fn cut_cycles(types: &mut [SchemaType], diagnostics: &mut Diagnostics) {
    let bases: Vec<Option<usize>> =
        types.iter().map(|ty| ty.structured().and_then(|ty| ty.base).map(TypeId::index)).collect();
    let mut states = vec![State::Unseen; types.len()];
    for start in 0..types.len() {
        follow(start, &bases, &mut states);
    }
    let mut is_reported = false;
    for (ty, state) in types.iter_mut().zip(states) {
        match state {
            State::InCycle => {
                diagnostics.error(Code::Cycle, ty.span, format!("`{}` derives from itself", ty.name));
            }
            // One place is enough: all that derive from it would be reported as well.
            State::Ends(ancestors) if ancestors > 0 && ancestors % (MAX_ANCESTORS + 1) == 0 => {
                if !is_reported {
                    let message = format!("`{}` has more than {MAX_ANCESTORS} types that it derives from", ty.name);
                    diagnostics.error(Code::TooDeep, ty.span, message);
                    is_reported = true;
                }
            }
            _ => continue,
        }
        if let Some(ty) = ty.structured_mut() {
            ty.base = None;
        }
    }
}

/// Follows the bases of a type up to what is known.
fn follow(start: usize, bases: &[Option<usize>], states: &mut [State]) {
    let mut way = Vec::new();
    let mut at = Some(start);
    while let Some((index, State::Unseen)) = at.and_then(|index| Some((index, *states.get(index)?))) {
        set(states, index, State::Open);
        way.push(index);
        at = bases.get(index).copied().flatten();
    }
    let end = at.and_then(|index| Some((index, *states.get(index)?)));
    if let Some((first, State::Open)) = end {
        // The way has met itself: what is on it from there on is a cycle.
        let from = way.iter().position(|index| *index == first).unwrap_or_default();
        way.drain(from..).for_each(|index| set(states, index, State::InCycle));
    }
    let ancestors = match end {
        None => 0,
        Some((_, State::Ends(ancestors))) => ancestors + 1,
        // A cycle is cut: its types have no base.
        Some(_) => 1,
    };
    for (ancestors, index) in (ancestors..).zip(way.into_iter().rev()) {
        set(states, index, State::Ends(ancestors));
    }
}

fn set(states: &mut [State], index: usize, state: State) {
    if let Some(known) = states.get_mut(index) {
        *known = state;
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
