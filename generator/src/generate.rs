//! The main job: from a configuration to a generated folder.

use std::{
    collections::BTreeMap,
    fmt, io,
    path::{Path, PathBuf},
};

mod names;
mod planning;
mod record;

use crate::{
    config::{Api, Config},
    diagnostic::{Code, Diagnostics, Report, suggestion},
    emit::{self, PrintError},
    files::{self, Applied, Strays, Target},
    names::NameLock,
    parallel,
    pipeline::{self, LoadedSchema, MISSING, Unwritten},
    plan::{Counts, CratePlan, Skipped},
    relative::relative,
    schema::Schema,
};

use names::RecordedNames;
pub(crate) use planning::plan_apis;
use planning::{advanced_types, root_of};
pub(crate) use record::read_by;

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

/// Generates what a configuration asks for, and writes the files that change, the file of names with them.
///
/// # Errors
///
/// Where anything is wrong with the inputs; nothing has changed then.
pub fn generate(config: &Path) -> Result<Generated, Failure> {
    write(prepare_strictly(config, Gone::Kept)?)
}

/// The same, where the file of names forgets those of what is gone. They are free for others then.
///
/// # Errors
///
/// Where anything is wrong with the inputs; nothing has changed then.
pub fn generate_pruning_names(config: &Path) -> Result<Generated, Failure> {
    write(prepare_strictly(config, Gone::Forgotten)?)
}

/// Prepares, with an error for all that the metadata lacks; but where that was accepted before, and
/// generating again would write nothing, it is warned of.
fn prepare_strictly(config: &Path, gone: Gone) -> Result<Prepared, Failure> {
    let prepare = |forgiven| prepare(Config::load(config)?, &Manner { forgiven, gone, ..Manner::default() });
    prepare(&[]).or_else(|failure| {
        let accepted = prepare(MISSING).ok().filter(|prepared| {
            let applied = prepared.compare();
            applied.is_ok_and(|all| all.iter().all(|one| one.written.is_empty() && one.removed.is_empty()))
        });
        accepted.ok_or(failure)
    })
}

/// Finds out what [`generate`] would do, and writes nothing.
///
/// # Errors
///
/// Where anything is wrong with the inputs.
pub fn check(config: &Path) -> Result<Generated, Failure> {
    let mut prepared = prepare_strictly(config, Gone::Kept)?;
    // What was planned is of no more use, and to give its room back takes about as long as to compare.
    let plan = std::mem::take(&mut prepared.plan);
    let (applied, ()) = parallel::both(|| prepared.compare(), || drop(plan));
    Ok(prepared.with(applied?))
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
    let config = Config::load(config)?;
    match csdl_fingerprint::state(&config.output) {
        Ok(csdl_fingerprint::State::Current) => Ok(None),
        _ => write(prepare(config, &Manner { forgiven: MISSING, ..Manner::default() })?).map(Some),
    }
}

/// What happens to the recorded names of what is gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gone {
    #[default]
    Kept,
    Forgotten,
}

/// How a run goes about it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manner<'a> {
    /// Errors that are warnings.
    pub(crate) forgiven: &'static [Code],
    pub(crate) gone: Gone,
    /// A document that is still to be written.
    pub(crate) unwritten: Option<Unwritten<'a>>,
    /// Names that are kept besides those on record.
    pub(crate) names: Option<&'a NameLock>,
}

/// Everything but the writing.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) config: Config,
    pub(crate) plan: CratePlan,
    pub(crate) files: BTreeMap<PathBuf, String>,
    /// What was read.
    pub(crate) inputs: Vec<PathBuf>,
    names: Option<RecordedNames>,
    pub(crate) generated: Generated,
}

impl Prepared {
    /// The generated folder, and the file of names where there is one.
    pub(crate) fn targets(&self) -> Vec<Target<'_>> {
        let generated = Target { root: &self.config.output, files: &self.files, strays: Strays::Remove };
        std::iter::once(generated).chain(self.names.as_ref().map(RecordedNames::target)).collect()
    }

    /// What writing would do to each of the targets.
    pub(crate) fn compare(&self) -> Result<Vec<Applied>, Failure> {
        files::compare_all(&self.targets()).map_err(|error| Failure::Io(self.config.output.clone(), error))
    }

    /// What was done to each of the targets.
    pub(crate) fn with(self, applied: Vec<Applied>) -> Generated {
        let mut all = applied.into_iter();
        let mut files = all.next().unwrap_or_default();
        if let (Some(names), Some(beside)) = (&self.names, all.next()) {
            let shown = PathBuf::from(relative(&self.config.output, &names.file));
            let list = if beside.written.is_empty() { &mut files.unchanged } else { &mut files.written };
            list.push(shown);
            list.sort();
        }
        Generated { files, ..self.generated }
    }
}

pub(crate) fn write(prepared: Prepared) -> Result<Generated, Failure> {
    let output = prepared.config.output.clone();
    let applied = files::apply_all(&prepared.targets()).map_err(|error| Failure::Io(output, error))?;
    Ok(prepared.with(applied))
}

/// The names that a configuration has on record.
pub(crate) fn recorded_names(config: &Config) -> Result<NameLock, Failure> {
    let recorded = config.names.as_deref().map(RecordedNames::load).transpose()?;
    Ok(recorded.map(|recorded| recorded.lock).unwrap_or_default())
}

pub(crate) fn prepare(config: Config, manner: &Manner<'_>) -> Result<Prepared, Failure> {
    let mut names = config.names.as_deref().map(RecordedNames::load).transpose()?;
    let mut recorded = names.as_ref().map(|names| names.lock.clone()).unwrap_or_default();
    manner.names.into_iter().for_each(|names| recorded.extend(names));
    let loaded = load_all(&config, manner)?;
    let apis: Vec<_> = config.apis.iter().collect();
    let schemas: Vec<&Schema> = loaded.iter().map(|loaded| &loaded.schema).collect();
    let plan = plan_apis(&config, &apis, &schemas, &recorded)?;
    if let Some(names) = &mut names {
        names.update(&plan.names, manner.gone)?;
    }
    let readme = config.readme.as_ref().map(|readme| relative(&config.output, readme));
    let source = relative(&root_of(&config), &config.file);
    let (files, read) = parallel::both(
        || emit::emit(&plan, readme.as_deref(), &source),
        || record::read_inputs(&config, &loaded, (names.as_ref(), manner.unwritten)),
    );
    let mut files = files.map_err(Failure::Print)?;
    let read = read.map_err(|error| Failure::Io(config.output.clone(), error))?;
    files.insert(PathBuf::from(csdl_fingerprint::FILE), record::record(&read, &files));
    let inputs = read_by(&config, &loaded).cloned().collect();
    let counts = plan.apis.iter().map(|api| (api.name.clone(), api.counts)).collect();
    let documents = loaded.iter().map(|loaded| loaded.documents).sum();
    let reports = loaded.into_iter().map(|loaded| loaded.report).collect();
    let skipped = plan.skipped.clone();
    let generated = Generated { documents, counts, skipped, files: Applied::default(), reports };
    Ok(Prepared { config, plan, files, inputs, names, generated })
}

/// Loads every API, so that one run tells the errors of all.
fn load_all(config: &Config, manner: &Manner<'_>) -> Result<Vec<LoadedSchema>, Failure> {
    let mut loaded = Vec::new();
    let mut reports = Vec::new();
    let load = |api: &Api| pipeline::load_written(config, api, manner.forgiven, manner.unwritten);
    for one in parallel::map(&config.apis, load) {
        match one {
            Ok(schema) => loaded.push(schema),
            Err(report) => reports.push(*report),
        }
    }
    // A type that the metadata lacks is one more of the things that are forgiven.
    let is_told = reports.is_empty() && !manner.forgiven.contains(&Code::UnknownRoot);
    reports.extend(if is_told { unknown_types(config, &loaded) } else { None });
    if reports.is_empty() { Ok(loaded) } else { Err(Failure::Reports(reports)) }
}

/// The errors of types that the configuration names and no API has in scope.
fn unknown_types(config: &Config, loaded: &[LoadedSchema]) -> Option<Report> {
    let mut diagnostics = Diagnostics::default();
    let is_known = |name: &str| loaded.iter().any(|loaded| loaded.schema.find_by_full_name(name).is_some());
    for name in advanced_types(config).filter(|name| !is_known(&name.text)) {
        let known = loaded.iter().flat_map(|loaded| loaded.schema.types.iter().map(|ty| ty.name.to_string()));
        let known: Vec<String> = known.collect();
        let help = suggestion(&name.text, known.iter().map(String::as_str));
        let message = format!("no type `{}` is in the scope of any API", name.text);
        diagnostics.error(Code::UnknownType, name.span, message).help_with(help);
    }
    diagnostics.has_errors().then(|| Report { sources: config.sources.clone(), diagnostics })
}
