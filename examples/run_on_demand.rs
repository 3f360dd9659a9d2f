//! Runs a workflow on demand for a user, waits for the end, and shows the outcome of each task.
//!
//! The service starts the run some time after it took the request: the example looks for the run until
//! it is there, then waits for the user's result to end.
//!
//! ```text
//! cargo run --example run_on_demand
//! GRAPH_TOKEN=... cargo run --example run_on_demand -- WORKFLOW USER
//! ```

mod support;

use std::{
    env,
    time::{Duration, SystemTime},
};

use futures_util::TryStreamExt;
use msgraph_identity_governance::{
    DateTimeOffset, Result,
    odata::transport::memory::InMemory,
    v1_0::{
        User,
        identity_governance::{
            Run, RunCollectionRequestBuilder, Task, TaskProcessingResult, UserProcessingResult,
            UserProcessingResultCollectionRequestBuilder, WorkflowActivateParameters, WorkflowExecutionType,
        },
    },
};

/// How long all of it may take.
const LONGEST: Duration = Duration::from_secs(3 * 3600);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let graph = support::client(offline())?;
    let mut arguments = env::args().skip(1);
    let workflow = arguments.next().unwrap_or_else(|| "example".to_owned());
    let user = arguments.next().unwrap_or_else(|| "ann".to_owned());
    let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id(workflow);

    // Clocks differ: a run that began a little earlier than this clock says is the one.
    let since = DateTimeOffset::from(SystemTime::now() - Duration::from_secs(60));
    let subjects = vec![User { id: Some(user.clone()), ..User::default() }];
    workflow.activate(&WorkflowActivateParameters { subjects: Some(subjects) }).send().await?;

    let run = started(&workflow.runs(), since).await?;
    eprintln!("run {run} has started");
    let results = workflow.runs().by_id(run).user_processing_results();
    let result = result_of(&results, &user).await?;

    let ended = results
        .by_id(&result)
        .wait_until_ended()
        .interval(support::pause())
        .timeout(LONGEST)
        .on_progress(progress)
        .send()
        .await?;
    show(&format!("{}: {}", user, ended.processing_status.map_or_else(String::new, |status| status.to_string())));

    let tasks = results.by_id(&result).task_processing_results();
    let mut tasks = tasks.list().expand(TaskProcessingResult::TASK.select(Task::DISPLAY_NAME)).items();
    while let Some(task) = tasks.try_next().await? {
        let name = task.task.as_ref().and_then(|task| task.display_name.as_deref()).unwrap_or("?");
        let status = task.processing_status.as_ref().map_or("?", |status| status.as_str());
        show(&format!("  {name}: {status}{}", task.failure_reason.map_or_else(String::new, |why| format!(" ({why})"))));
    }
    Ok(())
}

/// The first run on demand that began since then, once it is there.
async fn started(runs: &RunCollectionRequestBuilder, since: DateTimeOffset) -> Result<String> {
    let on_demand = Run::WORKFLOW_EXECUTION_TYPE.eq(WorkflowExecutionType::OnDemand);
    let list = runs.list().filter(on_demand.and(Run::STARTED_DATE_TIME.ge(since))).top(1);
    loop {
        let page = list.clone().send().await?;
        if let Some(id) = page.into_iter().next().and_then(|run| run.id) {
            return Ok(id);
        }
        tokio::time::sleep(support::pause()).await;
    }
}

/// The result of a user in a run, once it is there.
async fn result_of(results: &UserProcessingResultCollectionRequestBuilder, user: &str) -> Result<String> {
    loop {
        let mut items = results.list().expand(UserProcessingResult::SUBJECT.select(User::ID)).items();
        while let Some(result) = items.try_next().await? {
            let is_theirs = result.subject.as_ref().is_some_and(|subject| subject.id.as_deref() == Some(user));
            if let Some(id) = result.id.filter(|_| is_theirs) {
                return Ok(id);
            }
        }
        tokio::time::sleep(support::pause()).await;
    }
}

fn progress(result: &UserProcessingResult) {
    let status = result.processing_status.as_ref().map_or("?", |status| status.as_str());
    let left = result.total_unprocessed_tasks_count.unwrap_or_default();
    eprintln!("{status}, {left} tasks to go");
}

#[allow(clippy::print_stdout)]
fn show(line: &str) {
    println!("{line}");
}

/// What a tenant answers, in this order.
fn offline() -> InMemory {
    InMemory::queue([
        support::answer(204, ""),
        support::answer(200, r#"{"value": []}"#),
        support::answer(200, r#"{"value": [{"id": "r1", "processingStatus": "inProgress"}]}"#),
        support::answer(200, r#"{"value": [{"id": "u1", "subject": {"id": "ann"}}]}"#),
        support::answer(200, r#"{"id": "u1", "processingStatus": "inProgress", "totalUnprocessedTasksCount": 2}"#),
        support::answer(200, r#"{"id": "u1", "processingStatus": "inProgress", "totalUnprocessedTasksCount": 1}"#),
        support::answer(
            200,
            r#"{"id": "u1", "processingStatus": "completedWithErrors", "totalUnprocessedTasksCount": 0}"#,
        ),
        support::answer(
            200,
            r#"{"value": [
                {"id": "t1", "processingStatus": "completed", "task": {"displayName": "Enable the account"}},
                {"id": "t2", "processingStatus": "failed", "failureReason": "The group was not found",
                 "task": {"displayName": "Add to groups"}}
            ]}"#,
        ),
    ])
}
