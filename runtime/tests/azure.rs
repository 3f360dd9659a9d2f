//! Credentials of `azure_core`: what they are asked for, what is kept, what is shown of their errors.
#![allow(clippy::unwrap_used)]

use std::{
    io,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use azure_core::{
    credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions},
    error::{Error, ErrorKind},
    http::{RawResponse, StatusCode, headers::Headers},
};
use futures_executor::block_on;
use odata_runtime::{
    Client, Credential as _,
    credential::{AzureCredential, TokenRequest},
    transport::memory::InMemory,
};

/// A login that gives `token-1` and so on for an hour, or fails; it records the scopes.
#[derive(Debug, Default)]
struct Login {
    scopes: Mutex<Vec<Vec<String>>>,
    fails: bool,
}

#[async_trait::async_trait]
impl TokenCredential for Login {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> azure_core::Result<AccessToken> {
        let mut calls = self.scopes.lock().unwrap();
        calls.push(scopes.iter().map(|scope| (*scope).to_owned()).collect());
        if self.fails {
            return Err(failure());
        }
        let expiry = SystemTime::now() + Duration::from_secs(3600);
        Ok(AccessToken { token: Secret::new(format!("token-{}", calls.len())), expires_on: expiry.into() })
    }
}

/// What a login service answers, secrets and all.
fn failure() -> Error {
    let body = r#"{"error":"invalid_client","assertion":"very-secret"}"#;
    let kind = ErrorKind::HttpResponse {
        status: StatusCode::Unauthorized,
        error_code: Some("invalid_client".into()),
        raw_response: Some(Box::new(RawResponse::from_bytes(StatusCode::Unauthorized, Headers::new(), body))),
    };
    let cause = io::Error::other("refused assertion=eyJ2ZXJ5.eyJzZWNyZXQ.c2lnbmVk, AADSTS700027");
    Error::with_error(kind, cause, "no token for the client")
}

fn delete(client: &Client) -> odata_runtime::Result<()> {
    block_on(client.resource().child("x").delete().send())
}

fn client(base: &str, credential: AzureCredential) -> (Client, InMemory) {
    let service = InMemory::default();
    let client = Client::builder(base).credential(credential).transport(service.clone()).build().unwrap();
    (client, service)
}

#[test]
fn a_token_is_asked_for_once_with_the_scope_of_the_origin() {
    let login = Arc::new(Login::default());
    let (client, service) = client("https://graph.example/v1.0", AzureCredential::new(login.clone()));
    delete(&client).unwrap();
    delete(&client).unwrap();
    let sent: Vec<_> = service.requests().iter().map(|request| request.headers()["authorization"].clone()).collect();
    assert_eq!(sent, ["Bearer token-1"; 2]);
    assert_eq!(*login.scopes.lock().unwrap(), [["https://graph.example/.default"]]);
}

#[test]
fn scopes_can_be_given() {
    let login = Arc::new(Login::default());
    let credential = AzureCredential::new(login.clone()).scopes(["a", "b"]);
    delete(&client("https://graph.example:8443", credential).0).unwrap();
    assert_eq!(*login.scopes.lock().unwrap(), [["a", "b"]]);
}

#[test]
fn expiry_is_taken_over_and_a_refused_token_is_replaced() {
    let credential = AzureCredential::new(Arc::new(Login::default())).refresh_before(Duration::from_secs(1));
    let request = TokenRequest::new("https://graph.example");
    let first = block_on(credential.token(request.clone())).unwrap();
    let left = first.expiry().unwrap().duration_since(SystemTime::now()).unwrap();
    assert!(left > Duration::from_secs(3500) && left <= Duration::from_secs(3600), "{left:?}");
    let second = block_on(credential.token(request.after_refusal(first.clone()))).unwrap();
    assert_eq!((first.secret(), second.secret()), ("token-1", "token-2"));
}

#[test]
fn errors_show_messages_and_no_secrets() {
    let login = Arc::new(Login { fails: true, ..Login::default() });
    let (client, service) = client("https://graph.example", AzureCredential::new(login));
    let error = delete(&client).unwrap_err();
    assert!(error.is_credential());
    let shown = format!("{error} {error:?}");
    for secret in ["very-secret", "eyJ", "c2lnbmVk"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("no token for the client: refused assertion=[token], AADSTS700027"), "{shown}");
    assert!(service.requests().is_empty());
}
