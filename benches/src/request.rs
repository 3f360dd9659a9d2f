//! One request for a page of ten items: by the generated client, and by reqwest and serde_json alone.

use std::{error::Error, net::SocketAddr};

use msgraph_identity_governance::v1_0::{
    GraphClient,
    identity_governance::{TaskProcessingResult, TaskProcessingResultCollectionRequestBuilder},
};
use odata_runtime::{Page, transport::ReqwestTransport};

use crate::derive;

/// The reqwest client of both sides.
fn client() -> reqwest::ClientBuilder {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none())
}

/// The generated client.
#[derive(Debug)]
pub struct Ours(TaskProcessingResultCollectionRequestBuilder);

impl Ours {
    /// A client of the server at this address, with a token.
    ///
    /// # Errors
    ///
    /// If it cannot be set up.
    pub fn new(server: SocketAddr) -> Result<Self, Box<dyn Error>> {
        let client = GraphClient::from(
            GraphClient::builder()
                .base_url(format!("http://{server}/v1.0"))
                .transport(ReqwestTransport::from_client(client().build()?))
                .credential("a-token")
                .build()?,
        );
        let workflow = client.identity_governance().lifecycle_workflows().workflows().by_id("14879e66");
        Ok(Self(workflow.runs().by_id("e65e08a0").task_processing_results()))
    }

    /// One page.
    ///
    /// # Errors
    ///
    /// If the request fails.
    pub async fn send(&self) -> Result<Page<TaskProcessingResult>, odata_runtime::Error> {
        let list = self.0.list().select((TaskProcessingResult::ID, TaskProcessingResult::FAILURE_REASON));
        list.top(10).send().await
    }
}

/// What one would write by hand, with the same headers.
#[derive(Debug)]
pub struct Theirs {
    client: reqwest::Client,
    url: String,
}

impl Theirs {
    /// A client of the server at this address.
    ///
    /// # Errors
    ///
    /// If it cannot be set up.
    pub fn new(server: SocketAddr) -> Result<Self, reqwest::Error> {
        let path = "identityGovernance/lifecycleWorkflows/workflows/14879e66/runs/e65e08a0/taskProcessingResults";
        Ok(Self { client: client().build()?, url: format!("http://{server}/v1.0/{path}") })
    }

    /// One page.
    ///
    /// # Errors
    ///
    /// If the request fails.
    pub async fn send(&self) -> Result<derive::Page<derive::TaskProcessingResult>, Box<dyn Error>> {
        let request = self.client.get(&self.url).query(&[("$select", "id,failureReason"), ("$top", "10")]);
        let request = request.bearer_auth("a-token").header("accept", "application/json");
        let answer = request.send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&answer.bytes().await?)?)
    }
}
