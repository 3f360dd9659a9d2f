use compile_fail::*;

fn case(workflow: WorkflowRequestBuilder) {
    let _ = workflow.update().set(Workflow::CREATED_BY, User::default());
}

fn main() {}
