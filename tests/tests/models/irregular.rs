//! What the service sends against its own metadata, read for what it means.

use msgraph_identity_governance::v1_0::{User, identity_governance as ig};

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn write<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

type Status = ig::LifecycleWorkflowProcessingStatus;

#[test]
fn enum_members_are_known_in_any_case() {
    for text in ["inProgress", "InProgress", "INPROGRESS", "inprogress"] {
        let result: ig::TaskProcessingResult = read(&format!(r#"{{"processingStatus":"{text}"}}"#));
        assert_eq!(result.processing_status, Some(Status::InProgress));
        assert_eq!(write(&result), format!(r#"{{"processingStatus":"{text}"}}"#));
    }
}

#[test]
fn unknown_members_are_kept() {
    let result: ig::TaskProcessingResult = read(r#"{"processingStatus":"awaitingApproval"}"#);
    let status = result.processing_status.clone().unwrap();
    assert_eq!(status, Status::UnknownValue("awaitingApproval".into()));
    assert_eq!(status.to_string(), "awaitingApproval");
    assert_eq!(write(&result), r#"{"processingStatus":"awaitingApproval"}"#);
}

#[test]
fn members_are_parsed_and_shown() {
    assert_eq!("failed".parse::<Status>().unwrap(), Status::Failed);
    assert_eq!(Status::from("new"), Status::UnknownValue("new".into()));
    assert_eq!(Status::CompletedWithErrors.to_string(), "completedWithErrors");
    assert_eq!(write(&Status::Failed), r#""failed""#);
}

#[test]
fn flags_are_sets() {
    let task: ig::Task = read(r#"{"category":"joiner,leaver,contractor"}"#);
    let category = task.category.clone().unwrap();
    assert!(category.contains(&ig::LifecycleTaskCategory::JOINER));
    assert!(category.contains(&(ig::LifecycleTaskCategory::JOINER | ig::LifecycleTaskCategory::LEAVER)));
    assert!(!category.contains(&ig::LifecycleTaskCategory::MOVER));
    assert_eq!(category.unknown().collect::<Vec<_>>(), ["contractor"]);
    assert_eq!(write(&task), r#"{"category":"joiner,leaver,contractor"}"#);
    let blanks: ig::Task = read(r#"{"category":"leaver, joiner"}"#);
    assert_eq!(blanks.category, Some(ig::LifecycleTaskCategory::JOINER | ig::LifecycleTaskCategory::LEAVER));
}

#[test]
fn a_type_is_known_with_and_without_hash_wherever_it_stands() {
    let rule = "microsoft.graph.identityGovernance.ruleBasedSubjectSet";
    for text in [
        format!(r##"{{"@odata.type":"#{rule}","rule":"x"}}"##),
        format!(r#"{{"@odata.type":"{rule}","rule":"x"}}"#),
        format!(r##"{{"rule":"x","@odata.type":"#{rule}"}}"##),
        format!(r##"{{"rule":"x","@type":"#{rule}"}}"##),
    ] {
        let conditions: ig::TriggerAndScopeBasedConditions = read(&format!(r#"{{"scope":{text}}}"#));
        match conditions.scope.as_ref().unwrap() {
            msgraph_identity_governance::v1_0::SubjectSet::RuleBasedSubjectSet(set) => {
                assert_eq!(set.rule.as_deref(), Some("x"));
            }
            other => panic!("{text}: {other:?}"),
        }
        let written: serde_json::Value = read(&write(&conditions));
        assert_eq!(written["scope"], read::<serde_json::Value>(&text));
    }
}

#[test]
fn unknown_and_abstract_types_are_kept_whole() {
    for ty in [
        r##""@odata.type":"#x.y","##,
        r#""@odata.type":"microsoft.graph.subjectSet","#,
        "",
        r#""@odata.type":null,"#,
        r#""@odata.type":5,"#,
    ] {
        let text = format!(r#"{{"scope":{{{ty}"rule":"x","n":1.50}}}}"#);
        let conditions: ig::TriggerAndScopeBasedConditions = read(&text);
        let scope = conditions.scope.as_ref().unwrap();
        assert!(matches!(scope, msgraph_identity_governance::v1_0::SubjectSet::Unknown(_)), "{text}");
        assert_eq!(write(&conditions), text);
    }
}

#[test]
fn a_base_type_that_is_concrete_needs_no_type() {
    let text = r#"{"callbackConfiguration":{"timeoutDuration":"PT5M"}}"#;
    let extension: ig::CustomTaskExtension = read(text);
    assert_eq!(write(&extension), text);
    let text = r##"{"callbackConfiguration":{"@odata.type":"#microsoft.graph.customExtensionCallbackConfiguration","timeoutDuration":"PT5M"}}"##;
    let extension: ig::CustomTaskExtension = read(text);
    assert_eq!(write(&extension), text);
}

#[test]
fn what_is_new_knows_its_type() {
    let conditions = ig::TriggerAndScopeBasedConditions {
        scope: Some(ig::RuleBasedSubjectSet { rule: Some("x".into()), ..Default::default() }.into()),
        ..Default::default()
    };
    let text = write(&conditions);
    assert!(text.contains(r##""@odata.type":"#microsoft.graph.identityGovernance.ruleBasedSubjectSet""##), "{text}");
}

#[test]
fn of_two_members_of_one_name_the_last_wins() {
    let workflow: ig::Workflow = read(r#"{"displayName":"a","id":"1","displayName":"b","own":1,"own":2}"#);
    assert_eq!(workflow.display_name.as_deref(), Some("b"));
    assert_eq!(workflow.extra.get_raw("own"), Some("2"));
    let workflow: ig::Workflow = read(r#"{"displayName":"a","displayName":null}"#);
    assert_eq!(workflow.display_name, None);
}

#[test]
fn nulls_and_absence_are_none() {
    let workflow: ig::Workflow =
        read(r#"{"displayName":null,"isEnabled":null,"tasks":null,"quarantineDetails":null,"category":null}"#);
    assert_eq!(workflow.display_name, None);
    assert_eq!(workflow.is_enabled, None);
    assert_eq!(workflow.tasks, None);
    let nothing: ig::Workflow = read("{}");
    assert_eq!(write(&nothing), "{}");
    assert_eq!(nothing, ig::Workflow::default());
}

#[test]
fn times_keep_every_digit() {
    for text in [
        "2026-03-02T08:15:31.4471986Z",
        "2026-03-02T08:15:31Z",
        "2026-03-02T08:15:31.0000000Z",
        "2026-03-02T08:15:31.1Z",
        "2026-03-02T10:15:31+02:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2026-03-02T08:15:31+00:00",
    ] {
        let body = format!(r#"{{"createdDateTime":"{text}"}}"#);
        let workflow: ig::Workflow = read(&body);
        assert_eq!(workflow.created_date_time.as_ref().map(ToString::to_string).as_deref(), Some(text));
        assert_eq!(write(&workflow), body);
    }
}

#[test]
fn numbers_keep_their_text_where_nothing_declares_them() {
    let text = r#"{"a":1.50,"b":-0,"c":1e3,"d":123456789012345678901234567890,"e":0.1000}"#;
    let workflow: ig::Workflow = read(text);
    assert_eq!(write(&workflow), text);
}

#[test]
fn values_of_a_wrong_type_are_errors_that_name_the_place() {
    let error = serde_json::from_str::<ig::Workflow>(r#"{"tasks":[{},{"executionSequence":"many"}]}"#).unwrap_err();
    assert!(error.to_string().contains("executionSequence"), "{error}");
    assert!(serde_json::from_str::<ig::Workflow>(r#"{"tasks":{}}"#).is_err());
    assert!(serde_json::from_str::<ig::Workflow>("[]").is_err());
    assert!(serde_json::from_str::<ig::Workflow>("{\"id\":\"a\"").is_err());
}

#[test]
fn depth_has_an_end_and_is_an_error() {
    let deep = "{\"createdBy\":".repeat(100_000) + &"}".repeat(100_000);
    assert!(serde_json::from_str::<ig::Workflow>(&deep).is_err());
    let deep = "[".repeat(100_000);
    assert!(serde_json::from_str::<ig::Workflow>(&format!("{{\"x\":{deep}")).is_err());
}

#[test]
fn a_user_holds_what_the_stub_does_not_know() {
    let text = r#"{"id":"u","extension_0f1e_badge":"A-17","manager":{"id":"m"}}"#;
    let user: User = read(text);
    assert_eq!(user.id.as_deref(), Some("u"));
    assert_eq!(write(&user), text);
}

#[test]
fn models_are_values() {
    let workflow: ig::Workflow = read(r#"{"id":"a","tasks":[{"id":"t"}],"own":1}"#);
    assert_eq!(workflow.clone(), workflow);
    assert_ne!(workflow, ig::Workflow::default());
    assert!(format!("{workflow:?}").contains("\"a\""));
    fn is_portable<T: Send + Sync + 'static>() {}
    is_portable::<ig::Workflow>();
    is_portable::<ig::TaskProcessingResult>();
}
