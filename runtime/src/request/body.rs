//! What a request carries, while it is in the making.

use bytes::Bytes;
use serde_json::value::RawValue;

use crate::{error::Fault, model::object_members};

/// What a request carries.
#[derive(Clone)]
pub(super) enum Body {
    Empty,
    Whole(Bytes),
    /// Members that are set one by one, in their order.
    Members(Vec<(String, Box<RawValue>)>),
}

impl Body {
    /// Sets a member, be the body whole or made of members; it keeps its place if it was set before.
    pub(super) fn set(&mut self, name: &str, value: Box<RawValue>) -> Result<(), Fault> {
        if let Self::Whole(body) = self {
            let members = object_members(body).map_err(|error| Fault(format!("the body has no members: {error}")))?;
            *self = Self::Members(members);
        }
        match self {
            Self::Members(members) => match members.iter_mut().find(|(known, _)| known == name) {
                Some((_, old)) => *old = value,
                // Readers that take a body piece by piece need the type before all else.
                None if name == "@odata.type" => members.insert(0, (name.to_owned(), value)),
                None => members.push((name.to_owned(), value)),
            },
            body => *body = Self::Members(vec![(name.to_owned(), value)]),
        }
        Ok(())
    }

    pub(super) fn has_no_member(&self) -> bool {
        !matches!(self, Self::Members(members) if !members.is_empty())
    }

    /// The body as it is sent; `None` where there is none.
    pub(super) fn bytes(&self) -> Result<Option<Bytes>, Fault> {
        match self {
            Self::Empty => Ok(None),
            Self::Whole(body) => Ok(Some(body.clone())),
            Self::Members(members) if members.is_empty() => Err("nothing is set: there is nothing to send".into()),
            Self::Members(members) => Ok(Some(object(members).into())),
        }
    }
}

fn object(members: &[(String, Box<RawValue>)]) -> String {
    let mut text = String::from("{");
    for (index, (name, value)) in members.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&serde_json::Value::from(name.as_str()).to_string());
        text.push(':');
        text.push_str(value.get());
    }
    text.push('}');
    text
}
