//! Renames a workflow and switches it on, sending nothing else; then shows what the service has.
//!
//! Without `GRAPH_TOKEN` it runs against answers in memory:
//!
//! ```text
//! cargo run --example update_workflow
//! GRAPH_TOKEN=... cargo run --example update_workflow -- WORKFLOW NAME
//! ```

use std::{env, error::Error};

use msgraph_identity_governance::{
    odata::{
        http::{Method, Response},
        transport::memory::InMemory,
    },
    v1_0::{GraphClient, identity_governance::Workflow},
};

/// What the service has after the change.
const WORKFLOW: &str = r#"{ "id": "example", "displayName": "Pre-hire", "isEnabled": true, "version": 2 }"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = client()?;
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
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// A client of the service, or of answers in memory where there is no token.
fn client() -> Result<GraphClient, Box<dyn Error>> {
    if let Ok(token) = env::var("GRAPH_TOKEN") {
        return Ok(GraphClient::new(token)?);
    }
    eprintln!("GRAPH_TOKEN is not set: answering from memory");
    let answers = InMemory::new(|request| {
        let mut answer = Response::new(WORKFLOW);
        if request.method() == Method::PATCH {
            answer = Response::new("");
            *answer.status_mut() = msgraph_identity_governance::odata::http::StatusCode::NO_CONTENT;
        }
        answer
    });
    Ok(GraphClient::from(GraphClient::builder().transport(answers).build()?))
}

#[allow(clippy::print_stdout)]
fn show(workflow: &Workflow) {
    let name = workflow.display_name.as_deref().unwrap_or("?");
    let version = workflow.version.map_or_else(String::new, |version| format!(", version {version}"));
    println!("{name}{version}: {}", if workflow.is_enabled == Some(true) { "on" } else { "off" });
}
