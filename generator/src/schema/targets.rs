//! The targets of annotations: `Ns.Type/Member`, `Ns.op(Ns.Type,Edm.String)/$ReturnType`,
//! `Ns.Container/Set`, read and found.

use crate::diagnostic::{Code, Diagnostics, Span};

use super::build::Context;
use super::expressions::path;
use super::paths::{Place as Reached, step, walk};
use super::{Operation, QualifiedName, Schema, TypeId, TypeKind};

/// What annotations are on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Type(TypeId),
    /// A property, by its place in the type.
    Property(TypeId, usize),
    Navigation(TypeId, usize),
    Member(TypeId, usize),
    /// An inherited member.
    Refinement(TypeId, String),
    Operation(usize),
    Result(usize),
    Parameter(usize, usize),
    Term(usize),
    Namespace(usize),
    Container,
    EntitySet(usize),
    Singleton(usize),
    Import(usize),
    /// Understood, but with no place of its own.
    Other(String),
}

/// A target, taken apart.
#[derive(Debug)]
struct Target<'t> {
    head: &'t str,
    /// The types of an overload's parameters.
    signature: Option<Vec<&'t str>>,
    rest: Vec<&'t str>,
}

/// Finds what a target means. Empty, with a diagnostic, where it means nothing.
pub(super) fn find(
    text: &str,
    span: Span,
    overlay: bool,
    schema: &Schema,
    context: &mut Context<'_, '_>,
) -> Vec<Place> {
    let target = match take_apart(text.trim()) {
        Ok(target) => target,
        Err(problem) => {
            let message = format!("`{text}` is no target of annotations: {problem}");
            context.diagnostics.error(Code::InvalidTarget, span, message);
            return Vec::new();
        }
    };
    match places(&target, schema, context) {
        Ok(places) => places,
        Err(missing) => {
            // What was found is well-formed, so this needs a look only now.
            if let Err(problem) = target.check() {
                let message = format!("`{text}` is no target of annotations: {problem}");
                context.diagnostics.error(Code::InvalidTarget, span, message);
                return Vec::new();
            }
            let namespace = context.names.split(context.document, target.head).map_or("", |(namespace, _)| namespace);
            if context.names.is_not_loaded(namespace) {
                return vec![Place::Other(full_text(&target, context))];
            }
            report(text, &missing, span, overlay, context.diagnostics);
            Vec::new()
        }
    }
}

/// What is missing, and what was perhaps meant.
struct Missing {
    what: String,
    help: Option<String>,
}

fn report(text: &str, missing: &Missing, span: Span, overlay: bool, diagnostics: &mut Diagnostics) {
    let message = format!("the target `{text}` does not exist: {}", missing.what);
    let diagnostic = if overlay {
        diagnostics.error(Code::UnresolvedTarget, span, message)
    } else {
        diagnostics.warn(Code::UnresolvedTarget, span, message)
    };
    diagnostic.help_with(missing.help.clone());
}

fn take_apart(text: &str) -> Result<Target<'_>, &'static str> {
    let before_path = text.find('/').unwrap_or(text.len());
    let (head, signature, rest) = match text.find('(').filter(|at| *at < before_path) {
        None => (text.get(..before_path).unwrap_or_default(), None, text.get(before_path..).unwrap_or_default()),
        Some(open) => {
            let close = closing(text, open).ok_or("a parenthesis is not closed")?;
            let inner = text.get(open + 1..close).unwrap_or_default();
            (text.get(..open).unwrap_or_default(), Some(signature(inner)?), text.get(close + 1..).unwrap_or_default())
        }
    };
    let rest = match rest.strip_prefix('/') {
        Some(path) => path.split('/').collect(),
        None if rest.is_empty() => Vec::new(),
        None => return Err("after the parenthesis there may only be a path"),
    };
    Ok(Target { head, signature, rest })
}

impl Target<'_> {
    /// Whether its names have the form of names.
    fn check(&self) -> Result<(), &'static str> {
        if self.head.split('.').any(|part| !crate::csdl::is_simple_identifier(part)) {
            return Err("it does not start with a qualified name");
        }
        if !self.head.contains('.') && !self.rest.is_empty() {
            return Err("a namespace or alias is missing");
        }
        if self.rest.iter().any(|segment| segment.trim().is_empty()) {
            return Err("a segment of the path is empty");
        }
        Ok(())
    }
}

/// The parenthesis that closes the one at `open`.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(open) {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn signature(inner: &str) -> Result<Vec<&str>, &'static str> {
    if inner.trim().is_empty() {
        return Ok(Vec::new());
    }
    let types: Vec<&str> = inner.split(',').map(str::trim).collect();
    let is_name = |name: &str| {
        let item = name.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(name);
        item.contains('.') && item.trim().split('.').all(crate::csdl::is_simple_identifier)
    };
    if types.iter().all(|name| is_name(name)) { Ok(types) } else { Err("a parameter's type is missing or malformed") }
}

fn places(target: &Target<'_>, schema: &Schema, context: &Context<'_, '_>) -> Result<Vec<Place>, Missing> {
    let (namespace, name) = context.names.split(context.document, target.head).unwrap_or(("", target.head));
    if target.signature.is_none() {
        if let Some(id) = context.names.get(namespace, name) {
            return in_type(id, target, schema, context);
        }
        if let Some(container) = &schema.container
            && container.name.namespace == namespace
            && container.name.name == name
        {
            return in_container(target, schema, context);
        }
        let term = schema.terms.iter().position(|term| term.name.namespace == namespace && term.name.name == name);
        if let Some(term) = term.filter(|_| target.rest.is_empty()) {
            return Ok(vec![Place::Term(term)]);
        }
    }
    let overloads = overloads(namespace, name, schema);
    if !overloads.is_empty() {
        return in_operation(overloads, target, schema, context);
    }
    let whole = context.names.namespace(context.document, target.head).unwrap_or(target.head);
    if target.signature.is_none()
        && target.rest.is_empty()
        && let Ok(index) = schema.namespaces.binary_search_by(|known| known.name.as_str().cmp(whole))
    {
        return Ok(vec![Place::Namespace(index)]);
    }
    let known_operations = schema.operations.iter().filter(|operation| operation.name.namespace == namespace);
    let help = context.names.suggest_type(context.document, target.head).or_else(|| {
        let near = context.names.suggest(name, known_operations.map(|operation| operation.name.name.as_str()))?;
        Some(format!("did you mean `{namespace}.{near}`?"))
    });
    Err(Missing { what: format!("nothing is called `{}`", target.head), help })
}

/// The overloads of an operation: their places among the schema's sorted operations.
fn overloads(namespace: &str, name: &str, schema: &Schema) -> Vec<usize> {
    let key = |operation: &Operation| {
        operation.name.namespace.as_str().cmp(namespace).then_with(|| operation.name.name.as_str().cmp(name))
    };
    let start = schema.operations.partition_point(|operation| key(operation).is_lt());
    let rest = schema.operations.get(start..).unwrap_or_default();
    let count = rest.iter().take_while(|operation| key(operation).is_eq()).count();
    (start..start + count).collect()
}

fn in_operation(
    mut overloads: Vec<usize>,
    target: &Target<'_>,
    schema: &Schema,
    context: &Context<'_, '_>,
) -> Result<Vec<Place>, Missing> {
    let operation = |index: &usize| schema.operations.get(*index);
    if let Some(signature) = &target.signature {
        let wanted: Vec<String> = signature.iter().map(|ty| full_type(ty, context)).collect();
        overloads.retain(|index| operation(index).is_some_and(|known| has_signature(known, &wanted, schema)));
    }
    if overloads.is_empty() {
        let what = format!("no overload of `{}` has these parameters", target.head);
        return Err(Missing { what, help: None });
    }
    let places: Vec<Place> = match target.rest.as_slice() {
        [] => overloads.into_iter().map(Place::Operation).collect(),
        ["$ReturnType"] => {
            overloads.retain(|index| operation(index).is_some_and(|known| known.result.is_some()));
            overloads.into_iter().map(Place::Result).collect()
        }
        [parameter] => overloads
            .iter()
            .filter_map(|index| {
                let place = operation(index)?.parameters.iter().position(|known| known.name == *parameter)?;
                Some(Place::Parameter(*index, place))
            })
            .collect(),
        [first, rest @ ..] if rest.iter().all(|segment| segment.starts_with('@')) => {
            let known = overloads.iter().filter_map(operation);
            let exists = *first == "$ReturnType"
                || known.flat_map(|known| &known.parameters).any(|parameter| parameter.name == *first);
            if exists { vec![Place::Other(full_text(target, context))] } else { Vec::new() }
        }
        _ => Vec::new(),
    };
    if places.is_empty() {
        let what = format!("`{}` has no parameter or result `{}`", target.head, target.rest.join("/"));
        return Err(Missing { what, help: None });
    }
    Ok(places)
}

/// Whether an operation has these types, in order. An unbound function's target may leave the
/// parameters out only where there are none, as the standard has it.
fn has_signature(operation: &Operation, wanted: &[String], schema: &Schema) -> bool {
    let types = |count: usize| {
        operation.parameters.len() >= count
            && operation.parameters.iter().zip(wanted).all(|(parameter, ty)| schema.type_text(&parameter.ty) == *ty)
    };
    match operation.kind {
        super::OperationKind::Function => operation.parameters.len() == wanted.len() && types(wanted.len()),
        // An action's overloads differ in the binding type alone: it is enough to name that.
        super::OperationKind::Action => {
            let enough = wanted.len() == operation.parameters.len() || wanted.len() == usize::from(operation.is_bound);
            enough && types(wanted.len())
        }
    }
}

fn full_type(written: &str, context: &Context<'_, '_>) -> String {
    match written.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => format!("Collection({})", context.names.full(context.document, inner.trim())),
        None => context.names.full(context.document, written),
    }
}

fn in_type(id: TypeId, target: &Target<'_>, schema: &Schema, context: &Context<'_, '_>) -> Result<Vec<Place>, Missing> {
    let [first, rest @ ..] = target.rest.as_slice() else { return Ok(vec![Place::Type(id)]) };
    if rest.is_empty()
        && let Some(place) = member(id, first, schema)
    {
        return Ok(vec![place]);
    }
    let is_term = |segment: &str| segment.starts_with('@');
    let before_terms = target.rest.iter().take_while(|segment| !is_term(segment)).count();
    let steps = target.rest.get(..before_terms).unwrap_or_default();
    let full = steps.iter().map(|segment| path(segment, context)).collect::<Vec<_>>();
    let is_member = |steps: &[String]| matches!(steps, [one] if member(id, one, schema).is_some());
    if is_member(&full) || walk(schema, id, full.iter().map(String::as_str)).is_some() {
        return Ok(vec![Place::Other(full_text(target, context))]);
    }
    let what = format!("`{}` has no member `{}`", target.head, target.rest.join("/"));
    let near = context.names.suggest(first, member_names(id, schema));
    Err(Missing { what, help: near.map(|near| format!("did you mean `{}/{near}`?", target.head)) })
}

/// A member of a type, own or inherited.
fn member(id: TypeId, name: &str, schema: &Schema) -> Option<Place> {
    if let TypeKind::Enum(ty) = &schema.get(id).kind {
        return ty.members.iter().position(|member| member.name == name).map(|index| Place::Member(id, index));
    }
    let ty = schema.structured(id)?;
    if let Ok(index) = ty.properties.binary_search_by(|known| known.name.as_str().cmp(name)) {
        return Some(Place::Property(id, index));
    }
    if let Ok(index) = ty.navigation.binary_search_by(|known| known.name.as_str().cmp(name)) {
        return Some(Place::Navigation(id, index));
    }
    let inherited = !name.contains('.') && step(schema, id, name).is_some();
    inherited.then(|| Place::Refinement(id, name.to_owned()))
}

fn member_names(id: TypeId, schema: &Schema) -> Vec<&str> {
    if let TypeKind::Enum(ty) = &schema.get(id).kind {
        return ty.members.iter().map(|member| member.name.as_str()).collect();
    }
    let lineage = schema.lineage(id);
    let types = lineage.iter().filter_map(|id| schema.structured(*id));
    types
        .flat_map(|ty| {
            let properties = ty.properties.iter().map(|known| known.name.as_str());
            properties.chain(ty.navigation.iter().map(|known| known.name.as_str()))
        })
        .collect()
}

fn in_container(target: &Target<'_>, schema: &Schema, context: &Context<'_, '_>) -> Result<Vec<Place>, Missing> {
    let Some(container) = &schema.container else { return Ok(Vec::new()) };
    let [first, rest @ ..] = target.rest.as_slice() else { return Ok(vec![Place::Container]) };
    let set = container.entity_sets.iter().position(|known| known.name == *first);
    let singleton = container.singletons.iter().position(|known| known.name == *first);
    let import = container.imports.iter().position(|known| known.name == *first);
    if rest.is_empty() {
        let place = set.map(Place::EntitySet).or(singleton.map(Place::Singleton)).or(import.map(Place::Import));
        if let Some(place) = place {
            return Ok(vec![place]);
        }
    } else {
        let set = set.and_then(|index| container.entity_sets.get(index)).map(|set| set.entity_type);
        let singleton = singleton.and_then(|index| container.singletons.get(index)).map(|one| one.entity_type);
        let steps: Vec<String> =
            rest.iter().take_while(|segment| !segment.starts_with('@')).map(|segment| path(segment, context)).collect();
        let reached = set.or(singleton).and_then(|id| walk(schema, id, steps.iter().map(String::as_str)));
        if matches!(reached, Some(Reached::Type(..) | Reached::Primitive | Reached::Unknown)) {
            return Ok(vec![Place::Other(full_text(target, context))]);
        }
    }
    let names = container.entity_sets.iter().map(|known| known.name.as_str());
    let names = names.chain(container.singletons.iter().map(|known| known.name.as_str()));
    let near = context.names.suggest(first, names.chain(container.imports.iter().map(|known| known.name.as_str())));
    let what = format!("`{}` has no `{}`", target.head, target.rest.join("/"));
    Err(Missing { what, help: near.map(|near| format!("did you mean `{}/{near}`?", target.head)) })
}

/// A target with all names in full and no blanks.
fn full_text(target: &Target<'_>, context: &Context<'_, '_>) -> String {
    let mut text = context.names.full(context.document, target.head);
    if let Some(signature) = &target.signature {
        let types: Vec<String> = signature.iter().map(|ty| full_type(ty, context)).collect();
        text += &format!("({})", types.join(","));
    }
    for segment in &target.rest {
        text.push('/');
        text += &path(segment.trim(), context);
    }
    text
}

/// The first name of a target's text: what it is below.
pub(crate) fn head(target: &str) -> QualifiedName {
    let end = target.find(['/', '(']).unwrap_or(target.len());
    let head = target.get(..end).unwrap_or_default();
    QualifiedName::parse(head).unwrap_or_else(|| QualifiedName::new("", head))
}
