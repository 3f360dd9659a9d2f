use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().expand(Workflow::DISPLAY_NAME);
}

fn main() {}
