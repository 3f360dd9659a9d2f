//! Casts in paths and queries, and the headers that follow from types, as they really go over the wire.

use crate::support::{ROOT, time};
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
        service.reply(Reply::json(200, r#"{"value": [{"id": "u", "displayName": "Ann"}]}"#));
        let users = workflow.administration_scope_targets().as_user();
        let page = users.list().select((api::User::ID, api::User::DISPLAY_NAME)).send().await.unwrap();
        assert_eq!(page[0].display_name.as_deref(), Some("Ann"));
        let path = format!("/{VERSION}/{ROOT}/workflows/w/administrationScopeTargets/microsoft.graph.user");
        assert_eq!(service.last().path(), path);

        service.reply(Reply::json(200, r#"{"id": "g", "displayName": "Marketing"}"#));
        let group = workflow.administration_scope_targets().by_id("a/b").as_group();
        assert_eq!(group.get().send().await.unwrap().display_name.as_deref(), Some("Marketing"));
        let path = format!("/{VERSION}/{ROOT}/workflows/w/administrationScopeTargets/a%2Fb/microsoft.graph.group");
        assert_eq!(service.last().path(), path);
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
        for is_advanced in [true, false] {
            service.reply(Reply::json(200, r#"{"@odata.count": 3, "value": []}"#));
            let list = targets.list().count().advanced_query(is_advanced);
            let list = if is_advanced { targets.list().count() } else { list };
            assert_eq!(list.send().await.unwrap().count(), Some(3));
            assert_eq!(service.last().header("consistencylevel"), is_advanced.then_some("eventual"));
        }
        service.reply(Reply::json(200, r#"{"@odata.count": 3, "value": []}"#));
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        workflows.list().count().send().await.unwrap();
        assert_eq!(service.last().header("consistencylevel"), None, "a workflow is no directory object");
    }
}
