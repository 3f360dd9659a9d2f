//! The contract with consumers, run as they would run it.

use tests::{json::Json, server::Graph};

use crate::support::{self, ROOT, time};

#[path = "../consumer/project/contract.rs"]
mod program;

const IDS: program::Ids<'static> = program::Ids { workflow: "wf", run: "run", user_result: "result" };

#[tokio::test]
async fn it_works_as_written() {
    let service = Graph::start();
    service.pages([3]);
    let graph = support::v1_0(&service);
    let seen = program::run(&graph, IDS, time("2026-01-01T00:00:00Z")).await.unwrap();
    assert_eq!(seen.on_first_page, 3);
    assert!(seen.in_all > 10);
    assert_eq!(seen.made.display_name.as_deref(), Some("Onboard"));
    assert!(seen.made.id.is_some());
    assert!(seen.runs.is_some());
    assert_eq!(seen.together.0.id.as_deref(), Some("wf-2"));
    assert!(!seen.together.1.is_empty());
}

#[tokio::test]
async fn it_sends_what_is_documented() {
    let service = Graph::start();
    let graph = support::v1_0(&service);
    program::run(&graph, IDS, time("2026-01-01T00:00:00Z")).await.unwrap();
    let sent = service.recorded();
    let results = format!("/v1.0/{ROOT}/workflows/wf/runs/run/userProcessingResults/result/taskProcessingResults");
    assert_eq!(sent[0].path(), results);
    let options: Vec<_> = sent[0].options();
    let expected = [
        ("$select", "id,failureReason"),
        ("$filter", "processingStatus eq 'failed' and createdDateTime ge 2026-01-01T00:00:00Z"),
        ("$expand", "task($select=id,displayName)"),
        ("$orderby", "createdDateTime desc"),
        ("$top", "50"),
    ];
    for (name, value) in expected {
        assert!(options.contains(&(name.to_owned(), value.to_owned())), "{name} in {options:?}");
    }
    assert_eq!(options.len(), expected.len());
    let lines: Vec<String> =
        sent.iter().skip(1).map(|request| format!("{} {}", request.method, request.path())).collect();
    let workflows = format!("/v1.0/{ROOT}/workflows");
    assert_eq!(
        lines[..4],
        [
            format!("GET {results}"),
            format!("POST {workflows}"),
            format!("PATCH {workflows}/wf"),
            format!("DELETE {workflows}/wf"),
        ]
    );
    assert!(
        lines[4]
            .starts_with(&format!("GET {workflows}/wf-2/runs/summary(startDateTime=2026-01-01T00:00:00Z,endDateTime="))
    );
    assert_eq!(lines[5], format!("POST {workflows}/wf-2/activate"));
    let created = sent[2].json().unwrap();
    assert_eq!(created, Json::parse(r#"{"displayName":"Onboard"}"#).unwrap());
    let changed = sent[3].json().unwrap();
    assert_eq!(changed, Json::parse(r#"{"displayName":"Pre-hire","description":null}"#).unwrap());
    let activated = sent[6].json().unwrap();
    assert_eq!(activated, Json::parse(r#"{"subjects":[{"id":"8cdf25a8"}]}"#).unwrap());
    assert_eq!(sent[7].option("$filter").unwrap(), "tasks/any(x:x/isEnabled eq true)");
    assert_eq!(sent[8].option("$filter").unwrap(), "category has 'joiner'");
    assert_eq!(sent[9].line(), "POST /v1.0/$batch");
    let batch = sent[9].json().unwrap();
    let urls: Vec<_> = batch.get("requests").unwrap().items().iter().map(|part| part.text("url").unwrap()).collect();
    assert_eq!(urls, [format!("/{ROOT}/workflows/wf-2"), format!("/{ROOT}/workflows/wf-2/runs")]);
    assert_eq!(sent.len(), 10);
}
