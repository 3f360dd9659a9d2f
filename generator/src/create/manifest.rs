//! `Cargo.toml` and `csdl.toml` of a new crate.

use std::path::{Path, PathBuf};

use crate::config::{list, quoted};

use super::Parts;

/// Where a new crate's runtime comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A folder.
    Path(PathBuf),
    /// A registry, and the versions that will do.
    Version(String),
}

impl Default for Runtime {
    /// The folder beside this generator's own where it was built from a checkout that is still there; else
    /// the version that this generator was released with.
    fn default() -> Self {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        match beside.canonicalize() {
            Ok(folder) if folder.join("Cargo.toml").is_file() => Self::Path(folder),
            _ => Self::Version(env!("CARGO_PKG_VERSION").to_owned()),
        }
    }
}

impl Runtime {
    /// A folder that holds a crate, or else a version requirement; `None` where a text is neither.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        match Path::new(text).canonicalize() {
            Ok(folder) if folder.join("Cargo.toml").is_file() => Some(Self::Path(folder)),
            _ => {
                let starts = text.starts_with(|c: char| c.is_ascii_digit() || "^~=<>*".contains(c));
                let is_version = starts && text.chars().all(|c| c.is_ascii_alphanumeric() || " ^~=<>*.,-+".contains(c));
                is_version.then(|| Self::Version(text.to_owned()))
            }
        }
    }

    fn source(&self) -> String {
        match self {
            Self::Path(folder) => format!("path = {}", quoted(&folder.to_string_lossy())),
            Self::Version(version) => format!("version = {}", quoted(version)),
        }
    }
}

/// The manifest.
pub(super) fn cargo(parts: &Parts, runtime: &Runtime, folder: &Path) -> String {
    let workspace = if is_in_workspace(folder) {
        "\n# Of its own, as another one is around it: to make this crate a member of that, remove this table.\n[workspace]\n"
    } else {
        ""
    };
    format!(
        r#"[package]
name = {name}
version = "0.1.0"
edition = "2024"
rust-version = "{rust}"
description = "A typed async client, generated from the service's OData metadata"
readme = "README.md"

[lib]
name = {library}
path = "generated/lib.rs"

[features]
default = ["v1", "reqwest"]
## The API, as module `v1`.
v1 = []
## The default transport: reqwest with rustls.
reqwest = ["odata-runtime/reqwest"]
## The default transport with the platform's own TLS.
native-tls = ["odata-runtime/native-tls"]
## Any `tower` service as a transport.
tower = ["odata-runtime/tower"]
## A service for tests, as module `odata::testing`.
testing = ["odata-runtime/testing"]

[dependencies]
odata-runtime = {{ {runtime}, default-features = false }}
{workspace}"#,
        name = quoted(&parts.name),
        library = quoted(&parts.library()),
        rust = env!("CARGO_PKG_RUST_VERSION"),
        runtime = runtime.source(),
    )
}

/// Whether cargo would take the folder for a part of a workspace around it.
fn is_in_workspace(folder: &Path) -> bool {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    absolute.ancestors().skip(1).any(|above| above.join("Cargo.toml").is_file())
}

/// The choices: those made, and in comments those that can be.
pub(super) fn choices(parts: &Parts, has_readme: bool) -> String {
    let host_note = if parts.host.is_none() {
        "# To be set: the documents do not say where the service is. https, the host, and a path where there is one.\n"
    } else {
        "# Where the service root is: https, the host, and a path where there is one.\n"
    };
    let readme = if has_readme { "# The crate's documentation begins with it.\nreadme = \"README.md\"\n" } else { "" };
    let inputs = if parts.has_references {
        "# What generated files depend on besides the documents below.\ninputs = [\"metadata\"]\n"
    } else {
        ""
    };
    format!(
        r#"# What this crate is generated from, and how. Paths count from this file. After a change: `csdl generate`.

[crate]
output = "generated"
client = {client}
{host_note}host = {host}
{readme}{inputs}# Modules are named after what follows this namespace.
namespace_root = {namespace}

# How keys are written in URLs: "parentheses", as in users('id'), or "segment", as in users/id.
# key_style = "segment"
# How bound operations are called in URLs: "qualified" by their namespace, or "unqualified".
# operation_names = "unqualified"
# How enumeration members are written in URLs: "qualified" by their type, or "plain".
# enum_literals = "plain"
# How many requests the service takes in one batch.
# batch_limit = 20
# Whether to generate a client; `false` for models alone, which take less time to compile.
# requests = false

[[api]]
name = "v1"
metadata = {metadata}
# Documents laid over it, with descriptions in your own words.
# overlays = ["metadata/overlay.xml"]

# What to generate, where that is not all of the service: paths and namespaces.
# [scope]
# roots = ["/Path"]
"#,
        client = quoted(&parts.client),
        host = quoted(parts.host()),
        namespace = quoted(&parts.namespace),
        metadata = list(&parts.metadata),
    )
}
