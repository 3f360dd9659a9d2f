//! The main job: from a configuration to a generated folder.

use std::{
    collections::BTreeMap,
    fmt, io,
    path::{Path, PathBuf},
};

use crate::{
    config::{Api, BatchUrls, Config, EnumLiterals, KeyStyle, Located, OperationNames},
    diagnostic::{Code, Diagnostics, Report, closest},
    emit::{self, PrintError},
    files::{self, Applied, Strays},
    pipeline::{self, LoadedSchema, MISSING, Unwritten},
    plan::{self, ApiInput, ApiOptions, CloudPlan, Counts, CratePlan, Docs, ServicePlan, Skipped},
    relative::relative,
    schema::Schema,
};

/// What a run did, or found that it would do.
#[derive(Debug)]
pub struct Generated {
    /// Documents read, overlays included.
    pub documents: usize,
    /// What was in scope, by API.
    pub counts: Vec<(String, Counts)>,
    /// What is in scope and not emitted, with the reason.
    pub skipped: Vec<Skipped>,
    /// Files written, unchanged, removed; with [`check`], those that would be.
    pub files: Applied,
    /// Warnings, by API, with the files they are about.
    pub reports: Vec<Report>,
}

impl Generated {
    /// How many warnings there were.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.reports.iter().map(|report| report.diagnostics.warnings()).sum()
    }

    /// Whether the folder is, or was, not what the inputs ask for.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        !self.files.written.is_empty() || !self.files.removed.is_empty()
    }
}

/// Why nothing was generated. The generated folder is as it was.
#[derive(Debug)]
pub enum Failure {
    /// The inputs have errors, each with its place; one report a file set.
    Reports(Vec<Report>),
    /// Something in scope was neither emitted nor listed as skipped: a defect of this crate.
    Missing(Vec<String>),
    /// Emitted code does not parse: a defect of this crate.
    Print(PrintError),
    /// A file or folder could not be read or written.
    Io(PathBuf, io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reports(reports) => reports.iter().try_for_each(|report| report.fmt(f)),
            Self::Missing(names) => {
                writeln!(f, "in scope, but neither emitted nor skipped (please report this):")?;
                names.iter().try_for_each(|name| writeln!(f, "  {name}"))
            }
            Self::Print(error) => error.fmt(f),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Box<Report>> for Failure {
    fn from(report: Box<Report>) -> Self {
        Self::Reports(vec![*report])
    }
}

/// Generates what a configuration asks for, and writes the files that change.
///
/// # Errors
///
/// Where anything is wrong with the inputs; the generated folder is then as it was.
pub fn generate(config: &Path) -> Result<Generated, Failure> {
    write(prepare_strictly(config)?)
}

/// Prepares, with an error for all that the metadata lacks; but where that was accepted before, and
/// generating again would write nothing, it is warned of.
fn prepare_strictly(config: &Path) -> Result<Prepared, Failure> {
    prepare(config, &[]).or_else(|failure| {
        let accepted = prepare(config, MISSING).ok().filter(|prepared| {
            files::compare(&prepared.config.output, &prepared.files)
                .is_ok_and(|applied| applied.written.is_empty() && applied.removed.is_empty())
        });
        accepted.ok_or(failure)
    })
}

fn write(prepared: Prepared) -> Result<Generated, Failure> {
    let output = &prepared.config.output;
    let files =
        files::apply(output, &prepared.files, Strays::Remove).map_err(|error| Failure::Io(output.clone(), error))?;
    Ok(Generated { files, ..prepared.generated })
}

/// Finds out what [`generate`] would do, and writes nothing.
///
/// # Errors
///
/// Where anything is wrong with the inputs.
pub fn check(config: &Path) -> Result<Generated, Failure> {
    let prepared = prepare_strictly(config)?;
    let output = &prepared.config.output;
    let files = files::compare(output, &prepared.files).map_err(|error| Failure::Io(output.clone(), error))?;
    Ok(Generated { files, ..prepared.generated })
}

/// Generates only where the folder's fingerprint says that it is stale: what a build script calls.
///
/// What the metadata lacks of what overlays and scope speak of is a warning here, not the error that it
/// is where [`generate`] would write: while a schema is being changed, words that are not yet mended
/// stop no build.
///
/// # Errors
///
/// Where anything is wrong with the inputs; the generated folder is then as it was.
pub fn regenerate(config: &Path) -> Result<Option<Generated>, Failure> {
    let output = Config::load(config)?.output;
    match csdl_fingerprint::state(&output) {
        Ok(csdl_fingerprint::State::Current) => Ok(None),
        _ => write(prepare(config, MISSING)?).map(Some),
    }
}

/// Everything but the writing.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) config: Config,
    pub(crate) files: BTreeMap<PathBuf, String>,
    pub(crate) generated: Generated,
}

fn prepare(file: &Path, forgiven: &'static [Code]) -> Result<Prepared, Failure> {
    prepare_with(Config::load(file)?, forgiven, None)
}

/// Prepares from documents of which one may be still to be written.
pub(crate) fn prepare_with(
    config: Config,
    forgiven: &'static [Code],
    unwritten: Option<Unwritten<'_>>,
) -> Result<Prepared, Failure> {
    let loaded = load_all(&config, forgiven, unwritten)?;
    let plan = plan(&config, &loaded)?;
    let readme = config.readme.as_ref().map(|readme| relative(&config.output, readme));
    let source = relative(&root_of(&config), &config.file);
    let mut files = emit::emit(&plan, readme.as_deref(), &source).map_err(Failure::Print)?;
    let record = record(&config, unwritten, &files).map_err(|error| Failure::Io(config.output.clone(), error))?;
    files.insert(PathBuf::from(csdl_fingerprint::FILE), record);
    let counts = plan.apis.iter().map(|api| (api.name.clone(), api.counts)).collect();
    let documents = loaded.iter().map(|loaded| loaded.documents).sum();
    let reports = loaded.into_iter().map(|loaded| loaded.report).collect();
    let generated = Generated { documents, counts, skipped: plan.skipped, files: Applied::default(), reports };
    Ok(Prepared { config, files, generated })
}

/// Loads every API, so that one run tells the errors of all.
fn load_all(
    config: &Config,
    forgiven: &'static [Code],
    unwritten: Option<Unwritten<'_>>,
) -> Result<Vec<LoadedSchema>, Failure> {
    let mut loaded = Vec::new();
    let mut reports = Vec::new();
    for api in &config.apis {
        let read = match unwritten {
            Some(unwritten) => pipeline::load_written(config, api, forgiven, unwritten),
            None => pipeline::load_forgiving(config, api, forgiven),
        };
        match read {
            Ok(schema) => loaded.push(schema),
            Err(report) => reports.push(*report),
        }
    }
    // A type that the metadata lacks is one more of the things that are forgiven.
    let is_told = reports.is_empty() && !forgiven.contains(&Code::UnknownRoot);
    reports.extend(if is_told { unknown_types(config, &loaded) } else { None });
    if reports.is_empty() { Ok(loaded) } else { Err(Failure::Reports(reports)) }
}

fn advanced_types(config: &Config) -> impl Iterator<Item = &Located> {
    config.advanced_queries.iter().flat_map(|queries| &queries.types)
}

/// The errors of types that the configuration names and no API has in scope.
fn unknown_types(config: &Config, loaded: &[LoadedSchema]) -> Option<Report> {
    let mut diagnostics = Diagnostics::default();
    let is_known = |name: &str| loaded.iter().any(|loaded| loaded.schema.find_by_full_name(name).is_some());
    for name in advanced_types(config).filter(|name| !is_known(&name.text)) {
        let known = loaded.iter().flat_map(|loaded| loaded.schema.types.iter().map(|ty| ty.name.to_string()));
        let known: Vec<String> = known.collect();
        let help = closest(&name.text, known.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
        let message = format!("no type `{}` is in the scope of any API", name.text);
        diagnostics.error(Code::UnknownType, name.span, message).help_with(help);
    }
    diagnostics.has_errors().then(|| Report { sources: config.sources.clone(), diagnostics })
}

fn plan(config: &Config, loaded: &[LoadedSchema]) -> Result<CratePlan, Failure> {
    let apis: Vec<&Api> = config.apis.iter().collect();
    let schemas: Vec<&Schema> = loaded.iter().map(|loaded| &loaded.schema).collect();
    plan_apis(config, &apis, &schemas)
}

/// Plans some of the APIs of a configuration, each from a schema.
pub(crate) fn plan_apis(config: &Config, apis: &[&Api], schemas: &[&Schema]) -> Result<CratePlan, Failure> {
    let root_namespaces: Vec<String> =
        config.scope.roots.iter().map(|root| root.text.clone()).filter(|root| !root.starts_with('/')).collect();
    let sources: Vec<String> = apis.iter().map(|api| source_of(config, api)).collect();
    let urls: Vec<String> = apis.iter().map(|api| format!("{}{}", config.host, api.base_path)).collect();
    let inputs: Vec<ApiInput<'_>> = apis
        .iter()
        .zip(schemas)
        .zip(sources.iter().zip(&urls))
        .map(|((api, schema), (source, base_url))| ApiInput {
            name: &api.name,
            module: &api.module,
            source,
            base_url,
            base_path: &api.base_path,
            schema,
            root_namespaces: &root_namespaces,
        })
        .collect();
    let options = ApiOptions {
        namespace_root: config.namespace_root.clone(),
        key_as_segment: config.key_style == KeyStyle::Segment,
        qualified_operations: config.operation_names == OperationNames::Qualified,
        client: config.client.clone(),
        enum_sentinel: config.evolvable_enums.as_ref().map(|enums| enums.sentinel.clone()),
        advanced_types: advanced_types(config).map(|name| name.text.clone()).collect(),
    };
    let plan = plan::plan(&inputs, service(config), &options);
    let missing: Vec<String> =
        plan.apis.iter().zip(&inputs).flat_map(|(api, input)| plan::missing(&plan, api, input.schema)).collect();
    if missing.is_empty() { Ok(plan) } else { Err(Failure::Missing(missing)) }
}

fn service(config: &Config) -> ServicePlan {
    let cloud = |(name, url): (&String, &String)| CloudPlan {
        constant: name.clone(),
        url: url.clone(),
        docs: Docs::text(format!("`{url}`.")),
    };
    ServicePlan {
        client: config.client.clone(),
        key_as_segment: config.key_style == KeyStyle::Segment,
        qualified_enums: config.enum_literals == EnumLiterals::Qualified,
        batch_limit: config.batch_limit,
        request_id_header: config.request_id_header.clone(),
        rooted_batch_urls: config.batch_urls == BatchUrls::Rooted,
        enum_preference: config.evolvable_enums.as_ref().map(|enums| enums.preference.clone()),
        advanced_query_header: config.advanced_queries.as_ref().map(|all| (all.header.clone(), all.value.clone())),
        clouds: config.clouds.iter().map(cloud).collect(),
    }
}

/// The document that an API's files name as their source.
fn source_of(config: &Config, api: &Api) -> String {
    match api.metadata.first() {
        Some(document) => relative(&root_of(config), document),
        None => String::new(),
    }
}

/// The folder that the generated one is in.
fn root_of(config: &Config) -> PathBuf {
    config.output.join("..")
}

/// What the record of the generated folder names as its inputs.
fn inputs(config: &Config) -> Vec<String> {
    let documents = config.apis.iter().flat_map(|api| api.metadata.iter().chain(&api.overlays));
    let mut inputs: Vec<String> = std::iter::once(&config.file)
        .chain(documents)
        .chain(&config.inputs)
        .map(|path| relative(&config.output, path))
        .collect();
    inputs.sort();
    inputs.dedup();
    inputs
}

/// The fingerprint of what is read and of what is going to be written.
fn record(config: &Config, unwritten: Option<Unwritten<'_>>, files: &BTreeMap<PathBuf, String>) -> io::Result<String> {
    let instead = unwritten.iter().map(|one| (relative(&config.output, one.path), one.text.as_bytes()));
    let named: BTreeMap<String, &String> =
        files.iter().map(|(path, text)| (path.to_string_lossy().replace('\\', "/"), text)).collect();
    let outputs = named.iter().map(|(name, text)| (name.as_str(), text.as_bytes()));
    csdl_fingerprint::record_instead(&config.output, &inputs(config), &instead.collect(), outputs)
}
