use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().filter(Workflow::IS_ENABLED.eq(true).and(Task::IS_ENABLED.eq(true)));
}

fn main() {}
