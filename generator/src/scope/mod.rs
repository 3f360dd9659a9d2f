//! What of a schema is generated: the closure from the roots, and the schema reduced to it.

mod closure;
mod reasons;
mod reduce;
mod roots;

#[cfg(test)]
mod tests;

use crate::config::ScopeConfig;
use crate::diagnostic::Diagnostics;
use crate::schema::Schema;

pub use reasons::Reasons;

/// A schema reduced to what is in scope.
#[derive(Clone, Debug)]
pub struct Scoped {
    /// The reduced schema.
    pub schema: Schema,
    /// Why each of its types is there.
    pub reasons: Reasons,
}

/// Reduces a schema to what the configuration asks for. Reducing the result again gives the same.
///
/// `None`, with errors, where a root or an exception names what does not exist.
pub fn reduce(schema: &Schema, config: &ScopeConfig, diagnostics: &mut Diagnostics) -> Option<Scoped> {
    let roots = roots::find(schema, config, diagnostics)?;
    let closure = closure::compute(schema, config, &roots);
    let reduced = reduce::reduce(schema, &roots, &closure);
    Some(Scoped { reasons: Reasons::new(schema, &closure), schema: reduced })
}
