use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().filter(Workflow::CATEGORY.has(LifecycleWorkflowCategory::Joiner));
}

fn main() {}
