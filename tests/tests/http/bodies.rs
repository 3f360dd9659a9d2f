//! Pages in every shape we know, over the wire.

use futures_util::TryStreamExt;
use tests::{bodies::Kind, json::Json, server::Reply};

on_both_apis! {
    async fn pages_are_read_without_loss(service, graph) {
        let mut seen = 0;
        let root = graph.resource().child("identityGovernance").child("lifecycleWorkflows");
        for body in ::tests::bodies::all().iter().filter(|body| body.version == VERSION && body.kind == Kind::Page) {
            macro_rules! read {
                ($ty:ty) => {{
                    service.reply(Reply::json(200, body.json.to_string()));
                    let page = root.child("any").list::<$ty>().send().await.unwrap_or_else(|error| panic!("{}: {error}", body.name));
                    assert_eq!(page.next_link().map(|link| link.as_str()), body.json.text("@odata.nextLink"), "{}", body.name);
                    assert_eq!(page.count().map(|count| Json::Number(count.to_string())).as_ref(), body.json.get("@odata.count"));
                    let written = page.iter().map(|item| Json::parse(&serde_json::to_string(item).unwrap()).unwrap());
                    let sent = body.json.get("value").unwrap();
                    assert_eq!(sent.difference(&Json::Array(written.collect())), None, "{}", body.name);
                    seen += 1;
                }};
            }
            match body.ty.rsplit('.').next().unwrap() {
                "taskProcessingResult" => read!(ig::TaskProcessingResult),
                "userProcessingResult" => read!(ig::UserProcessingResult),
                "run" => read!(ig::Run),
                "task" => read!(ig::Task),
                "taskDefinition" => read!(ig::TaskDefinition),
                "taskReport" => read!(ig::TaskReport),
                "workflow" => read!(ig::Workflow),
                "workflowVersion" => read!(ig::WorkflowVersion),
                "workflowTemplate" => read!(ig::WorkflowTemplate),
                "customTaskExtension" => read!(ig::CustomTaskExtension),
                "user" => read!(api::User),
                _ => {}
            }
        }
        assert!(seen >= 14, "{seen}");
    }

    async fn a_page_with_no_more_than_a_value_is_a_page(service, graph) {
        service.reply(Reply::json(200, r#"{"value":[]}"#));
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        assert!(workflows.list().send().await.unwrap().is_empty());
    }

    async fn everything_the_service_has_can_be_listed(service, graph) {
        service.pages([2, 0, 3]);
        let lw = graph.identity_governance().lifecycle_workflows();
        let workflow = lw.workflows().by_id("w");
        macro_rules! all {
            ($builder:expr) => {
                $builder.list().items().try_collect::<Vec<_>>().await.unwrap().len()
            };
        }
        let counts = [
            (all!(lw.workflows()), "workflow"),
            (all!(lw.custom_task_extensions()), "customTaskExtension"),
            (all!(workflow.runs()), "run"),
            (all!(workflow.tasks()), "task"),
            (all!(workflow.task_reports()), "taskReport"),
            (all!(workflow.user_processing_results()), "userProcessingResult"),
        ];
        for (count, ty) in counts {
            assert_eq!(count, ::tests::bodies::items(VERSION, ty).len(), "{ty}");
        }
        drop(service);
    }
}
