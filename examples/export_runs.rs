//! Exports every run of every workflow as JSON Lines, with progress.
//!
//! A line holds what the service sent, whether this crate knows a property or not.
//!
//! ```text
//! cargo run --example export_runs > runs.jsonl
//! GRAPH_TOKEN=... cargo run --example export_runs > runs.jsonl
//! ```

mod support;

use std::{
    error::Error,
    io::{self, Write},
};

use futures_util::TryStreamExt;
use msgraph_identity_governance::{
    odata::{http::Method, transport::memory::InMemory},
    v1_0::{GraphClient, identity_governance::Workflow},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = support::client(offline())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut total = 0;

    let workflows = graph.identity_governance().lifecycle_workflows().workflows();
    let mut list = workflows.list().select((Workflow::ID, Workflow::DISPLAY_NAME)).items();
    while let Some(workflow) = list.try_next().await? {
        let name = workflow.display_name.as_deref().unwrap_or("?");
        let count = export(&graph, workflow.id.as_deref().unwrap_or_default(), name, &mut out).await?;
        total += count;
    }
    out.flush()?;
    eprintln!("{total} runs");
    Ok(())
}

/// Writes the runs of a workflow, a page at a time, and tells how many there were.
async fn export(graph: &GraphClient, id: &str, name: &str, out: &mut impl Write) -> Result<usize, Box<dyn Error>> {
    let runs = graph.identity_governance().lifecycle_workflows().workflows().by_id(id).runs();
    let mut pages = runs.list().top(100).pages();
    let mut count = 0;
    while let Some(page) = pages.try_next().await? {
        for run in &page {
            // What is not known is written as it came, which may be over several lines; within a JSON
            // text, a line can end only between values.
            let line = serde_json::to_string(run)?.replace(['\r', '\n'], " ");
            writeln!(out, "{line}")?;
        }
        count += page.len();
        eprintln!("{name}: {count} runs so far");
    }
    Ok(count)
}

/// Two workflows, the first with two pages of runs.
fn offline() -> InMemory {
    const ROUTES: &[(Method, &str, &str)] = &[
        (
            Method::GET,
            "/workflows",
            r#"{"value": [{"id": "w1", "displayName": "Onboard"}, {"id": "w2", "displayName": "Offboard"}]}"#,
        ),
        (
            Method::GET,
            "/w1/runs",
            r#"{"value": [{"id": "r1", "processingStatus": "completed"}, {"id": "r2", "processingStatus": "failed"}],
                "@odata.nextLink": "https://graph.microsoft.com/v1.0/page2"}"#,
        ),
        (Method::GET, "/page2", r#"{"value": [{"id": "r3", "processingStatus": "completed", "new": {"kept": true}}]}"#),
        (Method::GET, "/w2/runs", r#"{"value": []}"#),
    ];
    support::answers(ROUTES)
}
