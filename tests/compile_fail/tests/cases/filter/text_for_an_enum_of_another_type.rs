use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().filter(Workflow::CATEGORY.eq(LifecycleTaskCategory::JOINER));
}

fn main() {}
