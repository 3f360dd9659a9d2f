//! URLs of random requests: they hold to the protocol's grammar, and a server reads back what was meant.

use std::{
    io::Write,
    process::{Command, Stdio},
    sync::LazyLock,
};

use msgraph_identity_governance::{
    odata::query::Filter,
    v1_0::{DirectoryObject, GraphClient, Group, User, identity_governance as ig},
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use tests::paths;

type W = ig::Workflow;
type R = ig::TaskProcessingResult;

fn graph() -> &'static GraphClient {
    static GRAPH: LazyLock<GraphClient> = LazyLock::new(|| GraphClient::new("token").unwrap());
    &GRAPH
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,8}",
        Just("O''Neil's".to_owned()),
        Just("../../x".to_owned()),
        Just("a+b&c=d#e?f/g%2F%".to_owned()),
        Just("\t\r\n\0".to_owned()),
    ]
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![text(), Just("..".to_owned()), Just(".".to_owned()), Just("$count".to_owned()), "[0-9a-f]{8}"]
        .prop_filter("a key has a character", |key| !key.is_empty())
}

/// One of the requests that the emitted builders make, as a URL.
fn url() -> impl Strategy<Value = String> {
    (
        0..15_usize,
        key(),
        key(),
        text(),
        any::<i32>(),
        "20[0-9]{2}-0[1-9]-[0-2][1-8]T[01][0-9]:[0-5][0-9]:00\\.[0-9]{7}\\+0[0-9]:30",
    )
        .prop_map(|(which, first, second, text, number, time)| {
            let lw = graph().identity_governance().lifecycle_workflows();
            let workflows = lw.workflows();
            let time = crate::support::time(&time);
            let list = workflows.list();
            let request = match which {
                0 => workflows.by_id(&first).runs().by_id(&second).get().request(),
                1 => list.filter(W::DISPLAY_NAME.eq(text.as_str()).or(W::VERSION.lt(number))).request(),
                2 => {
                    list.filter(W::DISPLAY_NAME.starts_with(text.as_str()).not()).select((W::ID, W::CATEGORY)).request()
                }
                3 => {
                    list.filter(W::CREATED_DATE_TIME.ge(time)).order_by(W::DISPLAY_NAME.desc()).top(5).count().request()
                }
                4 => list.filter(W::TASKS.any(ig::Task::DISPLAY_NAME.contains(text.as_str()))).skip(3).request(),
                5 => list
                    .expand(
                        W::TASKS
                            .select((ig::Task::ID, ig::Task::CATEGORY))
                            .filter(ig::Task::DISPLAY_NAME.eq(text.as_str())),
                    )
                    .request(),
                6 => workflows.by_id(&first).runs().summary(time, time).request(),
                7 => workflows
                    .by_id(&first)
                    .task_reports()
                    .by_id(&second)
                    .task_processing_results()
                    .list()
                    .expand((R::SUBJECT.select(User::ID), R::TASK))
                    .filter(R::PROCESSING_STATUS.is_in([
                        ig::LifecycleWorkflowProcessingStatus::Failed,
                        ig::LifecycleWorkflowProcessingStatus::Queued,
                    ]))
                    .request(),
                8..=13 => return cast(which, &workflows.by_id(&first), &second, &text),
                _ => list.filter(W::CATEGORY.eq(ig::LifecycleWorkflowCategory::from(text.as_str()))).request(),
            };
            request.unwrap().uri().to_string()
        })
}

/// Casts and counts, in paths and in queries.
fn cast(which: usize, workflow: &ig::WorkflowRequestBuilder, key: &str, text: &str) -> String {
    type D = DirectoryObject;
    let targets = workflow.administration_scope_targets();
    let named = || User::DISPLAY_NAME.on::<D>().eq(text);
    let request = match which {
        8 => targets.as_user().list().filter(User::DISPLAY_NAME.ne(text)).count().request(),
        9 => targets.by_id(key).as_group().get().select((Group::ID, Group::VISIBILITY)).request(),
        10 => targets.count().filter(Filter::is_of::<User>().and(named())).request(),
        11 => targets
            .list()
            .select((D::ID, User::DISPLAY_NAME.on::<D>()))
            .filter(Filter::<D>::is_of::<Group>().or(named()))
            .order_by(Group::VISIBILITY.on::<D>().desc())
            .request(),
        12 => {
            let users = W::ADMINISTRATION_SCOPE_TARGETS.cast::<User>();
            let users = users.select(User::ID).filter(User::DISPLAY_NAME.starts_with(text)).top(3);
            let lambda = W::ADMINISTRATION_SCOPE_TARGETS.cast::<Group>().any(Group::VISIBILITY.eq(text));
            let rule = W::EXECUTION_CONDITIONS
                .cast::<ig::TriggerAndScopeBasedConditions>()
                .path(ig::TriggerAndScopeBasedConditions::SCOPE)
                .cast::<ig::RuleBasedSubjectSet>()
                .path(ig::RuleBasedSubjectSet::RULE);
            let workflows = graph().identity_governance().lifecycle_workflows().workflows();
            workflows.list().expand(users).filter(lambda.or(rule.contains(text))).request()
        }
        _ => workflow.runs().count().filter(ig::Run::ID.eq(text)).request(),
    };
    request.unwrap().uri().to_string()
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(256) })]

    /// Whatever a key is, it stands in one segment and comes out as it went in.
    #[test]
    fn a_key_is_one_segment(first in key(), second in key()) {
        let workflows = graph().identity_governance().lifecycle_workflows().workflows();
        let request = workflows.by_id(&first).runs().by_id(&second).get().request().unwrap();
        let path = request.uri().path().strip_prefix("/v1.0/identityGovernance/lifecycleWorkflows/").unwrap();
        let mut rest = path.strip_prefix("workflows").unwrap();
        let mut keys = Vec::new();
        for name in ["/runs", ""] {
            let (key, after) = read_key(rest, name);
            keys.push(key);
            rest = after;
        }
        prop_assert_eq!(keys, [first, second]);
        prop_assert_eq!(rest, "");
        prop_assert!(request.uri().query().is_none());
    }

    /// Whatever a text is, it is one value in one query option.
    #[test]
    fn a_text_is_one_value(text in text()) {
        let workflows = graph().identity_governance().lifecycle_workflows().workflows();
        let request = workflows.list().filter(W::DISPLAY_NAME.eq(text.as_str())).request().unwrap();
        let query = request.uri().query().unwrap();
        prop_assert!(!query.contains(['&', '+', ' ', '#']), "{}", query);
        let value = query.strip_prefix("$filter=").unwrap();
        let decoded = percent_decode(value);
        prop_assert_eq!(decoded, format!("displayName eq '{}'", text.replace('\'', "''")));
    }
}

/// A key as the next segment, or in parentheses and quotes.
fn read_key<'p>(path: &'p str, next: &str) -> (String, &'p str) {
    let end = |from: &'p str| if next.is_empty() { from.len() } else { from.find(next).unwrap() };
    if let Some(from) = path.strip_prefix('/') {
        let (key, after) = from.split_at(end(from));
        assert!(!key.contains('/'), "{path}");
        return (percent_decode(key), &after[next.len()..]);
    }
    let (key, after) = path.split_at(end(path));
    let decoded = percent_decode(key);
    let key = decoded.strip_prefix("('").and_then(|rest| rest.strip_suffix("')")).unwrap();
    (key.replace("''", "'"), &after[next.len()..])
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// The grammar is the standard's own, and is checked by a program beside the project where it is there.
#[test]
fn urls_hold_to_the_grammar() {
    let Some(checker) = paths::shared("odata/abnf_check.py") else { return };
    let metadata = paths::root().join("metadata/v1.0.csdl.xml");
    let mut runner = TestRunner::deterministic();
    let urls = (0..400).map(|_| url().new_tree(&mut runner).unwrap().current());
    // The grammar has no `%7x` within a string, which is a slip of its own: `{` cannot stand there otherwise.
    let urls: Vec<String> = urls.filter(|url| !url.contains("%7")).collect();
    assert!(urls.len() > 200, "{}", urls.len());
    let child = Command::new("python3")
        .arg(checker)
        .args(["--client", "--key-as-segment", "--service-root", GraphClient::BASE_URL, "--metadata"])
        .arg(metadata)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        // Not through `eprintln!`, which the test runner keeps to itself.
        let _ = writeln!(std::io::stderr(), "skipped: there is no python3");
        return;
    };
    let mut input = child.stdin.take().unwrap();
    let text = urls.join("\n");
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let verdicts = String::from_utf8(output.stdout).unwrap();
    let invalid: Vec<&str> = verdicts.lines().filter(|line| !line.starts_with("VALID")).collect();
    assert!(invalid.is_empty(), "{} of {}: {:#?}", invalid.len(), urls.len(), &invalid[..invalid.len().min(10)]);
    assert_eq!(verdicts.lines().count(), urls.len());
}
