//! Versions, differences between two models, references and counts.

use tests::server::Reply;

on_both_apis! {
    async fn only_what_differs_is_sent_for_the_version_that_was_read(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("a");
        service.reply(Reply::json(200, r#"{"id":"a","displayName":"Old","description":"x","tasks":[{"id":"t"}]}"#)
            .header("ETag", "W/\"1\""));
        let old = workflow.get().send().await.unwrap();
        let mut new = old.clone();
        new.display_name = Some("New".into());
        (new.description, new.tasks) = (None, None);
        workflow.update().changes(&old, &new).if_match(&old).send().await.unwrap();
        let sent = service.last();
        assert_eq!(sent.header("if-match"), Some("W/\"1\""));
        let expected = tests::json::Json::parse(r#"{"displayName":"New","description":null}"#).unwrap();
        assert_eq!(expected.difference(&sent.json().unwrap()), None);
        assert!(workflow.update().changes(&old, &old).is_empty());
    }

    async fn another_version_is_refused_and_the_same_is_not_sent_again(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("a");
        service.reply(Reply::error(412, "PreconditionFailed", "It was changed."));
        assert!(workflow.delete().if_match("W/\"1\"").send().await.unwrap_err().is_precondition_failed());
        service.reply(Reply::empty(304));
        assert_eq!(workflow.get().if_none_match("W/\"1\"").send_if_changed().await.unwrap(), None);
        assert_eq!(service.last().header("if-none-match"), Some("W/\"1\""));
    }

    async fn references_name_what_they_lead_to(service, graph) {
        let targets = graph.identity_governance().lifecycle_workflows().workflows().by_id("a").administration_scope_targets();
        let target = graph.resource().child("administrativeUnits").key("b+c");
        for _ in 0..3 {
            service.reply(Reply::empty(204));
        }
        targets.add_ref(&target).send().await.unwrap();
        let sent = service.last();
        let url = format!("{}/administrativeUnits/b%2Bc", service.base(VERSION));
        assert_eq!(sent.method, "POST");
        assert!(sent.path().ends_with("/workflows/a/administrationScopeTargets/$ref"));
        assert_eq!(sent.body, format!(r#"{{"@odata.id":"{url}"}}"#).as_bytes());
        targets.remove_ref(&target).send().await.unwrap();
        assert_eq!((service.last().method.as_str(), service.last().option("$id")), ("DELETE", Some(url)));
        targets.by_id("b").remove_ref().send().await.unwrap();
        assert!(service.last().path().ends_with("/administrationScopeTargets/b/$ref"));
    }

    async fn a_count_is_text(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        service.reply(Reply::json(200, "\u{feff}17").header("Content-Type", "text/plain"));
        let count = workflows.count().filter(ig::Workflow::IS_ENABLED.eq(true));
        assert_eq!(count.send().await.unwrap(), 17);
        let sent = service.last();
        assert!(sent.path().ends_with("/workflows/$count"));
        assert_eq!((sent.option("$filter").as_deref(), sent.header("accept")), (Some("isEnabled eq true"), Some("text/plain")));
    }
}
