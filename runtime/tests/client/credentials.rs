//! Tokens: where they come from, where they go, and that they are never seen.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use crate::support::{BASE, TOKEN, Thing, answer, block_on, things};
use odata_runtime::{
    AccessToken, BoxError, Client, Credential, IntoCredential,
    credential::{CachedCredential, TokenRequest},
    transport::{BoxFuture, memory::InMemory},
};

fn build(base_url: &str, credential: impl IntoCredential) -> odata_runtime::Result<Client> {
    Client::builder(base_url).credential(credential).transport(InMemory::default()).build()
}

struct Counting(Arc<AtomicUsize>);

impl Credential for Counting {
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(format!("token-{number}").into()) })
    }
}

fn sent_token(credential: impl IntoCredential) -> String {
    let service = InMemory::default();
    let client = Client::builder(BASE).credential(credential).transport(service.clone()).build().unwrap();
    block_on(client.resource().child("x").delete().send()).unwrap();
    let sent = service.requests().remove(0);
    assert!(sent.headers()["authorization"].is_sensitive());
    sent.headers()["authorization"].to_str().unwrap().to_owned()
}

#[test]
fn every_kind_of_credential_works() {
    assert_eq!(sent_token("a"), "Bearer a");
    assert_eq!(sent_token(String::from("a\n")), "Bearer a");
    assert_eq!(sent_token(AccessToken::new("a")), "Bearer a");
    assert_eq!(sent_token(AccessToken::basic("Aladdin", "open sesame")), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert_eq!(sent_token(AccessToken::basic("ä", "?>?>")), "Basic w6Q6Pz4/Pg==");
    assert!(build(BASE, AccessToken::basic("a:b", "c")).unwrap_err().is_builder());
    assert!(build("http://service.example", AccessToken::basic("a", "b")).unwrap_err().is_builder());
    assert_eq!(sent_token(Counting(Arc::default())), "Bearer token-0");
    assert_eq!(sent_token(Arc::new(Counting(Arc::default())) as Arc<dyn Credential>), "Bearer token-0");
    assert_eq!(sent_token(|| async { Ok::<_, io::Error>("b") }), "Bearer b");
    assert_eq!(sent_token(async || Ok::<_, io::Error>(String::from("c"))), "Bearer c");
    let shared = Arc::new(String::from("d"));
    let credential = move || {
        let token = Arc::clone(&shared);
        async move { Ok::<_, BoxError>(token.to_string()) }
    };
    assert_eq!(sent_token(credential), "Bearer d");
}

#[test]
fn every_page_gets_a_fresh_token() {
    let service =
        InMemory::queue([answer(200, r#"{"value":[],"@odata.nextLink":"?p=2"}"#), answer(200, r#"{"value":[]}"#)]);
    let calls = Arc::default();
    let client =
        Client::builder(BASE).credential(Counting(Arc::clone(&calls))).transport(service.clone()).build().unwrap();
    let pages = client.resource().child("things").list::<Thing>().items();
    block_on(futures_util::StreamExt::collect::<Vec<_>>(pages));
    let tokens: Vec<_> = service.requests().iter().map(|request| request.headers()["authorization"].clone()).collect();
    assert_eq!(tokens, ["Bearer token-0", "Bearer token-1"]);
}

#[test]
fn a_failing_credential_sends_nothing() {
    let service = InMemory::default();
    let client = Client::builder(BASE)
        .credential(|| async { Err::<String, _>(io::Error::other("no\nlogin")) })
        .transport(service.clone())
        .build()
        .unwrap();
    let error = block_on(client.resource().child("x").delete().send()).unwrap_err();
    assert!(error.is_credential());
    assert!(error.to_string().starts_with("DELETE /v1.0/x: no token: no\\nlogin"), "{error}");
    assert!(service.requests().is_empty());
}

#[test]
fn tokens_that_cannot_be_sent_are_errors_and_not_shown() {
    for token in ["", " ", "very-secret\r\nx: y", "very-secret\u{0}", "very-secret\u{e9}", "very secret"] {
        let error = build(BASE, token).unwrap_err();
        assert!(error.is_builder());
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");

        let owned = token.to_owned();
        let client = build(BASE, move || std::future::ready(Ok::<_, io::Error>(owned.clone()))).unwrap();
        let error = block_on(client.resource().child("x").delete().send()).unwrap_err();
        assert!(error.is_credential());
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
}

#[test]
fn base_urls_are_checked() {
    for url in [
        "https://service.example",
        "https://service.example/v1.0/",
        "http://localhost:8080/x",
        "http://127.0.0.1",
        "http://127.1.2.3/x",
        "http://[::1]:80",
    ] {
        assert!(build(url, TOKEN).is_ok(), "{url}");
    }
    for url in [
        "http://service.example",
        "http://localhost.evil.example",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "ftp://service.example",
        "service.example",
        "/v1.0",
        "",
        "https://",
        "https://user:very-secret@service.example",
        "https://service.example/?x=1",
        "https://service.example/#x",
        "file:///x",
    ] {
        let error = build(url, TOKEN).unwrap_err();
        assert!(error.is_builder(), "{url}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
    let anonymous = Client::builder("http://service.example/").transport(InMemory::default()).build().unwrap();
    assert_eq!(anonymous.base_url(), "http://service.example");
}

#[test]
fn nothing_shows_the_token() {
    let service =
        InMemory::new(|_| answer(401, r#"{"error":{"code":"InvalidAuthenticationToken","message":"expired"}}"#));
    let client = Client::builder(BASE)
        .credential(TOKEN)
        .default_header("x-api-key", "very-secret-key")
        .transport(service.clone())
        .build()
        .unwrap();
    let resource = client.resource().child("things");
    let list = resource.list::<Thing>().header("x-other", "very-secret-header");
    let error = block_on(list.clone().send()).unwrap_err();
    let builder = Client::builder(BASE).credential(TOKEN);
    let shown = format!(
        "{client:?} {resource:?} {list:?} {:?} {error} {error:?} {builder:?} {:?} {:?} {:?}",
        list.request().unwrap().headers()["x-api-key"],
        list.clone().items(),
        AccessToken::new(TOKEN),
        service.requests()[0].headers()["authorization"],
    );
    assert!(!shown.contains("very-secret"), "{shown}");
    assert!(shown.contains("x-other"));
}

#[test]
fn a_request_can_bring_its_own_authorization() {
    let service = InMemory::default();
    block_on(things(&service).delete().header("Authorization", "Custom very-secret").send()).unwrap();
    let sent = service.requests()[0].headers()["authorization"].clone();
    assert_eq!(sent, "Custom very-secret");
    assert!(sent.is_sensitive());
}

/// Gives a new token when the last one was refused.
struct Renewing(Arc<AtomicUsize>);

impl Credential for Renewing {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        assert_eq!(request.origin, "https://service.example");
        if let Some(refused) = &request.refused {
            assert_eq!(refused.secret(), format!("token-{}", self.0.fetch_add(1, Ordering::Relaxed)));
        }
        let number = self.0.load(Ordering::Relaxed);
        Box::pin(async move { Ok(format!("token-{number}").into()) })
    }
}

#[test]
fn a_refused_token_is_renewed_once() {
    for (answers, sent) in [
        (vec![401, 204], vec!["Bearer token-0", "Bearer token-1"]),
        (vec![401, 401, 204], vec!["Bearer token-0", "Bearer token-1"]),
        (vec![403, 204], vec!["Bearer token-0"]),
    ] {
        let service = InMemory::queue(answers.into_iter().map(|status| answer(status, "")));
        let client = Client::builder(BASE)
            .credential(Renewing(Arc::default()))
            .transport(service.clone())
            .no_retry()
            .build()
            .unwrap();
        let create = client.resource().child("things").create(&Thing::default());
        let _ = block_on(create.send());
        let tokens: Vec<_> = service.requests().iter().map(|sent| sent.headers()["authorization"].clone()).collect();
        assert_eq!(tokens, sent);
        assert!(service.requests().iter().all(|sent| sent.body() == "{}"));
    }
}

#[test]
fn a_token_that_stays_the_same_is_sent_once() {
    let service = InMemory::queue([answer(401, r#"{"error":{"code":"InvalidAuthenticationToken"}}"#)]);
    let error = block_on(things(&service).key("a").delete().send()).unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(error.code(), Some("InvalidAuthenticationToken"));
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn a_cached_credential_is_asked_once() {
    let calls = Arc::default();
    let service = InMemory::default();
    let cached: Arc<dyn Credential> = Arc::new(CachedCredential::new(Counting(Arc::clone(&calls))));
    let build = |base: &str| {
        let builder = Client::builder(base).credential(Arc::clone(&cached)).transport(service.clone());
        builder.build().unwrap().resource().child("x")
    };
    for resource in [build(BASE), build(BASE), build("https://other.example")] {
        block_on(resource.delete().send()).unwrap();
        block_on(resource.delete().send()).unwrap();
    }
    let tokens: Vec<_> = service.requests().iter().map(|request| request.headers()["authorization"].clone()).collect();
    assert_eq!(tokens[..4], ["Bearer token-0"; 4]);
    assert_eq!(tokens[4..], ["Bearer token-1"; 2]);
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

#[test]
fn requests_that_are_refused_together_refresh_once() {
    let service = InMemory::new(|request| match request.headers()["authorization"].to_str() {
        Ok("Bearer token-0") => answer(401, ""),
        _ => answer(204, ""),
    });
    let calls = Arc::default();
    let credential = CachedCredential::new(Counting(Arc::clone(&calls)));
    let client = Client::builder(BASE).credential(credential).transport(service.clone()).build().unwrap();
    let deletes = (0..10).map(|id| client.resource().child("things").key(id).delete().send());
    let outcomes = block_on(futures_util::future::join_all(deletes));
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

#[test]
fn a_credential_that_never_answers_is_an_error() {
    let service = InMemory::default();
    let client = Client::builder(BASE)
        .credential(std::future::pending::<Result<String, io::Error>>)
        .transport(service.clone())
        .request_timeout(std::time::Duration::from_millis(20))
        .build()
        .unwrap();
    let error = block_on(client.resource().child("x").delete().send()).unwrap_err();
    assert!(error.is_credential() && error.to_string().contains("took longer than 20ms"), "{error}");
    assert!(service.requests().is_empty());
}
