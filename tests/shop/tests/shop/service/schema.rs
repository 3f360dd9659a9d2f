//! What the metadata says of types, sets and operations: read from the document that the client is made of, by means that
//! the generator does not share.

use std::{collections::BTreeMap, sync::OnceLock};

/// A structured or an enumeration type.
#[derive(Debug, Default)]
pub(crate) struct Type {
    base: Option<String>,
    pub(crate) is_abstract: bool,
    pub(crate) is_flags: bool,
    pub(crate) has_stream: bool,
    pub(crate) members: Vec<String>,
    keys: Vec<String>,
    properties: Vec<Property>,
    navigations: Vec<Property>,
}

/// A property, or a parameter of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) ty: String,
    pub(crate) is_nullable: bool,
    pub(crate) is_contained: bool,
    pub(crate) is_optional: bool,
}

/// A function or an action; the first parameter of a bound one is what it is bound to.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) is_action: bool,
    pub(crate) is_bound: bool,
    pub(crate) parameters: Vec<Property>,
}

#[derive(Debug, Default)]
pub(crate) struct Schema {
    types: BTreeMap<String, Type>,
    /// Entity sets and singletons, with the type of an entity.
    pub(crate) sets: BTreeMap<String, String>,
    pub(crate) singletons: BTreeMap<String, String>,
    pub(crate) operations: Vec<Operation>,
}

/// The schema of the shop.
pub(crate) fn schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::read(include_str!("../../../service.csdl.xml")))
}

/// What a collection type holds.
pub(crate) fn item_of(ty: &str) -> Option<&str> {
    ty.strip_prefix("Collection(")?.strip_suffix(')')
}

impl Schema {
    /// Reads a document that has one element a line, as the shop's has.
    fn read(document: &str) -> Self {
        let mut schema = Self::default();
        let mut current = String::new();
        for line in document.lines().map(str::trim) {
            let attribute = |name: &str| {
                let (_, rest) = line.split_once(&format!(" {name}=\""))?;
                Some(rest.split_once('"')?.0.to_owned())
            };
            let is = |name: &str| attribute(name).as_deref() == Some("true");
            let name = attribute("Name").unwrap_or_default();
            let tag = line.trim_start_matches('<').split([' ', '>']).next().unwrap_or_default();
            let property = || Property {
                name: name.clone(),
                ty: attribute("Type").unwrap_or_default(),
                is_nullable: attribute("Nullable").as_deref() != Some("false"),
                is_contained: is("ContainsTarget"),
                is_optional: false,
            };
            let known = schema.types.get_mut(&current);
            match (tag, known) {
                ("EntityType" | "ComplexType" | "EnumType", _) => {
                    current = format!("Shop.{name}");
                    let ty = Type {
                        base: attribute("BaseType"),
                        is_abstract: is("Abstract"),
                        is_flags: is("IsFlags"),
                        has_stream: is("HasStream"),
                        ..Type::default()
                    };
                    schema.types.insert(current.clone(), ty);
                }
                ("Property", Some(ty)) => ty.properties.push(property()),
                ("NavigationProperty", Some(ty)) => ty.navigations.push(property()),
                ("PropertyRef", Some(ty)) => ty.keys.push(name),
                ("Member", Some(ty)) => ty.members.push(name),
                ("Function" | "Action", _) => schema.operations.push(Operation {
                    name: format!("Shop.{name}"),
                    is_action: tag == "Action",
                    is_bound: is("IsBound"),
                    parameters: Vec::new(),
                }),
                ("Parameter", _) => {
                    schema.operations.last_mut().unwrap().parameters.push(property());
                }
                ("Annotation", _) if line.contains("OptionalParameter") => {
                    schema.operations.last_mut().unwrap().parameters.last_mut().unwrap().is_optional = true;
                }
                ("EntitySet", _) => drop(schema.sets.insert(name, attribute("EntityType").unwrap())),
                ("Singleton", _) => drop(schema.singletons.insert(name, attribute("Type").unwrap())),
                _ => {}
            }
        }
        schema
    }

    pub(crate) fn ty(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// A type and what it derives from, itself first.
    fn line(&self, name: &str) -> impl Iterator<Item = (&str, &Type)> {
        let first = self.types.get_key_value(name);
        std::iter::successors(first, |(_, ty)| self.types.get_key_value(ty.base.as_deref()?))
            .map(|(name, ty)| (name.as_str(), ty))
    }

    pub(crate) fn is_a(&self, name: &str, base: &str) -> bool {
        self.line(name).any(|(known, _)| known == base)
    }

    pub(crate) fn property(&self, of: &str, name: &str) -> Option<&Property> {
        self.line(of).find_map(|(_, ty)| ty.properties.iter().find(|property| property.name == name))
    }

    pub(crate) fn properties(&self, of: &str) -> Vec<&Property> {
        self.line(of).flat_map(|(_, ty)| &ty.properties).collect()
    }

    pub(crate) fn navigation(&self, of: &str, name: &str) -> Option<&Property> {
        self.line(of).find_map(|(_, ty)| ty.navigations.iter().find(|property| property.name == name))
    }

    /// The collections that entities of a type hold in themselves. Lines are not among them: they have a set.
    pub(crate) fn contained(&self, of: &str) -> impl Iterator<Item = &Property> {
        let all = self.line(of).flat_map(|(_, ty)| &ty.navigations);
        all.filter(|navigation| navigation.is_contained && navigation.name != "Lines")
    }

    pub(crate) fn keys(&self, of: &str) -> &[String] {
        self.line(of).map(|(_, ty)| ty.keys.as_slice()).find(|keys| !keys.is_empty()).unwrap_or_default()
    }

    pub(crate) fn is_media(&self, of: &str) -> bool {
        self.line(of).any(|(_, ty)| ty.has_stream)
    }

    /// The operations of a name that are bound to a type, or to none.
    pub(crate) fn operations(&self, name: &str, bound_to: Option<&str>) -> Vec<&Operation> {
        let fits = |declared: &str, given: &str| match (item_of(declared), item_of(given)) {
            (Some(declared), Some(given)) => self.is_a(given, declared),
            (None, None) => self.is_a(given, declared),
            _ => false,
        };
        let is_bound = |operation: &Operation| match (bound_to, operation.is_bound) {
            (Some(ty), true) => operation.parameters.first().is_some_and(|first| fits(&first.ty, ty)),
            (None, false) => true,
            _ => false,
        };
        self.operations.iter().filter(|operation| operation.name == name && is_bound(operation)).collect()
    }
}
