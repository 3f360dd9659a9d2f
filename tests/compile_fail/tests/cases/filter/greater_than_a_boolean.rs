use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().filter(Workflow::IS_ENABLED.gt(true));
}

fn main() {}
