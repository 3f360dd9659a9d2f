use compile_fail::*;

fn case(workflow: WorkflowRequestBuilder) {
    let _ = workflow.update().set(Workflow::IS_ENABLED, "true");
}

fn main() {}
