//! Bound functions and actions: what is sent, what comes back.

use tests::{json::Json, server::Reply};

use crate::support::{ROOT, time};

on_both_apis! {
    async fn a_function_is_overloaded_by_what_it_is_bound_to(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("w");
        let (start, end) = (time("2026-01-01T00:00:00Z"), time("2026-01-31T00:00:00Z"));
        let runs: ig::RunSummary = workflow.runs().summary(start, end).send().await.unwrap();
        assert_eq!(runs.total_runs, Some(9));
        let reports: ig::TaskReportSummary = workflow.task_reports().summary(start, end).send().await.unwrap();
        assert_eq!(reports.total_tasks, Some(10));
        let users: ig::UserSummary = workflow.user_processing_results().summary(start, end).send().await.unwrap();
        assert_eq!(users.successful_users, Some(3));
        let lines: Vec<String> = service.recorded().iter().map(|request| request.line()).collect();
        let call = "summary(startDateTime=2026-01-01T00:00:00Z,endDateTime=2026-01-31T00:00:00Z)";
        let of = |what: &str| format!("GET /{VERSION}/{ROOT}/workflows/w/{what}/{call}");
        assert_eq!(lines, [of("runs"), of("taskReports"), of("userProcessingResults")]);
    }

    async fn an_argument_stays_in_its_place(service, graph) {
        let insights = graph.identity_governance().lifecycle_workflows().insights();
        let (start, end) = (time("2026-01-01T00:00:00.0000001+02:00"), time("2026-01-31T00:00:00-08:30"));
        insights.workflows_processed_summary(start, end).send().await.unwrap();
        assert_eq!(
            service.last().line(),
            format!(
                "GET /{VERSION}/{ROOT}/insights/workflowsProcessedSummary\
                 (startDateTime=2026-01-01T00:00:00.0000001%2B02:00,endDateTime=2026-01-31T00:00:00-08:30)"
            ),
        );
    }

    async fn a_function_can_give_many(service, graph) {
        let insights = graph.identity_governance().lifecycle_workflows().insights();
        let (start, end) = (time("2026-01-01T00:00:00Z"), time("2026-01-31T00:00:00Z"));
        let page = insights.top_workflows_processed_summary(start, end).send().await.unwrap();
        assert_eq!(page.len(), 2);
        assert_eq!(page[0].workflow_category, Some(ig::LifecycleWorkflowCategory::Joiner));
        assert!(matches!(page[1].workflow_category, Some(ig::LifecycleWorkflowCategory::UnknownValue(_))));
        drop(service);
    }

    async fn an_action_sends_its_parameters(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("w");
        let users = ["a", "b"].map(|id| api::User { id: Some(id.into()), ..Default::default() });
        workflow.activate(&ig::WorkflowActivateParameters { subjects: Some(users.to_vec()) }).send().await.unwrap();
        let sent = service.last();
        assert_eq!(sent.line(), format!("POST /{VERSION}/{ROOT}/workflows/w/activate"));
        assert_eq!(sent.body, br#"{"subjects":[{"id":"a"},{"id":"b"}]}"#.as_slice());
    }

    async fn a_parameter_of_an_abstract_type_says_which_it_is(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("w");
        let run = ig::Run { id: Some("r".into()), ..Default::default() };
        let scope = ig::ActivateRunScope {
            task_scope: Some(ig::ActivationTaskScopeType::FailedTasks),
            user_scope: Some(ig::ActivationUserScopeType::FailedUsers),
            run: Some(Box::new(run)),
            ..Default::default()
        };
        let parameters = ig::WorkflowActivateWithScopeParameters { scope: Some(scope.into()) };
        workflow.activate_with_scope(&parameters).send().await.unwrap();
        let expected = r##"{"scope":{
            "@odata.type":"#microsoft.graph.identityGovernance.activateRunScope",
            "taskScope":"failedTasks","userScope":"failedUsers","run":{"id":"r"}
        }}"##;
        assert_eq!(Json::parse(expected).unwrap().difference(&service.last().json().unwrap()), None);
    }

    async fn an_action_without_parameters_has_no_body(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("w");
        let failed = workflow.preview_task_failures().send().await.unwrap();
        assert_eq!(failed[0].name.as_deref(), Some("Send mail"));
        let sent = service.last();
        assert_eq!(sent.line(), format!("POST /{VERSION}/{ROOT}/workflows/w/previewTaskFailures"));
        assert!(matches!(&sent.body[..], b"" | b"{}"), "{:?}", sent.body);
    }

    async fn an_action_can_give_an_entity(service, graph) {
        let deleted = graph.identity_governance().lifecycle_workflows().deleted_items().workflows().by_id("w");
        let restored = deleted.restore().send().await.unwrap();
        assert_eq!(restored.id.as_deref(), Some("w"));
        let cleared = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").clear_quarantine();
        assert_eq!(cleared.send().await.unwrap().id.as_deref(), Some("w"));
        drop(service);
    }

    async fn every_documented_argument_body_is_sent_as_it_is(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("w");
        let mut sent = 0;
        for body in ::tests::bodies::all().iter().filter(|body| body.version == VERSION) {
            let ::tests::bodies::Kind::Action(action) = &body.kind else { continue };
            let text = body.json.to_string();
            match action.as_str() {
                "activate" => workflow.activate(&serde_json::from_str(&text).unwrap()).send().await.unwrap(),
                "activateWithScope" => workflow.activate_with_scope(&serde_json::from_str(&text).unwrap()).send().await.unwrap(),
                "createNewVersion" => {
                    workflow.create_new_version(&serde_json::from_str(&text).unwrap()).send().await.unwrap();
                }
                "previewWorkflow" => workflow.preview_workflow(&serde_json::from_str(&text).unwrap()).send().await.unwrap(),
                "resume" => {
                    let result = workflow.tasks().by_id("t").task_processing_results().by_id("r");
                    result.resume(&serde_json::from_str(&text).unwrap()).send().await.unwrap();
                }
                _ => continue,
            }
            sent += 1;
            let came = service.last().json().unwrap();
            assert_eq!(body.json.difference(&came), None, "{}", body.name);
        }
        assert!(sent >= 12, "{sent}");
    }

    async fn an_answer_of_nothing_where_something_is_due_is_an_error(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("w");
        service.reply(Reply::json(200, ""));
        assert!(workflow.clear_quarantine().send().await.unwrap_err().is_decode());
    }
}

mod only_in_v1_0 {
    use msgraph_identity_governance::v1_0::identity_governance as ig;
    use tests::{json::Json, server::Graph};

    use crate::support;

    #[tokio::test]
    async fn processing_can_be_cancelled() {
        let service = Graph::start();
        let workflow = support::v1_0(&service).identity_governance().lifecycle_workflows().workflows().by_id("w");
        for body in tests::bodies::all() {
            if body.kind == tests::bodies::Kind::Action("cancelProcessing".into()) {
                let parameters = serde_json::from_str(&body.json.to_string()).unwrap();
                workflow.cancel_processing(&parameters).send().await.unwrap();
                assert_eq!(body.json.difference(&service.last().json().unwrap()), None);
            }
        }
        let runs = vec![ig::Run { id: Some("r".into()), ..Default::default() }];
        let scope = ig::CancelRunsScope { runs: Some(runs), ..Default::default() };
        workflow
            .cancel_processing(&ig::WorkflowCancelProcessingParameters { scope: Some(scope.into()) })
            .send()
            .await
            .unwrap();
        let sent: Json = service.last().json().unwrap();
        let ty = sent.get("scope").and_then(|scope| scope.text("@odata.type"));
        assert_eq!(ty, Some("#microsoft.graph.identityGovernance.cancelRunsScope"));
    }
}

mod only_in_beta {
    use tests::server::Graph;

    use crate::support;

    #[tokio::test]
    async fn activation_can_be_awaited() {
        let service = Graph::start();
        let workflow = support::beta(&service).identity_governance().lifecycle_workflows().workflows().by_id("w");
        for body in tests::bodies::all() {
            if body.kind == tests::bodies::Kind::Action("activateAndWait".into()) {
                let parameters = serde_json::from_str(&body.json.to_string()).unwrap();
                let result = workflow.activate_and_wait(&parameters).send().await.unwrap();
                assert!(result.processing_status.is_some());
                assert_eq!(body.json.difference(&service.last().json().unwrap()), None, "{}", body.name);
            }
        }
    }
}
