//! Creates a joiner workflow from one of the service's templates.
//!
//! ```text
//! cargo run --example create_joiner
//! GRAPH_TOKEN=... cargo run --example create_joiner -- NAME
//! ```

mod support;

use std::env;

use futures_util::TryStreamExt;
use msgraph_identity_governance::{
    Result,
    odata::http::Method,
    v1_0::identity_governance::{LifecycleWorkflowCategory as Category, Task, Workflow, WorkflowTemplate},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let graph = support::client(support::answers(ANSWERS))?;
    let name = env::args().nth(1).unwrap_or_else(|| "Welcome".to_owned());
    let lifecycle = graph.identity_governance().lifecycle_workflows();

    let templates = lifecycle.workflow_templates();
    let joiners = templates.list().filter(WorkflowTemplate::CATEGORY.eq(Category::Joiner)).top(1);
    let Some(chosen) = joiners.items().try_next().await? else {
        show("there is no template for joiners");
        return Ok(());
    };
    // The list holds no tasks; the template by itself does.
    let template = templates.by_id(chosen.id.unwrap_or_default()).get().expand(WorkflowTemplate::TASKS).send().await?;
    show(&format!("from the template {}", template.display_name.as_deref().unwrap_or("?")));

    let made = lifecycle.workflows().create(&from_template(template, name)).send().await?;
    show(&format!("made {} ({})", made.display_name.unwrap_or_default(), made.id.unwrap_or_default()));
    for task in made.tasks.into_iter().flatten() {
        show(&format!("  {}", task.display_name.unwrap_or_default()));
    }
    Ok(())
}

/// A workflow with the template's tasks and conditions, switched off until someone has looked at it.
fn from_template(template: WorkflowTemplate, name: String) -> Workflow {
    // The service gives new tasks ids of their own.
    let tasks = template.tasks.map(|tasks| tasks.into_iter().map(|task| Task { id: None, ..task }).collect());
    Workflow {
        category: template.category,
        display_name: Some(name),
        description: template.description,
        execution_conditions: template.execution_conditions,
        is_enabled: Some(false),
        is_scheduling_enabled: Some(false),
        tasks,
        ..Workflow::default()
    }
}

#[allow(clippy::print_stdout)]
fn show(line: &str) {
    println!("{line}");
}

/// What a tenant answers.
const ANSWERS: &[(Method, &str, &str)] = &[
    (Method::GET, "/workflowTemplates", r#"{"value": [{"id": "w1", "displayName": "Onboard", "category": "joiner"}]}"#),
    (
        Method::GET,
        "/workflowTemplates/w1",
        r##"{
            "id": "w1",
            "displayName": "Onboard",
            "category": "joiner",
            "description": "Prepares the first day",
            "executionConditions": {
                "@odata.type": "#microsoft.graph.identityGovernance.triggerAndScopeBasedConditions",
                "trigger": {
                    "@odata.type": "#microsoft.graph.identityGovernance.timeBasedAttributeTrigger",
                    "timeBasedAttribute": "employeeHireDate",
                    "offsetInDays": -7
                }
            },
            "tasks": [{
                "id": "t1",
                "displayName": "Enable the account",
                "taskDefinitionId": "6fc52c9d-398b-4305-9763-15f42c1676fc",
                "isEnabled": true
            }]
        }"##,
    ),
    (
        Method::POST,
        "/workflows",
        r#"{"id": "n1", "displayName": "Welcome", "category": "joiner", "version": 1,
            "tasks": [{"id": "n2", "displayName": "Enable the account"}]}"#,
    ),
];
