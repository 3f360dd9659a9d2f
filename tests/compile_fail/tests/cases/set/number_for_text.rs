use compile_fail::*;

fn case(workflow: WorkflowRequestBuilder) {
    let _ = workflow.update().set(Workflow::DISPLAY_NAME, 1);
}

fn main() {}
