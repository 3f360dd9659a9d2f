use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().select(Task::IS_ENABLED);
}

fn main() {}
