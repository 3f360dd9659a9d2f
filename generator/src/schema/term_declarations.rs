//! Declared terms, resolved (CSDL, section 14.1).

use crate::csdl::Document;
use crate::csdl::document as written;
use crate::diagnostic::Code;

use super::build::Context;
use super::expressions::in_line;
use super::types::each_schema;
use super::{QualifiedName, Term};

/// Resolves all terms, sorted by name.
pub(super) fn build(documents: &[Document<'_>], context: &mut Context<'_, '_>) -> Vec<Term> {
    let mut terms = Vec::new();
    for (document, schema) in each_schema(documents) {
        context.document = document;
        let namespace = schema.namespace.as_str();
        terms.extend(schema.terms.iter().filter_map(|one| term(one, namespace, context)));
    }
    terms.sort_by(|a: &Term, b| a.name.cmp(&b.name));
    for pair in terms.windows(2) {
        if let [first, second] = pair
            && first.name == second.name
        {
            let message = format!("the term `{}` is declared twice", second.name);
            context.diagnostics.error(Code::Duplicate, second.span, message);
        }
    }
    report_cycles(&terms, context);
    terms
}

/// Reports terms that are specialised from themselves. `terms` is sorted by name.
fn report_cycles(terms: &[Term], context: &mut Context<'_, '_>) {
    let base = |term: &Term| -> Option<&Term> {
        let name = QualifiedName::parse(term.base.as_deref()?)?;
        terms.binary_search_by(|known| known.name.cmp(&name)).ok().and_then(|index| terms.get(index))
    };
    for term in terms.iter().filter(|term| term.base.is_some()) {
        let mut at = base(term);
        // No chain is longer than there are terms.
        for _ in terms {
            match at {
                Some(next) if next.name == term.name => {
                    let message = format!("the term `{}` is its own base", term.name);
                    context.diagnostics.error(Code::Cycle, term.span, message);
                    break;
                }
                Some(next) => at = base(next),
                None => break,
            }
        }
    }
}

/// The full name of a term's base; warned of where its namespace does not declare it.
fn base_term(written: &written::Text<'_>, context: &mut Context<'_, '_>) -> String {
    let name = written.value.trim();
    if let Some((namespace, local)) = context.names.split(context.document, name)
        && context.names.lacks_term(namespace, local)
    {
        let help = context.names.suggest_term(namespace, local);
        let message = format!("there is no term `{name}`");
        context.diagnostics.warn(Code::UnknownTerm, written.span, message).help_with(help);
    }
    context.names.full(context.document, name)
}

fn term(written: &written::Term<'_>, namespace: &str, context: &mut Context<'_, '_>) -> Option<Term> {
    let ty = context.type_reference(&written.ty)?;
    let applies_to = written.applies_to.as_ref();
    let applies_to: Vec<String> =
        applies_to.map(|text| text.value.split_whitespace().map(str::to_owned).collect()).unwrap_or_default();
    if let Some(strange) = applies_to.iter().find(|word| !APPLIES_TO.contains(&word.as_str()))
        && let Some(text) = &written.applies_to
    {
        let message = format!("`{strange}` is nothing that a term applies to");
        context.diagnostics.warn(Code::InvalidValue, text.span, message);
    }
    Some(Term {
        name: QualifiedName::new(namespace, written.name.as_str()),
        ty,
        base: written.base.as_ref().map(|base| base_term(base, context)),
        applies_to,
        annotations: in_line(&written.annotations, context),
        span: written.name.span,
    })
}

/// What a term may apply to (CSDL, section 14.1.2).
const APPLIES_TO: &[&str] = &[
    "Action",
    "ActionImport",
    "Annotation",
    "Apply",
    "Cast",
    "Collection",
    "ComplexType",
    "EntityContainer",
    "EntitySet",
    "EntityType",
    "EnumType",
    "Function",
    "FunctionImport",
    "If",
    "Include",
    "IsOf",
    "LabeledElement",
    "Member",
    "NavigationProperty",
    "Null",
    "OnDelete",
    "Parameter",
    "Property",
    "PropertyValue",
    "Record",
    "Reference",
    "ReferentialConstraint",
    "ReturnType",
    "Schema",
    "Singleton",
    "Term",
    "TypeDefinition",
    "UrlRef",
];
