//! Tokens that expire, and tokens that a service repeats.

use std::sync::{Arc, Mutex};

use futures_util::future::join_all;
use tests::faulty::{Answer, Collection, Faulty, Request, Script};

use crate::support::{
    TOKEN, Thing, all, builder, client, drain, get, guard, items,
    odata::{AccessToken, BoxError, Client, Credential, credential::TokenRequest, transport::BoxFuture},
    shown,
};

/// Gives one token until that is refused, then the next.
#[derive(Clone, Default)]
struct Renewing(Arc<Mutex<Asked>>);

#[derive(Clone, Copy, Default)]
struct Asked {
    token: u32,
    refusals: usize,
}

fn token(number: u32) -> AccessToken {
    AccessToken::new(format!("token-{number}"))
}

impl Credential for Renewing {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        let mut asked = self.0.lock().unwrap();
        if let Some(refused) = request.refused {
            asked.refusals += 1;
            asked.token += u32::from(refused == token(asked.token));
        }
        let token = token(asked.token);
        Box::pin(async move { Ok(token) })
    }
}

/// Takes each token for so many requests, then refuses it.
struct Gate {
    lasts: usize,
    state: Mutex<(u32, usize, usize)>,
}

impl Gate {
    fn new(lasts: usize) -> Arc<Self> {
        Arc::new(Self { lasts, state: Mutex::new((0, lasts, 0)) })
    }

    fn lets_in(&self, request: &Request) -> bool {
        let mut state = self.state.lock().unwrap();
        let (valid, left, refusals) = &mut *state;
        if request.token() == Some(token(*valid).secret()) {
            if *left > 0 {
                *left -= 1;
                return true;
            }
            (*valid, *left) = (*valid + 1, self.lasts);
        }
        *refusals += 1;
        false
    }

    fn refusals(&self) -> usize {
        self.state.lock().unwrap().2
    }
}

async fn guarded(collection: Collection, gate: &Arc<Gate>) -> Faulty {
    let gate = Arc::clone(gate);
    let service = Faulty::start(move |request| match gate.lets_in(request) {
        true => collection.answer(request),
        false => Answer::error(401, "InvalidAuthenticationToken"),
    });
    service.await.unwrap()
}

/// A token that expires between pages is renewed: the credential is told of each refusal once, and no
/// item is lost or repeated.
#[tokio::test]
async fn tokens_are_renewed_between_pages() {
    guard(async {
        for lasts in [1, 2, 3, 7] {
            let gate = Gate::new(lasts);
            let service = guarded(Collection::new(100, 8, 11), &gate).await;
            let credential = Renewing::default();
            let client = Client::builder(service.base()).credential(credential.clone()).no_retry().build().unwrap();
            let (numbers, error) = drain(items(&client)).await;
            assert!(error.is_none(), "{error:?}");
            assert_eq!(numbers, all(100));
            assert!(gate.refusals() > 1);
            assert_eq!(credential.0.lock().unwrap().refusals, gate.refusals());
        }
    })
    .await;
}

/// Lists that run at once share the renewals: a token that one of them replaced is not replaced again.
#[tokio::test]
async fn concurrent_lists_share_the_renewals() {
    guard(async {
        let gate = Gate::new(30);
        let service = guarded(Collection::new(100, 4, 12), &gate).await;
        let credential = Renewing::default();
        let client = Client::builder(service.base()).credential(credential.clone()).no_retry().build().unwrap();
        for (numbers, error) in join_all((0..4).map(|_| drain(items(&client)))).await {
            assert!(error.is_none(), "{error:?}");
            assert_eq!(numbers, all(100));
        }
        let asked = *credential.0.lock().unwrap();
        assert_eq!(asked.refusals, gate.refusals());
        assert_eq!(asked.token, gate.state.lock().unwrap().0, "a token was renewed that had not been refused");
    })
    .await;
}

/// A service that refuses every token gets two requests, not an endless row of them.
#[tokio::test]
async fn a_refusal_of_the_new_token_is_an_error() {
    guard(async {
        let service = Faulty::start(|_| Answer::error(401, "InvalidAuthenticationToken")).await.unwrap();
        let credential = Renewing::default();
        let client = Client::builder(service.base()).credential(credential.clone()).build().unwrap();
        let error = get(&client, "i1").await.unwrap_err();
        assert!(error.is_unauthorized(), "{error}");
        assert_eq!(service.requests().len(), 2);
        assert_eq!(credential.0.lock().unwrap().refusals, 1);
        let error = get(&builder(&service, 5).build().unwrap(), "i1").await.unwrap_err();
        assert!(error.is_unauthorized(), "{error}");
        assert_eq!(service.requests().len(), 3, "the same token was sent twice");
    })
    .await;
}

/// A refusal in the middle of a storm is renewed once, and the storm is waited out with the new token.
#[tokio::test]
async fn refusals_and_storms_mix() {
    guard(async {
        let service = Faulty::start(|request| match (request.number, request.token()) {
            (0 | 2, _) => Answer::error(429, "busy").header("Retry-After", "0"),
            (_, Some("token-1")) => Answer::json(200, r#"{"n":1}"#),
            _ => Answer::error(401, "expired"),
        });
        let service = service.await.unwrap();
        let credential = Renewing::default();
        let client = builder(&service, 4).credential(credential).build().unwrap();
        assert_eq!(get(&client, "i1").await.unwrap().n, Some(1));
        let tokens: Vec<_> = service.requests().iter().map(|request| request.token().unwrap().to_owned()).collect();
        assert_eq!(tokens, ["token-0", "token-0", "token-1", "token-1"]);
    })
    .await;
}

/// A service that repeats the token, wherever it does, cannot make an error show it.
#[tokio::test]
async fn a_token_that_is_echoed_is_not_shown() {
    guard(async {
        let json = |status, token: &str| {
            let error = r#"{"code":"TOKEN","message":"bad TOKEN","innerError":{"code":"TOKEN","request-id":"TOKEN"}}"#;
            Answer::json(status, format!(r#"{{"error":{error}}}"#).replace("TOKEN", token))
        };
        let echoes: [fn(&str) -> Script; 7] = [
            |token| Answer::new(400, format!("Bearer {token}")).into(),
            |token| Answer::new(500, format!("<html>Authorization: Bearer {token}</html>")).into(),
            |token| Answer::error(403, "no").header("request-id", token).header("Date", token).into(),
            |token| Answer::json(200, format!(r#"{{"id":"i","n":"{token}"}}"#)).into(),
            |token| Answer::json(200, format!(r#"{{"{token}":{{"n":[}}"#)).into(),
            |token| Answer::new(302, "").header("Location", format!("http://{token}/{token}?{token}")).into(),
            |token| Script::raw(format!("HTTP/1.1 {token}\r\n{token}\r\n\r\n{token}")),
        ];
        for (number, echo) in echoes.into_iter().enumerate() {
            let service = Faulty::start(move |request| echo(request.token().unwrap())).await.unwrap();
            let error = get(&client(&service, 1), "i1").await.unwrap_err();
            assert!(!shown(&error).contains(TOKEN), "{number}: {error}\n{error:?}");
        }
        let service = Faulty::start(move |request| json(401, request.token().unwrap())).await.unwrap();
        let error = get(&client(&service, 1), "i1").await.unwrap_err();
        let said = [error.code(), error.message(), error.request_id()].map(Option::unwrap_or_default).concat();
        assert!(!(shown(&error) + &said).contains(TOKEN), "{said} {error:?}");
        assert!(!String::from_utf8_lossy(error.body().unwrap()).contains(TOKEN));
    })
    .await;
}

/// The same of a part of a batch: the token goes with the request around it.
#[tokio::test]
async fn a_token_that_a_part_of_a_batch_echoes_is_not_shown() {
    guard(async {
        let service = Faulty::start(|request| {
            let error = r#"{"code":"no","message":"TOKEN","innerError":{"request-id":"TOKEN"}}"#;
            let part =
                format!(r#"{{"id":"1","status":403,"headers":{{"request-id":"TOKEN"}},"body":{{"error":{error}}}}}"#);
            Answer::json(200, format!(r#"{{"responses":[{part}]}}"#).replace("TOKEN", request.token().unwrap()))
        });
        let service = service.await.unwrap();
        let client = client(&service, 1);
        let mut batch = client.batch();
        let part = batch.add(client.resource().child("items").key("i1").get::<Thing>());
        let mut answers = batch.send().await.unwrap();
        assert!(!format!("{answers:?}").contains(TOKEN), "{answers:?}");
        let error = answers.take(part).unwrap_err();
        assert!(error.is_forbidden(), "{error}");
        assert!(!shown(&error).contains(TOKEN), "{error:?}");
    })
    .await;
}

/// However the echo is spelled: escaped as JSON or URLs are, within bytes that are no text, or cut short
/// within JSON that is broken.
#[tokio::test]
async fn a_token_that_is_echoed_in_another_spelling_is_not_shown() {
    guard(async {
        const OPAQUE: &str = "EwCIA8l6/BAAU+pa9v==";
        let spellings = [
            OPAQUE.to_owned(),
            OPAQUE.replace('/', r"\/"),
            OPAQUE.replace('+', r"\u002B"),
            OPAQUE.replace('+', r"\u002b").replace('/', r"\u002F").replace('=', r"\u003d"),
            OPAQUE.replace('+', "%2B").replace('/', "%2f").replace('=', "%3D"),
        ];
        let error = r#"{"error":{"code":"no","message":"bad TOKEN","innerError":{"message":"TOKEN"}}}"#;
        for spelling in &spellings {
            for frame in [error, r#"{"error":{"message":"TOKEN"#, "<p>TOKEN</p>", "\u{0}TOKEN\u{0}"] {
                for bytes in [&b""[..], b"\xff\xfe"] {
                    let body = [bytes, frame.replace("TOKEN", spelling).as_bytes()].concat();
                    let service = Faulty::start(move |_| Answer::new(400, body.clone())).await.unwrap();
                    let client = builder(&service, 1).credential(OPAQUE).build().unwrap();
                    let error = get(&client, "i1").await.unwrap_err();
                    let said = shown(&error) + error.message().unwrap_or_default();
                    for spelling in &spellings {
                        let debugged = spelling.replace('\\', r"\\");
                        assert!(!said.contains(spelling) && !said.contains(&debugged), "{frame} {spelling}: {said}");
                    }
                }
            }
        }
    })
    .await;
}
