//! Code that uses the generated client, tested without a server.
#![allow(clippy::unwrap_used, missing_docs)]

use futures_util::TryStreamExt as _;
use msgraph_identity_governance::{
    Error,
    odata::{
        http::Method,
        testing::{ManualTimer, MockService},
    },
    v1_0::{
        GraphClient,
        identity_governance::{Run, Workflow},
    },
};

const WORKFLOWS: &str = "/identityGovernance/lifecycleWorkflows/workflows";

fn graph(service: &MockService) -> GraphClient {
    GraphClient::from(GraphClient::builder().credential("token").transport(service.clone()).build().unwrap())
}

fn workflow(id: &str) -> Workflow {
    Workflow { id: Some(id.into()), ..Default::default() }
}

#[tokio::test]
async fn typed_answers_come_back_as_they_were_given() -> Result<(), Error> {
    let service = MockService::at("https://graph.microsoft.com/v1.0").timer(ManualTimer::new());
    service.expect(Method::GET, WORKFLOWS).answer_error(503, "serviceUnavailable", "busy").times(2);
    service
        .expect(Method::GET, WORKFLOWS)
        .answer_page([workflow("a"), workflow("b")])
        .next_link("https://graph.microsoft.com/v1.0/identityGovernance/lifecycleWorkflows/workflows?$skiptoken=2");
    service.expect(Method::GET, &format!("{WORKFLOWS}?$skiptoken=2")).answer_page([workflow("c")]);
    let workflows = graph(&service).identity_governance().lifecycle_workflows().workflows();
    let all: Vec<Workflow> = workflows.list().items().try_collect().await?;
    assert_eq!(all, [workflow("a"), workflow("b"), workflow("c")]);
    service.verify().unwrap();
    Ok(())
}

#[tokio::test]
async fn parts_of_a_batch_are_expected_like_any_call() -> Result<(), Error> {
    let service = MockService::at("https://graph.microsoft.com/v1.0").with_batches();
    let run = Run { id: Some("r".into()), ..Default::default() };
    service.expect(Method::GET, &format!("{WORKFLOWS}/a")).answer_json(&workflow("a"));
    service.expect(Method::GET, &format!("{WORKFLOWS}/a/runs/r")).answer_json(&run);
    let graph = graph(&service);
    let workflows = graph.identity_governance().lifecycle_workflows().workflows();
    let mut batch = graph.batch();
    let first = batch.add(workflows.by_id("a").get());
    let second = batch.add(workflows.by_id("a").runs().by_id("r").get());
    let mut answers = batch.send().await?;
    assert_eq!(answers.take(first)?, workflow("a"));
    assert_eq!(answers.take(second)?, run);
    service.verify().unwrap();
    Ok(())
}
