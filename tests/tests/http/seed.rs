//! The request that this crate was made for, in both its documented forms.

use crate::support::ROOT;
use tests::json::Json;

const WORKFLOW: &str = "14879e66-9ea9-48d0-804d-8fea672d0341";
const RUN: &str = "e65e08a0-d68d-41dc-915b-8c4019af5cc2";
const USER_RESULT: &str = "78650318-7238-4e7e-852f-2c36cbeff340";

on_both_apis! {
    async fn all_properties(service, graph) {
        let page = results!(graph).list().send().await.unwrap();
        assert_eq!(
            service.last().line(),
            format!("GET /{VERSION}/{ROOT}/workflows/{WORKFLOW}/runs/{RUN}/userProcessingResults/{USER_RESULT}/taskProcessingResults"),
        );
        let first = &page[0];
        assert_eq!(first.processing_status, Some(ig::LifecycleWorkflowProcessingStatus::Completed));
        assert_eq!(first.failure_reason, None);
        assert!(first.subject.as_ref().unwrap().id.is_some());
        let task = first.task.as_ref().unwrap();
        assert_eq!(task.category, Some(ig::LifecycleTaskCategory::JOINER | ig::LifecycleTaskCategory::LEAVER));
        assert_eq!(task.arguments.as_ref().unwrap()[0].name.as_deref(), Some("groupID"));
        assert_eq!(first.completed_date_time.as_ref().unwrap().to_string(), "2026-03-02T08:15:31.4471986Z");
    }

    async fn selected_properties(service, graph) {
        type T = ig::TaskProcessingResult;
        let page = results!(graph)
            .list()
            .select((T::ID, T::FAILURE_REASON, T::PROCESSING_STATUS, T::SUBJECT, T::TASK))
            .send()
            .await
            .unwrap();
        assert_eq!(
            service.last().line(),
            format!(
                "GET /{VERSION}/{ROOT}/workflows/{WORKFLOW}/runs/{RUN}/userProcessingResults/{USER_RESULT}\
                 /taskProcessingResults?$select=id,failureReason,processingStatus,subject,task",
            ),
        );
        assert!(page[0].created_date_time.is_none());
        assert!(page[0].task.is_some());
    }

    async fn everything_that_came_is_kept(service, graph) {
        let page = results!(graph).list().send().await.unwrap();
        let sent = ::tests::bodies::items(VERSION, "taskProcessingResult");
        assert_eq!(page.len(), sent.len());
        assert!(sent.len() > 10);
        for (item, sent) in page.iter().zip(&sent) {
            let written = Json::parse(&serde_json::to_string(item).unwrap()).unwrap();
            assert_eq!(sent.difference(&written), None, "{sent}");
        }
        drop(service);
    }
}

macro_rules! results {
    ($graph:ident) => {
        $graph
            .identity_governance()
            .lifecycle_workflows()
            .workflows()
            .by_id(WORKFLOW)
            .runs()
            .by_id(RUN)
            .user_processing_results()
            .by_id(USER_RESULT)
            .task_processing_results()
    };
}
use results;
