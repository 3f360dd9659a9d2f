use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().filter(Workflow::VERSION.eq("1"));
}

fn main() {}
