//! What a client must know of a service beforehand.

use crate::query::EnumStyle;

/// How a service writes the key of an entity in a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyStyle {
    /// In parentheses: `Orders(1)`, `People('russell')`. Every service takes it.
    #[default]
    Parentheses,
    /// As a segment: `people/russell`. A key that cannot be one segment (empty, `.`, `..`, or starting
    /// with `$`) and a composite key are written in parentheses all the same.
    Segment,
}

/// The description of a service, as generated code holds it in a constant.
///
/// ```
/// use odata_runtime::{KeyStyle, Service, query::EnumStyle};
///
/// const SERVICE: Service = Service::new("Example", "https://services.example/v1.0")
///     .key_style(KeyStyle::Segment)
///     .enum_style(EnumStyle::Plain);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Service {
    name: &'static str,
    base_url: &'static str,
    key_style: KeyStyle,
    enum_style: EnumStyle,
}

impl Service {
    /// A service with its name, for traces, and the URL of its root. Keys are in parentheses, and
    /// enumeration values carry their type, which every service takes.
    #[must_use]
    pub const fn new(name: &'static str, base_url: &'static str) -> Self {
        Self { name, base_url, key_style: KeyStyle::Parentheses, enum_style: EnumStyle::Qualified }
    }

    /// The same service with its keys in this style.
    #[must_use]
    pub const fn key_style(mut self, style: KeyStyle) -> Self {
        self.key_style = style;
        self
    }

    /// The same service with enumeration values in this style.
    #[must_use]
    pub const fn enum_style(mut self, style: EnumStyle) -> Self {
        self.enum_style = style;
        self
    }

    /// The service's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The URL of the service's root.
    #[must_use]
    pub const fn base_url(&self) -> &'static str {
        self.base_url
    }

    pub(crate) const fn keys(&self) -> KeyStyle {
        self.key_style
    }

    pub(crate) const fn enums(&self) -> EnumStyle {
        self.enum_style
    }
}
