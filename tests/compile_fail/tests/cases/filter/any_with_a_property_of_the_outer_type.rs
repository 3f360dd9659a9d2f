use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().filter(Workflow::TASKS.any(Workflow::IS_ENABLED.eq(true)));
}

fn main() {}
