//! The exact text of every operator, function and option.

use odata_runtime::query::{
    EnumStyle, Expand, Expression, Filter, IntoExpand, IntoFilter, IntoOrderBy, IntoSelect, Name, Navigation, OrderBy,
    Property, Select, item, now,
};

use crate::sample::*;

fn text<Owner>(filter: impl IntoFilter<Owner>) -> String {
    filter.into_filter().render(EnumStyle::Plain)
}

fn order<Owner>(order: impl IntoOrderBy<Owner>) -> String {
    order.into_order_by().render(EnumStyle::Plain)
}

fn expand<Owner>(expand: impl IntoExpand<Owner>) -> String {
    expand.into_expand().render(EnumStyle::Plain)
}

#[test]
fn the_contract_as_written() {
    let since: jiff::Timestamp = "2025-01-01T00:00:00Z".parse().unwrap();
    let select = (TaskProcessingResult::ID, TaskProcessingResult::FAILURE_REASON).into_select();
    assert_eq!(select.render(), "id,failureReason");
    assert_eq!(
        text(
            TaskProcessingResult::PROCESSING_STATUS
                .eq(Status::Failed)
                .and(TaskProcessingResult::CREATED_DATE_TIME.ge(since))
        ),
        "processingStatus eq 'failed' and createdDateTime ge 2025-01-01T00:00:00Z"
    );
    assert_eq!(
        expand(TaskProcessingResult::TASK.select((Task::ID, Task::DISPLAY_NAME))),
        "task($select=id,displayName)"
    );
    assert_eq!(order(TaskProcessingResult::CREATED_DATE_TIME.desc()), "createdDateTime desc");
    assert_eq!(text(Workflow::TASKS.any(Task::IS_ENABLED.eq(true))), "tasks/any(x:x/isEnabled eq true)");
    assert_eq!(text(TaskDefinition::CATEGORY.has(LifecycleTaskCategory::JOINER)), "category has 'joiner'");
}

#[test]
fn properties_are_copy_whatever_they_are_of() {
    struct NotClone;
    const PROPERTY: Property<NotClone, Vec<NotClone>> = Property::new("a");
    const NAVIGATION: Navigation<NotClone, NotClone> = Navigation::new("b");
    fn copy<T: Copy + Send + Sync + 'static>(_: T) {}
    copy(PROPERTY);
    copy(NAVIGATION);
    copy(Name::from(PROPERTY));
    assert_eq!(size_of_val(&PROPERTY), size_of::<&str>());
    assert_eq!(format!("{PROPERTY:?} {NAVIGATION:?}"), "Property(a) Navigation(b)");
}

#[test]
fn strings_are_quoted_and_left_unencoded() {
    let values = ["", "'", "''", "a'b", "50% of a/b#c&d+e", "ünïcødé 🦀", "\" \\ \n", "x' or 'a' eq 'a"];
    let texts = values.map(|value| text(Task::ID.eq(value)));
    assert_eq!(
        texts,
        [
            "id eq ''",
            "id eq ''''",
            "id eq ''''''",
            "id eq 'a''b'",
            "id eq '50% of a/b#c&d+e'",
            "id eq 'ünïcødé 🦀'",
            "id eq '\" \\ \n'",
            "id eq 'x'' or ''a'' eq ''a'",
        ]
    );
}

#[test]
fn values_of_many_types_compare() {
    let name = String::from("a");
    let cow = std::borrow::Cow::Borrowed("a");
    for filter in [
        Task::ID.eq(&name),
        Task::ID.eq(name.as_str()),
        Task::ID.eq(*["a"].iter().next().unwrap()),
        Task::ID.eq(&cow),
        Task::ID.eq(cow.clone()),
        Task::ID.eq(name.clone()),
    ] {
        assert_eq!(text(filter), "id eq 'a'");
    }
    assert_eq!(text(Values::BYTE.eq(1)), "byte eq 1");
    assert_eq!(text(Values::SBYTE.lt(-1)), "sbyte lt -1");
    assert_eq!(text(Values::INT16.eq(1)), "int16 eq 1");
    assert_eq!(text(Values::INT64.eq(1)), "int64 eq 1");
    assert_eq!(text(Values::INT64.eq(i64::MIN)), "int64 eq -9223372036854775808");
    assert_eq!(text(Values::INT64.eq(7_u32)), "int64 eq 7");
    assert_eq!(text(Values::SINGLE.eq(1.5)), "single eq 1.5");
    assert_eq!(text(Task::SCORE.eq(1)), "score eq 1.0");
    assert_eq!(text(Values::DECIMAL.eq(1)), "decimal eq 1");
    let id = uuid::Uuid::from_u128(1);
    assert_eq!(text(Values::GUID.eq(id)), "guid eq 00000000-0000-0000-0000-000000000001");
    let status = Status::Failed;
    assert_eq!(text(TaskProcessingResult::PROCESSING_STATUS.ne(&status)), "processingStatus ne 'failed'");
}

#[test]
fn members_are_written_in_either_style() {
    let filter = TaskProcessingResult::PROCESSING_STATUS
        .is_in([Status::Failed, Status::UnknownValue("o'k".into())])
        .and(TaskProcessingResult::PROCESSING_STATUS.ne(Status::Queued));
    assert_eq!(
        filter.render(EnumStyle::Plain),
        "processingStatus in ('failed','o''k') and processingStatus ne 'queued'"
    );
    assert_eq!(
        filter.render(EnumStyle::Qualified),
        "processingStatus in (ns.status'failed',ns.status'o''k') and processingStatus ne ns.status'queued'"
    );
    let filter = TaskDefinition::CATEGORY.has(LifecycleTaskCategory::JOINER_AND_LEAVER);
    assert_eq!(filter.render(EnumStyle::Qualified), "category has ns.category'joiner,leaver'");
}

#[test]
fn parentheses_follow_precedence() {
    let (a, b, c) = (|| Task::ID.eq("a"), || Task::ID.eq("b"), || Task::IS_ENABLED);
    assert_eq!(text(a().and(b()).and(c())), "id eq 'a' and id eq 'b' and isEnabled");
    assert_eq!(text(a().and(b().and(c()))), "id eq 'a' and id eq 'b' and isEnabled");
    assert_eq!(text(a().or(b()).and(c())), "(id eq 'a' or id eq 'b') and isEnabled");
    assert_eq!(text(a().and(b()).or(c())), "id eq 'a' and id eq 'b' or isEnabled");
    assert_eq!(text(!a()), "not (id eq 'a')");
    assert_eq!(text(!(a() & b())), "not (id eq 'a' and id eq 'b')");
    assert_eq!(text(!!(a())), "not (not (id eq 'a'))");
    assert_eq!(text(!a() | b()), "not (id eq 'a') or id eq 'b'");
    assert_eq!(text(!c().into_filter()), "not isEnabled");
    assert_eq!(text(Task::ID.is_in(["a"]).not()), "not (id in ('a'))");
    assert_eq!(text(a() & Filter::raw("x or y")), "id eq 'a' and (x or y)");
    assert_eq!(text(!Filter::<Task>::raw("x")), "not (x)");
    assert_eq!(text(Filter::<Task>::raw("x or y")), "x or y");
    let borrowed = a();
    assert_eq!(text(b().or(&borrowed)), "id eq 'b' or id eq 'a'");
}

#[test]
fn arithmetic_keeps_its_order() {
    let n = Task::EXECUTION_SEQUENCE;
    assert_eq!(text(n.add(1).mul(2).eq(3)), "(executionSequence add 1) mul 2 eq 3");
    assert_eq!(text(n.mul(2).add(1).eq(3)), "executionSequence mul 2 add 1 eq 3");
    assert_eq!(text(n.sub(n.sub(1)).eq(-3)), "executionSequence sub (executionSequence sub 1) eq -3");
    assert_eq!(text(n.div(n.mul(2)).eq(0)), "executionSequence div (executionSequence mul 2) eq 0");
    assert_eq!(text(n.add(1).negate().eq(n.negate())), "-(executionSequence add 1) eq -executionSequence");
    assert_eq!(text(n.negate().negate().eq(1)), "-(-executionSequence) eq 1");
    assert_eq!(text(n.add(1).is_in([1, 2])), "(executionSequence add 1) in (1,2)");
    assert_eq!(text(n.add(Expression::raw("a add b")).eq(1)), "executionSequence add (a add b) eq 1");
    let week = std::time::Duration::from_secs(604_800);
    let duration = odata_runtime::edm::Duration::from(week);
    assert_eq!(
        text(TaskProcessingResult::CREATED_DATE_TIME.ge(now().sub(week))),
        format!("createdDateTime ge now() sub duration'{duration}'")
    );
}

#[test]
fn any_number_of_filters_joins() {
    let none: [Filter<Task>; 0] = [];
    assert_eq!(text(Filter::all_of(none.clone())), "true");
    assert_eq!(text(Filter::any_of(none)), "false");
    assert_eq!(text(Filter::any_of([Task::ID.eq("a")])), "id eq 'a'");
    assert_eq!(text(Task::ID.is_in(Vec::<&str>::new())), "false");
    let many = (0..100_000).map(|number| Task::EXECUTION_SEQUENCE.eq(number));
    let many = many.reduce(|left, right| left.or(right)).unwrap();
    assert_eq!(text(many).matches(" or ").count(), 99_999);
}

#[test]
fn lambdas_have_variables_of_their_own() {
    let deepest = Workflow::TASKS.any(Task::ID.eq("a"));
    assert_eq!(
        text(Task::SUBTASKS.any(Task::WORKFLOW.path(Workflow::TASKS).all(Task::ID.ne(Task::DISPLAY_NAME)))),
        "subtasks/any(x:x/workflow/tasks/all(y:y/id ne y/displayName))"
    );
    let four = Task::SUBTASKS.any(Task::SUBTASKS.any(Task::SUBTASKS.any(Task::SUBTASKS.any(Task::IS_ENABLED))));
    assert_eq!(text(four), "subtasks/any(x:x/subtasks/any(y:y/subtasks/any(z:z/subtasks/any(x4:x4/isEnabled))))");
    assert_eq!(text(deepest.clone() & &deepest), "tasks/any(x:x/id eq 'a') and tasks/any(x:x/id eq 'a')");
    assert_eq!(text(Workflow::TAGS.any(item().starts_with("a"))), "tags/any(x:startswith(x,'a'))");
    assert_eq!(
        text(Workflow::WINDOWS.any(Window::DAYS.any(item().gt(1)) & Window::LABEL.eq("a"))),
        "windows/any(x:x/days/any(y:y gt 1) and x/label eq 'a')"
    );
    assert_eq!(text(Workflow::TASKS.is_empty()), "not tasks/any()");
    assert_eq!(text(Workflow::TASKS.count().ge(1)), "tasks/$count ge 1");
    assert_eq!(text(Task::SUBTASKS.any(Task::SUBTASKS.count().eq(0))), "subtasks/any(x:x/subtasks/$count eq 0)");
    assert_eq!(text(item::<i32>().gt(1)), "$it gt 1");
}

#[test]
fn paths_go_to_any_depth() {
    let path = TaskProcessingResult::TASK.path(Task::WORKFLOW).path(Workflow::SCHEDULE);
    let path = path.path(Schedule::WINDOW.path(Window::LABEL));
    assert_eq!(text(path.clone().eq("a")), "task/workflow/schedule/window/label eq 'a'");
    assert_eq!(order(path.desc()), "task/workflow/schedule/window/label desc");
    let other = TaskProcessingResult::TASK.path(Task::WORKFLOW.path(Workflow::DISPLAY_NAME));
    assert_eq!(order(other), "task/workflow/displayName");
    assert_eq!(text(Workflow::SCHEDULE.path(Schedule::FIRST_TASK).is_null()), "schedule/firstTask eq null");
    assert_eq!(
        text(Workflow::SCHEDULE.path(Schedule::WINDOW.path(Window::DAYS)).any(item().eq(1))),
        "schedule/window/days/any(x:x eq 1)"
    );
    assert_eq!(text(TaskProcessingResult::SUBJECT.path(User::DISPLAY_NAME).eq("a")), "subject/displayName eq 'a'");
    assert_eq!(
        Workflow::SCHEDULE.path(Schedule::WINDOW.path(Window::LABEL)).into_select().render(),
        "schedule/window/label"
    );
}

#[test]
fn lists_take_many_forms() {
    let names: Vec<Name<Task>> = vec![Task::ID.into(), Task::SUBTASKS.into()];
    assert_eq!((&names).into_select().render(), "id,subtasks");
    assert_eq!(names.as_slice().into_select().render(), "id,subtasks");
    assert_eq!([Task::ID, Task::DISPLAY_NAME].into_select().render(), "id,displayName");
    assert_eq!((Task::ID,).into_select().render(), "id");
    assert_eq!(((Task::ID, Task::SCORE), [Task::DISPLAY_NAME]).into_select().render(), "id,score,displayName");
    let p = Task::ID;
    let sixteen = (p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p).into_select();
    assert_eq!(sixteen.render().len(), 16 * 3 - 1);
    assert!(Vec::<Name<Task>>::new().into_select().is_empty());
    assert_eq!((Select::raw("*"), Task::SUBTASKS).into_select().render(), "*,subtasks");
    assert_eq!(
        order((Task::DISPLAY_NAME, Task::SCORE.desc(), Task::ID.length().asc(), OrderBy::raw("x"))),
        "displayName,score desc,length(id) asc,x"
    );
    assert_eq!(order(vec![Task::ID.asc(), Task::SCORE.desc()]), "id asc,score desc");
}

#[test]
fn expansions_nest() {
    assert_eq!(expand(Workflow::TASKS), "tasks");
    assert_eq!(
        expand((
            Task::WORKFLOW,
            Task::SUBTASKS
                .select((Task::ID, Task::SUBTASKS))
                .filter(Task::ID.eq("a").or(Task::IS_ENABLED))
                .filter(Task::ID.ne("b"))
                .order_by((Task::ID.desc(), Task::SCORE))
                .top(1)
                .skip(2)
                .count()
                .search("a")
                .expand(Task::WORKFLOW.expand(Workflow::TASKS.levels(2)))
                .raw("$x=1"),
        )),
        "workflow,subtasks($filter=(id eq 'a' or isEnabled) and id ne 'b';$search=a;\
         $orderby=id desc,score;$skip=2;$top=1;$count=true;$select=id,subtasks;\
         $expand=workflow($expand=tasks($levels=2));$x=1)"
    );
    assert_eq!(expand(Task::SUBTASKS.levels(0)), "subtasks($levels=1)");
    assert_eq!(expand(vec![Expand::<Task>::raw("*"), Task::WORKFLOW.into_expand()]), "*,workflow");
    assert_eq!(expand(TaskProcessingResult::SUBJECT.select(User::DISPLAY_NAME)), "subject($select=displayName)");
    let expansion = TaskProcessingResult::TASK.filter_status();
    assert_eq!(expand(expansion), "task($select=id)");
}

/// What a consumer may write to keep an expansion at hand.
trait FilterStatus {
    fn filter_status(self) -> Expand<TaskProcessingResult>;
}

impl FilterStatus for Navigation<TaskProcessingResult, Task> {
    fn filter_status(self) -> Expand<TaskProcessingResult> {
        self.select(Task::ID).into_expand()
    }
}

#[test]
fn debug_shows_the_text() {
    assert_eq!(format!("{:?}", Task::ID.eq("a")), "Filter(id eq 'a')");
    assert_eq!(format!("{:?}", Task::ID.desc()), "OrderBy(id desc)");
    assert_eq!(format!("{:?}", Workflow::TASKS.top(1)), "Expansion(tasks($top=1))");
    assert_eq!(format!("{:?}", Task::WORKFLOW.path(Workflow::ID)), "NavigationPath(workflow/id)");
}
