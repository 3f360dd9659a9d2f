//! Navigation property bindings: where the related entities of a set are (CSDL, section 13.4).

use crate::diagnostic::{Code, Diagnostics, Span};

use super::paths::{Place, binding_path_exists, set_target, walk};
use super::{Binding, Schema, TypeId};

/// Checks the bindings of a set or singleton, sorted by path; `owner` is its name and place.
pub(super) fn check(
    schema: &Schema,
    from: TypeId,
    bindings: &[Binding],
    owner: (&str, Span),
    diagnostics: &mut Diagnostics,
) {
    let (owner, span) = owner;
    for binding in bindings {
        let Err(problem) = check_one(schema, from, binding) else { continue };
        let message = format!("a binding of `{owner}` cannot be resolved: {problem}");
        diagnostics.warn(Code::UnresolvedBinding, span, message);
    }
    for pair in bindings.windows(2) {
        if let [first, second] = pair
            && first.path == second.path
        {
            let message = format!(
                "`{owner}` binds `{}` to `{}` and to `{}`: neither tells where its entities are",
                first.path, first.target, second.target
            );
            diagnostics.warn(Code::Duplicate, span, message);
        }
    }
}

/// What keeps a binding from being followed.
fn check_one(schema: &Schema, from: TypeId, binding: &Binding) -> Result<(), String> {
    if !binding_path_exists(schema, from, &binding.path) {
        return Err(format!("`{}` leads to no navigation property", binding.path));
    }
    let Some(target) = set_target(schema, &binding.target) else {
        return Err(format!("there is no set or singleton `{}`", binding.target));
    };
    let (Some(Place::Type(related, _)), Place::Type(held, _)) = (walk(schema, from, binding.path.split('/')), target)
    else {
        return Ok(());
    };
    if schema.is_a(related, held) || schema.is_a(held, related) {
        return Ok(());
    }
    let (related, held) = (&schema.get(related).name, &schema.get(held).name);
    Err(format!("`{}` leads to `{related}`, and `{}` holds `{held}`", binding.path, binding.target))
}
