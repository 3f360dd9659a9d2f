//! Clients of a service on loopback, and tests that run on both APIs.

use msgraph_identity_governance::{DateTimeOffset, beta, v1_0};
use tests::server::{Graph, TOKEN};

pub(crate) fn v1_0(service: &Graph) -> v1_0::GraphClient {
    let client = v1_0::GraphClient::builder().base_url(service.base("v1.0")).credential(TOKEN).no_retry().build();
    v1_0::GraphClient::from(client.unwrap())
}

pub(crate) fn beta(service: &Graph) -> beta::GraphClient {
    let client = beta::GraphClient::builder().base_url(service.base("beta")).credential(TOKEN).no_retry().build();
    beta::GraphClient::from(client.unwrap())
}

pub(crate) fn time(text: &str) -> DateTimeOffset {
    text.parse().unwrap()
}

/// The path of Lifecycle Workflows below a version.
pub(crate) const ROOT: &str = "identityGovernance/lifecycleWorkflows";

/// Defines each test once for v1.0 and once for beta.
///
/// In the body, `api` is the API's module, `ig` its `identity_governance`, and `VERSION` its name.
macro_rules! on_both_apis {
    ($(async fn $name:ident($service:ident, $graph:ident) $body:block)*) => {
        on_both_apis!(@api v1_0 "v1.0" $((async fn $name($service, $graph) $body))*);
        on_both_apis!(@api beta "beta" $((async fn $name($service, $graph) $body))*);
    };
    (@api $api:ident $version:literal $((async fn $name:ident($service:ident, $graph:ident) $body:block))*) => {
        mod $api {
            #[allow(unused_imports)]
            use super::*;
            #[allow(unused_imports)]
            use msgraph_identity_governance::$api::{self as api, identity_governance as ig};

            #[allow(dead_code)]
            const VERSION: &str = $version;

            $(
                #[tokio::test]
                async fn $name() {
                    let $service = ::tests::server::Graph::start();
                    let $graph = crate::support::$api(&$service);
                    $body
                }
            )*
        }
    };
}
