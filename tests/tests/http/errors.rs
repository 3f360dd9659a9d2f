//! What an error knows, and what it never says.

use std::time::Duration;

use tests::server::{Reply, TOKEN};

use crate::support::ROOT;

on_both_apis! {
    async fn an_error_of_the_service_answers_questions(service, graph) {
        let error = graph.identity_governance().lifecycle_workflows().workflows().by_id("missing-1").get().send().await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 404);
        assert!(error.is_not_found());
        assert_eq!(error.code(), Some("ResourceNotFound"));
        assert_eq!(error.message(), Some("The resource does not exist."));
        assert_eq!(error.request_id(), Some("7f3c1c1e-2f6a-4a57-9a5e-0d3b5f0a9c11"));
        assert_eq!(error.client_request_id(), service.last().header("client-request-id"));
        let text = error.to_string();
        for part in ["GET", "/workflows/missing-1", "404", "ResourceNotFound", "does not exist", "7f3c1c1e-2f6a"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains('\n'));
        assert!(!format!("{text} {error:?}").contains(TOKEN));
    }

    async fn the_kinds_of_refusal_are_told_apart(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let forbidden = workflows.by_id("forbidden-1").get().send().await.unwrap_err();
        assert!(forbidden.is_forbidden() && !forbidden.is_unauthorized() && !forbidden.is_not_found());
        let stale = workflows.by_id("a").update().set(ig::Workflow::IS_ENABLED, true).header("If-Match", "W/\"0\"").send().await;
        assert!(stale.unwrap_err().is_precondition_failed());
        service.reply(Reply::error(409, "Conflict", "x"));
        assert!(workflows.by_id("a").get().send().await.unwrap_err().is_conflict());
        service.reply(Reply::error(410, "resyncRequired", "x"));
        assert_eq!(workflows.by_id("a").get().send().await.unwrap_err().status().unwrap().as_u16(), 410);
        let wrong = workflows.list().query("$nonsense", "1").send().await.unwrap_err();
        assert_eq!((wrong.status().unwrap().as_u16(), wrong.code()), (400, Some("BadRequest")));
    }

    async fn a_wrong_token_is_unauthorized(service, graph) {
        drop(graph);
        let client = api::GraphClient::builder().base_url(service.base(VERSION)).credential("wrong-token").build().unwrap();
        let graph = api::GraphClient::from(client);
        let error = graph.identity_governance().lifecycle_workflows().workflows().list().send().await.unwrap_err();
        assert!(error.is_unauthorized());
        assert_eq!(error.code(), Some("InvalidAuthenticationToken"));
        assert!(!format!("{error} {error:?} {graph:?}").contains("wrong-token"));
    }

    async fn throttling_says_how_long(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let throttled = |after: &str| Reply::error(429, "TooManyRequests", "Too many requests.").header("Retry-After", after);
        // As many as retries could ask for: every answer to this request is the same.
        for (after, expected) in [("7", Duration::from_secs(7)), ("2.128", Duration::from_millis(2128))] {
            service.reply(throttled(after));
            let error = workflows.list().send().await.unwrap_err();
            assert!(error.is_throttled());
            assert_eq!(error.retry_after(), Some(expected), "{after}");
        }
        service.reply(Reply::error(429, "TooManyRequests", "x"));
        let error = workflows.list().send().await.unwrap_err();
        assert!(error.is_throttled() && error.retry_after().is_none());
    }

    async fn answers_that_are_no_json_are_told_as_such(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        for text in ["", "<html>", "{\"value\":", "{\"value\":[{\"id\":1]}", "null", "{}", "{\"value\":5}"] {
            service.reply(Reply::json(200, text));
            let read = workflows.list().send().await;
            assert!(read.as_ref().is_err_and(|error| error.is_decode()), "{text}: {read:?}");
        }
        service.reply(Reply::json(200, r#"{"value":[{"id":"a","tasks":[{"executionSequence":"many"}]}]}"#));
        let error = workflows.list().send().await.unwrap_err();
        assert!(error.is_decode());
        assert!(error.to_string().contains("executionSequence"), "{error}");
    }

    async fn errors_without_the_usual_shape_keep_their_status(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let bodies = [
            "", "<html>Bad gateway</html>", "{}", "{\"error\":null}", "{\"error\":\"x\"}", "{\"error\":{\"code\":null}}",
            "{\"error\":{\"code\":\"\",\"message\":\"\",\"innererror\":{\"innererror\":{\"code\":\"deep\"}}}}",
        ];
        for body in bodies {
            service.reply(Reply::json(502, body));
            let error = workflows.list().send().await.unwrap_err();
            assert_eq!(error.status().unwrap().as_u16(), 502, "{body}");
            assert!(error.to_string().contains("502"), "{error}");
            assert_eq!(error.request_id(), Some("7f3c1c1e-2f6a-4a57-9a5e-0d3b5f0a9c11"), "{body}");
        }
    }

    async fn inner_errors_are_read_in_both_spellings(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        for spelling in ["innerError", "innererror"] {
            let body = format!(
                r#"{{"error":{{"code":"a","message":"m","{spelling}":{{"code":"b","request-id":"r","date":"2026-01-01T00:00:00","{spelling}":{{"code":"c"}}}}}}}}"#
            );
            service.reply(Reply::json(400, body));
            let error = workflows.list().send().await.unwrap_err();
            assert_eq!(error.code(), Some("a"));
            assert_eq!(error.inner_codes().collect::<Vec<_>>(), ["b", "c"], "{spelling}");
        }
    }

    async fn a_service_that_is_not_there_is_a_connection_error(service, graph) {
        drop(service);
        let error = graph.identity_governance().lifecycle_workflows().workflows().list().send().await.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        assert_eq!(error.status(), None);
        assert!(error.to_string().contains(ROOT), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }

    async fn mistakes_of_the_caller_are_found_when_it_is_sent(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        assert!(workflows.list().header("bad name", "x").send().await.is_err());
        assert!(workflows.list().header("x", "line\nbreak").send().await.is_err());
        assert!(workflows.list().header("x", "line\nbreak").request().is_err());
        assert!(workflows.by_id("a").update().send().await.is_err());
        assert!(service.recorded().is_empty());
    }
}

#[test]
fn an_error_is_small() {
    assert_eq!(size_of::<msgraph_identity_governance::Error>(), size_of::<usize>());
}
