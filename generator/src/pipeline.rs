//! The stages one after the other, as commands use them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::config::{Api, Config};
use crate::csdl::{self, Document};
use crate::diagnostic::{Code, Diagnostics, Report, SourceId, Sources, Span, suggestion};
use crate::references::{self, Catalog, Gathered};
use crate::schema::{self, Schema};
use crate::scope::{self, Reasons};
use crate::slice;

/// A schema that is ready for generation.
#[derive(Clone, Debug)]
pub struct LoadedSchema {
    /// Resolved, overlays laid over it, reduced to what is in scope.
    pub schema: Schema,
    /// Why each type is in scope.
    pub reasons: Reasons,
    /// The files that were read, and warnings.
    pub report: Report,
    /// How many documents were read, overlays and those referred to included.
    pub documents: usize,
    /// Files that references lead to, whether they are there or not.
    pub referenced: BTreeSet<PathBuf>,
}

/// What a document may lack of what a configuration and its overlays speak of, where an older or a
/// poorer revision is to be read none the less.
pub const MISSING: &[Code] = &[Code::UnresolvedTarget, Code::UnknownRoot, Code::InvalidFinalStates];

/// A document that is still to be written.
#[derive(Clone, Copy, Debug)]
pub struct Unwritten<'a> {
    /// Where it goes.
    pub path: &'a Path,
    /// What it says.
    pub text: &'a str,
}

/// A slice of full documents.
#[derive(Clone, Debug)]
pub struct Sliced {
    /// The slice, as CSDL XML.
    pub text: String,
    /// The schema that it says.
    pub schema: Schema,
    /// The files that were read, and warnings.
    pub report: Report,
}

/// Reads an API's documents and overlays, and reduces the schema to what is in scope.
///
/// # Errors
///
/// A report with the errors and warnings of all stages up to the one that failed.
pub fn load(config: &Config, api: &Api) -> Result<LoadedSchema, Box<Report>> {
    load_forgiving(config, api, &[])
}

/// The same, with errors of some codes taken for warnings.
///
/// # Errors
///
/// A report with the errors and warnings of all stages up to the one that failed.
pub fn load_forgiving(config: &Config, api: &Api, forgiven: &'static [Code]) -> Result<LoadedSchema, Box<Report>> {
    load_written(config, api, forgiven, None)
}

/// The same, where a document may still have to be written: its path, and its text.
///
/// # Errors
///
/// A report with the errors and warnings of all stages up to the one that failed.
pub fn load_written(
    config: &Config,
    api: &Api,
    forgiven: &'static [Code],
    unwritten: Option<Unwritten<'_>>,
) -> Result<LoadedSchema, Box<Report>> {
    load_from(config, api, &api.metadata, &api.overlays, forgiven, unwritten)
}

/// The same, from documents other than the API's own.
///
/// # Errors
///
/// A report with the errors and warnings of all stages up to the one that failed.
pub fn load_instead(
    config: &Config,
    api: &Api,
    metadata: &[PathBuf],
    forgiven: &'static [Code],
) -> Result<LoadedSchema, Box<Report>> {
    load_from(config, api, metadata, &api.overlays, forgiven, None)
}

/// Reads full documents and writes what is in scope of them as a slice. Overlays are not applied:
/// they are no facts of the source.
///
/// # Errors
///
/// A report with the errors and warnings of all stages up to the one that failed.
pub fn slice(config: &Config, api: &Api, from: &[PathBuf]) -> Result<Sliced, Box<Report>> {
    slice_forgiving(config, api, from, &[])
}

/// The same, with errors of some codes taken for warnings.
///
/// # Errors
///
/// A report with the errors and warnings of all stages up to the one that failed.
pub fn slice_forgiving(
    config: &Config,
    api: &Api,
    from: &[PathBuf],
    forgiven: &'static [Code],
) -> Result<Sliced, Box<Report>> {
    let loaded = load_from(config, api, from, &[], forgiven, None)?;
    Ok(Sliced { text: slice::write(&loaded.schema), schema: loaded.schema, report: loaded.report })
}

/// The chain of types that brings a type into an API's scope, one step a line, from `from`, or from
/// the API's own documents. The name may be given without its namespace where only one type has it.
///
/// # Errors
///
/// A report, where something cannot be read, and where the type is not in scope.
pub fn why(config: &Config, api: &Api, name: &str, from: &[PathBuf]) -> Result<String, Box<Report>> {
    let from = if from.is_empty() { &api.metadata } else { from };
    let mut loaded = load_from(config, api, from, &[], &[], None)?;
    match find_name(&loaded.reasons, name).and_then(|name| loaded.reasons.why(&name)) {
        Some(chain) => Ok(indented(&chain)),
        None => {
            let help = suggestion(name, loaded.reasons.names().flat_map(|full| [full, short(full)]));
            let message = format!("no type `{name}` is in the scope of {}", api.name);
            loaded.report.diagnostics.error(Code::UnknownType, Span::NONE, message).help_with(help);
            Err(Box::new(loaded.report))
        }
    }
}

fn indented(chain: &[String]) -> String {
    let mut text = String::new();
    for (depth, line) in chain.iter().enumerate() {
        let _ = writeln!(text, "{}{line}", "  ".repeat(depth));
    }
    text
}

fn short(full: &str) -> &str {
    full.rsplit('.').next().unwrap_or(full)
}

/// The full name of a type in scope, from its full name or its name alone.
fn find_name(reasons: &Reasons, name: &str) -> Option<String> {
    if reasons.names().any(|full| full == name) {
        return Some(name.to_owned());
    }
    let mut same = reasons.names().filter(|full| short(full) == name);
    let found = same.next()?;
    same.next().is_none().then(|| found.to_owned())
}

fn load_from(
    config: &Config,
    api: &Api,
    metadata: &[PathBuf],
    overlays: &[PathBuf],
    forgiven: &'static [Code],
    unwritten: Option<Unwritten<'_>>,
) -> Result<LoadedSchema, Box<Report>> {
    let mut sources = config.sources.clone();
    let mut diagnostics = Diagnostics::forgiving(forgiven);
    let given = read_all(metadata, unwritten, &mut sources, &mut diagnostics);
    let above = read_all(overlays, None, &mut sources, &mut diagnostics);
    let (schema, gathered) = resolve_read(&mut sources, [&given, &above], &config.references, &mut diagnostics);
    let documents = given.len() + above.len() + gathered.referenced.len();
    let scope = config.scope.for_api(&api.name);
    let scoped = schema.and_then(|schema| scope::reduce(&schema, &scope, &mut diagnostics));
    let report = Report { sources, diagnostics };
    match scoped {
        Some(scoped) => Ok(LoadedSchema {
            schema: scoped.schema,
            reasons: scoped.reasons,
            report,
            documents,
            referenced: gathered.files,
        }),
        None => Err(Box::new(report)),
    }
}

/// A file that was read, and the path that it was read from.
pub(crate) type ReadFile<'p> = (SourceId, &'p Path);

/// Reads files; what cannot be read is reported and left out.
pub(crate) fn read<'p>(
    paths: &'p [PathBuf],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<ReadFile<'p>> {
    read_all(paths, None, sources, diagnostics)
}

fn read_all<'p>(
    paths: &'p [PathBuf],
    unwritten: Option<Unwritten<'_>>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<ReadFile<'p>> {
    let mut read = |path: &Path| match unwritten.filter(|unwritten| unwritten.path == path) {
        Some(unwritten) => Some(sources.add(path.display().to_string(), unwritten.text)),
        None => sources.read(path, diagnostics),
    };
    paths.iter().filter_map(|path| Some((read(path)?, path.as_path()))).collect()
}

/// Resolves documents and overlays with the local files that they refer to.
pub(crate) fn resolve_read(
    sources: &mut Sources,
    [given, above]: [&[ReadFile<'_>]; 2],
    catalog: &Catalog,
    diagnostics: &mut Diagnostics,
) -> (Option<Schema>, Gathered) {
    let gathered = references::gather(sources, &[given, above].concat(), catalog, diagnostics);
    let ids = |read: &[ReadFile<'_>]| read.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    let schema = resolve_gathered(sources, &ids(given), &ids(above), &gathered, diagnostics);
    (schema, gathered)
}

/// Reads and resolves sources: documents, and overlays over them. References are not followed.
pub fn resolve(
    sources: &Sources,
    documents: &[SourceId],
    overlays: &[SourceId],
    diagnostics: &mut Diagnostics,
) -> Option<Schema> {
    resolve_gathered(sources, documents, overlays, &Gathered::default(), diagnostics)
}

/// The same with the documents that they refer to: what [`references::gather`] found.
pub fn resolve_gathered(
    sources: &Sources,
    documents: &[SourceId],
    overlays: &[SourceId],
    gathered: &Gathered,
    diagnostics: &mut Diagnostics,
) -> Option<Schema> {
    let mut read = |ids: &[SourceId]| -> Vec<Document<'_>> {
        ids.iter().filter_map(|id| csdl::read(sources, *id, diagnostics)).collect()
    };
    let referenced: Vec<SourceId> = gathered.referenced.iter().map(|one| one.source).collect();
    let mut documents = read(documents);
    documents.extend(read(&referenced));
    let overlays = read(overlays);
    let schema = schema::resolve_gathered(&documents, &overlays, gathered, diagnostics);
    gathered.note_origins(sources, diagnostics);
    schema
}
