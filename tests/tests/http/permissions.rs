//! A 403 names the permissions that the documentation lists for its operation, and no others.

use std::collections::BTreeMap;

use tests::{
    paths,
    server::{Graph, Reply},
};

use crate::operations::{Row, beta_rows, v1_0_rows};

/// Delegated and application permissions.
type Needed = (Vec<String>, Vec<String>);

/// Facts that are always at hand: version, operation, delegated, application.
const SOME: &[(&str, &str, &str, &str)] = &[
    (
        "v1.0",
        "POST ~/workflows/{workflowId}/activate",
        "LifecycleWorkflows-Workflow.Activate, LifecycleWorkflows-Workflow.ReadWrite.All, LifecycleWorkflows.ReadWrite.All",
        "LifecycleWorkflows-Workflow.Activate, LifecycleWorkflows-Workflow.ReadWrite.All, LifecycleWorkflows.ReadWrite.All",
    ),
    ("v1.0", "POST ~/customTaskExtensions", "LifecycleWorkflows.ReadWrite.All", ""),
    ("v1.0", "POST ~/workflows/{workflowId}/clearQuarantine", "", ""),
    (
        "beta",
        "GET ~/workflows/{workflowId}/runs/{runId}/subjectProcessingResults/{subjectProcessingResultId}",
        "LifecycleWorkflows-Reports.Read.All, LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All",
        "LifecycleWorkflows-Reports.Read.All, LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All",
    ),
    (
        "beta",
        "GET ~/workflows/{workflowId}/runs/summary(startDateTime={startDateTime},endDateTime={endDateTime})",
        "LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All",
        "LifecycleWorkflows.Read.All, LifecycleWorkflows.ReadWrite.All",
    ),
];

/// What a later state of the documentation says, where the facts hold an earlier one and note it.
const LATER: &[(&str, &str, &str)] = &[
    (
        "v1.0",
        "DELETE ~/deletedItems/workflows/{workflowId}",
        "LifecycleWorkflows-Workflow.ReadWrite.All, LifecycleWorkflows.ReadWrite.All",
    ),
    (
        "beta",
        "DELETE ~/deletedItems/workflows/{workflowId}",
        "LifecycleWorkflows-Workflow.ReadWrite.All, LifecycleWorkflows.ReadWrite.All",
    ),
    (
        "beta",
        "POST ~/workflows/{workflowId}/tasks/{taskId}/taskProcessingResults/{taskProcessingResultId}/resume",
        "LifecycleWorkflows.ReadWrite.All",
    ),
];

fn scopes(text: &str) -> Vec<String> {
    let text = text.replace("(least)", "").replace(';', ",");
    let scopes = text.split(',').map(str::trim).filter(|scope| !scope.is_empty());
    scopes.filter(|scope| !scope.starts_with("Not supported")).map(str::to_owned).collect()
}

/// An operation as both kinds of facts name it: lower case, keys without names, slips put right.
fn shape(version: &str, method: &str, path: &str) -> String {
    let path = path.to_ascii_lowercase().replace('~', "/identitygovernance/lifecycleworkflows");
    let path = path.replace("/workflow/{", "/workflows/{");
    let short = "/workflow/userprocessingresults";
    let path = path.replace(short, "/identitygovernance/lifecycleworkflows/workflows/{}/userprocessingresults");
    let mut shape = format!("{version} {method} ");
    let mut depth = 0_u32;
    for character in path.trim_end_matches('/').chars() {
        depth -= u32::from(character == '}');
        if depth == 0 {
            shape.push(character);
        }
        depth += u32::from(character == '{');
    }
    shape
}

/// What the facts say of each operation: `None` where they say that it is unknown.
fn documented() -> Option<BTreeMap<String, Option<Needed>>> {
    let text = std::fs::read_to_string(paths::shared("facts")?.join("operations.tsv")).ok()?;
    let mut facts = BTreeMap::new();
    for row in text.lines().skip(1) {
        let [version, method, path, _, _, least, higher, application, ..] = row.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{row}")
        };
        let needed = (least != "unknown").then(|| (scopes(&format!("{least}, {higher}")), scopes(application)));
        facts.insert(shape(version, method, path), needed);
    }
    for (version, operation, needed) in LATER {
        let (method, path) = operation.split_once(' ').unwrap();
        let known = facts.insert(shape(version, method, path), Some((scopes(needed), scopes(needed))));
        assert!(known.is_some(), "{operation} is no operation of the facts");
    }
    Some(facts)
}

/// What each operation of an API says is needed when it is refused.
async fn refused(service: &Graph, version: &str, rows: Vec<Row>) -> BTreeMap<String, Option<Needed>> {
    let mut said = BTreeMap::new();
    for (operation, (_, sending)) in rows {
        service.reply(Reply::error(403, "Forbidden", "No."));
        let error = sending.await.unwrap_err();
        assert!(error.is_forbidden(), "{operation}: {error}");
        let owned = |scopes: &[&str]| scopes.iter().map(|scope| (*scope).to_owned()).collect::<Vec<_>>();
        let needed = error.permissions().map(|needed| (owned(needed.delegated()), owned(needed.application())));
        let text = error.to_string();
        let first = needed.iter().flat_map(|(delegated, application)| delegated.first().or(application.first())).next();
        assert!(first.is_none_or(|first| text.contains(first.as_str())), "{text}");
        assert!(!text.contains('\n') && text.chars().count() < 900, "{text}");
        let (method, path) = operation.split_once(' ').unwrap();
        said.insert(shape(version, method, path), needed);
    }
    said
}

async fn all() -> BTreeMap<String, Option<Needed>> {
    let service = Graph::start();
    let mut said = refused(&service, "v1.0", v1_0_rows(&service)).await;
    said.extend(refused(&service, "beta", beta_rows(&service)).await);
    said
}

#[tokio::test]
async fn a_refusal_names_what_is_documented() {
    let said = all().await;
    for (version, operation, delegated, application) in SOME {
        let (method, path) = operation.split_once(' ').unwrap();
        let needed = said.get(&shape(version, method, path)).unwrap();
        assert_eq!(needed, &Some((scopes(delegated), scopes(application))), "{version} {operation}");
    }
}

#[tokio::test]
async fn every_refusal_names_exactly_what_the_facts_list() {
    let Some(facts) = documented() else { return };
    let said = all().await;
    assert!(said.len() > 80, "{}", said.len());
    for (operation, needed) in said {
        // The metadata declares what the documentation has; the facts know of each.
        assert_eq!(facts.get(&operation), Some(&needed), "{operation}");
    }
}
