//! Values in the OData literal syntax, and as key segments.

use std::borrow::Cow;
use std::fmt;

use serde_json::value::RawValue;

/// How a service wants enumeration values written in URLs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EnumStyle {
    /// The member alone: `'failed'`. OData 4.01 allows it, and many 4.0 services take it.
    Plain,
    /// The member with its type: `ns.status'failed'`. OData 4.0 requires it.
    #[default]
    Qualified,
}

/// A value as OData writes it in a URL, before percent-encoding.
///
/// ```
/// use odata_runtime::query::{EnumStyle, Literal, ToLiteral};
///
/// let literal = "O'Neil".to_literal();
/// assert_eq!(literal.render(EnumStyle::Plain), "'O''Neil'");
/// assert_eq!(literal.segment(), "O'Neil");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Literal(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Bare(Cow<'static, str>),
    Quoted { prefix: &'static str, text: String },
    Enumeration { type_name: &'static str, members: String },
    Json(String),
}

impl Literal {
    /// A null.
    pub const NULL: Self = Self(Kind::Bare(Cow::Borrowed("null")));

    /// A value that is written as it is: numbers, dates, GUIDs, `true`.
    ///
    /// ```
    /// # use odata_runtime::query::{EnumStyle, Literal};
    /// assert_eq!(Literal::bare("42").render(EnumStyle::Plain), "42");
    /// ```
    #[must_use]
    pub fn bare(text: impl Into<Cow<'static, str>>) -> Self {
        Self(Kind::Bare(text.into()))
    }

    /// A string: in single quotes, with those within it doubled.
    ///
    /// ```
    /// # use odata_runtime::query::{EnumStyle, Literal};
    /// assert_eq!(Literal::string("it's").render(EnumStyle::Plain), "'it''s'");
    /// ```
    #[must_use]
    pub fn string(text: impl Into<String>) -> Self {
        Self::prefixed("", text)
    }

    /// A quoted value with the name of its type before it, such as `duration'PT1H'`.
    ///
    /// ```
    /// # use odata_runtime::query::{EnumStyle, Literal};
    /// let literal = Literal::prefixed("duration", "PT1H");
    /// assert_eq!(literal.render(EnumStyle::Plain), "duration'PT1H'");
    /// assert_eq!(literal.segment(), "PT1H");
    /// ```
    #[must_use]
    pub fn prefixed(prefix: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self(Kind::Quoted { prefix, text })
    }

    /// A member of an enumeration type, or several of a flags type separated by commas.
    ///
    /// ```
    /// # use odata_runtime::query::{EnumStyle, Literal};
    /// let literal = Literal::enumeration("ns.status", "failed");
    /// assert_eq!(literal.render(EnumStyle::Plain), "'failed'");
    /// assert_eq!(literal.render(EnumStyle::Qualified), "ns.status'failed'");
    /// ```
    #[must_use]
    pub fn enumeration(type_name: &'static str, members: impl Into<String>) -> Self {
        let members = members.into();
        Self(Kind::Enumeration { type_name, members })
    }

    /// A complex value or a collection, as JSON. OData takes it only through a parameter alias.
    ///
    /// ```
    /// # use odata_runtime::query::{EnumStyle, IntoValue, Literal};
    /// let json = IntoValue::<Vec<String>>::into_json(["a", "b"])?;
    /// let literal = Literal::json(&json);
    /// assert!(literal.is_json());
    /// assert_eq!(literal.render(EnumStyle::Plain), r#"["a","b"]"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn json(value: &RawValue) -> Self {
        Self(Kind::Json(value.get().to_owned()))
    }

    /// Whether this is JSON, which must be passed by a parameter alias.
    #[must_use]
    pub const fn is_json(&self) -> bool {
        matches!(self.0, Kind::Json(_))
    }

    /// The text in literal syntax, not percent-encoded.
    #[must_use]
    pub fn render(&self, style: EnumStyle) -> String {
        let mut out = String::new();
        self.write(style, &mut out);
        out
    }

    /// The text of a key segment (`workflows/{key}`), not percent-encoded: without quotes and type.
    #[must_use]
    pub fn segment(&self) -> String {
        match &self.0 {
            Kind::Bare(text) => text.clone().into_owned(),
            Kind::Quoted { text, .. } | Kind::Json(text) => text.clone(),
            Kind::Enumeration { members, .. } => members.clone(),
        }
    }

    pub(super) fn write(&self, style: EnumStyle, out: &mut String) {
        match &self.0 {
            Kind::Bare(text) => out.push_str(text),
            Kind::Json(text) => out.push_str(text),
            Kind::Quoted { prefix, text } => write_quoted(prefix, text, out),
            Kind::Enumeration { type_name, members } => match style {
                EnumStyle::Plain => write_quoted("", members, out),
                EnumStyle::Qualified => write_quoted(type_name, members, out),
            },
        }
    }
}

/// Prints the literal in [`EnumStyle::Qualified`].
impl fmt::Debug for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(EnumStyle::Qualified))
    }
}

fn write_quoted(prefix: &str, text: &str, out: &mut String) {
    out.push_str(prefix);
    out.push('\'');
    for (index, part) in text.split('\'').enumerate() {
        if index > 0 {
            out.push_str("''");
        }
        out.push_str(part);
    }
    out.push('\'');
}

/// A value that can stand in a URL: in key predicates, key segments and function parameters.
///
/// The trait is object-safe: composite keys are slices of `&dyn ToLiteral`.
///
/// ```
/// use odata_runtime::query::{EnumStyle, ToLiteral};
///
/// let keys: [(&str, &dyn ToLiteral); 2] = [("orderId", &1_i32), ("product", &"A'1")];
/// let texts = keys.map(|(name, value)| format!("{name}={}", value.literal(EnumStyle::Plain)));
/// assert_eq!(texts.join(","), "orderId=1,product='A''1'");
/// ```
pub trait ToLiteral {
    /// The value as a literal.
    fn to_literal(&self) -> Literal;

    /// The text in literal syntax, not percent-encoded.
    fn literal(&self, style: EnumStyle) -> String {
        self.to_literal().render(style)
    }

    /// The text of a key segment, not percent-encoded: without quotes and type.
    fn segment(&self) -> String {
        self.to_literal().segment()
    }
}

impl ToLiteral for Literal {
    fn to_literal(&self) -> Literal {
        self.clone()
    }
}

impl<T: ToLiteral + ?Sized> ToLiteral for &T {
    fn to_literal(&self) -> Literal {
        (**self).to_literal()
    }
}

/// `None` is null.
impl<T: ToLiteral> ToLiteral for Option<T> {
    fn to_literal(&self) -> Literal {
        self.as_ref().map_or(Literal::NULL, ToLiteral::to_literal)
    }
}
