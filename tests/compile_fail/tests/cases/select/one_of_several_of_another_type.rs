use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().select((Workflow::ID, Task::ID));
}

fn main() {}
