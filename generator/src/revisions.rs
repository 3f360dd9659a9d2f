//! Two revisions of an API: read, planned, compared.

use std::path::PathBuf;

use crate::config::{Api, Config};
use crate::diagnostic::{Diagnostics, Report, SourceId, Sources};
use crate::diff::{self, Difference, Side};
use crate::generate::{self, Failure};
use crate::pipeline;
use crate::plan::{self, ApiInput, ApiOptions, ApiPlan, ServicePlan};
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
/// something for are warned of.
///
/// # Errors
///
/// Where anything else is wrong with the documents.
pub fn of_api(config: &Config, api: &Api, documents: &[PathBuf]) -> Result<Revision, Failure> {
    let loaded = pipeline::load_instead(config, api, documents, pipeline::MISSING)?;
    planned(config, api, loaded.schema, loaded.report)
}

/// Plans what has been read of an API.
pub(crate) fn planned(config: &Config, api: &Api, schema: Schema, report: Report) -> Result<Revision, Failure> {
    let planned = generate::plan_apis(config, &[api], &[&schema])?;
    let client = planned.service.client;
    match planned.apis.into_iter().next() {
        Some(plan) => Ok(Revision { schema, plan, client, report }),
        None => Err(Failure::Reports(vec![report])),
    }
}

/// Reads a revision as a whole, with the options that a configuration has by default.
///
/// # Errors
///
/// Where anything is wrong with the documents.
pub fn whole(documents: &[PathBuf]) -> Result<Revision, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let ids: Vec<SourceId> = documents.iter().filter_map(|path| sources.read(path, &mut diagnostics)).collect();
    let schema = pipeline::resolve(&sources, &ids, &[], &mut diagnostics);
    let report = Report { sources, diagnostics };
    let schema = schema.filter(|_| !report.diagnostics.has_errors());
    match schema.and_then(|schema| Some((plan_whole(&schema)?, schema))) {
        Some((plan, schema)) => Ok(Revision { schema, plan, client: CLIENT.to_owned(), report }),
        None => Err(Failure::Reports(vec![report])),
    }
}

/// The client's name where no configuration gives one.
const CLIENT: &str = "Client";

fn plan_whole(schema: &Schema) -> Option<ApiPlan> {
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
    plan::plan(&[input], ServicePlan::default(), &options).apis.into_iter().next()
}
