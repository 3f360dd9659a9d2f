//! Waiting for a run, or for what it comes to for a user, to end.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use tests::server::Reply;

const SHORT: Duration = Duration::from_millis(5);

fn state(id: &str, status: &str) -> Reply {
    Reply::json(200, format!(r#"{{"id":"{id}","processingStatus":"{status}"}}"#))
}

on_both_apis! {
    async fn a_run_is_read_until_it_ends(service, graph) {
        let run = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").runs().by_id("r");
        for status in ["queued", "inProgress", "inProgress", "completedWithErrors", "queued"] {
            service.reply(state("r", status));
        }
        let seen = Arc::new(Mutex::new(Vec::new()));
        let see = Arc::clone(&seen);
        let ended = run
            .wait_until_ended()
            .interval(SHORT)
            .on_progress(move |run: &ig::Run| see.lock().unwrap().push(run.processing_status.clone().unwrap().to_string()))
            .send()
            .await
            .unwrap();
        assert_eq!(ended.processing_status, Some(ig::LifecycleWorkflowProcessingStatus::CompletedWithErrors));
        assert_eq!(*seen.lock().unwrap(), ["queued", "inProgress", "inProgress", "completedWithErrors"]);
        let path = format!("GET /{VERSION}/identityGovernance/lifecycleWorkflows/workflows/w/runs/r");
        assert_eq!(service.recorded().iter().map(|request| request.line()).collect::<Vec<_>>(), vec![path; 4]);
    }

    async fn a_result_of_a_user_ends_in_each_of_the_final_states(service, graph) {
        let runs = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").runs();
        let result = runs.by_id("r").user_processing_results().by_id("u");
        for status in ["completed", "completedWithErrors", "canceled", "failed"] {
            // Quarantined, held back or unheard of: not ended.
            for before in ["canceling", "quarantined", "unknownFutureValue", "somethingNew"] {
                service.reply(state("u", before));
            }
            service.reply(Reply::json(200, r#"{"id":"u"}"#));
            service.reply(state("u", status));
            let ended = result.wait_until_ended().interval(SHORT).send().await.unwrap();
            assert!(ended.has_ended());
            assert_eq!(ended.processing_status.unwrap().to_string(), status);
        }
        assert_eq!(service.recorded().len(), 4 * 6);
        assert!(!ig::UserProcessingResult::default().has_ended());
    }

    async fn a_wait_has_an_end_of_its_own(service, graph) {
        let run = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").runs().by_id("r");
        for _ in 0..200 {
            service.reply(state("r", "inProgress"));
        }
        let (limit, started) = (Duration::from_millis(60), Instant::now());
        let error = run.wait_until_ended().interval(Duration::from_millis(20)).timeout(limit).send().await.unwrap_err();
        assert!(error.is_wait_timeout(), "{error:?}");
        assert!(error.waited().unwrap() >= limit && started.elapsed() >= limit);
        assert_eq!(error.last_state(), Some("inProgress"));
        assert!(error.to_string().contains("/runs/r: "), "{error}");
        let looks = service.recorded().len();
        assert!((2..=5).contains(&looks), "{looks}");
    }

    async fn a_run_that_is_gone_ends_the_wait(service, graph) {
        let run = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").runs().by_id("r");
        service.reply(state("r", "inProgress"));
        service.reply(Reply::error(404, "ResourceNotFound", "Gone."));
        let error = run.get().select(ig::Run::PROCESSING_STATUS).wait_until(ig::Run::has_ended).interval(SHORT).send().await;
        assert!(error.unwrap_err().is_not_found());
        assert_eq!(service.recorded().len(), 2);
        assert_eq!(service.last().option("$select").as_deref(), Some("processingStatus"));
    }
}
