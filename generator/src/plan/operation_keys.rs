//! What the lock calls operations.
//!
//! An action that gets another parameter is the same action, as only its binding type tells overloads
//! apart; a function that does is another overload. An operation that a derived type overrides is one
//! with the one that it overrides: a caller sees one method.

use std::collections::BTreeSet;

use crate::schema::{Operation, OperationKind, Schema};

use super::operations::bound_type;

/// The keys of one place, none of which stands twice.
#[derive(Debug, Default)]
pub(super) struct Keys(BTreeSet<String>);

impl Keys {
    /// The key of a method; `at` is the import that it is called through. Of the keys that an operation
    /// has had through what it overrides, one that is on record counts.
    pub(super) fn of(
        &mut self,
        schema: &Schema,
        operation: &Operation,
        at: &str,
        is_known: &dyn Fn(&str) -> bool,
    ) -> String {
        let what = match operation.kind {
            OperationKind::Action => "action",
            OperationKind::Function => "function",
        };
        let keys: Vec<String> =
            lineage(schema, operation).into_iter().map(|one| format!("{what}:{at}{}", text(schema, one))).collect();
        let known = keys.iter().find(|key| is_known(key)).or(keys.first());
        self.claim(known.cloned().unwrap_or_default(), || format!("{what}:{at}{}", schema.signature(operation)))
    }

    /// The key of the struct of an action's arguments, and the scope of its fields.
    pub(super) fn of_arguments(&mut self, schema: &Schema, operation: &Operation) -> String {
        let key = format!("parameters:{}", text(schema, operation));
        self.claim(key, || format!("parameters:{}", schema.signature(operation)))
    }

    /// Where overloads cannot be told apart, which no service should have, the first has the key.
    fn claim(&mut self, key: String, other: impl Fn() -> String) -> String {
        if self.0.insert(key.clone()) { key } else { other() }
    }
}

/// An operation with those that it overrides, from the base on.
fn lineage<'s>(schema: &'s Schema, operation: &'s Operation) -> Vec<&'s Operation> {
    let Some((id, many)) = bound_type(operation) else { return vec![operation] };
    let overridden = |other: &&Operation| other.is_overridden_by(operation);
    let bound_to = |base| {
        let operations = schema.operations.iter().filter(overridden);
        operations.filter(move |other| bound_type(other) == Some((base, many)))
    };
    let mut found: Vec<&Operation> = schema.ancestors(id).flat_map(bound_to).collect();
    found.reverse();
    found.push(operation);
    found
}

fn text(schema: &Schema, operation: &Operation) -> String {
    let binding = operation.binding().map(|binding| schema.type_text(&binding.ty));
    let arguments: Vec<&str> = match operation.kind {
        OperationKind::Action => Vec::new(),
        OperationKind::Function => operation.arguments().iter().map(|argument| argument.name.as_str()).collect(),
    };
    let separator = if binding.is_some() && !arguments.is_empty() { ";" } else { "" };
    format!("{}({}{separator}{})", operation.name, binding.unwrap_or_default(), arguments.join(","))
}
