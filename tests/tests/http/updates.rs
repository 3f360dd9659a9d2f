//! PATCH: what is set is sent, and nothing else.

use tests::{json::Json, server::Reply};

on_both_apis! {
    async fn only_what_is_set_is_sent(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let answer = workflows
            .by_id("a")
            .update()
            .set(ig::Workflow::DISPLAY_NAME, "Pre-hire")
            .set(ig::Workflow::IS_ENABLED, false)
            .set_null(ig::Workflow::DESCRIPTION)
            .send()
            .await
            .unwrap();
        assert!(answer.is_none());
        let sent = service.last();
        assert_eq!(sent.method, "PATCH");
        assert_eq!(sent.body, br#"{"displayName":"Pre-hire","isEnabled":false,"description":null}"#.as_slice());
        assert_eq!(sent.header("content-type").map(|kind| kind.split(';').next().unwrap()), Some("application/json"));
        assert!(sent.header("odata-version").is_some());
    }

    async fn the_last_of_two_wins(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let update = workflows.by_id("a").update();
        let update = update.set(ig::Workflow::DISPLAY_NAME, "a").set_null(ig::Workflow::DISPLAY_NAME);
        update.set(ig::Workflow::DISPLAY_NAME, "b").send().await.unwrap();
        assert_eq!(service.last().body, br#"{"displayName":"b"}"#.as_slice());
    }

    async fn values_of_every_kind_can_be_set(service, graph) {
        let conditions = ig::TriggerAndScopeBasedConditions {
            scope: Some(ig::RuleBasedSubjectSet { rule: Some("(department eq 'IT')".into()), ..Default::default() }.into()),
            trigger: Some(ig::TimeBasedAttributeTrigger {
                time_based_attribute: Some(ig::WorkflowTriggerTimeBasedAttribute::EmployeeHireDate),
                offset_in_days: Some(-7),
                ..Default::default()
            }.into()),
            ..Default::default()
        };
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        workflows
            .by_id("a")
            .update()
            .set(ig::Workflow::CATEGORY, ig::LifecycleWorkflowCategory::Mover)
            .set(ig::Workflow::NEXT_SCHEDULE_RUN_DATE_TIME, crate::support::time("2026-01-01T00:00:00.1000000Z"))
            .set(ig::Workflow::VERSION, 4)
            .set(ig::Workflow::EXECUTION_CONDITIONS, ig::WorkflowExecutionConditions::from(conditions))
            .send()
            .await
            .unwrap();
        let expected = r##"{
            "category": "mover",
            "nextScheduleRunDateTime": "2026-01-01T00:00:00.1000000Z",
            "version": 4,
            "executionConditions": {
                "@odata.type": "#microsoft.graph.identityGovernance.triggerAndScopeBasedConditions",
                "scope": {
                    "@odata.type": "#microsoft.graph.identityGovernance.ruleBasedSubjectSet",
                    "rule": "(department eq 'IT')"
                },
                "trigger": {
                    "@odata.type": "#microsoft.graph.identityGovernance.timeBasedAttributeTrigger",
                    "timeBasedAttribute": "employeeHireDate",
                    "offsetInDays": -7
                }
            }
        }"##;
        assert_eq!(Json::parse(expected).unwrap().difference(&service.last().json().unwrap()), None);
    }

    async fn collections_and_flags_can_be_set(service, graph) {
        let task = graph.identity_governance().lifecycle_workflows().workflows().by_id("a").tasks().by_id("t");
        let argument = api::KeyValuePair { name: Some("n".into()), value: Some("v".into()), ..Default::default() };
        task.update()
            .set(ig::Task::ARGUMENTS, vec![argument])
            .set(ig::Task::CATEGORY, ig::LifecycleTaskCategory::JOINER | ig::LifecycleTaskCategory::MOVER)
            .set_raw("ourOwn", "[1.50]")
            .send()
            .await
            .unwrap();
        let sent = service.last().json().unwrap();
        let expected = r#"{"arguments":[{"name":"n","value":"v"}],"category":"joiner,mover","ourOwn":[1.50]}"#;
        assert_eq!(Json::parse(expected).unwrap().difference(&sent), None);
    }

    async fn an_entity_that_comes_back_is_given(service, graph) {
        service.reply(Reply::json(200, r#"{"id":"a","displayName":"As the service has it"}"#));
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let update = workflows.by_id("a").update().set(ig::Workflow::IS_ENABLED, true).header("Prefer", "return=representation");
        let answer = update.send().await.unwrap().unwrap();
        assert_eq!(answer.display_name.as_deref(), Some("As the service has it"));
        assert_eq!(service.last().header("prefer"), Some("return=representation"));
    }

    async fn what_was_changed_is_read_back(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let made = workflows
            .create(&ig::Workflow {
                display_name: Some("New".into()),
                category: Some(ig::LifecycleWorkflowCategory::Joiner),
                tasks: Some(vec![ig::Task { display_name: Some("Mail".into()), ..Default::default() }]),
                ..Default::default()
            })
            .send()
            .await
            .unwrap();
        let id = made.id.unwrap();
        workflows.by_id(&id).update().set(ig::Workflow::DISPLAY_NAME, "Newer").send().await.unwrap();
        let read = workflows.by_id(&id).get().send().await.unwrap();
        assert_eq!(read.display_name.as_deref(), Some("Newer"));
        assert_eq!(read.category, Some(ig::LifecycleWorkflowCategory::Joiner));
        assert_eq!(read.tasks.unwrap()[0].display_name.as_deref(), Some("Mail"));
        workflows.by_id(&id).delete().send().await.unwrap();
        assert!(workflows.by_id(&id).get().send().await.unwrap_err().is_not_found());
        drop(service);
    }

    async fn a_body_has_nothing_that_was_not_set(service, graph) {
        graph.identity_governance().lifecycle_workflows().workflows().create(&ig::Workflow::default()).send().await.unwrap();
        assert_eq!(service.last().body, b"{}".as_slice());
    }

    async fn the_type_that_was_read_is_sent_again(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let mut workflow = workflows.by_id("a").get().send().await.unwrap();
        workflow.id = None;
        let before = workflow.execution_conditions.clone();
        workflows.create(&workflow).send().await.unwrap();
        let sent = service.last().json().unwrap();
        let written = Json::parse(&serde_json::to_string(&before).unwrap()).unwrap();
        assert_eq!(sent.get("executionConditions"), Some(&written));
        assert!(sent.get("id").is_none());
    }
}
