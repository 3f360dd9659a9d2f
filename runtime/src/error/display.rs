//! How an error is shown: one line for people, fields for `Debug`.

use std::fmt::{self, Display as _};

use crate::{
    client::Permissions,
    error::{BatchFault, Context, Error, Kind, OneLine, ServiceError},
};

/// How many characters of a message of the service one line shows.
const MESSAGE: usize = 300;
/// How many characters of a path one line shows.
const PATH: usize = 400;
/// How many characters of a list of permissions one line shows.
const SCOPES: usize = 200;
/// How many characters of a code or id one line shows.
const ID: usize = 100;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let context = &self.0.context;
        if let Some(method) = &context.method {
            write!(f, "{method} {}: ", OneLine(&context.path, PATH))?;
        }
        if let (Some(status), Kind::Service { .. } | Kind::Empty) = (context.status, &self.0.kind) {
            write!(f, "{}", status.as_u16())?;
            if let Some(reason) = status.canonical_reason() {
                write!(f, " {reason}")?;
            }
            f.write_str(": ")?;
        }
        kind(&self.0.kind, f)?;
        if let Some(needed) = context.permissions {
            permissions(needed, f)?;
        }
        ids(context, f)
    }
}

fn kind(kind: &Kind, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match kind {
        Kind::Build(fault) => OneLine(&fault.0, MESSAGE).fmt(f),
        Kind::Credential(source) => {
            write!(f, "no token: {}", OneLine(&source.to_string(), MESSAGE))
        }
        Kind::Transport(error) => write!(f, "{}", OneLine(&error.to_string(), MESSAGE)),
        Kind::Service { error, .. } => service(error, f),
        Kind::Decode { source, place } => {
            f.write_str("the answer cannot be read")?;
            if !place.path.is_empty() {
                write!(f, " at {}", place.path)?;
            }
            write!(f, ", near `{}`: {}", place.excerpt, OneLine(&source.to_string(), MESSAGE))
        }
        Kind::Empty => f.write_str("the answer has no body"),
        Kind::TooLarge { limit } => {
            write!(f, "the body of the answer is larger than {limit} bytes")
        }
        Kind::Link(fault) => OneLine(&fault.0, MESSAGE).fmt(f),
        Kind::Batch(fault) => batch(fault, f),
        Kind::Waited { waited, state } => {
            write!(f, "what was waited for did not come about in {waited:?}")?;
            state.iter().try_for_each(|state| write!(f, "; the last state was {}", OneLine(state, ID)))
        }
    }
}

fn batch(fault: &BatchFault, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match fault {
        BatchFault::Unanswered(None) => f.write_str("it was sent in a batch and not answered"),
        BatchFault::Unanswered(Some(_)) => f.write_str("it was sent in a batch request that failed"),
        BatchFault::Unsent(_) => f.write_str("it was not sent: a request of its batch failed"),
        BatchFault::Dependency => f.write_str("it was not sent: a part of the batch that it depends on was not"),
        BatchFault::Handle(fault) => OneLine(&fault.0, MESSAGE).fmt(f),
    }
}

fn service(error: &ServiceError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (error.code(), error.message()) {
        (Some(code), Some(message)) => {
            write!(f, "{}: {}", OneLine(code, ID), OneLine(message, MESSAGE))
        }
        (Some(only), None) | (None, Some(only)) => OneLine(only, MESSAGE).fmt(f),
        (None, None) => f.write_str("no message"),
    }
}

fn permissions(needed: &Permissions, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (needed.delegated(), needed.application()) {
        ([], []) => f.write_str("; no permission is documented to allow it"),
        (delegated, []) => write!(f, "; needs {} (delegated)", OneOf(delegated)),
        ([], application) => write!(f, "; needs {} (application)", OneOf(application)),
        (both, same) if both == same => write!(f, "; needs {} (delegated or application)", OneOf(both)),
        (delegated, application) => {
            write!(f, "; needs {} (delegated) or {} (application)", OneOf(delegated), OneOf(application))
        }
    }
}

/// Permissions of which one is enough.
struct OneOf<'a>(&'a [&'a str]);

impl fmt::Display for OneOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.len() > 1 {
            f.write_str("one of ")?;
        }
        OneLine(&self.0.join(", "), SCOPES).fmt(f)
    }
}

fn ids(context: &Context, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (&context.request_id, &context.client_request_id) {
        (Some(service), Some(client)) => {
            write!(f, " (request-id {}, client-request-id {})", OneLine(service, ID), OneLine(client, ID))
        }
        (Some(service), None) => write!(f, " (request-id {})", OneLine(service, ID)),
        (None, Some(client)) => write!(f, " (client-request-id {})", OneLine(client, ID)),
        (None, None) => Ok(()),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let context = &self.0.context;
        let mut fields = f.debug_struct("Error");
        match &self.0.kind {
            Kind::Build(fault) => fields.field("build", &fault.0),
            Kind::Credential(source) => fields.field("credential", source),
            Kind::Transport(error) => fields.field("transport", error),
            Kind::Service { error, .. } => fields.field("service", error),
            Kind::Decode { source, place } => fields.field("decode", source).field("place", place),
            Kind::Empty => fields.field("empty", &true),
            Kind::TooLarge { limit } => fields.field("too_large", limit),
            Kind::Link(fault) => fields.field("link", &fault.0),
            Kind::Waited { waited, state } => fields.field("waited", waited).field("state", state),
            Kind::Batch(BatchFault::Unanswered(source)) => fields.field("unanswered", source),
            Kind::Batch(BatchFault::Unsent(source)) => fields.field("unsent", source),
            Kind::Batch(BatchFault::Dependency) => fields.field("unsent", &"failed dependency"),
            Kind::Batch(BatchFault::Handle(fault)) => fields.field("handle", &fault.0),
        };
        fields.field("context", context).finish()
    }
}
