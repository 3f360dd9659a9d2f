//! The little of CSDL that random bodies are made from: types and their properties.
//!
//! This reads `metadata/*.csdl.xml` by itself, not with the generator, so that a mistake there is
//! not made twice.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::paths;

/// The types of one API, by full name.
#[derive(Debug, Default)]
pub struct Schema {
    types: BTreeMap<String, Type>,
    declared: BTreeSet<String>,
}

/// One type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// An entity or complex type.
    Structured(Structured),
    /// An enumeration: its members, and whether it is a set of flags.
    Enum(Vec<String>, bool),
    /// Another name for a primitive.
    Definition(String),
}

/// An entity or complex type as it is declared, without what it inherits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structured {
    /// The full name of the type it derives from.
    pub base: Option<String>,
    /// Whether no value can be of this very type.
    pub is_abstract: bool,
    /// Its own properties, structural and navigation.
    pub properties: Vec<Property>,
}

/// A structural or navigation property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The name in JSON.
    pub name: String,
    /// The full name of its type, or of its items' type.
    pub ty: String,
    /// Whether it holds many.
    pub is_collection: bool,
}

impl Schema {
    /// Reads the schema of `v1.0` or `beta`.
    ///
    /// # Errors
    ///
    /// Where the file is not there or is not XML.
    pub fn of(version: &str) -> Result<Self, String> {
        let path = paths::root().join("metadata").join(format!("{version}.csdl.xml"));
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::read(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Reads a document.
    ///
    /// # Errors
    ///
    /// Where it is not XML.
    pub fn read(text: &str) -> Result<Self, quick_xml::Error> {
        let aliases = aliases(text)?;
        let mut walk = Walk { aliases, ..Walk::default() };
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event()? {
                Event::Start(tag) => walk.open(&tag, false),
                Event::Empty(tag) => walk.open(&tag, true),
                Event::End(tag) => walk.close(tag.local_name().as_ref()),
                Event::Eof => return Ok(walk.schema),
                _ => {}
            }
        }
    }

    /// The type of that full name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// Every type with its full name.
    pub fn types(&self) -> impl Iterator<Item = (&str, &Type)> {
        self.types.iter().map(|(name, ty)| (name.as_str(), ty))
    }

    /// The structured type of that full name.
    #[must_use]
    pub fn structured(&self, name: &str) -> Option<&Structured> {
        match self.get(name) {
            Some(Type::Structured(ty)) => Some(ty),
            _ => None,
        }
    }

    /// The properties of a type with those it inherits.
    #[must_use]
    pub fn properties(&self, name: &str) -> Vec<&Property> {
        let mut properties = Vec::new();
        let mut at = self.structured(name);
        while let Some(ty) = at {
            properties.extend(&ty.properties);
            at = ty.base.as_deref().and_then(|base| self.structured(base));
        }
        properties
    }

    /// Whether a property, a parameter, a result, a set or a singleton is declared to be of that type.
    #[must_use]
    pub fn is_declared(&self, name: &str) -> bool {
        self.declared.contains(name)
    }

    /// Whether a type derives from another, or is it.
    #[must_use]
    pub fn is_a(&self, name: &str, ancestor: &str) -> bool {
        let mut at = Some(name);
        while let Some(name) = at {
            if name == ancestor {
                return true;
            }
            at = self.structured(name).and_then(|ty| ty.base.as_deref());
        }
        false
    }

    /// The concrete types that a value declared as `name` can be of.
    #[must_use]
    pub fn concrete(&self, name: &str) -> Vec<&str> {
        let is_concrete = |ty: &Type| matches!(ty, Type::Structured(ty) if !ty.is_abstract);
        self.types().filter(|(other, ty)| is_concrete(ty) && self.is_a(other, name)).map(|(other, _)| other).collect()
    }
}

/// Aliases can be used before they are declared.
fn aliases(text: &str) -> Result<BTreeMap<String, String>, quick_xml::Error> {
    let mut found = BTreeMap::new();
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Schema" => {
                if let (Some(alias), Some(namespace)) = (attribute(&tag, "Alias"), attribute(&tag, "Namespace")) {
                    found.insert(alias, namespace);
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

#[derive(Debug, Default)]
struct Walk {
    aliases: BTreeMap<String, String>,
    schema: Schema,
    namespace: String,
    open: Option<(String, Type)>,
}

impl Walk {
    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        self.declare(tag);
        let local = tag.local_name();
        let name = attribute(tag, "Name");
        let is_true = |key: &str| attribute(tag, key).is_some_and(|text| text == "true");
        match (local.as_ref(), name) {
            ("Schema", _) => self.namespace = attribute(tag, "Namespace").unwrap_or_default(),
            ("EntityType" | "ComplexType", Some(name)) => {
                let base = attribute(tag, "BaseType").map(|base| self.full(&base));
                let ty = Structured { base, is_abstract: is_true("Abstract"), properties: Vec::new() };
                self.start(&name, Type::Structured(ty), is_empty);
            }
            ("EnumType", Some(name)) => self.start(&name, Type::Enum(Vec::new(), is_true("IsFlags")), is_empty),
            ("TypeDefinition", Some(name)) => {
                let underlying = attribute(tag, "UnderlyingType").unwrap_or_default();
                self.start(&name, Type::Definition(underlying), is_empty);
            }
            ("Property" | "NavigationProperty", Some(name)) => {
                let declared = attribute(tag, "Type").unwrap_or_else(|| "Edm.String".to_owned());
                let item = declared.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
                let (ty, is_collection) = (self.full(item.unwrap_or(&declared)), item.is_some());
                if let Some((_, Type::Structured(open))) = &mut self.open {
                    open.properties.push(Property { name, ty, is_collection });
                }
            }
            ("Member", Some(name)) => {
                if let Some((_, Type::Enum(members, _))) = &mut self.open {
                    members.push(name);
                }
            }
            _ => {}
        }
    }

    fn declare(&mut self, tag: &BytesStart<'_>) {
        let attribute = |key| attribute(tag, key);
        let declared = match tag.local_name().as_ref() {
            "Property" | "NavigationProperty" | "Parameter" | "ReturnType" | "Singleton" => attribute("Type"),
            "EntitySet" => attribute("EntityType"),
            _ => None,
        };
        if let Some(declared) = declared {
            let item = declared.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
            let name = self.full(item.unwrap_or(&declared));
            self.schema.declared.insert(name);
        }
    }

    fn start(&mut self, name: &str, ty: Type, is_empty: bool) {
        self.open = Some((format!("{}.{name}", self.namespace), ty));
        if is_empty {
            self.finish();
        }
    }

    fn close(&mut self, local: &str) {
        if matches!(local, "EntityType" | "ComplexType" | "EnumType" | "TypeDefinition") {
            self.finish();
        }
    }

    fn finish(&mut self) {
        self.schema.types.extend(self.open.take());
    }

    fn full(&self, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((prefix, last)) => match self.aliases.get(prefix) {
                Some(namespace) => format!("{namespace}.{last}"),
                None => name.to_owned(),
            },
            None => name.to_owned(),
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    Some(attribute.value.into_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Schema, Type};

    const DOCUMENT: &str = r#"<Schema Namespace="a.b" Alias="s">
        <ComplexType Name="base" Abstract="true"/>
        <ComplexType Name="one" BaseType="s.base"><Property Name="p" Type="Collection(s.e)"/></ComplexType>
        <EnumType Name="e" IsFlags="true"><Member Name="m"/></EnumType>
    </Schema>"#;

    #[test]
    fn a_document_is_understood() {
        let schema = Schema::read(DOCUMENT).unwrap();
        assert_eq!(schema.concrete("a.b.base"), ["a.b.one"]);
        let property = schema.properties("a.b.one")[0];
        assert_eq!((property.ty.as_str(), property.is_collection), ("a.b.e", true));
        assert_eq!(schema.get("a.b.e"), Some(&Type::Enum(vec!["m".to_owned()], true)));
    }
}
