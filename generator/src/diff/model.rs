//! What a comparison says.

use std::fmt;

use serde::Serialize;

/// What a change does to a caller of the generated crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Only documentation differs, or nothing that a caller sees.
    OnlyDocs,
    /// There is more than before; what compiled compiles.
    OnlyAdds,
    /// What compiled compiles, and may do something else.
    ChangesBehaviour,
    /// Code that uses it does not compile any more.
    BreaksCompile,
}

/// The version number that has to be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Only documentation differs, or nothing.
    Patch,
    /// What compiled compiles.
    Minor,
    /// Some code that compiled does not.
    Major,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::OnlyDocs => "only docs",
            Self::OnlyAdds => "only adds",
            Self::ChangesBehaviour => "changes behaviour",
            Self::BreaksCompile => "breaks compile",
        })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

/// What an element of a schema is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is named as in CSDL")]
pub enum ElementKind {
    EntityType,
    ComplexType,
    EnumType,
    /// An enumeration whose values may be several members.
    FlagsType,
    TypeDefinition,
    Property,
    NavigationProperty,
    Member,
    Action,
    Function,
    Container,
    EntitySet,
    Singleton,
    /// An action import or a function import.
    Import,
    /// A path below an entity set or a singleton, which annotations are on.
    Path,
}

impl ElementKind {
    /// What a person calls it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::EntityType => "entity type",
            Self::ComplexType => "complex type",
            Self::EnumType => "enumeration",
            Self::FlagsType => "flags enumeration",
            Self::TypeDefinition => "type definition",
            Self::Property => "property",
            Self::NavigationProperty => "navigation property",
            Self::Member => "member",
            Self::Action => "action",
            Self::Function => "function",
            Self::Container => "entity container",
            Self::EntitySet => "entity set",
            Self::Singleton => "singleton",
            Self::Import => "operation import",
            Self::Path => "path",
        }
    }
}

/// What happened to an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Action {
    Removed,
    Changed,
    Added,
}

/// Two revisions compared: groups, each with its changes, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The version of this form: 1.
    pub format: u32,
    /// The version number that has to be raised.
    pub verdict: Verdict,
    /// How many changes have each effect.
    pub counts: Counts,
    /// What changed, by the type or the container that it belongs to, sorted by its name.
    pub groups: Vec<Group>,
    /// Pairs of a removed and an added element that look like one that was renamed.
    pub renames: Vec<Rename>,
}

/// How many changes have each effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "named as the effects")]
pub struct Counts {
    pub breaks_compile: usize,
    pub changes_behaviour: usize,
    pub only_adds: usize,
    pub only_docs: usize,
}

/// What changed of a type, its members and its operations, or of the container.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The type's full name, or `entity container`.
    pub name: String,
    /// The worst first, then by name.
    pub changes: Vec<Change>,
}

/// A change of one element, or of Rust items that no change of their own element explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it does to a caller.
    pub effect: Effect,
    /// What happened.
    pub action: Action,
    /// What it happened to.
    pub kind: ElementKind,
    /// The element's name that lasts: `Ns.type`, `Ns.type/member`, `/set`, `action Ns.op on Ns.type`.
    pub element: String,
    /// What differs of it, where it was changed.
    pub details: Vec<Detail>,
    /// Its members, where it came or went with them.
    pub members: Vec<String>,
    /// Why its Rust items differ although it does not.
    pub consequence_of: Option<String>,
    /// The Rust items that come, go, or differ with it.
    pub rust: Vec<RustChange>,
}

/// One thing that differs of an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// What it is, such as `nullable`.
    pub what: String,
    /// What it was; none where it was not there, where it has no value, and for words.
    pub old: Option<String>,
    /// What it is now.
    pub new: Option<String>,
    /// Whether it came, went, or changed.
    pub action: Action,
}

/// A Rust item that a caller can name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RustChange {
    /// What it does to a caller.
    pub effect: Effect,
    /// Its path, such as `v1_0::User::display_name`.
    pub path: String,
    /// What it was; none where it was not there.
    pub old: Option<String>,
    /// What it is now; none where it is gone.
    pub new: Option<String>,
    /// What no compiler sees and yet differs of it.
    pub differs: Vec<&'static str>,
}

/// Two elements that may be one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Rename {
    /// What both are.
    pub kind: ElementKind,
    /// The one that went.
    pub old: String,
    /// The one that came.
    pub new: String,
    /// Why they look alike.
    pub because: String,
}

impl Difference {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Every change, in order.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.groups.iter().flat_map(|group| &group.changes)
    }
}
