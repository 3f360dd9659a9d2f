use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().expand(Workflow::TASKS.select(Workflow::IS_ENABLED));
}

fn main() {}
