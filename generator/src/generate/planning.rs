//! What a configuration asks for, told to the planner.

use std::path::PathBuf;

use crate::{
    config::{Api, BatchUrls, Config, EnumLiterals, KeyStyle, Located, OperationNames},
    names::NameLock,
    parallel,
    plan::{self, ApiInput, ApiOptions, CloudPlan, CratePlan, Docs, ServicePlan},
    relative::relative,
    schema::Schema,
};

use super::Failure;

/// Plans some of the APIs of a configuration, each from a schema; what has a name on record keeps it.
pub(crate) fn plan_apis(
    config: &Config,
    apis: &[&Api],
    schemas: &[&Schema],
    names: &NameLock,
) -> Result<CratePlan, Failure> {
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
    let plan = plan::plan_with(&inputs, service(config), &options, names);
    let planned: Vec<_> = plan.apis.iter().zip(&inputs).collect();
    let missing = parallel::map(&planned, |(api, input)| plan::missing(&plan, api, input.schema)).concat();
    if !missing.is_empty() {
        return Err(Failure::Missing(missing));
    }
    Ok(if config.requests { plan } else { plan.without_requests() })
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

/// The types that the configuration names for queries of a kind of their own.
pub(super) fn advanced_types(config: &Config) -> impl Iterator<Item = &Located> {
    config.advanced_queries.iter().flat_map(|queries| &queries.types)
}

/// The document that an API's files name as their source.
fn source_of(config: &Config, api: &Api) -> String {
    match api.metadata.first() {
        Some(document) => relative(&root_of(config), document),
        None => String::new(),
    }
}

/// The folder that the generated one is in.
pub(super) fn root_of(config: &Config) -> PathBuf {
    config.output.join("..")
}
