use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().filter(Task::IS_ENABLED.eq(true));
}

fn main() {}
