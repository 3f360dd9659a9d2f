//! What the cases start from.

pub use msgraph_identity_governance::v1_0::{
    User,
    identity_governance::{
        LifecycleTaskCategory, LifecycleWorkflowCategory, Task, TaskDefinition, TaskProcessingResult, TaskReport,
        Workflow, WorkflowCollectionRequestBuilder, WorkflowRequestBuilder,
    },
};
