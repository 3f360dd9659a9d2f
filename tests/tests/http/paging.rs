//! Following next links: lazily, over empty pages, with the headers of the first request, and never astray.

use std::pin::pin;

use futures_util::{StreamExt, TryStreamExt};
use tests::server::Reply;

use crate::support::ROOT;

on_both_apis! {
    async fn items_are_read_over_all_pages(service, graph) {
        service.pages([2, 0, 0, 3, 1]);
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let items: Vec<ig::Workflow> = workflows.list().items().try_collect().await.unwrap();
        let there = ::tests::bodies::items(VERSION, "workflow");
        assert_eq!(items.len(), there.len());
        for (item, there) in items.iter().zip(&there) {
            assert_eq!(item.id.as_deref(), there.text("id"));
        }
        assert_eq!(service.recorded().len(), there.len() - 5 + 4);
    }

    async fn a_page_is_asked_for_when_its_first_item_is(service, graph) {
        service.pages([2]);
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let mut items = pin!(workflows.list().items());
        assert_eq!(service.recorded().len(), 0);
        items.try_next().await.unwrap().unwrap();
        items.try_next().await.unwrap().unwrap();
        assert_eq!(service.recorded().len(), 1);
        items.try_next().await.unwrap().unwrap();
        assert_eq!(service.recorded().len(), 2);
    }

    async fn pages_come_one_by_one_and_the_count_with_the_first(service, graph) {
        service.pages([5]);
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let pages: Vec<_> = workflows.list().count().pages().try_collect().await.unwrap();
        let there = ::tests::bodies::items(VERSION, "workflow").len();
        assert_eq!(pages.iter().map(|page| page.len()).sum::<usize>(), there);
        assert_eq!(pages[0].count(), Some(there as u64));
        assert_eq!(pages[1].count(), None);
        assert!(pages[0].next_link().is_some());
        assert!(pages.last().unwrap().next_link().is_none());
    }

    async fn a_next_link_is_followed_to_the_letter(service, graph) {
        service.pages([1, usize::MAX]);
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let request = workflows.list().select(ig::Workflow::ID).header("Prefer", "odata.maxpagesize=1").header("x-own", "1");
        let _: Vec<ig::Workflow> = request.items().try_collect().await.unwrap();
        let sent = service.recorded();
        assert_eq!(sent.len(), 2);
        assert_eq!(
            sent[1].line(),
            format!("GET /{VERSION}/{ROOT}/workflows?$select=id&$skiptoken=RFNwdAIAAQ%3D%3D!1~1*%2B"),
        );
        for name in ["authorization", "prefer", "x-own", "accept", "odata-maxversion"] {
            assert_eq!(sent[1].header(name), sent[0].header(name), "{name}");
        }
        assert!(sent[1].header("client-request-id").is_some());
    }

    async fn a_link_to_another_origin_gets_no_request(service, graph) {
        let elsewhere = ::tests::server::Graph::start();
        let link = format!("{}/{VERSION}/{ROOT}/workflows?$skiptoken=x", elsewhere.origin());
        service.reply(Reply::json(200, format!(r#"{{"@odata.nextLink":"{link}","value":[{{"id":"a"}}]}}"#)));
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let mut items = pin!(workflows.list().items());
        assert_eq!(items.try_next().await.unwrap().unwrap().id.as_deref(), Some("a"));
        let error = items.try_next().await.unwrap_err();
        assert!(error.is_link(), "{error}");
        assert!(items.try_next().await.unwrap().is_none());
        let leaked = elsewhere.recorded().iter().any(|request| request.header("authorization").is_some());
        assert!(!leaked, "the token went to another origin");
    }

    async fn links_that_are_none_are_errors(service, graph) {
        for link in ["not a url", "ftp://127.0.0.1/x", "javascript:alert(1)", "//evil.example/x", "http://[::1"] {
            let body = ::tests::json::Json::object([
                ("@odata.nextLink", ::tests::json::Json::string(link)),
                ("value", ::tests::json::Json::Array(Vec::new())),
            ]);
            service.reply(Reply::json(200, body.to_string()));
            let workflows = graph.identity_governance().lifecycle_workflows().workflows();
            let before = service.recorded().len();
            let all: Result<Vec<ig::Workflow>, _> = workflows.list().items().try_collect().await;
            let sent: Vec<String> = service.recorded()[before..].iter().map(|request| request.line()).collect();
            assert!(all.is_err(), "{link}: {sent:?}");
        }
    }

    async fn a_circle_ends_with_an_error(service, graph) {
        let url = |token: &str| format!("{}/{VERSION}/{ROOT}/workflows?$skiptoken={token}", service.origin());
        let page = |next: &str| Reply::json(200, format!(r#"{{"value":[{{"id":"x"}}],"@odata.nextLink":"{}"}}"#, url(next)));
        for next in ["a", "b", "a", "b", "a", "b", "a", "b"] {
            service.reply(page(next));
        }
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let read: Vec<_> = workflows.list().items().take(20).collect().await;
        assert!(read.last().unwrap().is_err(), "{} items were read", read.len());
        assert!(service.recorded().len() <= 4, "{} requests were sent", service.recorded().len());
    }

    async fn an_error_on_a_later_page_ends_the_stream(service, graph) {
        let next = format!("{}/{VERSION}/{ROOT}/workflows?$skiptoken=nonsense", service.origin());
        service.reply(Reply::json(200, format!(r#"{{"value":[{{}}],"@odata.nextLink":"{next}"}}"#)));
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let read: Vec<_> = workflows.list().items().collect().await;
        assert_eq!(read.len(), 2);
        assert_eq!(read[1].as_ref().unwrap_err().status().unwrap().as_u16(), 400);
    }

    async fn streams_can_move_between_threads(service, graph) {
        service.pages([4]);
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let stream = workflows.list().items();
        let read = tokio::spawn(async move { stream.try_collect::<Vec<_>>().await }).await.unwrap().unwrap();
        assert_eq!(read.len(), ::tests::bodies::items(VERSION, "workflow").len());
        drop(service);
    }
}
