//! Two revisions of an API: read, planned, compared.

use std::path::PathBuf;

use crate::config::{Api, Config};
use crate::diagnostic::{Diagnostics, Report, Sources};
use crate::diff::{self, Difference, Side};
use crate::generate::{self, Failure};
use crate::names::NameLock;
use crate::pipeline;
use crate::plan::{self, ApiInput, ApiOptions, ApiPlan, ServicePlan};
use crate::references::Catalog;
use crate::schema::Schema;

/// One revision, as much of it as counts.
#[derive(Debug)]
pub struct Revision {
    /// What is in scope.
    pub schema: Schema,
    /// What is generated of it.
    pub plan: ApiPlan,
    /// The name of the client's type.
    pub client: String,
    /// The names in Rust that are on record, and those that were given: a newer revision keeps them.
    pub names: NameLock,
    /// Warnings, with the files they are about.
    pub report: Report,
}

impl Revision {
    /// As a side of a comparison.
    #[must_use]
    pub fn side(&self) -> Side<'_> {
        Side { schema: &self.schema, plan: &self.plan, client: &self.client }
    }
}

/// Compares two revisions.
#[must_use]
pub fn compare(old: &Revision, new: &Revision) -> Difference {
    diff::diff(&old.side(), &new.side())
}

/// Reads a revision within the scope and with the options of an API. Overlays and roots that it lacks
/// something for are warned of. What has a name in `names` keeps it; without them, the names count that
/// the configuration has on record.
///
/// # Errors
///
/// Where anything else is wrong with the documents.
pub fn of_api(
    config: &Config,
    api: &Api,
    documents: &[PathBuf],
    names: Option<&NameLock>,
) -> Result<Revision, Failure> {
    let loaded = pipeline::load_instead(config, api, documents, pipeline::MISSING)?;
    let names = names.cloned().map_or_else(|| generate::recorded_names(config), Ok)?;
    planned(config, api, loaded.schema, loaded.report, names)
}

/// Plans what has been read of an API.
pub(crate) fn planned(
    config: &Config,
    api: &Api,
    schema: Schema,
    report: Report,
    mut names: NameLock,
) -> Result<Revision, Failure> {
    let planned = generate::plan_apis(config, &[api], &[&schema], &names)?;
    names.extend(&planned.names);
    let client = planned.service.client;
    match planned.apis.into_iter().next() {
        Some(plan) => Ok(Revision { schema, plan, client, names, report }),
        None => Err(Failure::Reports(vec![report])),
    }
}

/// Reads a revision as a whole, with the options that a configuration has by default. What has a name
/// in `names` keeps it.
///
/// # Errors
///
/// Where anything is wrong with the documents.
pub fn whole(documents: &[PathBuf], names: &NameLock) -> Result<Revision, Failure> {
    let (schema, report) = whole_schema(documents)?;
    match plan_whole(&schema, names) {
        Some((plan, mut given)) => {
            given.extend(names);
            Ok(Revision { schema, plan, client: CLIENT.to_owned(), names: given, report })
        }
        None => Err(Failure::Reports(vec![report])),
    }
}

/// What documents say as a whole, not planned.
pub(crate) fn whole_schema(documents: &[PathBuf]) -> Result<(Schema, Report), Failure> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let given = pipeline::read(documents, &mut sources, &mut diagnostics);
    let (schema, _) = pipeline::resolve_read(&mut sources, [&given, &[]], &Catalog::default(), &mut diagnostics);
    let report = Report { sources, diagnostics };
    match schema.filter(|_| !report.diagnostics.has_errors()) {
        Some(schema) => Ok((schema, report)),
        None => Err(Failure::Reports(vec![report])),
    }
}

/// The client's name where no configuration gives one.
const CLIENT: &str = "Client";

fn plan_whole(schema: &Schema, names: &NameLock) -> Option<(ApiPlan, NameLock)> {
    let input =
        ApiInput { name: "api", module: "api", source: "", base_url: "", base_path: "", schema, root_namespaces: &[] };
    let options = ApiOptions {
        namespace_root: String::new(),
        key_as_segment: false,
        qualified_operations: true,
        client: CLIENT.to_owned(),
        enum_sentinel: None,
        advanced_types: Vec::new(),
    };
    let plan = plan::plan_with(&[input], ServicePlan::default(), &options, names);
    Some((plan.apis.into_iter().next()?, plan.names))
}
