//! A newer revision of an API taken over: sliced, compared, generated, written; all of it or nothing.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{fmt, io};

use crate::config::{Api, Config};
use crate::diagnostic::{Code, Report, Severity, Span};
use crate::diff::Difference;
use crate::files::{self, Applied, SingleFile, Target};
use crate::generate::{self, Failure, Generated, Manner, Prepared};
use crate::pipeline::{self, MISSING, Unwritten};
use crate::revisions;
use crate::schema::{Operation, Schema};

/// How much an update may lose, of types and of operations each, unless told otherwise: 5 %.
pub const MAX_LOSS: f64 = 5.0;

/// What a document may lack besides where it is taken over although whole namespaces are missing.
const BROKEN: &[Code] = &[Code::UnresolvedTarget, Code::UnknownRoot, Code::InvalidFinalStates, Code::UnknownType];

/// An update that is ready to be written.
#[derive(Debug)]
pub struct Update {
    prepared: Prepared,
    /// What differs from the revision that is there; none where there is none yet.
    pub difference: Option<Difference>,
    /// What is lost.
    pub loss: Loss,
    /// The document that is written.
    pub document: PathBuf,
    text: String,
    /// What the revision lacks and what else was warned of, with the files that it is about.
    pub warnings: Vec<Report>,
}

/// What an update did, or would do.
#[derive(Debug)]
pub struct Updated {
    /// Whether the document changed.
    pub is_document_written: bool,
    /// The generated files.
    pub generated: Generated,
}

/// What a revision has no more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loss {
    /// Types that were there, sorted.
    pub types: Vec<String>,
    /// Operations that were there, sorted.
    pub operations: Vec<String>,
    /// The largest share of them, in percent of what there was.
    pub percent: f64,
    /// Roots and types of the configuration that are not there any more, as it is told of them.
    pub roots: Vec<String>,
}

impl Loss {
    /// Whether an update may lose this where `max` percent are allowed.
    #[must_use]
    pub fn is_within(&self, max: f64) -> bool {
        self.percent <= max && self.roots.is_empty()
    }
}

impl Loss {
    fn add(&mut self, other: Self) {
        let both = |a: &mut Vec<String>, b: Vec<String>| {
            a.extend(b);
            a.sort();
            a.dedup();
        };
        both(&mut self.types, other.types);
        both(&mut self.operations, other.operations);
        self.percent = self.percent.max(other.percent);
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (types, operations) = (self.types.len(), self.operations.len());
        writeln!(f, "{types} types and {operations} operations are gone, {:.1} % of one of them", self.percent)?;
        self.roots.iter().try_for_each(|root| writeln!(f, "  scope: {root}"))?;
        let mut names = self.types.iter().map(|name| ("type", name));
        let mut operations = self.operations.iter().map(|name| ("operation", name));
        names.by_ref().take(MOST).try_for_each(|(what, name)| writeln!(f, "  {what} {name}"))?;
        operations.by_ref().take(MOST).try_for_each(|(what, name)| writeln!(f, "  {what} {name}"))?;
        match names.count() + operations.count() {
            0 => Ok(()),
            more => writeln!(f, "  and {more} more"),
        }
    }
}

/// As many lost types, and operations, as are named.
const MOST: usize = 20;

/// Reads full documents and finds out what taking them over would do. Nothing is written. Where the
/// full documents of the revision that is there are given as `previous`, what is lost of all of them
/// counts, not only of the scope. With `is_broken`, what refers to types that are not there is left
/// out with a warning, and is no error.
///
/// # Errors
///
/// Where anything is wrong with the documents besides what they lack, and where nothing in them is in
/// scope.
pub fn prepare(
    config: &Config,
    api: &Api,
    from: &[PathBuf],
    previous: &[PathBuf],
    is_broken: bool,
) -> Result<Update, Failure> {
    let document = api.metadata.first().cloned().unwrap_or_default();
    let sliced = pipeline::slice_forgiving(config, api, from, if is_broken { BROKEN } else { MISSING })?;
    if sliced.schema.types.is_empty() && sliced.schema.operations.is_empty() {
        return Err(nothing_left(api, sliced.report));
    }
    let unwritten = Unwritten { path: &document, text: &sliced.text };
    let new = pipeline::load_written(config, api, MISSING, Some(unwritten))?;
    let old = present(config, api)?;
    let mut loss = old.as_ref().map(|(schema, _)| lost(schema, &new.schema)).unwrap_or_default();
    if !previous.is_empty() {
        loss.add(lost(&revisions::whole_schema(previous)?.0, &revisions::whole_schema(from)?.0));
    }
    let known: BTreeSet<String> = old.iter().flat_map(|(_, report)| missing_roots(report)).collect();
    loss.roots = missing_roots(&sliced.report).filter(|root| !known.contains(root)).collect();
    let mut names = generate::recorded_names(config)?;
    let difference = match old {
        Some((schema, report)) => {
            let old = revisions::planned(config, api, schema, report, names)?;
            let new = revisions::planned(config, api, new.schema, new.report, old.names.clone())?;
            let difference = revisions::compare(&old, &new);
            names = old.names;
            Some(difference)
        }
        None => None,
    };
    let manner = Manner { forgiven: MISSING, unwritten: Some(unwritten), names: Some(&names), ..Manner::default() };
    let prepared = generate::prepare(config.clone(), &manner)?;
    let warnings = vec![sliced.report];
    Ok(Update { prepared, difference, loss, document, text: sliced.text, warnings })
}

impl Update {
    /// Writes the document, the generated folder and the file of names, all or none.
    ///
    /// # Errors
    ///
    /// Where the file system refuses; everything is then as it was.
    pub fn write(self) -> Result<Updated, Failure> {
        self.with(files::apply_all)
    }

    /// Finds out what [`write`](Self::write) would change.
    ///
    /// # Errors
    ///
    /// Where a file or folder cannot be read.
    pub fn compare(self) -> Result<Updated, Failure> {
        self.with(files::compare_all)
    }

    fn with(self, change: fn(&[Target<'_>]) -> io::Result<Vec<Applied>>) -> Result<Updated, Failure> {
        let document = SingleFile::new(&self.document, self.text);
        let targets: Vec<Target<'_>> = std::iter::once(document.target()).chain(self.prepared.targets()).collect();
        let failed = |error| Failure::Io(self.prepared.config.output.clone(), error);
        let mut applied = change(&targets).map_err(failed)?.into_iter();
        let is_document_written = applied.next().is_some_and(|applied| !applied.written.is_empty());
        Ok(Updated { is_document_written, generated: self.prepared.with(applied.collect()) })
    }
}

/// The revision that is there, whatever it lacks; none where its document is not there yet.
fn present(config: &Config, api: &Api) -> Result<Option<(Schema, Report)>, Failure> {
    if api.metadata.iter().any(|document| !document.exists()) {
        return Ok(None);
    }
    let loaded = pipeline::load_forgiving(config, api, MISSING)?;
    Ok(Some((loaded.schema, loaded.report)))
}

fn nothing_left(api: &Api, mut report: Report) -> Failure {
    let message = format!("nothing in these documents is in the scope of {}", api.name);
    report.diagnostics.error(Code::EmptyScope, Span::NONE, message);
    Failure::Reports(vec![report])
}

fn missing_roots(report: &Report) -> impl Iterator<Item = String> + '_ {
    let missing =
        report.diagnostics.iter().filter(|one| one.code == Code::UnknownRoot && one.severity == Severity::Warning);
    missing.map(|one| one.message.clone())
}

fn lost(old: &Schema, new: &Schema) -> Loss {
    let types = |schema: &Schema| -> BTreeSet<String> { schema.types.iter().map(|ty| ty.name.to_string()).collect() };
    let operations =
        |schema: &Schema| -> BTreeSet<String> { schema.operations.iter().map(|op| name_of(schema, op)).collect() };
    let missing =
        |old: &BTreeSet<String>, new: &BTreeSet<String>| -> Vec<String> { old.difference(new).cloned().collect() };
    let (old_types, old_operations) = (types(old), operations(old));
    let (types, operations) = (missing(&old_types, &types(new)), missing(&old_operations, &operations(new)));
    let percent = share(types.len(), old_types.len()).max(share(operations.len(), old_operations.len()));
    Loss { types, operations, percent, roots: Vec::new() }
}

/// An operation and what it is bound to: another parameter does not make it another operation.
fn name_of(schema: &Schema, operation: &Operation) -> String {
    match operation.binding() {
        Some(binding) => format!("{} on {}", operation.name, schema.type_text(&binding.ty)),
        None => operation.name.to_string(),
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of elements, far below where it starts")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}
