//! What the parts of resolving share: names, diagnostics, the document at hand.

use std::collections::BTreeMap;

use crate::csdl::document::{Facets as WrittenFacets, Text, TypeUse};
use crate::diagnostic::{Code, Diagnostics, Span};

use super::names::{Found, Names};
use super::typing::DeclaredTypes;
use super::{Facets, ItemType, Primitive, TypeId, TypeReference};

/// The kind of a declared type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Enum,
    Definition,
    Complex,
    Entity,
}

impl Kind {
    /// What a person calls it.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Enum => "an enumeration",
            Self::Definition => "a type definition",
            Self::Complex => "a complex type",
            Self::Entity => "an entity type",
        }
    }
}

/// Namespaces that are used but not loaded: the first use, and how many there are.
pub(super) type NotLoaded = BTreeMap<String, (Span, usize)>;

/// What resolving needs at every turn.
#[derive(Debug)]
pub(super) struct Context<'x, 'd> {
    pub(super) names: &'x Names<'d>,
    /// The kind of each type.
    pub(super) kinds: &'x [Kind],
    /// What the documents declare, for values whose own document leaves open what they are.
    pub(super) declared: &'x DeclaredTypes<'d>,
    pub(super) diagnostics: &'x mut Diagnostics,
    /// Which document is at hand.
    pub(super) document: usize,
    /// Whose types have to be guessed.
    pub(super) not_loaded: NotLoaded,
}

impl<'x, 'd> Context<'x, 'd> {
    pub(super) fn new(
        names: &'x Names<'d>,
        kinds: &'x [Kind],
        declared: &'x DeclaredTypes<'d>,
        diagnostics: &'x mut Diagnostics,
    ) -> Self {
        Self { names, kinds, declared, diagnostics, document: 0, not_loaded: BTreeMap::new() }
    }

    /// The kind of a type.
    pub(super) fn kind(&self, id: TypeId) -> Option<Kind> {
        self.kinds.get(id.index()).copied()
    }

    /// What a type's name stands for; what stands for nothing is reported, once.
    pub(super) fn find(&mut self, name: &Text<'_>) -> Found {
        let written = name.value.trim();
        let found = self.names.find(self.document, written);
        match found {
            Found::Nothing => self.names.report_unknown(self.document, written, name.span, self.diagnostics),
            Found::NotLoaded => self.note_not_loaded(written, name.span),
            Found::Type(_) | Found::Primitive(_) => {}
        }
        found
    }

    fn note_not_loaded(&mut self, name: &str, span: Span) {
        let Some((namespace, _)) = self.names.split(self.document, name) else { return };
        let entry = self.not_loaded.entry(namespace.to_owned()).or_insert((span, 0));
        entry.1 += 1;
    }

    /// Adds what comes after that which is known already.
    pub(super) fn add_not_loaded(&mut self, more: NotLoaded) {
        for (namespace, (span, count)) in more {
            self.not_loaded.entry(namespace).or_insert((span, 0)).1 += count;
        }
    }

    /// Warns of the namespaces whose types had to be guessed.
    pub(super) fn report_not_loaded(&mut self) {
        for (namespace, (span, count)) in std::mem::take(&mut self.not_loaded) {
            let uses = if count == 1 { "used here".to_owned() } else { format!("{count} uses, the first here") };
            let message = format!("the document of `{namespace}` is not given: what it declares is not known ({uses})");
            self.diagnostics
                .warn(Code::NotLoaded, span, message)
                .help("give that document too, or name a file for its URI, and its types are resolved; until then they count as untyped");
        }
    }

    /// The type of a property, parameter or result. `None`, with an error, where there is none.
    pub(super) fn type_reference(&mut self, ty: &TypeUse<'_>) -> Option<TypeReference> {
        let item = match self.find(&ty.name) {
            Found::Type(id) => ItemType::Named(id),
            Found::Primitive(primitive) => {
                if let Some(written) = &ty.facets {
                    super::facets::check(primitive, written, ty.name.span, self.diagnostics);
                }
                ItemType::Primitive(primitive)
            }
            Found::NotLoaded => ItemType::Primitive(Primitive::Untyped),
            Found::Nothing => return None,
        };
        let facets = facets(ty.facets.as_deref(), item);
        // Of a collection of entities nullable says nothing: XML must not say it, and JSON cannot leave it open.
        let nullable = ty.nullable.unwrap_or(true) || (ty.is_collection && self.is_entity(item));
        Some(TypeReference { item, is_collection: ty.is_collection, nullable, facets })
    }

    fn is_entity(&self, item: ItemType) -> bool {
        match item {
            ItemType::Named(id) => self.kind(id) == Some(Kind::Entity),
            ItemType::Primitive(primitive) => primitive == Primitive::EntityType,
        }
    }
}

/// Facets, owned. Those that only say the default are left out: XML and JSON have different ones.
pub(super) fn facets(written: Option<&WrittenFacets<'_>>, item: ItemType) -> Facets {
    use Primitive::{DateTimeOffset, Decimal, Duration, TimeOfDay};
    let Some(written) = written else { return Facets::default() };
    let text = |text: &Option<Text<'_>>| text.as_ref().map(|text| text.value.trim().to_owned());
    let is_decimal = item == ItemType::Primitive(Decimal);
    let is_temporal = matches!(item, ItemType::Primitive(DateTimeOffset | Duration | TimeOfDay));
    Facets {
        max_length: text(&written.max_length).filter(|length| length != "max"),
        precision: written.precision.filter(|precision| !is_temporal || *precision > 0),
        scale: text(&written.scale).filter(|scale| !is_decimal || scale != "0"),
        srid: text(&written.srid),
        unicode: written.unicode.filter(|unicode| !unicode),
        default_value: written.default_value.as_ref().map(|text| text.value.clone().into_owned()),
    }
}
