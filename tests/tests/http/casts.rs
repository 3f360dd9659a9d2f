//! Casts in paths and queries, and the headers that follow from types, as they really go over the wire.

use crate::support::{ROOT, time};
use futures_util::TryStreamExt as _;
use msgraph_identity_governance::odata::NextLink;
use msgraph_identity_governance::odata::query::{Filter, IntoExpand};
use tests::server::Reply;

/// An answer that holds a user, a group, and something else.
const MEMBERS: &str = r##"{"value": [
    {"@odata.type": "#microsoft.graph.user", "id": "u", "displayName": "Ann"},
    {"@odata.type": "#microsoft.graph.group", "id": "g", "displayName": "Marketing"},
    {"@odata.type": "#microsoft.graph.somethingNew", "id": "n"}
]}"##;

on_both_apis! {
    async fn a_place_is_seen_as_a_derived_type(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("w");
        for (targets, place) in [
            (workflow.administration_scope_targets(), "administrationScopeTargets"),
            (workflow.preview_scope(), "previewScope"),
        ] {
            let path = format!("/{VERSION}/{ROOT}/workflows/w/{place}");
            let page = targets.as_user().list().select((api::User::ID, api::User::DISPLAY_NAME)).send().await.unwrap();
            let names: Vec<_> = page.iter().filter_map(|user| user.display_name.as_deref()).collect();
            assert_eq!(names, ["Ann", "Ben"]);
            assert_eq!(service.last().path(), format!("{path}/microsoft.graph.user"));

            let group = targets.by_id("g").as_group().get().send().await.unwrap();
            assert_eq!(group.display_name.as_deref(), Some("Marketing"));
            assert_eq!(service.last().path(), format!("{path}/g/microsoft.graph.group"));
            let user = targets.as_user().by_id("u").get().send().await.unwrap();
            assert_eq!(user.display_name.as_deref(), Some("Ann"));
            assert_eq!(service.last().path(), format!("{path}/microsoft.graph.user/u"));

            assert!(targets.by_id("u").as_group().get().send().await.unwrap_err().is_not_found());
            assert!(targets.by_id("a/b").as_user().get().send().await.unwrap_err().is_not_found());
            assert_eq!(service.last().path(), format!("{path}/a%2Fb/microsoft.graph.user"));
            assert_eq!(targets.as_application().list().send().await.unwrap().len(), 0);
        }
    }

    async fn counts_go_through_casts(service, graph) {
        let targets = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").administration_scope_targets();
        assert_eq!(targets.count().send().await.unwrap(), 4);
        assert_eq!(targets.as_user().count().send().await.unwrap(), 2);
        let sent = service.last();
        assert!(sent.path().ends_with("/administrationScopeTargets/microsoft.graph.user/$count"));
        assert_eq!((sent.header("accept"), sent.header("consistencylevel")), (Some("text/plain"), Some("eventual")));
        let refused = targets.as_user().count().advanced_query(false).send().await.unwrap_err();
        assert_eq!(refused.code(), Some("Request_UnsupportedQuery"));
        let refused = targets.as_group().list().search("\"displayName:a\"").advanced_query(false).send().await;
        assert_eq!(refused.unwrap_err().code(), Some("Request_UnsupportedQuery"));
        assert_eq!(targets.as_group().list().search("\"displayName:a\"").send().await.unwrap().len(), 1);
    }

    async fn every_page_of_an_advanced_query_has_its_header(service, graph) {
        let targets = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").administration_scope_targets();
        service.pages([1]);
        let users = targets.as_user().list().count();
        let first = users.clone().send().await.unwrap();
        assert_eq!((first.count(), first.len()), (Some(2), 1));
        assert_eq!(users.clone().items().try_collect::<Vec<_>>().await.unwrap().len(), 2);
        // A link that was stored holds the count, and so needs the header as well.
        let stored = serde_json::to_string(first.next_link().unwrap()).unwrap();
        let stored: NextLink = serde_json::from_str(&stored).unwrap();
        let second = graph.client().resume::<api::User>(&stored).send().await.unwrap();
        assert_eq!(second[0].display_name.as_deref(), Some("Ben"));
        let sent = service.recorded();
        assert_eq!(sent.len(), 4);
        assert!(sent.iter().all(|request| request.header("consistencylevel") == Some("eventual")));
    }

    async fn queries_name_what_only_a_derived_type_has(service, graph) {
        let targets = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").administration_scope_targets();
        service.reply(Reply::json(200, MEMBERS));
        let name = || api::User::DISPLAY_NAME.on::<api::DirectoryObject>();
        let request = targets
            .list()
            .select((api::DirectoryObject::ID, name(), api::Group::MAIL.on::<api::DirectoryObject>()))
            .filter(Filter::<api::DirectoryObject>::is_of::<api::User>().and(name().starts_with("A")))
            .order_by(name().desc());
        let page = request.send().await.unwrap();
        assert_eq!(page.len(), 3);
        assert!(matches!(&page[0], api::AnyDirectoryObject::User(user) if user.display_name.as_deref() == Some("Ann")));
        assert!(matches!(&page[1], api::AnyDirectoryObject::Group(_)));
        assert!(matches!(&page[2], api::AnyDirectoryObject::Unknown(_)));
        let options = service.last().options();
        let expected = [
            ("$select", "id,microsoft.graph.user/displayName,microsoft.graph.group/mail"),
            ("$filter", "isof(microsoft.graph.user) and startswith(microsoft.graph.user/displayName,'A')"),
            ("$orderby", "microsoft.graph.user/displayName desc"),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(options, expected);
    }

    async fn expansions_and_complex_values_are_cast(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        service.reply(Reply::json(200, r#"{"value": []}"#));
        let conditions = ig::Workflow::EXECUTION_CONDITIONS.cast::<ig::TriggerAndScopeBasedConditions>();
        let rule = conditions
            .path(ig::TriggerAndScopeBasedConditions::SCOPE)
            .cast::<ig::RuleBasedSubjectSet>()
            .path(ig::RuleBasedSubjectSet::RULE);
        let users = ig::Workflow::ADMINISTRATION_SCOPE_TARGETS.cast::<api::User>().select(api::User::DISPLAY_NAME);
        workflows.list().filter(rule.contains("Marketing")).expand(users.into_expand()).send().await.unwrap();
        let namespace = "microsoft.graph.identityGovernance";
        let expected = [
            (
                "$filter".to_owned(),
                format!(
                    "contains(executionConditions/{namespace}.triggerAndScopeBasedConditions/scope/{namespace}.ruleBasedSubjectSet/rule,'Marketing')"
                ),
            ),
            ("$expand".to_owned(), "administrationScopeTargets/microsoft.graph.user($select=displayName)".to_owned()),
        ];
        assert_eq!(service.last().options(), expected);
    }

    async fn the_seed_request_asks_for_new_members(service, graph) {
        let results = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").runs().by_id("r")
            .user_processing_results().by_id("u").task_processing_results();
        service.reply(Reply::json(200, r#"{"value": [{"processingStatus": "brandNew"}]}"#));
        let since = time("2026-01-01T00:00:00Z");
        let list = results.list().filter(ig::TaskProcessingResult::CREATED_DATE_TIME.ge(since));
        let page = list.clone().send().await.unwrap();
        assert_eq!(page[0].processing_status.as_ref().map(|status| status.as_str()), Some("brandNew"));
        assert_eq!(service.last().header("prefer"), Some("include-unknown-enum-members"));
        assert_eq!(service.last().header("consistencylevel"), None);

        service.reply(Reply::json(200, r#"{"value": []}"#));
        list.unknown_enum_members(false).send().await.unwrap();
        assert_eq!(service.last().header("prefer"), None);
    }

    async fn counts_of_directory_objects_are_advanced_queries(service, graph) {
        let targets = graph.identity_governance().lifecycle_workflows().workflows().by_id("w").administration_scope_targets();
        assert_eq!(targets.list().count().send().await.unwrap().count(), Some(4));
        assert_eq!(service.last().header("consistencylevel"), Some("eventual"));
        assert!(targets.list().count().advanced_query(false).send().await.is_err());
        assert_eq!(service.last().header("consistencylevel"), None);
        service.reply(Reply::json(200, r#"{"@odata.count": 3, "value": []}"#));
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        workflows.list().count().send().await.unwrap();
        assert_eq!(service.last().header("consistencylevel"), None, "a workflow is no directory object");
    }
}
