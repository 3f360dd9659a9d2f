//! What to generate: `metadata/csdl.toml`, read and checked.

mod headers;
mod raw;
mod scope;
mod text;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics, Report, SourceId, Sources, Span, closest};

use crate::ident;
use crate::references::Catalog;

pub use headers::{AdvancedQueries, EvolvableEnums};
pub use raw::{BatchUrls, EnumLiterals, Foreign, KeyStyle, OperationNames, Subtypes};
pub(crate) use text::{choice, list, quoted};

pub use scope::{Located, ScopeConfig, TypePolicy};

/// The file of names, where the configuration names none.
const NAMES: &str = "names.lock";

/// The whole configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file that it was read from.
    pub file: PathBuf,
    /// The file's text, for diagnostics.
    pub sources: Sources,
    /// The folder that generated files go to.
    pub output: PathBuf,
    /// The name of the client's type.
    pub client: String,
    /// The host that requests go to unless another is chosen.
    pub host: String,
    /// The file that the crate's documentation begins with.
    pub readme: Option<PathBuf>,
    /// Files and folders besides metadata and overlays that generated code depends on.
    pub inputs: Vec<PathBuf>,
    /// Whether there is a client; without it there are models alone.
    pub requests: bool,
    /// The file that keeps names from changing; without one, nothing remembers them from run to run.
    pub names: Option<PathBuf>,
    /// The namespace that generated modules leave out of their path.
    pub namespace_root: String,
    /// How bound operations are called in URLs.
    pub operation_names: OperationNames,
    /// How keys are written in URLs.
    pub key_style: KeyStyle,
    /// How enumeration members are written in URLs.
    pub enum_literals: EnumLiterals,
    /// How many requests the service takes in one batch, where it says.
    pub batch_limit: Option<u16>,
    /// The header in which the service takes an id that the client gives a request.
    pub request_id_header: Option<String>,
    /// How the parts of a batch name their URLs.
    pub batch_urls: BatchUrls,
    /// Names of constants and the hosts that they stand for, by name.
    pub clouds: BTreeMap<String, String>,
    /// Local files for URIs that documents refer to: `[references]`, URIs and paths.
    pub references: Catalog,
    /// Enumerations that members are added to, and how these are asked for.
    pub evolvable_enums: Option<EvolvableEnums>,
    /// Queries that go with a header.
    pub advanced_queries: Option<AdvancedQueries>,
    /// The versions of the service, in the order of the file.
    pub apis: Vec<Api>,
    /// What is generated of each.
    pub scope: ScopeConfig,
}

/// One version of the service.
#[derive(Clone, Debug)]
pub struct Api {
    /// Its name, such as `v1.0`.
    pub name: String,
    /// The name of its module and of the crate's feature, such as `v1_0`.
    pub module: String,
    /// Its documents. The first one is what `csdl slice` writes.
    pub metadata: Vec<PathBuf>,
    /// Documents laid over them, in order.
    pub overlays: Vec<PathBuf>,
    /// What follows the host in URLs, such as `/v1.0`.
    pub base_path: String,
}

impl Config {
    /// Reads a configuration. Paths in it count from the folder of the file.
    ///
    /// # Errors
    ///
    /// A report with all that is wrong with the file, or that it cannot be read.
    pub fn load(file: &Path) -> Result<Self, Box<Report>> {
        let mut sources = Sources::default();
        let mut diagnostics = Diagnostics::default();
        let config = sources.read(file, &mut diagnostics).and_then(|id| parse(file, &sources, id, &mut diagnostics));
        checked(config, sources, diagnostics)
    }

    /// Reads a configuration from a text that stands for a file, whether there is one or not.
    ///
    /// # Errors
    ///
    /// A report with all that is wrong with the text.
    pub fn from_text(file: &Path, text: String) -> Result<Self, Box<Report>> {
        let mut sources = Sources::default();
        let mut diagnostics = Diagnostics::default();
        let id = sources.add(file.display().to_string(), text);
        let config = parse(file, &sources, id, &mut diagnostics);
        checked(config, sources, diagnostics)
    }

    /// The version of a name.
    #[must_use]
    pub fn api(&self, name: &str) -> Option<&Api> {
        self.apis.iter().find(|api| api.name == name || api.module == name)
    }
}

fn checked(config: Option<Config>, sources: Sources, diagnostics: Diagnostics) -> Result<Config, Box<Report>> {
    match config {
        Some(config) if !diagnostics.has_errors() => Ok(Config { sources, ..config }),
        _ => Err(Box::new(Report { sources, diagnostics })),
    }
}

fn parse(file: &Path, sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Config> {
    let raw: raw::Config = match toml::from_str(sources.text(id)) {
        Ok(raw) => raw,
        Err(error) => {
            let range = error.span().unwrap_or_default();
            let span = Span::new(id, range.start, range.end);
            let (message, help) = explain(error.message());
            diagnostics.error(Code::Config, span, message).help_with(help);
            return None;
        }
    };
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut config = Config {
        file: file.to_owned(),
        sources: Sources::default(),
        output: folder.join(&raw.krate.output),
        client: raw.krate.client,
        host: String::new(),
        readme: raw.krate.readme.map(|path| folder.join(path)),
        inputs: raw.krate.inputs.iter().map(|path| folder.join(path)).collect(),
        requests: raw.krate.requests.unwrap_or(true),
        names: raw.krate.names.map_or(Some(PathBuf::from(NAMES)), raw::Names::into_path).map(|path| folder.join(path)),
        namespace_root: raw.krate.namespace_root,
        operation_names: raw.krate.operation_names,
        key_style: raw.krate.key_style,
        enum_literals: raw.krate.enum_literals,
        batch_limit: raw.krate.batch_limit,
        request_id_header: raw.krate.request_id_header.map(|raw| headers::name(raw, id, diagnostics)),
        batch_urls: raw.krate.batch_urls,
        clouds: BTreeMap::new(),
        references: Catalog::default(),
        evolvable_enums: raw.evolvable_enums.map(|raw| EvolvableEnums::new(raw, id, diagnostics)),
        advanced_queries: raw.advanced_queries.map(|raw| AdvancedQueries::new(raw, id, diagnostics)),
        apis: Vec::new(),
        scope: ScopeConfig::new(raw.scope, id),
    };
    check_crate(&config, Span::new(id, 0, 0), diagnostics);
    for (name, host) in raw.clouds {
        let span = Span::new(id, host.span().start, host.span().end);
        check_cloud(&name, host.get_ref(), span, diagnostics);
        config.clouds.insert(name, host.into_inner().trim_end_matches('/').to_owned());
    }
    for (uri, path) in raw.references {
        config.references.insert(uri, folder.join(path));
    }
    match raw.krate.host {
        Some(host) => {
            let span = Span::new(id, host.span().start, host.span().end);
            check_url(host.get_ref(), span, diagnostics);
            config.host = host.into_inner().trim_end_matches('/').to_owned();
        }
        None => {
            let message = "there is no `host`: the client would not know where to send requests";
            diagnostics
                .error(Code::Config, Span::new(id, 0, 0), message)
                .help("add `host = \"https://...\"` to [crate]");
        }
    }
    for raw in raw.api {
        let span = Span::new(id, raw.name.span().start, raw.name.span().end);
        let api = api(raw, folder);
        if config.api(&api.name).is_some() || config.api(&api.module).is_some() {
            diagnostics.error(Code::Config, span, format!("the API `{}` stands twice", api.name));
        }
        if !is_path(&api.base_path) {
            let message = format!("`{}` is no path: it must start with `/`", api.base_path);
            diagnostics.error(Code::Config, span, message);
        }
        if api.metadata.is_empty() {
            diagnostics.error(Code::Config, span, format!("the API `{}` has no document", api.name));
        }
        if !is_module(&api.module) {
            let message = format!("`{}` is no name of a module", api.module);
            diagnostics.error(Code::Config, span, message).help("give another one with `module = \"...\"`");
        }
        config.apis.push(api);
    }
    if config.apis.is_empty() {
        diagnostics.error(Code::Config, Span::new(id, 0, 0), "there is no [[api]]: nothing would be generated");
    }
    Some(config)
}

fn api(raw: raw::Api, folder: &Path) -> Api {
    let name = raw.name.into_inner();
    let module = raw.module.unwrap_or_else(|| name.replace(['.', '-'], "_"));
    let paths = |list: Vec<PathBuf>| list.into_iter().map(|path| folder.join(path)).collect();
    Api {
        module,
        metadata: paths(raw.metadata.into_list()),
        overlays: paths(raw.overlays),
        base_path: raw.base_path.unwrap_or_default(),
        name,
    }
}

/// Checks what only makes sense in Rust, or beside other files.
fn check_crate(config: &Config, span: Span, diagnostics: &mut Diagnostics) {
    let client = &config.client;
    if !client.is_ascii() || ident::type_name(client) != *client || ident::raw(client) != *client {
        diagnostics.error(Code::Config, span, format!("`client`: `{client}` is no name of a Rust type"));
    }
    if let Some(readme) = config.readme.as_ref().filter(|readme| !readme.is_file()) {
        diagnostics.error(Code::Config, span, format!("`readme`: there is no file {}", readme.display()));
    }
    if config.batch_limit == Some(0) {
        diagnostics.error(Code::Config, span, "`batch_limit` must be at least 1");
    }
}

/// Whether a text can be the name of a module and of a feature.
fn is_module(text: &str) -> bool {
    let mut bytes = text.bytes();
    ident::module_name(text) == text
        && bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn check_cloud(name: &str, host: &str, span: Span, diagnostics: &mut Diagnostics) {
    let is_constant = name.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    if !is_constant {
        let message = format!("`{name}` is no name of a constant: write it in capitals");
        diagnostics.error(Code::Config, span, message);
    }
    check_url(host, span, diagnostics);
}

/// A host must be one that cannot be taken for another: https, or http on this machine.
fn check_url(url: &str, span: Span, diagnostics: &mut Diagnostics) {
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let authority = rest.split('/').next().unwrap_or_default();
    let host =
        authority.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(authority, |(host, _)| host);
    let is_loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let is_host =
        is_loopback || (!host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b)));
    if !is_host
        || !is_path(rest.get(authority.len()..).unwrap_or_default())
        || !(scheme == "https" || (scheme == "http" && is_loopback))
    {
        let message = format!("`{url}` is no URL of a host: https://, the host, and at most a path");
        diagnostics.error(Code::Config, span, message);
    }
}

/// Whether a text is empty, or a path that needs no encoding.
fn is_path(text: &str) -> bool {
    let is_plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._~-".contains(&b));
    is_plain && (text.is_empty() || text.starts_with('/'))
}

/// Makes the TOML reader's words ours, and suggests a known key for an unknown one.
fn explain(message: &str) -> (String, Option<String>) {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let [unknown, known @ ..] = names.as_slice() else { return (message.to_owned(), None) };
    if !message.starts_with("unknown") {
        return (message.to_owned(), None);
    }
    let what = if message.starts_with("unknown field") { "key" } else { "value" };
    let help = match closest(unknown, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", known.join(", ")),
    };
    (format!("`{unknown}` is no known {what}"), Some(help))
}
