use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().filter(Workflow::CREATED_BY.any(User::ID.eq("x")));
}

fn main() {}
