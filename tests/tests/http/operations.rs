//! Every documented operation that the metadata declares has a request, with its method and path.

use std::{collections::BTreeSet, future::Future, pin::Pin};

use bytes::Bytes;
use msgraph_identity_governance::{DateTimeOffset, Error};
use tests::{
    facts::{Operation, operations},
    server::Graph,
};

use crate::support::{self, time};

/// A request as it is shown, and what sends it.
pub(crate) type Sent = (http::Request<Bytes>, Pin<Box<dyn Future<Output = Result<(), Error>>>>);

/// The operation that a request is for, as `METHOD path` with `~` for Lifecycle Workflows.
pub(crate) type Row = (&'static str, Sent);

/// The value that stands for each placeholder of a path.
const VALUES: &[(&str, &str)] = &[
    ("~", "/identityGovernance/lifecycleWorkflows"),
    ("{workflowId}", "workflow-1"),
    ("{runId}", "run-2"),
    ("{userProcessingResultId}", "user-result-3"),
    ("{taskProcessingResultId}", "task-result-4"),
    ("{taskReportId}", "report-5"),
    ("{taskId}", "task-6"),
    ("{taskDefinitionId}", "definition-7"),
    ("{workflowTemplateId}", "template-8"),
    ("{customTaskExtensionId}", "extension-9"),
    ("{subjectProcessingResultId}", "subject-result-10"),
    ("{versionNumber}", "11"),
    ("{startDateTime}", "2026-01-01T00:00:00Z"),
    ("{endDateTime}", "2026-01-31T23:59:59.9999999Z"),
];

fn start() -> DateTimeOffset {
    time("2026-01-01T00:00:00Z")
}

fn end() -> DateTimeOffset {
    time("2026-01-31T23:59:59.9999999Z")
}

macro_rules! row {
    ($operation:literal, $request:expr) => {{
        let request = $request;
        let shown = request.request().unwrap();
        let sent: Sent = (shown, Box::pin(async move { request.send().await.map(|_| ()) }));
        ($operation, sent)
    }};
}

/// The requests that both APIs have.
macro_rules! common {
    ($api:ident, $rows:ident, $lw:ident, $workflow:ident, $run:ident, $version:ident) => {
        use msgraph_identity_governance::$api::{User, identity_governance as ig};

        let $workflow = || $lw.workflows().by_id("workflow-1");
        let $run = || $workflow().runs().by_id("run-2");
        let user_result = || $run().user_processing_results().by_id("user-result-3");
        let deleted = || $lw.deleted_items().workflows().by_id("workflow-1");
        let $version = || $workflow().versions().by_version_number(11);
        let extension = || $lw.custom_task_extensions().by_id("extension-9");
        let user = || User { id: Some("u".into()), ..User::default() };

        $rows.extend([
            row!("GET ~/customTaskExtensions", $lw.custom_task_extensions().list()),
            row!("POST ~/customTaskExtensions", $lw.custom_task_extensions().create(&ig::CustomTaskExtension::default())),
            row!("GET ~/customTaskExtensions/{customTaskExtensionId}", extension().get()),
            row!(
                "PATCH ~/customTaskExtensions/{customTaskExtensionId}",
                extension().update().set(ig::CustomTaskExtension::DISPLAY_NAME, "x")
            ),
            row!("DELETE ~/customTaskExtensions/{customTaskExtensionId}", extension().delete()),
            row!("GET ~/deletedItems/workflows/{workflowId}", deleted().get()),
            row!("DELETE ~/deletedItems/workflows/{workflowId}", deleted().delete()),
            row!("POST ~/deletedItems/workflows/{workflowId}/restore", deleted().restore()),
            row!(
                "GET ~/deletedItems/workflows/{workflowId}/executionScope/{userProcessingResultId}/reprocessedRuns",
                deleted().execution_scope().by_id("user-result-3").reprocessed_runs().list()
            ),
            row!(
                "GET ~/deletedItems/workflows/{workflowId}/executionScope/{userProcessingResultId}/reprocessedRuns/{runId}/reprocessedRuns",
                deleted().execution_scope().by_id("user-result-3").reprocessed_runs().by_id("run-2").reprocessed_runs().list()
            ),
            row!(
                "GET ~/insights/topTasksProcessedSummary(startDateTime={startDateTime},endDateTime={endDateTime})",
                $lw.insights().top_tasks_processed_summary(start(), end())
            ),
            row!(
                "GET ~/insights/topWorkflowsProcessedSummary(startDateTime={startDateTime},endDateTime={endDateTime})",
                $lw.insights().top_workflows_processed_summary(start(), end())
            ),
            row!(
                "GET ~/insights/workflowsProcessedByCategory(startDateTime={startDateTime},endDateTime={endDateTime})",
                $lw.insights().workflows_processed_by_category(start(), end())
            ),
            row!(
                "GET ~/insights/workflowsProcessedSummary(startDateTime={startDateTime},endDateTime={endDateTime})",
                $lw.insights().workflows_processed_summary(start(), end())
            ),
            row!("GET ~/settings", $lw.settings().get()),
            row!(
                "PATCH ~/settings",
                $lw.settings().update().set(ig::LifecycleManagementSettings::WORKFLOW_SCHEDULE_INTERVAL_IN_HOURS, 3)
            ),
            row!("GET ~/taskDefinitions/{taskDefinitionId}", $lw.task_definitions().by_id("definition-7").get()),
            row!("GET ~/workflowTemplates/{workflowTemplateId}", $lw.workflow_templates().by_id("template-8").get()),
            row!("GET ~/workflows", $lw.workflows().list()),
            row!("POST ~/workflows", $lw.workflows().create(&ig::Workflow::default())),
            row!("GET ~/workflows/{workflowId}", $workflow().get()),
            row!("PATCH ~/workflows/{workflowId}", $workflow().update().set(ig::Workflow::IS_ENABLED, false)),
            row!("DELETE ~/workflows/{workflowId}", $workflow().delete()),
            row!(
                "POST ~/workflows/{workflowId}/activate",
                $workflow().activate(&ig::WorkflowActivateParameters { subjects: Some(vec![user()]) })
            ),
            row!(
                "POST ~/workflows/{workflowId}/activateWithScope",
                $workflow().activate_with_scope(&ig::WorkflowActivateWithScopeParameters {
                    scope: Some(ig::ActivateUserScope { users: Some(vec![user()]), ..Default::default() }.into()),
                })
            ),
            row!("POST ~/workflows/{workflowId}/clearQuarantine", $workflow().clear_quarantine()),
            row!(
                "POST ~/workflows/{workflowId}/createNewVersion",
                $workflow().create_new_version(&ig::WorkflowCreateNewVersionParameters {
                    workflow: Some(ig::Workflow::default().into()),
                })
            ),
            row!("POST ~/workflows/{workflowId}/previewTaskFailures", $workflow().preview_task_failures()),
            row!(
                "POST ~/workflows/{workflowId}/previewWorkflow",
                $workflow().preview_workflow(&ig::WorkflowPreviewWorkflowParameters { subjects: Some(vec![user().into()]) })
            ),
            row!("GET ~/workflows/{workflowId}/executionScope", $workflow().execution_scope().list()),
            row!("GET ~/workflows/{workflowId}/runs", $workflow().runs().list()),
            row!("GET ~/workflows/{workflowId}/runs/{runId}", $run().get()),
            row!(
                "GET ~/workflows/{workflowId}/runs/summary(startDateTime={startDateTime},endDateTime={endDateTime})",
                $workflow().runs().summary(start(), end())
            ),
            row!("GET ~/workflows/{workflowId}/runs/{runId}/taskProcessingResults", $run().task_processing_results().list()),
            row!("GET ~/workflows/{workflowId}/runs/{runId}/userProcessingResults", $run().user_processing_results().list()),
            row!("GET ~/workflows/{workflowId}/runs/{runId}/userProcessingResults/{userProcessingResultId}", user_result().get()),
            row!(
                "GET ~/workflows/{workflowId}/runs/{runId}/userProcessingResults/{userProcessingResultId}/taskProcessingResults",
                user_result().task_processing_results().list()
            ),
            row!("GET ~/workflows/{workflowId}/taskReports", $workflow().task_reports().list()),
            row!(
                "GET ~/workflows/{workflowId}/taskReports/summary(startDateTime={startDateTime},endDateTime={endDateTime})",
                $workflow().task_reports().summary(start(), end())
            ),
            row!("GET ~/workflows/{workflowId}/tasks", $workflow().tasks().list()),
            row!("GET ~/workflows/{workflowId}/tasks/{taskId}", $workflow().tasks().by_id("task-6").get()),
            row!(
                "PATCH ~/workflows/{workflowId}/tasks/{taskId}",
                $workflow().tasks().by_id("task-6").update().set_null(ig::Task::DESCRIPTION)
            ),
            row!(
                "POST ~/workflows/{workflowId}/tasks/{taskId}/taskProcessingResults/{taskProcessingResultId}/resume",
                $workflow().tasks().by_id("task-6").task_processing_results().by_id("task-result-4").resume(
                    &ig::TaskProcessingResultResumeParameters { source: Some("s".into()), ..Default::default() }
                )
            ),
            row!("GET ~/workflows/{workflowId}/userProcessingResults", $workflow().user_processing_results().list()),
            row!(
                "GET ~/workflows/{workflowId}/userProcessingResults/summary(startDateTime={startDateTime},endDateTime={endDateTime})",
                $workflow().user_processing_results().summary(start(), end())
            ),
            row!(
                "GET ~/workflows/{workflowId}/userProcessingResults/{userProcessingResultId}/taskProcessingResults",
                $workflow().user_processing_results().by_id("user-result-3").task_processing_results().list()
            ),
            row!(
                "GET ~/workflows/{workflowId}/versions/{versionNumber}/tasks/{taskId}",
                $version().tasks().by_id("task-6").get()
            ),
        ]);
    };
}

pub(crate) fn v1_0_rows(service: &Graph) -> Vec<Row> {
    let graph = support::v1_0(service);
    let lw = graph.identity_governance().lifecycle_workflows();
    let mut rows: Vec<Row> = Vec::new();
    common!(v1_0, rows, lw, workflow, run, version);
    rows.extend([
        row!("GET ~/deletedItems/workflows", lw.deleted_items().workflows().list()),
        row!("GET ~/taskDefinitions", lw.task_definitions().list()),
        row!("GET ~/workflowTemplates", lw.workflow_templates().list()),
        row!(
            "POST ~/workflows/{workflowId}/cancelProcessing",
            workflow().cancel_processing(&ig::WorkflowCancelProcessingParameters {
                scope: Some(ig::CancelRunsScope::default().into()),
            })
        ),
        row!(
            "GET ~/workflows/{workflowId}/taskReports/{taskReportId}/taskProcessingResults",
            workflow().task_reports().by_id("report-5").task_processing_results().list()
        ),
        row!("GET ~/workflows/{workflowId}/versions", workflow().versions().list()),
        row!("GET ~/workflows/{workflowId}/versions/{versionNumber}", version().get()),
    ]);
    rows
}

pub(crate) fn beta_rows(service: &Graph) -> Vec<Row> {
    let graph = support::beta(service);
    let lw = graph.identity_governance().lifecycle_workflows();
    let mut rows: Vec<Row> = Vec::new();
    common!(beta, rows, lw, workflow, run, version);
    rows.extend([
        row!(
            "POST ~/workflows/{workflowId}/activateAndWait",
            workflow().activate_and_wait(&ig::WorkflowActivateAndWaitParameters {
                subject: Some(ig::ProvisioningObjectWorkflowSubject::default().into()),
            })
        ),
        row!(
            "GET ~/workflows/{workflowId}/runs/{runId}/subjectProcessingResults",
            run().subject_processing_results().list()
        ),
        row!(
            "GET ~/workflows/{workflowId}/runs/{runId}/subjectProcessingResults/{subjectProcessingResultId}",
            run().subject_processing_results().by_id("subject-result-10").get()
        ),
    ]);
    rows
}

fn filled(template: &str) -> String {
    VALUES.iter().fold(template.to_owned(), |path, (name, value)| path.replace(name, value))
}

fn declared(version: &str) -> impl Iterator<Item = &'static Operation> {
    operations().iter().filter(move |operation| operation.version == version && operation.is_declared)
}

/// Each request shows and sends the line that its row says.
async fn check(service: &Graph, version: &str, rows: Vec<Row>) {
    let expected: BTreeSet<String> = declared(version).map(|o| format!("{} {}", o.method, o.path)).collect();
    let mut covered = BTreeSet::new();
    let mut rows = rows;
    // What one row deletes must be there for the others.
    rows.sort_by_key(|(name, _)| name.starts_with("DELETE"));
    for (name, (shown, sending)) in rows {
        let name = name.replace('~', "/identityGovernance/lifecycleWorkflows");
        assert!(expected.contains(&name), "{version}: {name} is no declared operation");
        let (method, path) = name.split_once(' ').unwrap();
        let path = format!("/{version}{}", filled(path));
        assert_eq!((shown.method().as_str(), shown.uri().path()), (method, path.as_str()), "shown for {name}");
        sending.await.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(service.last().line(), format!("{method} {path}"), "sent for {name}");
        covered.insert(name);
    }
    let missing: Vec<_> = expected.difference(&covered).collect();
    assert!(missing.is_empty(), "{version}: declared operations without a request here: {missing:#?}");
}

#[tokio::test]
async fn v1_0() {
    let service = Graph::start();
    let rows = v1_0_rows(&service);
    check(&service, "v1.0", rows).await;
}

#[tokio::test]
async fn beta() {
    let service = Graph::start();
    let rows = beta_rows(&service);
    check(&service, "beta", rows).await;
}
