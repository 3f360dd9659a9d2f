//! Random filters, orders and expansions: each must be valid by the grammar.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use odata_runtime::query::{
    EnumStyle, Expression, Filter, IntoExpand, IntoFilter, IntoOperand, IntoOrderBy, encode, item,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::sample::*;

pub(crate) fn checker() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/odata/abnf_check.py");
    let missing = if !path.exists() {
        "no grammar checker beside the project"
    } else if Command::new("python3").arg("--version").output().is_err() {
        "no python3"
    } else {
        return Some(path);
    };
    // Not through `eprintln!`, which the test runner keeps to itself.
    let _ = writeln!(std::io::stderr(), "skipped: {missing}");
    None
}

/// Fails with the first of the query options that the grammar does not take.
fn check(checker: &Path, rule: &str, options: &[(&str, String)]) {
    let line = |(name, value): &(&str, String)| (format!("{name}={}", encode(value)), value.clone());
    let lines: Vec<_> = options.iter().map(line).collect();
    check_lines(checker, &["--rule", rule, "--client"], &lines);
}

/// Fails with the first of the lines that the grammar does not take: each as it is sent, and as it is
/// shown.
pub(crate) fn check_lines(checker: &Path, arguments: &[&str], lines: &[(String, String)]) {
    let mut child = Command::new("python3")
        .arg(checker)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs");
    let text: String = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let verdicts = String::from_utf8(output.stdout).unwrap();
    assert_eq!(verdicts.lines().count(), lines.len(), "{verdicts}");
    for (verdict, (_, value)) in verdicts.lines().zip(lines) {
        assert!(verdict.starts_with("VALID"), "{value}\n{verdict}");
    }
}

pub(crate) fn sample_of<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// Any string but of the few characters that OASIS' rule for strings forgets: `%7B` to `%7D`, `%7F`.
pub(crate) fn string() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| text.replace(['{', '|', '}', '\u{7f}'], "'"))
}

fn number() -> impl Strategy<Value = Expression<Task, i32>> {
    let sequence = || Task::EXECUTION_SEQUENCE;
    let leaf = prop_oneof![
        any::<i32>().prop_map(IntoOperand::into_operand),
        Just(sequence().into_operand()),
        Just(Task::WORKFLOW.path(Workflow::SCHEDULE.path(Schedule::INTERVAL)).into_operand()),
        string().prop_map(|text| Task::ID.index_of(text)),
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.add(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.sub(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.mul(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.div(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.modulo(b)),
            inner.clone().prop_map(Expression::negate),
            inner.prop_map(|start| Task::ID.substring(start).length()),
        ]
    })
}

fn condition() -> impl Strategy<Value = Filter<Task>> {
    prop_oneof![
        string().prop_map(|text| Task::ID.eq(text)),
        string().prop_map(|text| Task::DISPLAY_NAME.to_lower().contains(text)),
        prop::collection::vec(string(), 0..3).prop_map(|texts| Task::ID.is_in(texts)),
        any::<f64>().prop_map(|number| Task::SCORE.ceiling().lt(number)),
        (number(), number()).prop_map(|(a, b)| a.ge(b)),
        prop::collection::vec(any::<i32>(), 0..3)
            .prop_flat_map(|list| number().prop_map(move |n| n.is_in(list.clone()))),
        Just(Task::WORKFLOW.is_not_null()),
        Just(Task::IS_ENABLED.into_filter()),
        string().prop_map(|text| Task::WORKFLOW.path(Workflow::TAGS).any(item().ne(text))),
        string().prop_map(|text| {
            let people = Task::WORKFLOW.path(Workflow::MEMBERS).cast::<Person>();
            people.any(Person::DISPLAY_NAME.eq(text.clone()).or(Person::HOURS.path(Window::LABEL).contains(text)))
        }),
        string().prop_map(|text| {
            let rule = Workflow::SCOPE.cast::<RuleBasedSubjectSet>().path(RuleBasedSubjectSet::RULE);
            Task::WORKFLOW.path(rule).eq(text)
        }),
        string().prop_map(|text| {
            let members = Task::WORKFLOW.path(Workflow::MEMBERS);
            members.any(Filter::is_of::<Person>().and(Person::DISPLAY_NAME.on::<DirectoryObject>().ne(text)))
        }),
        string().prop_map(|text| {
            let status = Status::UnknownValue(text.replace(|c: char| !c.is_ascii_lowercase(), "m"));
            Task::ID.eq("a").or(Filter::raw(format!("status eq '{status}a'")))
        }),
    ]
}

pub(crate) fn filter() -> impl Strategy<Value = Filter<Task>> {
    condition().prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a & b),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a | b),
            inner.clone().prop_map(|a| !a),
            inner.clone().prop_map(|a| Task::SUBTASKS.any(a)),
            inner.clone().prop_map(|a| Task::WORKFLOW.path(Workflow::TASKS).all(a)),
            prop::collection::vec(inner, 0..3).prop_map(Filter::any_of),
        ]
    })
}

#[test]
fn filters_are_in_the_grammar() {
    let Some(checker) = checker() else { return };
    let filters = sample_of(&filter(), 120);
    let options: Vec<_> = filters.iter().map(|f| ("$filter", f.render(EnumStyle::Plain))).collect();
    check(&checker, "filter", &options);
}

#[test]
fn orders_and_expansions_are_in_the_grammar() {
    let Some(checker) = checker() else { return };
    let orders = sample_of(&number(), 30).into_iter().map(|number| {
        let order = (number.desc(), Task::ID, Task::DISPLAY_NAME.asc()).into_order_by();
        ("$orderby", order.render(EnumStyle::Plain))
    });
    check(&checker, "orderby", &orders.collect::<Vec<_>>());
    let expansions = sample_of(&filter(), 30).into_iter().map(|filter| {
        let subtasks = Task::SUBTASKS.filter(filter).top(1).skip(2).count().levels(3);
        let subtasks = subtasks.select((Task::ID, Task::SCORE)).order_by(Task::ID.desc());
        let people = Workflow::MEMBERS.cast::<Person>().select(Person::DISPLAY_NAME).top(3);
        let managers = Person::MANAGER.on::<DirectoryObject>().select(DirectoryObject::ID);
        let members = Workflow::MEMBERS.expand(managers);
        let workflow = Task::WORKFLOW.expand((Workflow::SCHEDULE.expand(Schedule::FIRST_TASK), people, members));
        ("$expand", (subtasks, workflow).into_expand().render(EnumStyle::Plain))
    });
    check(&checker, "expand", &expansions.collect::<Vec<_>>());
}

#[test]
fn members_are_in_the_grammar() {
    let Some(checker) = checker() else { return };
    let category = TaskDefinition::CATEGORY;
    let filter = category.has(LifecycleTaskCategory::JOINER_AND_LEAVER)
        & category.is_in([LifecycleTaskCategory::JOINER])
        & !category.eq(LifecycleTaskCategory::JOINER);
    let styles = [EnumStyle::Plain, EnumStyle::Qualified];
    check(&checker, "filter", &styles.map(|style| ("$filter", filter.render(style))));
}
