//! Actions and functions: their methods, the structs of their arguments, and which cannot be called.

use std::collections::BTreeMap;

use crate::schema::{ItemType, Operation, OperationKind, Schema, TypeId, TypeKind, vocabulary};

use super::{
    builders::is_value,
    deltas,
    docs::code,
    facts, ident,
    model::{Argument, Docs, Method, MethodKind, Returns, StructPlan, TypePath},
    names::{Claim, Scope},
    operation_keys::Keys,
    streams, structs,
    type_names::types_scope,
    types::Types,
};

/// The operations of an API and the names of their argument structs.
#[derive(Debug)]
pub(crate) struct Operations<'a> {
    schema: &'a Schema,
    /// Whether a bound operation's segment is its full name.
    qualified: bool,
    /// The argument structs of actions, in the schema's order.
    parameters: Vec<Arguments<'a>>,
}

/// The struct of an action's arguments.
#[derive(Debug)]
struct Arguments<'a> {
    operation: &'a Operation,
    /// What the lock calls it.
    key: String,
    path: TypePath,
}

impl<'a> Operations<'a> {
    /// Names the argument structs, after all types of their modules.
    pub(crate) fn new(types: &Types<'a>, qualified: bool, api_module: &str) -> Self {
        let schema = types.schema;
        let mut claims: BTreeMap<Vec<String>, Vec<Claim>> = BTreeMap::new();
        let mut parameters = Vec::new();
        let mut keys = Keys::default();
        for operation in &schema.operations {
            if operation.kind != OperationKind::Action || operation.arguments().is_empty() {
                continue;
            }
            let (module, owner) = match bound_type(operation).and_then(|(id, many)| Some((types.names(id)?, many))) {
                Some((names, false)) => (names.data.module.clone(), names.data.name.clone()),
                Some((names, true)) => (names.data.module.clone(), format!("{}Collection", names.data.name)),
                None => (vec![api_module.to_owned()], String::new()),
            };
            let wanted = format!("{owner}{}Parameters", ident::type_name(&operation.name.name));
            let key = keys.of_arguments(schema, operation);
            let claim = Claim::new(key.as_str(), &operation.name.name, wanted, "OfAction");
            claims.entry(module.clone()).or_default().push(claim);
            parameters.push(Arguments { operation, key, path: TypePath { module, name: String::new() } });
        }
        for (module, claims) in claims {
            let names = Scope::new(types.ledger, types_scope(&module), &types.taken(&module)).resolve(claims);
            for one in parameters.iter_mut().filter(|one| one.path.module == module) {
                one.path.name = names.get(&one.key).cloned().unwrap_or_default();
            }
        }
        Self { schema, qualified, parameters }
    }

    /// The argument structs of the actions bound to a type, or to no type.
    pub(crate) fn parameter_structs(&self, types: &Types<'_>, binding: Option<TypeId>) -> Vec<StructPlan> {
        self.parameters
            .iter()
            .filter(|one| bound_type(one.operation).map(|(id, _)| id) == binding)
            .map(|Arguments { operation, key, path }| {
                let docs = Docs::text(format!("The arguments of the action {}.", code(&operation.name.to_string())));
                structs::parameters(types, (&path.name, key), docs, operation.arguments())
            })
            .collect()
    }

    /// The methods for what is bound to a type, or to collections of it.
    pub(crate) fn methods(
        &self,
        types: &Types<'_>,
        id: TypeId,
        is_collection: bool,
        claims: &mut Vec<Claim>,
    ) -> Vec<Method> {
        let mut bound = self.schema.bound_to(id, is_collection);
        bound.sort_by_key(|operation| signature(operation));
        let scope = methods_scope(self.schema, id, is_collection);
        let is_known = |key: &str| types.ledger.is_known(&scope, key);
        self.named(types, &bound, ("", &is_known), claims, |operation| {
            if self.qualified { operation.name.to_string() } else { operation.name.name.clone() }
        })
    }

    /// The methods for imports of unbound operations.
    pub(crate) fn imports(&self, types: &Types<'_>, claims: &mut Vec<Claim>) -> Vec<Method> {
        let Some(container) = &self.schema.container else { return Vec::new() };
        let mut methods = Vec::new();
        for import in &container.imports {
            let overloads: Vec<&Operation> = self.schema.unbound(&import.operation, import.kind).collect();
            let is_known = |key: &str| types.ledger.is_known("client", key);
            let at = format!("{}=", import.name);
            methods.extend(self.named(types, &overloads, (&at, &is_known), claims, |_| import.name.clone()));
        }
        methods
    }

    /// The methods of operations, with what they want to be called; `at` tells imports of one apart.
    fn named(
        &self,
        types: &Types<'_>,
        operations: &[&Operation],
        (at, is_known): (&str, &dyn Fn(&str) -> bool),
        claims: &mut Vec<Claim>,
        segment: impl Fn(&Operation) -> String,
    ) -> Vec<Method> {
        let mut keys = Keys::default();
        let callable = operations.iter().filter(|operation| unsupported(operation).is_none());
        callable
            .filter_map(|operation| {
                let segment = segment(operation);
                let suffix = match operation.kind {
                    OperationKind::Action => "_action",
                    OperationKind::Function => "_function",
                };
                let short = segment.rsplit('.').next().unwrap_or(&segment);
                let kind = self.kind(types, operation, segment.clone())?;
                let key = keys.of(self.schema, operation, at, is_known);
                let wanted = overload_name(short, operation, operations);
                claims.push(Claim::new(key.as_str(), short, wanted, suffix).rank(3));
                Some(Method {
                    name: key,
                    docs: docs(operation, &segment),
                    kind,
                    operation: Some(self.schema.signature(operation)),
                })
            })
            .collect()
    }

    fn kind(&self, types: &Types<'_>, operation: &Operation, segment: String) -> Option<MethodKind> {
        let result = match &operation.result {
            Some(result) if streams::is_stream(result) => Returns::Stream,
            Some(result) if deltas::is_delta(operation) => Returns::Changes(types.rust(result)?),
            Some(result) => Returns::Value(types.rust(result)?),
            None => Returns::Nothing,
        };
        Some(match operation.kind {
            OperationKind::Action => {
                let named = self.parameters.iter().find(|named| std::ptr::eq(named.operation, operation));
                MethodKind::Action(segment, named.map(|named| named.path.clone()), result)
            }
            OperationKind::Function => MethodKind::Function(segment, arguments(types, operation)?, result),
        })
    }
}

/// What the lock calls the methods of a type's builder.
pub(crate) fn methods_scope(schema: &Schema, id: TypeId, is_collection: bool) -> String {
    format!("{}/{}", schema.get(id).name, if is_collection { "many" } else { "one" })
}

/// The type an operation is bound to, and whether to a collection of it.
pub(crate) fn bound_type(operation: &Operation) -> Option<(TypeId, bool)> {
    let binding = operation.binding()?;
    match binding.ty.item {
        ItemType::Named(id) => Some((id, binding.ty.is_collection)),
        ItemType::Primitive(_) => None,
    }
}

/// Why an operation has no method, if it has none.
pub(crate) fn skip_reason(
    schema: &Schema,
    operation: &Operation,
    is_reached: impl Fn(TypeId, bool) -> bool,
) -> Option<String> {
    if let Some(reason) = unsupported(operation) {
        return Some(reason.to_owned());
    }
    if !operation.is_bound {
        let imports = schema.container.iter().flat_map(|container| &container.imports);
        let is_imported = imports.clone().any(|i| i.kind == operation.kind && i.operation == operation.name);
        return (!is_imported).then(|| "unbound, and no import makes it callable".to_owned());
    }
    let Some((id, many)) = bound_type(operation) else {
        return Some("bound to a primitive type".to_owned());
    };
    let ty = schema.get(id);
    if !matches!(ty.kind, TypeKind::Entity(_)) {
        return Some(format!("bound to the complex type {}, which no request builder stands for", ty.name));
    }
    let derived = schema.descendants(id);
    let reached: Vec<TypeId> = std::iter::once(id).chain(derived).filter(|id| is_reached(*id, many)).collect();
    if reached.is_empty() {
        return Some(format!("no path from the entity container leads to {}", ty.name));
    }
    let is_bound = |id: &TypeId| schema.bound_to(*id, many).into_iter().any(|one| std::ptr::eq(one, operation));
    (!reached.iter().any(is_bound))
        .then(|| format!("every type derived from {} that a path leads to overrides it", ty.name))
}

/// What neither an argument nor a result can be.
fn unsupported(operation: &Operation) -> Option<&'static str> {
    let streams = operation.arguments().iter().any(|argument| !is_value(&argument.ty));
    streams.then_some("takes a stream")
}

/// What tells overloads on one binding type apart.
fn signature(operation: &Operation) -> (String, OperationKind, usize, Vec<String>) {
    let names: Vec<String> = operation.arguments().iter().map(|argument| argument.name.clone()).collect();
    (operation.name.name.clone(), operation.kind, names.len(), names)
}

/// The overload with the fewest arguments has the plain name; the others name theirs.
fn overload_name(segment: &str, operation: &Operation, all: &[&Operation]) -> String {
    let plain = ident::field_name(segment);
    let overloads = all.iter().filter(|other| other.name == operation.name && other.kind == operation.kind);
    let fewest = overloads.clone().map(|other| other.arguments().len()).min().unwrap_or_default();
    let with_fewest = overloads.filter(|other| other.arguments().len() == fewest).count();
    let count = operation.arguments().len();
    if count == 0 || (count == fewest && with_fewest == 1) {
        return plain;
    }
    let names: Vec<String> = operation.arguments().iter().map(|argument| ident::field_name(&argument.name)).collect();
    format!("{plain}_with_{}", names.join("_and_"))
}

fn arguments(types: &Types<'_>, operation: &Operation) -> Option<Vec<Argument>> {
    let claims = operation.arguments().iter().map(|argument| {
        Claim::new(argument.name.as_str(), &argument.name, ident::field_name(&argument.name), "_argument")
    });
    let names = Scope::unrecorded(&[]).resolve(claims.collect());
    operation
        .arguments()
        .iter()
        .map(|argument| {
            Some(Argument {
                wire: argument.name.clone(),
                name: names.get(&argument.name)?.clone(),
                ty: types.rust(&argument.ty)?,
                is_optional: argument.is_optional,
            })
        })
        .collect()
}

fn docs(operation: &Operation, segment: &str) -> Docs {
    let (what, verb) = match operation.kind {
        OperationKind::Action => ("action", "POST"),
        OperationKind::Function => ("function", "GET"),
    };
    let name = code(&operation.name.to_string());
    let described = facts::description(&operation.annotations);
    let mut docs = Docs::text(described.unwrap_or_else(|| format!("Calls the {what} {name}.")));
    if let Some(remark) = facts::remark(&operation.annotations, None) {
        docs.paragraph(remark);
    }
    docs.paragraph(format!("{verb} {}. Schema name: {name}.", code(&format!("…/{segment}"))));
    if let Some(permissions) =
        facts::permissions(&operation.annotations.permissions(vocabulary::OPERATION_RESTRICTIONS))
    {
        docs.paragraph(format!("Permissions, least privileged first: {permissions}."));
    }
    if deltas::is_delta(operation) {
        deltas::document(&mut docs);
    }
    if let Some(options) = facts::query_options(&operation.annotations, None) {
        docs.paragraph(format!("Documented query options: {options}."));
    }
    if let Some(note) = facts::deprecation(&operation.annotations) {
        docs.paragraph(note);
    }
    docs
}
