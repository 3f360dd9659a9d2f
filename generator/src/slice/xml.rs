//! XML text: indented elements with escaped attributes.

use std::fmt::Write as _;

/// Writes elements, two blanks a level, lines ended by a line feed.
#[derive(Debug)]
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

/// A start tag that is being written.
#[derive(Debug)]
pub(super) struct Tag {
    name: &'static str,
    text: String,
}

impl Tag {
    /// A tag without attributes.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, text: String::new() }
    }

    /// Adds an attribute.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        let _ = write!(self.text, " {name}=\"");
        escape(&mut self.text, value, true);
        self.text.push('"');
        self
    }

    /// Adds an attribute where there is a value.
    pub(super) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a boolean where it is not the default.
    pub(super) fn flag(self, name: &str, value: bool, default: bool) -> Self {
        if value == default { self } else { self.with(name, if value { "true" } else { "false" }) }
    }
}

impl Xml {
    /// Starts a document.
    pub(super) fn new() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(), open: Vec::new() }
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.text.push_str("  ");
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, tag: &Tag) {
        self.indent();
        let _ = writeln!(self.text, "<{}{}>", tag.name, tag.text);
        self.open.push(tag.name);
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            let _ = writeln!(self.text, "</{name}>");
        }
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, tag: &Tag) {
        self.indent();
        let _ = writeln!(self.text, "<{}{} />", tag.name, tag.text);
    }

    /// Writes an element that holds a text.
    pub(super) fn leaf(&mut self, tag: &Tag, content: &str) {
        self.indent();
        let _ = write!(self.text, "<{}{}>", tag.name, tag.text);
        escape(&mut self.text, content, false);
        let _ = writeln!(self.text, "</{}>", tag.name);
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Escapes what XML takes as markup, and white space that a reader would change.
fn escape(text: &mut String, value: &str, in_attribute: bool) {
    for c in value.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' if in_attribute => text.push_str("&quot;"),
            '\r' => text.push_str("&#xD;"),
            '\n' if in_attribute => text.push_str("&#xA;"),
            '\t' if in_attribute => text.push_str("&#x9;"),
            other => text.push(other),
        }
    }
}
