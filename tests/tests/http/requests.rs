//! Requests: options, raw escape hatches, headers, and what is shown without sending.

use crate::support::{ROOT, time};

on_both_apis! {
    async fn every_option_is_sent(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        type W = ig::Workflow;
        workflows
            .list()
            .select((W::ID, W::DISPLAY_NAME, W::CATEGORY))
            .filter(W::DISPLAY_NAME.starts_with("On").or(W::DISPLAY_NAME.contains("hire")).and(W::IS_ENABLED.eq(true)))
            .expand((W::CREATED_BY, W::TASKS.select(ig::Task::ID)))
            .order_by((W::DISPLAY_NAME.asc(), W::CREATED_DATE_TIME.desc()))
            .top(5)
            .skip(1)
            .count()
            .search("\"hire\"")
            .send()
            .await
            .unwrap();
        let sent = service.last();
        let expected = [
            ("$select", "id,displayName,category"),
            ("$expand", "createdBy,tasks($select=id)"),
            ("$top", "5"),
            ("$skip", "1"),
            ("$count", "true"),
            ("$search", "\"hire\""),
        ];
        for (name, value) in expected {
            assert_eq!(sent.option(name).as_deref(), Some(value), "{name}");
        }
        let filter = sent.option("$filter").unwrap();
        assert!(filter.contains("startswith(displayName,'On') or contains(displayName,'hire')"), "{filter}");
        assert!(filter.ends_with(" and isEnabled eq true"), "{filter}");
        let order = sent.option("$orderby").unwrap();
        assert!(matches!(order.as_str(), "displayName,createdDateTime desc" | "displayName asc,createdDateTime desc"), "{order}");
    }

    async fn filters_of_every_kind_are_written(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        type W = ig::Workflow;
        type C = ig::LifecycleWorkflowCategory;
        let cases = [
            (W::DISPLAY_NAME.eq("O'Neil & Søn + 1%"), "displayName eq 'O''Neil & Søn + 1%'"),
            (W::DISPLAY_NAME.ne(""), "displayName ne ''"),
            (W::VERSION.gt(1), "version gt 1"),
            (W::VERSION.ge(1), "version ge 1"),
            (W::VERSION.lt(-1), "version lt -1"),
            (W::VERSION.le(1), "version le 1"),
            (W::VERSION.is_in([1, 2]), "version in (1,2)"),
            (W::CATEGORY.eq(C::Leaver), "category eq 'leaver'"),
            (W::CATEGORY.is_in([C::Joiner, C::Mover]), "category in ('joiner','mover')"),
            (W::DISPLAY_NAME.ends_with("x"), "endswith(displayName,'x')"),
            (W::CREATED_DATE_TIME.ge(time("2026-01-01T00:00:00.1234567+02:00")), "createdDateTime ge 2026-01-01T00:00:00.1234567+02:00"),
            (W::TASKS.any(ig::Task::IS_ENABLED.eq(true)), "tasks/any(x:x/isEnabled eq true)"),
        ];
        for (filter, expected) in cases {
            workflows.list().filter(filter).send().await.unwrap();
            assert_eq!(service.last().option("$filter").as_deref(), Some(expected));
        }
    }

    async fn what_is_sent_is_exact(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        workflows.list().filter(ig::Workflow::DISPLAY_NAME.eq("a+b & c#'d' e")).send().await.unwrap();
        let query = service.last().query().to_owned();
        assert!(query.starts_with("$filter="), "{query}");
        assert!(query.contains("%2B") && !query.contains('+'), "{query}");
        assert!(query.contains("%26") && query.contains("%23"), "{query}");
        assert!(query.contains("''d''") || query.contains("%27%27d%27%27"), "{query}");
    }

    async fn keys_cannot_leave_their_segment(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let keys = ["../x", "..", ".", "a/b", "a b", "a?b=c", "a#b", "a%2Fb", "ø", "$count", "a;b", "a'b", "a\\b", "a:b@c", "a+b"];
        for key in keys {
            let read = workflows.by_id(key).get().send().await;
            let sent = service.last();
            let read = read.unwrap_or_else(|error| panic!("{key}: {error}\n{}", sent.line()));
            assert_eq!(read.id.as_deref(), Some(key), "{}", sent.line());
            assert_eq!(sent.query(), "", "{key}");
            let below = sent.path().strip_prefix(&format!("/{VERSION}/{ROOT}/workflows")).unwrap().to_owned();
            assert!(below.matches('/').count() <= 1, "{key}: {below}");
        }
    }

    async fn escape_hatches_are_open(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        workflows
            .list()
            .filter_raw("startswith(displayName,'On')")
            .query("custom", "a b&c")
            .query("$top", "1")
            .header("ConsistencyLevel", "eventual")
            .send()
            .await
            .unwrap();
        let sent = service.last();
        assert_eq!(sent.option("$filter").as_deref(), Some("startswith(displayName,'On')"));
        assert_eq!(sent.option("custom").as_deref(), Some("a b&c"));
        assert_eq!(sent.option("$top").as_deref(), Some("1"));
        assert_eq!(sent.header("consistencylevel"), Some("eventual"));
    }

    async fn any_path_can_be_built_by_hand(service, graph) {
        let workflow: ig::Workflow = graph
            .resource()
            .child("identityGovernance")
            .child("lifecycleWorkflows")
            .child("workflows")
            .key("w")
            .get()
            .send()
            .await
            .unwrap();
        assert_eq!(workflow.id.as_deref(), Some("w"));
        assert_eq!(service.last().line(), format!("GET /{VERSION}/{ROOT}/workflows/w"));
    }

    async fn a_request_is_shown_without_sending(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        let shown = workflows.by_id("w").update().set(ig::Workflow::IS_ENABLED, true).header("x-own", "1").request().unwrap();
        assert_eq!(shown.method(), "PATCH");
        assert_eq!(shown.uri().to_string(), format!("{}/{ROOT}/workflows/w", service.base(VERSION)));
        assert_eq!(shown.body().as_ref(), br#"{"isEnabled":true}"#);
        assert_eq!(shown.headers()["x-own"], "1");
        assert!(service.recorded().is_empty());
        for shown in [
            workflows.list().top(1).request().unwrap(),
            workflows.by_id("w").get().request().unwrap(),
            workflows.by_id("w").delete().request().unwrap(),
            workflows.create(&ig::Workflow::default()).request().unwrap(),
            workflows.by_id("w").clear_quarantine().request().unwrap(),
            workflows.by_id("w").runs().summary(time("2026-01-01T00:00:00Z"), time("2026-01-01T00:00:00Z")).request().unwrap(),
        ] {
            assert!(shown.uri().path().contains("/workflows"), "{shown:?}");
            assert!(shown.headers().contains_key("odata-maxversion"));
        }
        assert!(service.recorded().is_empty());
    }

    async fn each_request_has_an_id_of_its_own(service, graph) {
        let workflows = graph.identity_governance().lifecycle_workflows().workflows();
        workflows.list().send().await.unwrap();
        workflows.list().send().await.unwrap();
        let ids: Vec<String> = service.recorded().iter().map(|r| r.header("client-request-id").unwrap().to_owned()).collect();
        assert_ne!(ids[0], ids[1]);
    }

    async fn a_request_id_of_the_callers_is_kept(service, graph) {
        let id = "11111111-2222-4333-8444-555555555555";
        graph.identity_governance().lifecycle_workflows().workflows().list().header("client-request-id", id).send().await.unwrap();
        assert_eq!(service.last().header("client-request-id"), Some(id));
    }

    async fn options_shape_one_entity_too(service, graph) {
        let settings = graph.identity_governance().lifecycle_workflows().settings();
        let settings = settings.get().select(ig::LifecycleManagementSettings::WORKFLOW_SCHEDULE_INTERVAL_IN_HOURS).send().await.unwrap();
        assert_eq!(settings.workflow_schedule_interval_in_hours, Some(3));
        assert!(settings.email_settings.is_none());
        assert_eq!(service.last().query(), "$select=workflowScheduleIntervalInHours");
    }

    async fn navigation_is_followed_where_nothing_documents_it(service, graph) {
        let workflow = graph.identity_governance().lifecycle_workflows().workflows().by_id("w");
        let report = workflow.task_reports().by_id("r");
        let requests = [
            (workflow.created_by().get().request(), "workflows/w/createdBy"),
            (workflow.last_modified_by().get().request(), "workflows/w/lastModifiedBy"),
            (workflow.administration_scope_targets().list().request(), "workflows/w/administrationScopeTargets"),
            (workflow.preview_scope().list().request(), "workflows/w/previewScope"),
            (report.task().get().request(), "workflows/w/taskReports/r/task"),
            (report.task_definition().get().request(), "workflows/w/taskReports/r/taskDefinition"),
            (workflow.runs().by_id("r").reprocessed_runs().list().request(), "workflows/w/runs/r/reprocessedRuns"),
        ];
        for (request, path) in requests {
            assert_eq!(request.unwrap().uri().path(), format!("/{VERSION}/{ROOT}/{path}"));
        }
        drop(service);
    }

    async fn a_client_of_another_cloud_asks_there(service, graph) {
        drop((service, graph));
        let cloud = msgraph_identity_governance::clouds::CHINA;
        let graph = api::GraphClient::in_cloud(cloud, "token").unwrap();
        let shown = graph.identity_governance().lifecycle_workflows().settings().get().request().unwrap();
        assert_eq!(shown.uri().to_string(), format!("https://microsoftgraph.chinacloudapi.cn/{VERSION}/{ROOT}/settings"));
    }

    async fn pages_are_like_slices(service, graph) {
        let page = graph.identity_governance().lifecycle_workflows().workflows().list().send().await.unwrap();
        assert_eq!(page.first().unwrap().id, page[0].id);
        let borrowed = (&page).into_iter().count();
        let length = page.len();
        let ids: Vec<Option<String>> = page.into_iter().map(|workflow| workflow.id).collect();
        assert_eq!(ids.len(), length);
        assert_eq!(borrowed, length);
        drop(service);
    }

    async fn builders_and_requests_can_be_cloned_and_sent_twice(service, graph) {
        let builder = graph.identity_governance().lifecycle_workflows().workflows().clone();
        let request = builder.list().top(1);
        request.clone().send().await.unwrap();
        request.send().await.unwrap();
        assert_eq!(service.recorded().len(), 2);
    }
}
