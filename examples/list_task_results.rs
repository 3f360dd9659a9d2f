//! Lists what became of the tasks of a user in a run of a workflow.
//!
//! Without a tenant it runs against answers in memory:
//!
//! ```text
//! cargo run --example list_task_results
//! ```
//!
//! With one, set `GRAPH_TOKEN` and name what to ask for:
//!
//! ```text
//! GRAPH_TOKEN=... cargo run --example list_task_results -- WORKFLOW RUN USER_PROCESSING_RESULT
//! ```

mod support;

use std::env;

use futures_util::TryStreamExt;
use msgraph_identity_governance::{Result, odata::http::Method, v1_0::identity_governance::TaskProcessingResult};

/// One page, in the shape that the service answers with.
const PAGE: &str = r#"{
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#taskProcessingResults",
    "value": [
        {
            "id": "78650318-7238-4e7e-852f-2c36cbeff340",
            "processingStatus": "completed",
            "failureReason": null,
            "subject": { "id": "8cdf25a8-c9d2-423e-a03d-3f39f03c3e97" },
            "task": { "displayName": "Send the welcome mail", "category": "joiner" }
        },
        {
            "id": "0b2d2b0c-1f9b-4b0f-8d3e-3c6a5a1f6a11",
            "processingStatus": "failed",
            "failureReason": "The group was not found",
            "subject": { "id": "8cdf25a8-c9d2-423e-a03d-3f39f03c3e97" },
            "task": { "displayName": "Add to groups", "category": "joiner,leaver" }
        }
    ]
}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let graph = support::client(support::answers(&[(Method::GET, "/taskProcessingResults", PAGE)]))?;
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().unwrap_or_else(|| "example".to_owned());
    let results = graph
        .identity_governance()
        .lifecycle_workflows()
        .workflows()
        .by_id(next())
        .runs()
        .by_id(next())
        .user_processing_results()
        .by_id(next())
        .task_processing_results();

    let request = results.list().select((
        TaskProcessingResult::ID,
        TaskProcessingResult::FAILURE_REASON,
        TaskProcessingResult::PROCESSING_STATUS,
        TaskProcessingResult::SUBJECT,
        TaskProcessingResult::TASK,
    ));
    eprintln!("GET {}", request.request()?.uri());

    let mut items = request.items();
    while let Some(result) = items.try_next().await? {
        show(&result);
    }
    Ok(())
}

#[allow(clippy::print_stdout)]
fn show(result: &TaskProcessingResult) {
    let status = result.processing_status.as_ref().map_or("?", |status| status.as_str());
    let task = result.task.as_ref().and_then(|task| task.display_name.as_deref()).unwrap_or("?");
    let reason = result.failure_reason.as_deref().unwrap_or("");
    println!("{status:<12} {task:<24} {reason}");
}
