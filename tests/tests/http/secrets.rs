//! The token goes to the service, and is seen nowhere else.

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use tests::server::{Graph, Reply, TOKEN};
use tracing::{
    Event, Id, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Record},
};

/// Writes down every field of everything that is logged.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for &Log {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let mut text = self.0.lock().unwrap();
        text.push_str(&format!("{field}={value:?} "));
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut &*self);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut &*self);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut &*self);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

on_both_apis! {
    async fn nothing_shows_the_token(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let list = workflows.list().select(ig::Workflow::ID);
        let shown = format!(
            "{graph:?} {graph:#?} {:?} {workflows:?} {list:?} {:?} {:?}",
            graph.client(), list.request().unwrap(), workflows.by_id("a").update().set(ig::Workflow::IS_ENABLED, true),
        );
        assert!(!shown.contains(TOKEN), "{shown}");
        for status in [400, 401, 403, 429, 500] {
            // A service that sends back what it got must not bring it into the error.
            service.reply(Reply::error(status, "code", "message"));
            let error = workflows.list().send().await.unwrap_err();
            let mut text = format!("{error} {error:?} {error:#?}");
            let mut source = std::error::Error::source(&error);
            while let Some(error) = source {
                text.push_str(&format!("{error} {error:?}"));
                source = error.source();
            }
            assert!(!text.contains(TOKEN), "{text}");
        }
    }
}

#[tokio::test]
async fn a_redirect_to_another_origin_does_not_take_the_token_there() {
    let (service, elsewhere) = (Graph::start(), Graph::start());
    let graph = crate::support::v1_0(&service);
    let workflows = graph.identity_governance().lifecycle_workflows().workflows();
    for status in [301, 302, 303, 307, 308] {
        let target = format!("{}/v1.0/identityGovernance/lifecycleWorkflows/workflows", elsewhere.origin());
        service.reply(Reply::empty(status).header("Location", &target));
        // Whether it is followed without the token or is an error: either will do.
        let _ = workflows.list().send().await;
    }
    let sent = elsewhere.recorded();
    assert!(sent.iter().all(|request| !format!("{request:?}").contains(TOKEN)), "{sent:?}");
}

#[test]
fn logs_do_not_hold_the_token() {
    let service = Graph::start();
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let graph = crate::support::v1_0(&service);
            let workflows = graph.identity_governance().lifecycle_workflows().workflows();
            workflows.list().send().await.unwrap();
            workflows.by_id("missing").get().send().await.unwrap_err();
        });
    });
    let text = log.0.lock().unwrap().clone();
    assert!(!text.contains(TOKEN), "{text}");
}

#[test]
fn a_token_that_cannot_stand_in_a_header_is_refused_unseen() {
    use msgraph_identity_governance::v1_0::GraphClient;
    for token in ["", "bad\ntoken-1", "bad\0token-1", "bad token-1"] {
        let error = GraphClient::new(token).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("token-1"), "{error}");
    }
}

#[tokio::test]
async fn tokens_come_from_closures_and_credentials_too() {
    use msgraph_identity_governance::v1_0::GraphClient;
    let service = Graph::start();
    let build = || GraphClient::builder().base_url(service.base("v1.0"));
    let from_closure = build().credential(|| async { Ok::<_, std::io::Error>(TOKEN.to_owned()) }).build().unwrap();
    let from_string = build().credential(TOKEN.to_owned()).build().unwrap();
    for client in [from_closure, from_string] {
        GraphClient::from(client).identity_governance().lifecycle_workflows().workflows().list().send().await.unwrap();
    }
    let failing =
        build().credential(|| async { Err::<String, _>(std::io::Error::other("no token today")) }).build().unwrap();
    let workflows = GraphClient::from(failing).identity_governance().lifecycle_workflows().workflows();
    let error = workflows.list().send().await.unwrap_err();
    assert!(error.is_credential(), "{error}");
    assert_eq!(service.recorded().len(), 2);
}
