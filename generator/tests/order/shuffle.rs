//! A document with its elements and attributes in another order, where their order means nothing.

use quick_xml::{Reader, events::BytesStart, events::Event};

/// An element, its texts as they are written.
struct Element {
    name: String,
    attributes: Vec<String>,
    children: Vec<Node>,
}

enum Node {
    Element(Element),
    Text(String),
}

/// The document in another order.
pub(crate) fn shuffled(text: &str, seed: u64) -> String {
    try_shuffled(text, seed).unwrap_or_else(|| panic!("the document is not well-formed"))
}

/// The same; `None` for what is not well-formed, or has what is not shuffled.
pub(crate) fn try_shuffled(text: &str, seed: u64) -> Option<String> {
    let mut root = parse(text.trim_start_matches('\u{feff}'))?;
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    root.shuffle(&mut numbers);
    let mut out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned();
    root.write(&mut out);
    Some(out)
}

struct Numbers(u64);

impl Numbers {
    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            list.swap(last, usize::try_from(self.0 >> 33).unwrap() % (last + 1));
        }
    }
}

fn parse(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => {
                let one = element(&start)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(one)),
                    None => return Some(one),
                }
            }
            Event::End(_) => {
                let one = open.pop()?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(one)),
                    None => return Some(one),
                }
            }
            Event::Text(text) => {
                let text: &str = text.as_ref();
                let text = text.to_owned();
                if let Some(parent) = open.last_mut().filter(|_| !text.trim().is_empty()) {
                    parent.children.push(Node::Text(text));
                }
            }
            Event::GeneralRef(name) => {
                let text = format!("&{};", AsRef::<str>::as_ref(&name));
                open.last_mut()?.children.push(Node::Text(text));
            }
            Event::CData(_) | Event::DocType(_) | Event::Eof => return None,
            _ => {}
        }
    }
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let name = start.name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.ok()?;
        let key: &str = attribute.key.as_ref();
        let value = attribute.value.replace('"', "&quot;");
        attributes.push(format!(" {key}=\"{value}\""));
    }
    Some(Element { name, attributes, children: Vec::new() })
}

impl Element {
    fn is(&self, name: &str) -> bool {
        self.name.rsplit(':').next() == Some(name)
    }

    fn has(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|written| written.starts_with(&format!(" {attribute}=")))
    }

    /// Which children may change places: all, all but those of a name, or none.
    fn shuffle(&mut self, numbers: &mut Numbers) {
        numbers.shuffle(&mut self.attributes);
        for child in &mut self.children {
            if let Node::Element(child) = child {
                child.shuffle(numbers);
            }
        }
        let local = self.name.rsplit(':').next().unwrap_or_default().to_owned();
        // The order of parameters is that of arguments; documents have references before what refers.
        let fixed = match local.as_str() {
            "Edmx" => "DataServices",
            "Action" | "Function" => "Parameter",
            // Members without values count from the one before them.
            "EnumType" if self.elements().any(|one| one.is("Member") && !one.has("Value")) => "Member",
            "Reference" | "DataServices" | "Schema" | "EntityType" | "ComplexType" | "EntityContainer"
            | "EntitySet" | "Singleton" | "Property" | "NavigationProperty" | "EnumType" | "Member"
            | "TypeDefinition" | "Term" | "Parameter" | "ReturnType" | "Annotations" | "Record" => "",
            // Collections, keys and the arguments of expressions.
            _ => return,
        };
        let is_fixed = |node: &Node| matches!(node, Node::Element(one) if one.is(fixed));
        let (last, mut first): (Vec<Node>, Vec<Node>) = self.children.drain(..).partition(is_fixed);
        numbers.shuffle(&mut first);
        self.children = first.into_iter().chain(last).collect();
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(one) => Some(one),
            Node::Text(_) => None,
        })
    }

    fn write(&self, out: &mut String) {
        out.push_str(&format!("<{}{}", self.name, self.attributes.concat()));
        if self.children.is_empty() {
            out.push_str("/>\n");
            return;
        }
        let holds_elements = self.elements().next().is_some();
        out.push_str(if holds_elements { ">\n" } else { ">" });
        for child in &self.children {
            match child {
                Node::Element(child) => child.write(out),
                Node::Text(text) => out.push_str(text),
            }
        }
        out.push_str(&format!("</{}>\n", self.name));
    }
}
