use compile_fail::*;

fn list(workflows: WorkflowCollectionRequestBuilder, workflow: WorkflowRequestBuilder) {
    let _ = workflows
        .list()
        .select((Workflow::ID, Workflow::TASKS))
        .filter(Workflow::TASKS.any(Task::IS_ENABLED.eq(true)))
        .expand(Workflow::TASKS.select(Task::ID))
        .order_by(Workflow::DISPLAY_NAME.desc());
    let _ = workflow.update().set(Workflow::DISPLAY_NAME, "x").set_null(Workflow::DESCRIPTION);
}

fn main() {
    let _ = list;
}
