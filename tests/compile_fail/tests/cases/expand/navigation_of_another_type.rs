use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().expand(TaskProcessingResult::TASK);
}

fn main() {}
