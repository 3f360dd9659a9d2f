//! Crates to compare with: the types of a schema as a developer would write them by hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use csdl_codegen::ident;
use csdl_codegen::schema::{EnumType, Schema};

use super::shape::{Field, Item, Shape};

/// How values are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Not at all.
    Plain,
    /// By serde's derives; what is not declared is lost.
    Derive,
    /// The same, and what is not declared is kept by `#[serde(flatten)]`.
    Flatten,
}

impl Style {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Derive, Self::Flatten];

    /// The name of its crate.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Derive => "derive",
            Self::Flatten => "flatten",
        }
    }

    fn is_plain(self) -> bool {
        self == Self::Plain
    }
}

/// Writes a crate of a schema's types into a folder. With serialisation its `EVERY` reads and writes a
/// value of every structure, so that a build has to compile that.
///
/// # Errors
///
/// Where the file system refuses.
pub(super) fn write(schema: &Schema, style: Style, runtime: &Path, folder: &Path) -> io::Result<()> {
    let shape = Shape::new(schema);
    let mut modules: BTreeMap<&str, String> = BTreeMap::new();
    let mut every = String::new();
    for (module, name, item) in shape.types() {
        let text = modules.entry(module).or_default();
        match item {
            Item::Struct(fields) => {
                structure(text, style, name, &fields);
                let _ = writeln!(every, "    again::<{module}::{name}>,");
            }
            Item::Enum(kind) => enumeration(text, style, name, kind),
            Item::Alias(ty) => text.push_str(&format!("pub type {name} = {ty};\n")),
        }
    }
    let source = folder.join("src");
    fs::create_dir_all(&source)?;
    fs::write(folder.join("Cargo.toml"), manifest(style, runtime))?;
    for (module, text) in &modules {
        fs::write(source.join(format!("{module}.rs")), text)?;
    }
    fs::write(source.join("lib.rs"), root(style, modules.keys(), &every))
}

fn manifest(style: Style, runtime: &Path) -> String {
    let (name, runtime) = (style.name(), runtime.display());
    let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    let serde = if style.is_plain() { "" } else { serde };
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[features]\nevery = []\n\n\
         [dependencies]\nodata-runtime = {{ path = \"{runtime}\" }}\n{serde}\n[workspace]\n"
    )
}

fn root<'m>(style: Style, modules: impl Iterator<Item = &'m &'m str>, every: &str) -> String {
    let mut text: String = modules.map(|module| format!("pub mod {module};\n")).collect();
    if !style.is_plain() {
        text.push_str(&every_model(every));
    }
    text
}

/// A table that reads and writes a value of each of the types in it.
pub(super) fn every_model(rows: &str) -> String {
    format!(
        "
#[cfg(feature = \"every\")]
fn again<T: serde::Serialize + serde::de::DeserializeOwned>(json: &str) -> serde_json::Result<String> {{
    serde_json::to_string(&serde_json::from_str::<T>(json)?)
}}

#[cfg(feature = \"every\")]
pub static EVERY: &[fn(&str) -> serde_json::Result<String>] = &[
{rows}];
"
    )
}

fn structure(text: &mut String, style: Style, name: &str, fields: &[Field]) {
    let derives = match style {
        Style::Plain => "#[derive(Clone, Debug, Default, PartialEq)]",
        _ => "#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]\n#[serde(default)]",
    };
    let _ = writeln!(text, "{derives}\npub struct {name} {{");
    for Field { wire, name, ty } in fields {
        if !style.is_plain() {
            let _ = writeln!(text, "    #[serde(rename = {wire:?}, skip_serializing_if = \"Option::is_none\")]");
        }
        let _ = writeln!(text, "    pub {name}: Option<{ty}>,");
    }
    if style == Style::Flatten {
        text.push_str("    #[serde(flatten)]\n    pub extra: serde_json::Map<String, serde_json::Value>,\n");
    }
    text.push_str("}\n");
}

fn enumeration(text: &mut String, style: Style, name: &str, kind: &EnumType) {
    let derives = match style {
        Style::Plain => "#[derive(Clone, Debug, PartialEq, Eq, Hash)]",
        _ => "#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]",
    };
    let _ = writeln!(text, "{derives}\npub enum {name} {{");
    let mut names = vec!["UnknownValue".to_owned()];
    for member in &kind.members {
        let mut name = ident::type_name(&member.name);
        while names.contains(&name) {
            name.push('_');
        }
        if !style.is_plain() {
            let _ = writeln!(text, "    #[serde(rename = {:?})]", member.name);
        }
        let _ = writeln!(text, "    {name},");
        names.push(name);
    }
    let other = if style.is_plain() { "" } else { "    #[serde(other)]\n" };
    let _ = writeln!(text, "{other}    UnknownValue,\n}}");
}
