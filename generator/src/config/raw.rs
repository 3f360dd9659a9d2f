//! The configuration as TOML has it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    #[serde(rename = "crate")]
    pub(super) krate: Crate,
    #[serde(default)]
    pub(super) clouds: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pub(super) references: BTreeMap<String, PathBuf>,
    pub(super) evolvable_enums: Option<EvolvableEnums>,
    pub(super) advanced_queries: Option<AdvancedQueries>,
    #[serde(default)]
    pub(super) api: Vec<Api>,
    #[serde(default)]
    pub(super) scope: Scope,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(super) struct Crate {
    pub(super) output: PathBuf,
    pub(super) client: String,
    pub(super) host: Option<Spanned<String>>,
    pub(super) readme: Option<PathBuf>,
    #[serde(default)]
    pub(super) inputs: Vec<PathBuf>,
    pub(super) requests: Option<bool>,
    pub(super) names: Option<Names>,
    #[serde(default)]
    pub(super) namespace_root: String,
    #[serde(default)]
    pub(super) operation_names: OperationNames,
    #[serde(default)]
    pub(super) key_style: KeyStyle,
    #[serde(default)]
    pub(super) enum_literals: EnumLiterals,
    pub(super) batch_limit: Option<u16>,
    pub(super) request_id_header: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) batch_urls: BatchUrls,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvolvableEnums {
    pub(super) sentinel: String,
    pub(super) preference: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdvancedQueries {
    pub(super) header: Spanned<String>,
    pub(super) value: Spanned<String>,
    #[serde(default)]
    pub(super) types: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Api {
    pub(super) name: Spanned<String>,
    pub(super) module: Option<String>,
    pub(super) metadata: OneOrMany,
    #[serde(default)]
    pub(super) overlays: Vec<PathBuf>,
    pub(super) base_path: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scope {
    #[serde(default)]
    pub(super) roots: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) foreign: Foreign,
    #[serde(default)]
    pub(super) subtypes: Subtypes,
    #[serde(default)]
    pub(super) types: BTreeMap<Spanned<String>, TypePolicy>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypePolicy {
    pub(super) foreign: Option<Foreign>,
    pub(super) properties: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(super) subtypes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) apis: Vec<String>,
}

/// A path, or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

impl OneOrMany {
    pub(super) fn into_list(self) -> Vec<PathBuf> {
        match self {
            Self::One(path) => vec![path],
            Self::Many(paths) => paths,
        }
    }
}

/// Where names are on record: a path, or `false` for nowhere.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Names {
    File(PathBuf),
    Default(bool),
}

impl Names {
    pub(super) fn into_path(self) -> Option<PathBuf> {
        match self {
            Self::File(path) => Some(path),
            Self::Default(is_kept) => is_kept.then(|| PathBuf::from(super::NAMES)),
        }
    }
}

/// How bound operations are called in URLs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OperationNames {
    /// By their namespace and name, as the standard has it.
    #[default]
    Qualified,
    /// By their name alone, as many services also allow.
    Unqualified,
}

/// How keys are written in URLs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyStyle {
    /// `users('id')`, as the standard has it.
    #[default]
    Parentheses,
    /// `users/id`, as many services also allow.
    Segment,
}

/// How enumeration members are written in URLs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EnumLiterals {
    /// `Namespace.Type'member'`, as OData 4.0 has it.
    #[default]
    Qualified,
    /// `'member'`, as OData 4.01 allows.
    Plain,
}

/// How the parts of a batch name their URLs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BatchUrls {
    /// `People`, relative to the service root.
    #[default]
    Relative,
    /// `/People`, which some services take as below the service root.
    Rooted,
}

/// What is kept of an entity or complex type outside of the roots' namespaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Foreign {
    /// Its key.
    Stub,
    /// Its structural properties.
    Structural,
    /// All of it.
    #[default]
    Whole,
}

/// Which subtypes of the types in scope come into scope too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Subtypes {
    /// None but those that are in scope for another reason.
    None,
    /// Those of complex types.
    Complex,
    /// All.
    #[default]
    All,
}
