use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().order_by(Workflow::TASKS.asc());
}

fn main() {}
