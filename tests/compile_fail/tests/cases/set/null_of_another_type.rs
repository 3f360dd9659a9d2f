use compile_fail::*;

fn case(workflow: WorkflowRequestBuilder) {
    let _ = workflow.update().set_null(Task::DESCRIPTION);
}

fn main() {}
