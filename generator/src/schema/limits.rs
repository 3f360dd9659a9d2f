//! How much a schema may come to, inherited members counted anew for each type that has them: that is what is emitted,
//! and it can be far more than the document says.

use crate::diagnostic::{Code, Diagnostics};

use super::{Schema, TypeKind};

/// Properties, members of enumerations and bound operations of all types, own and inherited.
const MAX_MEMBERS: usize = 1_000_000;

/// Reports a schema that comes to more members than are read.
pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    let mut derived = vec![1_usize; schema.types.len()];
    let mut sum = 0_usize;
    for id in schema.ids() {
        let own = |ty: &super::StructuredType| ty.properties.len() + ty.navigation.len();
        let members = match &schema.get(id).kind {
            TypeKind::Enum(ty) => ty.members.len(),
            _ => schema.lineage(id).into_iter().filter_map(|owner| schema.structured(owner)).map(own).sum(),
        };
        for base in schema.ancestors(id) {
            if let Some(count) = derived.get_mut(base.index()) {
                *count += 1;
            }
        }
        let is_within = sum <= MAX_MEMBERS;
        sum = sum.saturating_add(members);
        if is_within && sum > MAX_MEMBERS {
            let message =
                format!("with what `{}` has, the types have more than {MAX_MEMBERS} members", schema.get(id).name);
            diagnostics.error(Code::TooMany, schema.get(id).span, message).help("inherited ones count for each type");
        }
    }
    if sum > MAX_MEMBERS {
        return;
    }
    for operation in &schema.operations {
        let bound = operation.binding().and_then(|binding| binding.ty.named());
        sum = sum.saturating_add(bound.and_then(|id| derived.get(id.index())).copied().unwrap_or(0));
        if sum > MAX_MEMBERS {
            let message = format!("with `{}`, the types have more than {MAX_MEMBERS} members", operation.name);
            diagnostics
                .error(Code::TooMany, operation.span, message)
                .help("operations count for each type that has them");
            return;
        }
    }
}
