//! Generation in a consumer's `build.rs`, into `OUT_DIR`.

use std::{
    collections::BTreeMap,
    env,
    io::Write as _,
    path::{Path, PathBuf},
};

use crate::{
    config::{BatchUrls, Config, EnumLiterals, Foreign, KeyStyle, OperationNames, Subtypes, choice, list, quoted},
    emit,
    files::{self, Strays, Target},
    generate::{self, Failure, Manner, Prepared},
};

mod error;
mod options;

pub use error::BuildError;
use options::{Options, set};

/// The file in `OUT_DIR` that the consumer's root file includes.
const ROOT: &str = "odata.rs";

/// The folder in `OUT_DIR` that the modules are in.
const FOLDER: &str = "odata";

/// Generates a client while a crate is built. Its `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), csdl_codegen::BuildError> {
///     let service = csdl_codegen::Builder::new("metadata/service.xml");
///     let service = service.client("ShopClient").host("https://shop.example");
///     service.generate()
/// }
/// ```
///
/// and in its `src/lib.rs` or `src/main.rs`, outside of any module:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/odata.rs"));
/// ```
///
/// which declares the module `service`, with the client in it. The crate depends on `odata-runtime`,
/// and on `csdl-codegen` for its build. Every option is one of a configuration file too: see
/// [`Builder::from_config`].
#[derive(Clone, Debug)]
pub struct Builder {
    /// The configuration: a file, or what it would say.
    config: Source,
}

#[derive(Clone, Debug)]
enum Source {
    File(PathBuf),
    Options(Options),
}

impl Builder {
    /// Generates from a document. Its path, as all others, counts from the crate's own folder.
    #[must_use]
    pub fn new(document: impl AsRef<Path>) -> Self {
        Self { config: Source::Options(Options::default()) }.document(document)
    }

    /// Generates what a configuration file says, but for its `output`. The methods below change nothing
    /// of it.
    #[must_use]
    pub fn from_config(file: impl AsRef<Path>) -> Self {
        Self { config: Source::File(file.as_ref().to_owned()) }
    }

    /// Another document that belongs to the first one.
    #[must_use]
    pub fn document(self, document: impl AsRef<Path>) -> Self {
        self.with(|options| options.documents.push(path(document.as_ref())))
    }

    /// A document that is laid over the others: descriptions, permissions.
    #[must_use]
    pub fn overlay(self, document: impl AsRef<Path>) -> Self {
        self.with(|options| options.overlays.push(path(document.as_ref())))
    }

    /// The name of the client's type; `Client` without it.
    #[must_use]
    pub fn client(self, name: &str) -> Self {
        self.krate("client", quoted(name))
    }

    /// Where the service root is: `https`, the host, and a path where there is one.
    #[must_use]
    pub fn host(self, url: &str) -> Self {
        self.krate("host", quoted(url))
    }

    /// The name of the module; `service` without it.
    #[must_use]
    pub fn module(self, name: &str) -> Self {
        self.with(|options| set(&mut options.api, "name", quoted(name)))
    }

    /// The namespace that modules leave out of their path.
    #[must_use]
    pub fn namespace_root(self, namespace: &str) -> Self {
        self.krate("namespace_root", quoted(namespace))
    }

    /// How keys are written in URLs.
    #[must_use]
    pub fn key_style(self, style: KeyStyle) -> Self {
        self.krate("key_style", choice(&style))
    }

    /// How bound operations are called in URLs.
    #[must_use]
    pub fn operation_names(self, names: OperationNames) -> Self {
        self.krate("operation_names", choice(&names))
    }

    /// How enumeration members are written in URLs.
    #[must_use]
    pub fn enum_literals(self, literals: EnumLiterals) -> Self {
        self.krate("enum_literals", choice(&literals))
    }

    /// Whether to generate a client; without it there are models alone, in less time to compile.
    #[must_use]
    pub fn requests(self, requests: bool) -> Self {
        self.krate("requests", requests.to_string())
    }

    /// How the parts of a batch name their URLs.
    #[must_use]
    pub fn batch_urls(self, urls: BatchUrls) -> Self {
        self.krate("batch_urls", choice(&urls))
    }

    /// How many requests the service takes in one batch.
    #[must_use]
    pub fn batch_limit(self, requests: u16) -> Self {
        self.krate("batch_limit", requests.to_string())
    }

    /// The header in which the service takes an id that the client gives a request.
    #[must_use]
    pub fn request_id_header(self, name: &str) -> Self {
        self.krate("request_id_header", quoted(name))
    }

    /// A host besides: a constant in the module `clouds`.
    #[must_use]
    pub fn cloud(self, constant: &str, url: &str) -> Self {
        self.with(|options| drop(options.clouds.insert(quoted(constant), quoted(url))))
    }

    /// The member of enumerations that others are added to, and the preference that asks for these.
    #[must_use]
    pub fn evolvable_enums(self, sentinel: &str, preference: &str) -> Self {
        self.with(|options| {
            set(&mut options.evolvable_enums, "sentinel", quoted(sentinel));
            set(&mut options.evolvable_enums, "preference", quoted(preference));
        })
    }

    /// The header that some queries go with, and the full names of the types whose counting does.
    #[must_use]
    pub fn advanced_queries(self, header: &str, value: &str, types: &[&str]) -> Self {
        self.with(|options| {
            set(&mut options.advanced_queries, "header", quoted(header));
            set(&mut options.advanced_queries, "value", quoted(value));
            set(&mut options.advanced_queries, "types", list(types));
        })
    }

    /// Paths (`/users`) and namespaces to generate from; without them, all of the service.
    #[must_use]
    pub fn roots(self, roots: &[&str]) -> Self {
        self.with(|options| set(&mut options.scope, "roots", list(roots)))
    }

    /// What is kept of types outside of the roots' namespaces.
    #[must_use]
    pub fn foreign(self, foreign: Foreign) -> Self {
        self.with(|options| set(&mut options.scope, "foreign", choice(&foreign)))
    }

    /// Which subtypes of the types in scope come into scope too.
    #[must_use]
    pub fn subtypes(self, subtypes: Subtypes) -> Self {
        self.with(|options| set(&mut options.scope, "subtypes", choice(&subtypes)))
    }

    /// Writes the client into `OUT_DIR`, tells cargo what it was made of, and warns where a warning was given.
    ///
    /// # Errors
    ///
    /// Where anything is wrong with the inputs, with every place; where cargo did not set `OUT_DIR`;
    /// where files cannot be written.
    pub fn generate(self) -> Result<(), BuildError> {
        let folder = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
        let out = PathBuf::from(variable("OUT_DIR")?);
        let mut config = self.load(&folder)?;
        config.output = out.join(FOLDER);
        let watch = |path: &PathBuf| tell(&format!("rerun-if-changed={}", path.display()));
        // Before anything can go wrong: what is mended is built again.
        tell("rerun-if-changed=build.rs");
        generate::read_by(&config, &[]).for_each(watch);
        let prepared = generate::prepare(config, &Manner::default())?;
        // And what documents refer to, which is known once they are read.
        prepared.inputs.iter().for_each(watch);
        let warnings = prepared.generated.warnings();
        if warnings > 0 {
            tell(&format!("warning=the metadata gave {warnings} warnings: `csdl lint` tells them"));
        }
        write(&out, prepared)
    }

    fn load(&self, folder: &Path) -> Result<Config, BuildError> {
        let loaded = match &self.config {
            Source::File(file) => Config::load(&folder.join(file)),
            // A build script writes nothing beside its sources: no names are on record.
            Source::Options(options) => Config::from_text(&folder.join("build.rs"), options.text())
                .map(|config| Config { names: None, ..config }),
        };
        loaded.map_err(|report| Failure::from(report).into())
    }

    fn krate(self, key: &'static str, value: String) -> Self {
        self.with(|options| set(&mut options.krate, key, value))
    }

    fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        if let Source::Options(options) = &mut self.config {
            change(options);
        }
        self
    }
}

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Tells cargo something, in the way of build scripts.
fn tell(what: &str) {
    // Where cargo does not listen any more, the build has ended.
    let _ = writeln!(std::io::stdout(), "cargo::{what}");
}

fn variable(name: &str) -> Result<std::ffi::OsString, BuildError> {
    env::var_os(name).ok_or_else(|| BuildError(format!("error: {name} is not set: this is no build script\n")))
}

/// Writes the modules, and beside them the file that declares these.
fn write(out: &Path, prepared: Prepared) -> Result<(), BuildError> {
    let mut modules = prepared.files;
    // They are for crates whose generated folder is committed.
    for name in ["lib.rs", csdl_fingerprint::FILE] {
        modules.remove(Path::new(name));
    }
    let folder = out.join(FOLDER);
    let root = BTreeMap::from([(PathBuf::from(ROOT), emit::included_root(&prepared.plan, &folder))]);
    let targets = [
        Target { root: &folder, files: &modules, strays: Strays::Remove },
        Target { root: out, files: &root, strays: Strays::Keep },
    ];
    files::apply_all(&targets).map(drop).map_err(|error| Failure::Io(out.to_owned(), error).into())
}
