//! Lists the tasks that failed in the last day, over all workflows.
//!
//! Workflows are looked at several at a time, but never more than [`AT_ONCE`]; their runs and results
//! are read page by page.
//!
//! ```text
//! cargo run --example failed_tasks
//! GRAPH_TOKEN=... cargo run --example failed_tasks
//! ```

mod support;

use std::time::{Duration, SystemTime};

use futures_util::TryStreamExt;
use msgraph_identity_governance::{
    DateTimeOffset, Result,
    odata::http::Method,
    v1_0::{
        GraphClient,
        identity_governance::{LifecycleWorkflowProcessingStatus as Status, Run, Task, TaskProcessingResult, Workflow},
    },
};

/// How many workflows are looked at at the same time.
const AT_ONCE: usize = 4;

/// A task that failed, and where.
struct Failure {
    workflow: String,
    result: TaskProcessingResult,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let graph = support::client(support::answers(ANSWERS))?;
    let since = DateTimeOffset::from(SystemTime::now() - Duration::from_secs(24 * 3600));

    let workflows = graph.identity_governance().lifecycle_workflows().workflows().list();
    let failures: Vec<Vec<Failure>> = workflows
        .select((Workflow::ID, Workflow::DISPLAY_NAME))
        .items()
        .map_ok(|workflow| failures_of(&graph, workflow, since))
        .try_buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;

    failures.iter().flatten().for_each(show);
    eprintln!("{} tasks failed", failures.iter().flatten().count());
    Ok(())
}

/// The tasks of a workflow that failed since then.
async fn failures_of(graph: &GraphClient, workflow: Workflow, since: DateTimeOffset) -> Result<Vec<Failure>> {
    let id = workflow.id.unwrap_or_default();
    let name = workflow.display_name.unwrap_or_else(|| id.clone());
    let runs = graph.identity_governance().lifecycle_workflows().workflows().by_id(id).runs();
    let mut failures = Vec::new();

    let mut failed =
        runs.list().select(Run::ID).filter(Run::STARTED_DATE_TIME.ge(since).and(Run::FAILED_TASKS_COUNT.gt(0))).items();
    while let Some(run) = failed.try_next().await? {
        let results: Vec<TaskProcessingResult> = runs
            .by_id(run.id.unwrap_or_default())
            .task_processing_results()
            .list()
            .filter(TaskProcessingResult::PROCESSING_STATUS.eq(Status::Failed))
            .expand(TaskProcessingResult::TASK.select(Task::DISPLAY_NAME))
            .items()
            .try_collect()
            .await?;
        failures.extend(results.into_iter().map(|result| Failure { workflow: name.clone(), result }));
    }
    Ok(failures)
}

#[allow(clippy::print_stdout)]
fn show(Failure { workflow, result }: &Failure) {
    let task = result.task.as_ref().and_then(|task| task.display_name.as_deref()).unwrap_or("?");
    let reason = result.failure_reason.as_deref().unwrap_or("no reason given");
    println!("{workflow}: {task}: {reason}");
}

/// What a tenant of two workflows answers.
const ANSWERS: &[(Method, &str, &str)] = &[
    (
        Method::GET,
        "/workflows",
        r#"{"value": [{"id": "w1", "displayName": "Onboard"}, {"id": "w2", "displayName": "Offboard"}]}"#,
    ),
    (Method::GET, "/w1/runs", r#"{"value": [{"id": "r1"}]}"#),
    (Method::GET, "/w2/runs", r#"{"value": []}"#),
    (
        Method::GET,
        "/r1/taskProcessingResults",
        r#"{"value": [{
            "id": "t1",
            "processingStatus": "failed",
            "failureReason": "The group was not found",
            "task": {"displayName": "Add to groups"}
        }]}"#,
    ),
];
