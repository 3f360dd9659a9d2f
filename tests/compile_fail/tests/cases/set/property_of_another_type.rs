use compile_fail::*;

fn case(workflow: WorkflowRequestBuilder) {
    let _ = workflow.update().set(Task::DISPLAY_NAME, "x");
}

fn main() {}
