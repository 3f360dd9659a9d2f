//! Renames a workflow and switches it on, sending nothing else; then shows what the service has.
//!
//! Without `GRAPH_TOKEN` it runs against answers in memory:
//!
//! ```text
//! cargo run --example update_workflow
//! GRAPH_TOKEN=... cargo run --example update_workflow -- WORKFLOW NAME
//! ```

mod support;

use std::env;

use msgraph_identity_governance::{Result, odata::http::Method, v1_0::identity_governance::Workflow};

/// What the service answers: nothing to the change, then what it has after it.
const ANSWERS: &[(Method, &str, &str)] = &[
    (Method::PATCH, "", ""),
    (Method::GET, "", r#"{ "id": "example", "displayName": "Pre-hire", "isEnabled": true, "version": 2 }"#),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let graph = support::client(support::answers(ANSWERS))?;
    let mut arguments = env::args().skip(1);
    let id = arguments.next().unwrap_or_else(|| "example".to_owned());
    let name = arguments.next().unwrap_or_else(|| "Pre-hire".to_owned());
    let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id(id);

    workflow
        .update()
        .set(Workflow::DISPLAY_NAME, name)
        .set(Workflow::IS_ENABLED, true)
        .set_null(Workflow::DESCRIPTION)
        .send()
        .await?;

    match workflow.get().send().await {
        Ok(workflow) => show(&workflow),
        Err(error) if error.is_not_found() => eprintln!("there is no such workflow"),
        Err(error) => return Err(error),
    }
    Ok(())
}

#[allow(clippy::print_stdout)]
fn show(workflow: &Workflow) {
    let name = workflow.display_name.as_deref().unwrap_or("?");
    let version = workflow.version.map_or_else(String::new, |version| format!(", version {version}"));
    println!("{name}{version}: {}", if workflow.is_enabled == Some(true) { "on" } else { "off" });
}
