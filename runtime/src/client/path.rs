//! The path of a resource, encoded as it grows; and its template, for traces.

use crate::{
    client::{KeyStyle, encode},
    error::Fault,
    query::{EnumStyle, Literal},
};

/// A path below the service's root: each segment with a slash before it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path {
    text: String,
    template: String,
    fault: Option<Fault>,
}

impl Path {
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The path with `{key}` in place of keys and without arguments: the same for every entity.
    pub(crate) fn template(&self) -> &str {
        &self.template
    }

    pub(crate) fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// Adds a segment: a property, a qualified type or operation, or `$value` and the like.
    pub(crate) fn push(&mut self, name: &str) {
        if is_no_name(name) {
            self.fault = Some(Fault(format!("`{name}` is no path segment")));
        }
        for text in [&mut self.text, &mut self.template] {
            text.push('/');
            encode::segment(name, text);
        }
    }

    /// Adds a single key.
    pub(crate) fn push_key(&mut self, key: &Literal, keys: KeyStyle, enums: EnumStyle) {
        let segment = key.segment();
        if keys == KeyStyle::Segment && !is_unsafe(&segment) {
            self.text.push('/');
            encode::key(&segment, &mut self.text);
            self.template.push_str("/{key}");
        } else {
            self.parenthesised(&key.render(enums));
            self.template.push_str("({key})");
        }
    }

    /// Adds a key of several named parts, which is always written in parentheses.
    pub(crate) fn push_keys(&mut self, parts: impl Iterator<Item = (String, String)>) {
        self.parenthesised(&join(parts));
        self.template.push_str("({key})");
    }

    /// Adds a call of a function with its arguments in literal syntax.
    pub(crate) fn push_call(&mut self, name: &str, arguments: impl Iterator<Item = (String, String)>) {
        self.push(name);
        self.parenthesised(&join(arguments));
        self.template.push_str("()");
    }

    fn parenthesised(&mut self, inner: &str) {
        self.text.push('(');
        encode::segment(inner, &mut self.text);
        self.text.push(')');
    }
}

fn join(parts: impl Iterator<Item = (String, String)>) -> String {
    parts.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(",")
}

fn is_no_name(name: &str) -> bool {
    matches!(name, "" | "." | "..")
}

/// Whether a key would not stay one segment, or would be taken for something else. Dots cannot be
/// escaped: URL parsers read `%2E%2E` as `..` too.
fn is_unsafe(key: &str) -> bool {
    is_no_name(key) || key.starts_with('$')
}
