use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().expand(Workflow::TASKS.filter(TaskReport::RUN_ID.eq("x")));
}

fn main() {}
