//! What a consumer writes: the whole contract, as one program.
//!
//! The test over HTTP compiles it in, and the crate outside the workspace is made from it.

use std::pin::pin;

use futures_util::TryStreamExt;
use msgraph_identity_governance::{
    DateTimeOffset, Error,
    v1_0::{
        GraphClient, User,
        identity_governance::{
            LifecycleTaskCategory, LifecycleWorkflowProcessingStatus as Status, Run, Task, TaskDefinition,
            TaskProcessingResult, Workflow, WorkflowActivateParameters,
        },
    },
};

/// Which things to ask about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ids<'a> {
    pub(crate) workflow: &'a str,
    pub(crate) run: &'a str,
    pub(crate) user_result: &'a str,
}

/// What came back, for the caller to check.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) on_first_page: usize,
    pub(crate) in_all: usize,
    pub(crate) made: Workflow,
    pub(crate) runs: Option<i32>,
    /// The workflow and the runs that one batch asked for.
    pub(crate) together: (Workflow, Vec<Run>),
}

pub(crate) async fn run(graph: &GraphClient, ids: Ids<'_>, since: DateTimeOffset) -> Result<Seen, Error> {
    let (on_first_page, in_all) = read(graph, ids, since).await?;
    let made = write(graph, ids.workflow).await?;
    let runs = call(graph, ids.workflow, since).await?;
    ask(graph).await?;
    let together = batch(graph, ids.workflow).await?;
    Ok(Seen { on_first_page, in_all, made, runs, together })
}

async fn read(graph: &GraphClient, ids: Ids<'_>, since: DateTimeOffset) -> Result<(usize, usize), Error> {
    let workflows = graph.identity_governance().lifecycle_workflows().workflows();
    let results = workflows
        .by_id(ids.workflow)
        .runs()
        .by_id(ids.run)
        .user_processing_results()
        .by_id(ids.user_result)
        .task_processing_results();
    let page = results
        .list()
        .select((TaskProcessingResult::ID, TaskProcessingResult::FAILURE_REASON))
        .filter(
            TaskProcessingResult::PROCESSING_STATUS
                .eq(Status::Failed)
                .and(TaskProcessingResult::CREATED_DATE_TIME.ge(since)),
        )
        .expand(TaskProcessingResult::TASK.select((Task::ID, Task::DISPLAY_NAME)))
        .order_by(TaskProcessingResult::CREATED_DATE_TIME.desc())
        .top(50)
        .send()
        .await?;
    let on_first_page = page.iter().filter(|result| result.id.is_some()).count();

    let mut items = pin!(results.list().items());
    let mut in_all = 0;
    while let Some(result) = items.try_next().await? {
        in_all += usize::from(result.id.is_some());
    }
    Ok((on_first_page, in_all))
}

async fn write(graph: &GraphClient, id: &str) -> Result<Workflow, Error> {
    let workflows = graph.identity_governance().lifecycle_workflows().workflows();
    let made =
        workflows.create(&Workflow { display_name: Some("Onboard".into()), ..Default::default() }).send().await?;
    workflows.by_id(id).update().set(Workflow::DISPLAY_NAME, "Pre-hire").set_null(Workflow::DESCRIPTION).send().await?;
    workflows.by_id(id).delete().send().await?;
    Ok(made)
}

async fn call(graph: &GraphClient, deleted: &str, start: DateTimeOffset) -> Result<Option<i32>, Error> {
    let workflows = graph.identity_governance().lifecycle_workflows().workflows();
    let other = format!("{deleted}-2");
    let end = DateTimeOffset::now();
    let summary = workflows.by_id(&other).runs().summary(start, end).send().await?;
    let user = User { id: Some("8cdf25a8".into()), ..Default::default() };
    workflows.by_id(&other).activate(&WorkflowActivateParameters { subjects: Some(vec![user]) }).send().await?;
    Ok(summary.total_runs)
}

async fn ask(graph: &GraphClient) -> Result<(), Error> {
    let container = graph.identity_governance().lifecycle_workflows();
    container.workflows().list().filter(Workflow::TASKS.any(Task::IS_ENABLED.eq(true))).send().await?;
    container
        .task_definitions()
        .list()
        .filter(TaskDefinition::CATEGORY.has(LifecycleTaskCategory::JOINER))
        .send()
        .await?;
    container
        .workflows()
        .list()
        .filter_raw("startswith(displayName,'On')")
        .query("$custom", "x")
        .header("x", "y")
        .request()?;
    Ok(())
}

async fn batch(graph: &GraphClient, deleted: &str) -> Result<(Workflow, Vec<Run>), Error> {
    let workflows = graph.identity_governance().lifecycle_workflows().workflows();
    let other = format!("{deleted}-2");
    let mut batch = graph.batch();
    let a = batch.add(workflows.by_id(&other).get());
    let b = batch.add(workflows.by_id(&other).runs().list());
    let mut answers = batch.send().await?;
    let workflow: Workflow = answers.take(a)?;
    Ok((workflow, answers.take(b)?.into_vec()))
}
