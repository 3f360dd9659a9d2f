//! Updates a workflow, then makes a new version of it with a changed list of tasks.
//!
//! Names and the schedule of a workflow are changed in place; its tasks and conditions only by a new
//! version, which goes by the whole workflow.
//!
//! ```text
//! cargo run --example version_workflow
//! GRAPH_TOKEN=... cargo run --example version_workflow -- WORKFLOW
//! ```

mod support;

use std::env;

use futures_util::TryStreamExt;
use msgraph_identity_governance::{
    Result,
    odata::http::Method,
    v1_0::identity_governance::{Task, Workflow, WorkflowCreateNewVersionParameters, WorkflowVersion},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let graph = support::client(support::answers(ANSWERS))?;
    let id = env::args().nth(1).unwrap_or_else(|| "example".to_owned());
    let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id(id);

    // Only what is set is sent.
    workflow.update().set(Workflow::DESCRIPTION, "Prepares the first day").send().await?;

    let mut next = workflow.get().expand(Workflow::TASKS).send().await?;
    for task in next.tasks.iter_mut().flatten() {
        task.continue_on_error = Some(true);
    }
    let made = workflow.create_new_version(&WorkflowCreateNewVersionParameters { workflow: Some(proposal(next)) });
    say(&format!("version {} is current", made.send().await?.version.unwrap_or_default()));

    let versions = workflow.versions().list().order_by(WorkflowVersion::VERSION_NUMBER.desc());
    let mut versions = versions.items();
    while let Some(version) = versions.try_next().await? {
        let name = version.display_name.as_deref().unwrap_or("?");
        say(&format!("  {}: {name}", version.version_number.unwrap_or_default()));
    }
    Ok(())
}

/// What a caller gives of a workflow: not what the service fills in.
fn proposal(workflow: Workflow) -> Workflow {
    let tasks = workflow.tasks.map(|tasks| tasks.into_iter().map(|task| Task { id: None, ..task }).collect());
    Workflow {
        category: workflow.category,
        description: workflow.description,
        display_name: workflow.display_name,
        execution_conditions: workflow.execution_conditions,
        is_enabled: workflow.is_enabled,
        is_scheduling_enabled: workflow.is_scheduling_enabled,
        tasks,
        ..Workflow::default()
    }
}

#[allow(clippy::print_stdout)]
fn say(line: &str) {
    println!("{line}");
}

/// What a tenant of one workflow answers.
const ANSWERS: &[(Method, &str, &str)] = &[
    (Method::PATCH, "/workflows/example", ""),
    (
        Method::GET,
        "/workflows/example",
        r#"{"id": "example", "displayName": "Onboard", "category": "joiner", "version": 1, "tasks": [
            {"id": "t1", "displayName": "Enable the account", "taskDefinitionId": "6fc52c9d-398b-4305-9763-15f42c1676fc",
             "executionSequence": 1, "isEnabled": true, "continueOnError": false}
        ]}"#,
    ),
    (
        Method::POST,
        "/createNewVersion",
        r#"{"id": "example", "displayName": "Onboard", "category": "joiner", "version": 2}"#,
    ),
    (
        Method::GET,
        "/versions",
        r#"{"value": [{"versionNumber": 2, "displayName": "Onboard"}, {"versionNumber": 1, "displayName": "Onboard"}]}"#,
    ),
];
