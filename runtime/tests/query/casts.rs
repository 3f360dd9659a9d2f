//! Casts: the text of values seen as a derived type, wherever they stand.

use odata_runtime::query::{EnumStyle, Filter, IntoExpand, IntoFilter, IntoOrderBy, IntoSelect, Name, encode};

use crate::grammar::{check_lines, checker};
use crate::sample::*;

fn filter<Owner>(filter: impl IntoFilter<Owner>) -> String {
    filter.into_filter().render(EnumStyle::Plain)
}

fn expand<Owner>(expand: impl IntoExpand<Owner>) -> String {
    expand.into_expand().render(EnumStyle::Plain)
}

#[test]
fn a_property_of_a_derived_type_is_named_from_its_base() {
    let name = || Person::DISPLAY_NAME.on::<DirectoryObject>();
    assert_eq!((DirectoryObject::ID, name()).into_select().render(), "id,ns.person/displayName");
    assert_eq!(filter(name().eq("O'Neil")), "ns.person/displayName eq 'O''Neil'");
    assert_eq!(
        filter(name().starts_with("a").and(DirectoryObject::ID.ne("b"))),
        "startswith(ns.person/displayName,'a') and id ne 'b'"
    );
    assert_eq!(filter(name().is_null()), "ns.person/displayName eq null");
    assert_eq!(
        (name().desc(), DirectoryObject::ID).into_order_by().render(EnumStyle::Plain),
        "ns.person/displayName desc,id"
    );
    let day = Person::HOURS.path(Window::DAYS).on::<DirectoryObject>();
    assert_eq!(filter(day.any(odata_runtime::query::item().eq(1))), "ns.person/hours/days/any(x:x eq 1)");
}

#[test]
fn navigation_of_a_derived_type_is_followed_from_its_base() {
    let manager = || Person::MANAGER.on::<DirectoryObject>();
    assert_eq!(expand(manager()), "ns.person/manager");
    assert_eq!(expand(manager().select(DirectoryObject::ID)), "ns.person/manager($select=id)");
    let reports = Person::REPORTS.on::<DirectoryObject>();
    assert_eq!(
        expand(reports.filter(DirectoryObject::ID.eq("a")).top(2).count()),
        "ns.person/reports($filter=id eq 'a';$top=2;$count=true)"
    );
    assert_eq!(filter(reports.any(DirectoryObject::ID.eq("a"))), "ns.person/reports/any(x:x/id eq 'a')");
    assert_eq!(filter(manager().path(DirectoryObject::ID).eq("a")), "ns.person/manager/id eq 'a'");
    assert_eq!(filter(manager().is_not_null()), "ns.person/manager ne null");
}

#[test]
fn what_navigation_leads_to_is_seen_as_a_derived_type() {
    let people = || Workflow::MEMBERS.cast::<Person>();
    assert_eq!(expand(people()), "members/ns.person");
    let nested = people().select(Person::DISPLAY_NAME).expand(Person::MANAGER.cast::<Person>().select(Person::ID));
    assert_eq!(expand(nested), "members/ns.person($select=displayName;$expand=manager/ns.person($select=id))");
    assert_eq!(filter(people().any(Person::DISPLAY_NAME.eq("a"))), "members/ns.person/any(x:x/displayName eq 'a')");
    assert_eq!(filter(people().all(Person::MANAGER.is_null())), "members/ns.person/all(x:x/manager eq null)");
    let through = Task::WORKFLOW.path(Workflow::MEMBERS).cast::<Person>();
    assert_eq!(
        filter(through.any(Person::HOURS.path(Window::LABEL).eq("a"))),
        "workflow/members/ns.person/any(x:x/hours/label eq 'a')"
    );
}

#[test]
fn one_cast_serves_and_is_no_part_of_what_is_selected() {
    let reports = Person::REPORTS.on::<DirectoryObject>();
    assert_eq!(reports.into_select().render(), "ns.person/reports");
    assert_eq!(Name::from(reports).into_select().render(), "ns.person/reports");
    assert_eq!(reports.as_str(), "reports");
    assert_eq!(Workflow::MEMBERS.cast::<Person>().into_select().render(), "members");
    let label = Person::HOURS.on::<DirectoryObject>().path(Window::LABEL);
    assert_eq!(filter(label.is_null()), "ns.person/hours/label eq null");
    assert_eq!(filter(reports.cast::<Person>().count().gt(2)), "ns.person/reports/ns.person/$count gt 2");
    let managed = Person::MANAGER.on::<DirectoryObject>().cast::<Person>();
    assert_eq!(expand(managed.select(Person::ID)), "ns.person/manager/ns.person($select=id)");
    let nested = Person::REPORTS.cast::<Person>().all(Person::DISPLAY_NAME.ne("b"));
    assert_eq!(
        filter(Workflow::MEMBERS.cast::<Person>().any(nested)),
        "members/ns.person/any(x:x/reports/ns.person/all(y:y/displayName ne 'b'))"
    );
}

#[test]
fn complex_values_are_seen_as_a_derived_type() {
    let rule = || Workflow::SCOPE.cast::<RuleBasedSubjectSet>().path(RuleBasedSubjectSet::RULE);
    assert_eq!(filter(rule().contains("a")), "contains(scope/ns.ruleBasedSubjectSet/rule,'a')");
    assert_eq!(rule().desc().into_order_by().render(EnumStyle::Plain), "scope/ns.ruleBasedSubjectSet/rule desc");
    assert_eq!(filter(Task::WORKFLOW.path(rule()).eq("a")), "workflow/scope/ns.ruleBasedSubjectSet/rule eq 'a'");
}

#[test]
fn the_type_itself_is_asked_for() {
    assert_eq!(filter(Filter::<DirectoryObject>::is_of::<Person>()), "isof(ns.person)");
    assert_eq!(filter(!Filter::<DirectoryObject>::is_of::<Person>()), "not isof(ns.person)");
    assert_eq!(filter(Workflow::SCOPE.is_of::<RuleBasedSubjectSet>()), "isof(scope,ns.ruleBasedSubjectSet)");
    assert_eq!(filter(Workflow::MEMBERS.any(Filter::is_of::<Person>())), "members/any(x:isof(x,ns.person))");
    assert_eq!(
        filter(Workflow::MEMBERS.any(Person::MANAGER.on::<DirectoryObject>().is_of::<Person>())),
        "members/any(x:isof(x/ns.person/manager,ns.person))"
    );
    let both = Filter::<DirectoryObject>::is_of::<Person>().or(DirectoryObject::ID.eq("a"));
    assert_eq!(filter(both), "isof(ns.person) or id eq 'a'");
}

/// An option as it is rendered, and what it must be.
type Row = (String, &'static str);

fn order(order: impl IntoOrderBy<DirectoryObject>) -> String {
    order.into_order_by().render(EnumStyle::Plain)
}

fn filters() -> Vec<Row> {
    let named = || Person::DISPLAY_NAME.on::<DirectoryObject>();
    let groups = || Workflow::SCOPE.cast::<GroupBasedSubjectSet>().path(GroupBasedSubjectSet::GROUPS);
    let boss = || Person::MANAGER.cast::<Person>().path(Person::DISPLAY_NAME);
    vec![
        (filter(boss().eq("a")), "manager/ns.person/displayName eq 'a'"),
        (filter(boss().on::<DirectoryObject>().eq("a")), "ns.person/manager/ns.person/displayName eq 'a'"),
        (filter(Person::MANAGER.path(named()).eq("a")), "manager/ns.person/displayName eq 'a'"),
        (filter(named().to_lower().eq(named())), "tolower(ns.person/displayName) eq ns.person/displayName"),
        (filter(named().is_in(["a", "b"])), "ns.person/displayName in ('a','b')"),
        (filter(!named().contains("a")), "not contains(ns.person/displayName,'a')"),
        (filter(Workflow::MEMBERS.any(named().eq("a"))), "members/any(x:x/ns.person/displayName eq 'a')"),
        (filter(groups().any(DirectoryObject::ID.eq("a"))), "scope/ns.groupBasedSubjectSet/groups/any(x:x/id eq 'a')"),
        (
            filter(groups().cast::<Person>().all(Person::MANAGER.is_of::<Person>())),
            "scope/ns.groupBasedSubjectSet/groups/ns.person/all(x:isof(x/manager,ns.person))",
        ),
        (
            filter(Workflow::MEMBERS.cast::<Person>().any(Person::REPORTS.any(named().eq(DirectoryObject::ID)))),
            "members/ns.person/any(x:x/reports/any(y:y/ns.person/displayName eq y/id))",
        ),
        (filter(Workflow::MEMBERS.cast::<Person>().count().ge(1)), "members/ns.person/$count ge 1"),
        (
            filter(Task::WORKFLOW.path(Workflow::SCOPE).is_of::<RuleBasedSubjectSet>()),
            "isof(workflow/scope,ns.ruleBasedSubjectSet)",
        ),
        (
            filter(Filter::<DirectoryObject>::is_of::<Person>() & (named().eq("a") | named().is_null())),
            "isof(ns.person) and (ns.person/displayName eq 'a' or ns.person/displayName eq null)",
        ),
    ]
}

fn expansions() -> Vec<Row> {
    let people = || Workflow::MEMBERS.cast::<Person>();
    let scope = || Workflow::SCOPE.cast::<GroupBasedSubjectSet>();
    vec![
        (
            expand(people().filter(Person::MANAGER.is_of::<Person>()).order_by(Person::DISPLAY_NAME.desc()).skip(1)),
            "members/ns.person($filter=isof(manager,ns.person);$orderby=displayName desc;$skip=1)",
        ),
        (
            expand(Workflow::MEMBERS.select((DirectoryObject::ID, Person::HOURS.on::<DirectoryObject>()))),
            "members($select=id,ns.person/hours)",
        ),
        (
            expand(Workflow::MEMBERS.filter(Person::DISPLAY_NAME.on::<DirectoryObject>().eq("a;b)"))),
            "members($filter=ns.person/displayName eq 'a;b)')",
        ),
        (
            expand(people().expand((Person::MANAGER.cast::<Person>(), Person::REPORTS.top(1).count()))),
            "members/ns.person($expand=manager/ns.person,reports($top=1;$count=true))",
        ),
        (
            expand(scope().expand(GroupBasedSubjectSet::GROUPS.cast::<Person>().select(Person::ID))),
            "scope/ns.groupBasedSubjectSet/groups/ns.person($select=id)",
        ),
        (
            expand(
                Task::WORKFLOW.expand((people(), Workflow::MEMBERS.expand(Person::REPORTS.on::<DirectoryObject>()))),
            ),
            "workflow($expand=members/ns.person,members($expand=ns.person/reports))",
        ),
    ]
}

fn orders() -> Vec<Row> {
    let hours = || Person::HOURS.path(Window::LABEL).on::<DirectoryObject>();
    let boss = || Person::MANAGER.on::<DirectoryObject>().cast::<Person>().path(Person::DISPLAY_NAME);
    vec![
        (order((hours(), boss().desc())), "ns.person/hours/label,ns.person/manager/ns.person/displayName desc"),
        (order(Person::REPORTS.on::<DirectoryObject>().count().desc()), "ns.person/reports/$count desc"),
        (order(hours().length().asc()), "length(ns.person/hours/label) asc"),
    ]
}

fn selections() -> Vec<Row> {
    let hours = Person::HOURS.on::<DirectoryObject>();
    let rule = Workflow::SCOPE.cast::<RuleBasedSubjectSet>().path(RuleBasedSubjectSet::RULE);
    vec![
        ((DirectoryObject::ID, hours.path(Window::LABEL)).into_select().render(), "id,ns.person/hours/label"),
        (rule.into_select().render(), "scope/ns.ruleBasedSubjectSet/rule"),
        (Person::MANAGER.on::<DirectoryObject>().into_select().render(), "ns.person/manager"),
    ]
}

#[test]
fn casts_are_written_as_the_grammar_has_them() {
    let checker = checker();
    for (rule, rows) in
        [("filter", filters()), ("expand", expansions()), ("orderby", orders()), ("select", selections())]
    {
        for (text, expected) in &rows {
            assert_eq!(text, expected);
        }
        if let Some(checker) = &checker {
            let line = |(text, _): &Row| (format!("${rule}={}", encode(text)), text.clone());
            check_lines(checker, &["--rule", rule, "--client"], &rows.iter().map(line).collect::<Vec<_>>());
        }
    }
}
