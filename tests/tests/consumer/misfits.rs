//! Queries and updates that do not fit their types do not compile, and the compiler says why.
//!
//! All of them stand in one program, one on a line, so that the compiler runs once. What is expected
//! is a part of the message, not all of it: the rest is the compiler's to word.

use tests::json::Json;

use crate::project;

/// What stands before the cases.
const HEAD: &str = "\
#![allow(dead_code, unused)]
use msgraph_identity_governance::odata::query::Filter;
use msgraph_identity_governance::v1_0::{DirectoryObject, Group, User, identity_governance::*};
type Many = WorkflowCollectionRequestBuilder;
type One = WorkflowRequestBuilder;
";

/// Paths that the compiler may or may not write before a name.
const PATHS: &[&str] = &["msgraph_identity_governance::v1_0::", "identity_governance::", "std::string::"];

/// What fits: no error may stand there.
const FITS: &[&str] = &[
    "many.list().select((Workflow::ID, Workflow::TASKS))",
    "many.list().filter(Workflow::TASKS.any(Task::IS_ENABLED.eq(true)))",
    "many.list().expand(Workflow::TASKS.select(Task::ID))",
    "many.list().order_by(Workflow::DISPLAY_NAME.desc())",
    "one.get().select(Workflow::ID).expand(Workflow::CREATED_BY)",
    "one.update().set(Workflow::DISPLAY_NAME, \"x\").set_null(Workflow::DESCRIPTION)",
    "one.administration_scope_targets().list().select(User::DISPLAY_NAME.on::<DirectoryObject>())",
    "many.list().expand(Workflow::ADMINISTRATION_SCOPE_TARGETS.cast::<User>().select(User::DISPLAY_NAME))",
    "one.delete().if_match(&Workflow::default())",
    "one.administration_scope_targets().as_user().list().filter(User::DISPLAY_NAME.eq(\"x\"))",
    "one.administration_scope_targets().list().filter(Filter::is_of::<User>()).order_by(Group::MAIL.on::<DirectoryObject>())",
    "one.preview_scope().by_id(\"x\").as_group().get().select(Group::VISIBILITY)",
    "many.list().filter(Workflow::EXECUTION_CONDITIONS.cast::<TriggerAndScopeBasedConditions>().is_not_null())",
    "many.list().filter(Workflow::EXECUTION_CONDITIONS.is_of::<OnDemandExecutionOnly>())",
];

/// What does not fit, and what the compiler says of it.
const MISFITS: &[(&str, &str)] = &[
    // Properties of another entity.
    ("many.list().select(Task::IS_ENABLED)", "cannot be selected from `Workflow`"),
    ("many.list().select((Workflow::ID, Task::ID))", "cannot be selected from `Workflow`"),
    ("many.list().filter(Task::IS_ENABLED.eq(true))", "is not a filter over `Workflow`"),
    (
        "many.list().filter(Workflow::IS_ENABLED.eq(true).and(Task::IS_ENABLED.eq(true)))",
        "is not a filter over `Workflow`",
    ),
    ("many.list().order_by(Task::DISPLAY_NAME.desc())", "`Workflow` cannot be ordered by"),
    ("many.list().expand(TaskProcessingResult::TASK)", "cannot be expanded from `Workflow`"),
    ("one.get().select(Task::ID)", "cannot be selected from `Workflow`"),
    ("one.update().set(Task::DISPLAY_NAME, \"x\")", "mismatched types"),
    ("one.update().set_null(Task::DESCRIPTION)", "mismatched types"),
    // Within what is expanded, and within any and all.
    ("many.list().expand(Workflow::TASKS.select(Workflow::IS_ENABLED))", "cannot be selected from `Task`"),
    ("many.list().expand(Workflow::TASKS.filter(TaskReport::RUN_ID.eq(\"x\")))", "is not a filter over `Task`"),
    ("many.list().expand(Workflow::TASKS.expand(Workflow::RUNS))", "cannot be expanded from `Task`"),
    ("many.list().filter(Workflow::TASKS.any(Workflow::IS_ENABLED.eq(true)))", "is not a filter over `Task`"),
    // Values of another type.
    ("many.list().filter(Workflow::VERSION.eq(\"1\"))", "cannot be compared with a value of type `i32`"),
    ("many.list().filter(Workflow::DISPLAY_NAME.eq(1))", "cannot be compared with a value of type `String`"),
    (
        "many.list().filter(Workflow::CATEGORY.eq(LifecycleTaskCategory::JOINER))",
        "cannot be compared with a value of type `LifecycleWorkflowCategory`",
    ),
    ("one.update().set(Workflow::DISPLAY_NAME, 1)", "cannot be written to a property of type `String`"),
    ("one.update().set(Workflow::IS_ENABLED, \"true\")", "cannot be written to a property of type `bool`"),
    ("one.update().set(Workflow::CATEGORY, LifecycleTaskCategory::JOINER)", "cannot be written to a property of type"),
    // What a property's type does not have.
    ("many.list().filter(Workflow::CREATED_BY.any(User::ID.eq(\"x\")))", "no method named `any`"),
    ("many.list().filter(Workflow::CATEGORY.has(LifecycleWorkflowCategory::Joiner))", "`has`"),
    ("many.list().filter(Workflow::VERSION.contains(\"1\"))", "no method named `contains`"),
    ("many.list().filter(Workflow::IS_ENABLED.gt(true))", "`gt`"),
    ("many.list().order_by(Workflow::TASKS.asc())", "no method named `asc`"),
    // Casts to what is not derived, and derived properties without a cast.
    (
        "one.administration_scope_targets().list().select(User::DISPLAY_NAME)",
        "cannot be selected from `DirectoryObject`",
    ),
    ("one.administration_scope_targets().list().filter(User::ID.eq(\"x\"))", "is not a filter over `DirectoryObject`"),
    ("many.list().select(User::DISPLAY_NAME.on::<Workflow>())", "is not a type derived from `Workflow`"),
    ("many.list().expand(Workflow::ADMINISTRATION_SCOPE_TARGETS.cast::<Task>())", "is not a type derived from"),
    ("many.list().expand(Workflow::TASKS.cast::<User>())", "is not a type derived from `Task`"),
    (
        "many.list().expand(Workflow::ADMINISTRATION_SCOPE_TARGETS.cast::<User>().select(Group::VISIBILITY))",
        "cannot be selected from `User`",
    ),
    ("one.administration_scope_targets().list().order_by(User::DISPLAY_NAME.desc())", "cannot be ordered by"),
    ("one.administration_scope_targets().as_user().list().select(Group::VISIBILITY)", "cannot be selected from `User`"),
    (
        "one.administration_scope_targets().as_group().list().filter(User::DISPLAY_NAME.eq(\"x\"))",
        "is not a filter over `Group`",
    ),
    (
        "one.administration_scope_targets().as_user().list().filter(DirectoryObject::ID.eq(\"x\"))",
        "is not a filter over `User`",
    ),
    ("one.administration_scope_targets().as_workflow()", "no method named `as_workflow`"),
    ("one.tasks().as_user()", "no method named `as_user`"),
    ("one.administration_scope_targets().as_user().as_group()", "no method named `as_group`"),
    ("one.administration_scope_targets().list().filter(Filter::is_of::<Task>())", "is not a type derived from"),
    ("many.list().filter(Filter::is_of::<User>())", "is not a filter over `Workflow`"),
    ("many.list().filter(Workflow::EXECUTION_CONDITIONS.is_of::<RuleBasedSubjectSet>())", "is not a type derived from"),
    (
        "many.list().filter(Workflow::EXECUTION_CONDITIONS.cast::<RuleBasedSubjectSet>().is_null())",
        "is not a type derived from",
    ),
    ("many.list().filter(Workflow::DISPLAY_NAME.cast::<User>().is_null())", "trait bounds were not satisfied"),
    (
        "many.list().filter(Workflow::EXECUTION_CONDITIONS.path(RuleBasedSubjectSet::RULE).is_null())",
        "is not a property of `WorkflowExecutionConditions`",
    ),
    (
        "many.list().select(Workflow::DISPLAY_NAME.on::<DirectoryObject>())",
        "is not a type derived from `DirectoryObject`",
    ),
    (
        "many.list().filter(Workflow::ADMINISTRATION_SCOPE_TARGETS.any(User::ID.eq(\"x\")))",
        "is not a filter over `DirectoryObject`",
    ),
    (
        "many.list().filter(Workflow::ADMINISTRATION_SCOPE_TARGETS.cast::<User>().any(Group::MAIL.eq(\"x\")))",
        "is not a filter over `User`",
    ),
    // Properties in place of navigation, and the other way round.
    ("many.list().expand(Workflow::DISPLAY_NAME)", "cannot be expanded from `Workflow`"),
    ("one.update().set(Workflow::CREATED_BY, User::default())", "mismatched types"),
];

/// The program that holds all cases.
pub(crate) fn program() -> String {
    let cases = FITS.iter().chain(MISFITS.iter().map(|(case, _)| case));
    let lines = cases.enumerate().map(|(n, case)| format!("fn case_{n}(many: Many, one: One) {{ let _ = {case}; }}\n"));
    format!("{HEAD}{}fn main() {{}}\n", lines.collect::<String>())
}

#[test]
fn what_does_not_fit_does_not_compile() {
    let arguments = ["build", "--offline", "--quiet", "--bin", "misfits", "--message-format", "json"];
    let output = project::cargo().args(arguments).output().unwrap();
    assert!(!output.status.success());
    let errors = errors(&String::from_utf8(output.stdout).unwrap());
    assert!(!errors.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let first = HEAD.lines().count() + 1;
    let at = |line: usize| -> Vec<&str> {
        errors.iter().filter(|(at, _)| *at == line).map(|(_, message)| message.as_str()).collect()
    };
    for (n, case) in FITS.iter().enumerate() {
        assert!(at(first + n).is_empty(), "{case}: {:?}", at(first + n));
    }
    for (n, (case, expected)) in MISFITS.iter().enumerate() {
        let said = at(first + FITS.len() + n);
        let plain = |message: &str| PATHS.iter().fold(message.to_owned(), |text, path| text.replace(path, ""));
        assert!(said.iter().any(|message| plain(message).contains(expected)), "{case}: {said:?}");
    }
}

/// The compiler's errors: line and message.
fn errors(output: &str) -> Vec<(usize, String)> {
    let messages = output.lines().filter_map(|line| Json::parse(line).ok());
    let diagnostics = messages.filter_map(|message| message.get("message").cloned());
    diagnostics
        .filter(|diagnostic| diagnostic.text("level") == Some("error"))
        .filter_map(|diagnostic| {
            let span = diagnostic
                .get("spans")?
                .items()
                .iter()
                .find(|span| span.get("is_primary") == Some(&Json::Bool(true)))?;
            let line = span.get("line_start")?.to_string().parse().ok()?;
            Some((line, diagnostic.text("message")?.to_owned()))
        })
        .collect()
}
