//! One request for a page of ten items: by the generated client, and by reqwest and serde_json alone.

use std::{error::Error, net::SocketAddr};

use http::{HeaderMap, HeaderName, HeaderValue, header};
use msgraph_identity_governance::v1_0::{
    GraphClient,
    identity_governance::{TaskProcessingResult, TaskProcessingResultCollectionRequestBuilder},
};
use odata_runtime::{Page, transport::ReqwestTransport};

use crate::derive;

const ACCEPT: (HeaderName, HeaderValue) =
    (header::ACCEPT, HeaderValue::from_static("application/json;odata.metadata=minimal"));

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

/// What one would write by hand, with the same headers: those that never differ are the reqwest client's.
#[derive(Debug)]
pub struct Theirs {
    client: reqwest::Client,
    url: String,
}

impl Theirs {
    /// A client of the server at this address, whose requests have the headers of ours, but for an id that is the
    /// same each time.
    ///
    /// # Errors
    ///
    /// If it cannot be set up.
    pub fn new(server: SocketAddr) -> Result<Self, reqwest::Error> {
        Self::with(client().default_headers(headers()), server)
    }

    /// A client of the server at this address, whose requests have no header but the token and what is to be
    /// accepted.
    ///
    /// # Errors
    ///
    /// If it cannot be set up.
    pub fn terse(server: SocketAddr) -> Result<Self, reqwest::Error> {
        Self::with(client().default_headers(HeaderMap::from_iter([ACCEPT])), server)
    }

    fn with(client: reqwest::ClientBuilder, server: SocketAddr) -> Result<Self, reqwest::Error> {
        let path = "identityGovernance/lifecycleWorkflows/workflows/14879e66/runs/e65e08a0/taskProcessingResults";
        Ok(Self { client: client.build()?, url: format!("http://{server}/v1.0/{path}") })
    }

    /// One page.
    ///
    /// # Errors
    ///
    /// If the request fails.
    pub async fn send(&self) -> Result<derive::Page<derive::TaskProcessingResult>, Box<dyn Error>> {
        let request = self.client.get(&self.url).query(&[("$select", "id,failureReason"), ("$top", "10")]);
        let answer = request.bearer_auth("a-token").send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&answer.bytes().await?)?)
    }
}

/// The headers that the generated client sends with each request for a page.
fn headers() -> HeaderMap {
    HeaderMap::from_iter([
        ACCEPT,
        (
            HeaderName::from_static("client-request-id"),
            HeaderValue::from_static("9e3779b9-7f4a-4c15-b39c-c0605cedc835"),
        ),
        (HeaderName::from_static("odata-maxversion"), HeaderValue::from_static("4.0")),
        (header::USER_AGENT, HeaderValue::from_static("odata-runtime/0.1.0")),
        (HeaderName::from_static("prefer"), HeaderValue::from_static("include-unknown-enum-members")),
    ])
}
