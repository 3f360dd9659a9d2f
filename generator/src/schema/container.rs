//! The entity container, with those that it extends merged in.

use std::collections::{BTreeMap, BTreeSet};

use crate::csdl::Document;
use crate::csdl::document as written;
use crate::diagnostic::{Code, Severity};
use crate::references::Gathered;

use super::build::{Context, Kind};
use super::expressions::{in_line, path};
use super::names::Found;
use super::types::each_schema;
use super::{Binding, Container, EntitySet, OperationImport, OperationKind, QualifiedName, Schema, Singleton, TypeId};

/// A container as it stands in a document.
struct Declared<'d, 'a> {
    name: QualifiedName,
    /// The full name of the one that it extends.
    extends: Option<String>,
    /// Whether its document was given, not only referred to.
    is_given: bool,
    document: usize,
    element: &'d written::Container<'a>,
}

/// Resolves the container. Operations must be there already.
pub(super) fn build(
    documents: &[Document<'_>],
    gathered: &Gathered,
    schema: &Schema,
    context: &mut Context<'_, '_>,
) -> Option<Container> {
    let declared = declare(documents, gathered, context);
    let chosen = choose(named(documents, &declared), &declared, context)?;
    let mut container = Container {
        name: chosen.name.clone(),
        entity_sets: Vec::new(),
        singletons: Vec::new(),
        imports: Vec::new(),
        annotations: in_line(&chosen.element.annotations, context),
        span: chosen.element.name.span,
    };
    let mut names = BTreeSet::new();
    for part in extended(chosen, &declared, context) {
        context.document = part.document;
        fill(&mut container, part.element, &mut names, schema, context);
    }
    container.entity_sets.sort_by(|a, b| a.name.cmp(&b.name));
    container.singletons.sort_by(|a, b| a.name.cmp(&b.name));
    container.imports.sort_by(|a, b| a.name.cmp(&b.name));
    Some(container)
}

fn declare<'d, 'a>(
    documents: &'d [Document<'a>],
    gathered: &Gathered,
    context: &Context<'_, '_>,
) -> Vec<Declared<'d, 'a>> {
    let one = |document: usize, namespace: &str, element: &'d written::Container<'a>| Declared {
        name: QualifiedName::new(namespace, element.name.as_str()),
        extends: element.extends.as_ref().map(|base| context.names.full(document, base.value.trim())),
        is_given: documents.get(document).is_some_and(|one| gathered.find(one.source).is_none()),
        document,
        element,
    };
    let mut declared: Vec<_> = each_schema(documents)
        .flat_map(|(document, schema)| {
            schema.containers.iter().map(move |element| one(document, schema.namespace.as_str(), element))
        })
        .collect();
    // Documents have an order; what stands in one has none.
    declared.sort_by(|a, b| (a.document, &a.name).cmp(&(b.document, &b.name)));
    declared
}

/// The one that a document names as the service's, as only CSDL JSON does.
fn named<'x, 'd, 'a>(documents: &[Document<'_>], declared: &'x [Declared<'d, 'a>]) -> Option<&'x Declared<'d, 'a>> {
    let mut names = documents.iter().filter_map(|document| document.entity_container.as_ref());
    names.find_map(|name| declared.iter().find(|one| one.is_given && one.name.to_string() == name.value))
}

/// The one that is the service's: the named one, or the first that is not extended by another.
fn choose<'x, 'd, 'a>(
    named: Option<&'x Declared<'d, 'a>>,
    declared: &'x [Declared<'d, 'a>],
    context: &mut Context<'_, '_>,
) -> Option<&'x Declared<'d, 'a>> {
    let extended: BTreeSet<&str> = declared.iter().filter_map(|one| one.extends.as_deref()).collect();
    let is_outermost = |one: &&Declared<'_, '_>| !extended.contains(one.name.to_string().as_str());
    // What another service exposes, whose types are referred to, is not what this one does.
    let given = || declared.iter().filter(|one| one.is_given);
    let chosen = named.or_else(|| given().find(is_outermost)).or_else(|| given().next())?;
    for other in given().filter(is_outermost).filter(|other| !std::ptr::eq(*other, chosen)) {
        let message = format!("`{}` is not generated: the service's container is `{}`", other.name, chosen.name);
        // A document describes one service, or names it; several documents may be of several.
        let is_unclear = named.is_none() && other.document == chosen.document;
        let severity = if is_unclear { Severity::Error } else { Severity::Warning };
        context.diagnostics.report(severity, Code::ManyContainers, other.element.name.span, message);
    }
    Some(chosen)
}

/// A container and those that it extends.
fn extended<'x, 'd, 'a>(
    chosen: &'x Declared<'d, 'a>,
    declared: &'x [Declared<'d, 'a>],
    context: &mut Context<'_, '_>,
) -> Vec<&'x Declared<'d, 'a>> {
    let by_name: BTreeMap<String, &Declared<'d, 'a>> = declared.iter().map(|one| (one.name.to_string(), one)).collect();
    let mut parts = vec![chosen];
    let mut at = chosen;
    while let Some(base) = &at.extends {
        let span = at.element.extends.as_ref().map_or(at.element.name.span, |text| text.span);
        match by_name.get(base) {
            Some(next) if parts.iter().any(|known| known.name == next.name) => {
                // The standard asks clients to bear it: nothing is added that is not there already.
                context.diagnostics.warn(Code::Cycle, span, format!("the container `{base}` extends itself"));
                break;
            }
            Some(next) => {
                parts.push(next);
                at = next;
            }
            None => {
                let namespace = base.rsplit_once('.').map_or("", |(namespace, _)| namespace);
                if context.names.is_not_loaded(namespace) {
                    let message =
                        format!("the document of the container `{base}` is not given: its children are missing");
                    context.diagnostics.warn(Code::NotLoaded, span, message);
                } else {
                    context.diagnostics.error(Code::UnknownName, span, format!("there is no container `{base}`"));
                }
                break;
            }
        }
    }
    parts
}

fn fill<'d>(
    container: &mut Container,
    written: &'d written::Container<'_>,
    names: &mut BTreeSet<&'d str>,
    schema: &Schema,
    context: &mut Context<'_, '_>,
) {
    for set in &written.entity_sets {
        if is_new(names, &set.name, context) {
            container.entity_sets.extend(entity_set(set, context));
        }
    }
    for singleton in &written.singletons {
        if is_new(names, &singleton.name, context) {
            container.singletons.extend(self::singleton(singleton, context));
        }
    }
    for import in &written.imports {
        if is_new(names, &import.name, context) {
            container.imports.extend(self::import(import, schema, context));
        }
    }
}

fn is_new<'d>(names: &mut BTreeSet<&'d str>, name: &'d written::Text<'_>, context: &mut Context<'_, '_>) -> bool {
    let is_new = names.insert(name.as_str());
    if !is_new {
        let message = format!("`{}` stands twice in the container", name.value);
        context.diagnostics.error(Code::Duplicate, name.span, message);
    }
    is_new
}

fn entity_set(written: &written::EntitySet<'_>, context: &mut Context<'_, '_>) -> Option<EntitySet> {
    Some(EntitySet {
        entity_type: entity_type(&written.entity_type, &written.name, context)?,
        name: written.name.as_str().to_owned(),
        in_service_document: written.in_service_document.unwrap_or(true),
        bindings: bindings(&written.bindings, context),
        annotations: in_line(&written.annotations, context),
        span: written.name.span,
    })
}

fn singleton(written: &written::Singleton<'_>, context: &mut Context<'_, '_>) -> Option<Singleton> {
    Some(Singleton {
        entity_type: entity_type(&written.entity_type, &written.name, context)?,
        name: written.name.as_str().to_owned(),
        nullable: written.nullable,
        bindings: bindings(&written.bindings, context),
        annotations: in_line(&written.annotations, context),
        span: written.name.span,
    })
}

fn entity_type(name: &written::Text<'_>, owner: &written::Text<'_>, context: &mut Context<'_, '_>) -> Option<TypeId> {
    match context.find(name) {
        Found::Type(id) if context.kind(id) == Some(Kind::Entity) => Some(id),
        Found::Nothing => None,
        Found::NotLoaded => {
            let message = format!("`{}` is left out, since its type is not known", owner.value);
            context.diagnostics.warn(Code::NotKept, owner.span, message);
            None
        }
        Found::Type(_) | Found::Primitive(_) => {
            let message = format!("`{}` is no entity type", name.value);
            context.diagnostics.error(Code::WrongKind, name.span, message);
            None
        }
    }
}

fn bindings(written: &[written::Binding<'_>], context: &mut Context<'_, '_>) -> Vec<Binding> {
    let mut bindings: Vec<(Binding, &written::Text<'_>)> = written
        .iter()
        .map(|one| {
            let binding =
                Binding { path: path(one.path.value.trim(), context), target: path(one.target.value.trim(), context) };
            (binding, &one.path)
        })
        .collect();
    bindings.sort_by(|(a, _), (b, _)| (&a.path, &a.target).cmp(&(&b.path, &b.target)));
    for pair in bindings.windows(2) {
        if let [(first, _), (second, text)] = pair
            && first == second
        {
            let message = format!("the binding of `{}` stands twice", second.path);
            context.diagnostics.warn(Code::Duplicate, text.span, message);
        }
    }
    bindings.dedup_by(|(a, _), (b, _)| a == b);
    bindings.into_iter().map(|(binding, _)| binding).collect()
}

fn import(written: &written::Import<'_>, schema: &Schema, context: &mut Context<'_, '_>) -> Option<OperationImport> {
    let full = context.names.full(context.document, written.operation.value.trim());
    let operation = QualifiedName::parse(&full)?;
    check_import(written, &operation, schema, context).then(|| OperationImport {
        name: written.name.as_str().to_owned(),
        kind: written.kind,
        operation,
        entity_set: written.entity_set.as_ref().map(|set| path(set.value.trim(), context)),
        in_service_document: written.in_service_document.unwrap_or(false),
        annotations: in_line(&written.annotations, context),
        span: written.name.span,
    })
}

/// Whether there is something to import.
fn check_import(
    written: &written::Import<'_>,
    operation: &QualifiedName,
    schema: &Schema,
    context: &mut Context<'_, '_>,
) -> bool {
    let span = written.operation.span;
    let mut named = schema.operations.iter().filter(|known| known.name == *operation).peekable();
    if named.peek().is_none() {
        if !context.names.is_declared(&operation.namespace) {
            let message = format!("the document of `{operation}` is not given: it cannot be imported");
            context.diagnostics.warn(Code::NotLoaded, span, message);
            return false;
        }
        let known = schema.operations.iter().filter(|known| known.name.namespace == operation.namespace);
        let near = context.names.suggest(&operation.name, known.map(|known| known.name.name.as_str()));
        let help = near.map(|near| format!("did you mean `{}.{near}`?", operation.namespace));
        let message = format!("there is no operation `{operation}`");
        context.diagnostics.error(Code::UnknownName, span, message).help_with(help);
        return false;
    }
    let of_kind: Vec<_> = named.filter(|known| known.kind == written.kind).collect();
    if of_kind.is_empty() {
        let (is, wanted) = match written.kind {
            OperationKind::Action => ("a function", "an action"),
            OperationKind::Function => ("an action", "a function"),
        };
        let message = format!("`{operation}` is {is}, and `{}` imports {wanted}", written.name.value);
        context.diagnostics.error(Code::WrongKind, span, message);
    } else if of_kind.iter().all(|known| known.is_bound) {
        let message = format!("`{operation}` is bound: it is called on what it is bound to, and cannot be imported");
        context.diagnostics.warn(Code::InvalidImport, span, message);
    }
    true
}
