use compile_fail::*;

fn case(workflows: WorkflowCollectionRequestBuilder) {
    let _ = workflows.list().order_by(Task::DISPLAY_NAME.desc());
}

fn main() {}
