//! Batches whose answers are shuffled, doubled, incomplete, or busy.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use futures_util::TryFutureExt as _;
use serde_json::{Value, json};
use tests::faulty::{Answer, Bytes, Fault, Faulty, Request, Script};

use crate::support::{Thing, builder, client, for_seeds, guard, odata::Client};

/// The parts of a request.
fn parts(request: &Request) -> Vec<Value> {
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    body["requests"].as_array().unwrap().clone()
}

/// The number that a part asks for: `items('i7')` is 7.
fn number(part: &Value) -> i32 {
    let digits = part["url"].as_str().unwrap().chars().filter(char::is_ascii_digit);
    digits.collect::<String>().parse().unwrap()
}

fn answered(part: &Value) -> Value {
    json!({"id": part["id"], "status": 200, "body": {"n": number(part)}})
}

fn responses(parts: Vec<Value>) -> Answer {
    Answer::json(200, json!({ "responses": parts }).to_string())
}

/// Reads so many items in one batch, and gives what each part came to.
async fn read(client: &Client, count: i32) -> Vec<Result<i32, crate::support::odata::Error>> {
    let items = client.resource().child("items");
    let mut batch = client.batch();
    let handles: Vec<_> = (0..count).map(|n| batch.add(items.key(format!("i{n}").as_str()).get::<Thing>())).collect();
    let mut answers = batch.send().await.unwrap();
    handles.into_iter().map(|handle| answers.take(handle).map(|thing| thing.n.unwrap())).collect()
}

/// Answers in any order, some of them twice and with another body the second time, and answers to what
/// was never asked: each part gets its own first answer.
#[tokio::test]
async fn answers_in_disorder_find_their_parts() {
    for_seeds(|seed| async move {
        let service = Faulty::start(move |request: &Request| {
            let bytes = Bytes::of(seed, request.number);
            let mut entropy = bytes.entropy();
            let mut answers: Vec<Value> = Vec::new();
            for part in parts(request) {
                answers.insert(entropy.below(answers.len() + 1), answered(&part));
            }
            for part in parts(request).iter().take(5) {
                answers.push(json!({"id": part["id"], "status": 500, "body": {"n": 666}}));
            }
            answers.insert(entropy.below(answers.len()), json!({"id": "never", "status": 200, "body": {"n": 666}}));
            responses(answers)
        });
        let service = service.await.unwrap();
        let client = builder(&service, 1).batch_limit(20).build().unwrap();
        let read: Vec<i32> = read(&client, 50).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(read, (0..50).collect::<Vec<_>>());
        assert_eq!(service.requests().len(), 3);
    })
    .await;
}

/// A part that is not answered is said to be so; the others have their answers.
#[tokio::test]
async fn parts_without_an_answer_are_told() {
    guard(async {
        let service = Faulty::start(|request: &Request| {
            responses(parts(request).iter().filter(|part| number(part) % 3 != 0).map(answered).collect())
        });
        let service = service.await.unwrap();
        for (n, outcome) in read(&client(&service, 3), 10).await.into_iter().enumerate() {
            match outcome {
                Ok(read) => assert_eq!(read, i32::try_from(n).unwrap()),
                Err(error) => assert!(n % 3 == 0 && error.is_unanswered(), "{n}: {error}"),
            }
        }
        assert_eq!(service.requests().len(), 1, "what may have been carried out was sent again");
    })
    .await;
}

/// Parts that are busy are sent again until they are not, each after its wait; no part that was
/// answered is sent a second time.
#[tokio::test]
async fn busy_parts_are_sent_again_and_no_others() {
    for_seeds(|seed| async move {
        let done: Arc<Mutex<BTreeMap<i32, usize>>> = Arc::default();
        let noted = Arc::clone(&done);
        let service = Faulty::start(move |request: &Request| {
            let bytes = Bytes::of(seed ^ 0xba7c, request.number);
            let mut entropy = bytes.entropy();
            let mut done = noted.lock().unwrap();
            let answer = |part: &Value| {
                if entropy.once_in(3) {
                    return json!({"id": part["id"], "status": 429, "headers": {"Retry-After": "0.001"}});
                }
                *done.entry(number(part)).or_default() += 1;
                answered(part)
            };
            responses(parts(request).iter().map(answer).collect())
        });
        let service = service.await.unwrap();
        let client = builder(&service, 30).batch_limit(20).build().unwrap();
        let read: Vec<i32> = read(&client, 60).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(read, (0..60).collect::<Vec<_>>());
        assert!(done.lock().unwrap().values().all(|count| *count == 1), "{:?}", done.lock().unwrap());
        assert!(service.requests().len() > 3);
    })
    .await;
}

/// A batch of reads whose request is cut is sent again as a whole; one that writes is not, and says
/// which parts may have been carried out.
#[tokio::test]
async fn a_batch_that_is_cut_is_sent_again_if_it_only_reads() {
    guard(async {
        let service = Faulty::start(|request: &Request| match request.number {
            0 => responses(Vec::new()).with(&Fault::CutInBody),
            _ => Script::from(responses(parts(request).iter().map(answered).collect())),
        });
        let service = service.await.unwrap();
        assert!(read(&client(&service, 2), 5).await.into_iter().all(|outcome| outcome.is_ok()));
        assert_eq!(service.requests().len(), 2);

        let service = Faulty::start(|_| responses(Vec::new()).with(&Fault::CutInBody)).await.unwrap();
        let client = client(&service, 2);
        let mut batch = client.batch();
        batch.add(client.resource().child("items").create(&Thing::new(1)));
        let error = batch.send().await.map(|_| ()).unwrap_err();
        assert!(error.is_transport(), "{error}");
        assert_eq!(service.requests().len(), 1);
    })
    .await;
}

/// An answer that is no batch answer is an error, never a batch without answers.
#[tokio::test]
async fn what_is_no_batch_answer_is_an_error() {
    guard(async {
        for body in ["", "{}", "[]", "null", r#"{"responses":7}"#, r#"{"responses":[{"id":"1""#, "<html>"] {
            let service = Faulty::start(move |_| Answer::json(200, body)).await.unwrap();
            let client = client(&service, 2);
            let mut batch = client.batch();
            batch.add(client.resource().child("items").key("i1").get::<Thing>());
            let error = batch.send().map_ok(|_| ()).await.unwrap_err();
            assert!(error.is_decode(), "{body}: {error}");
        }
    })
    .await;
}

/// Each busy part is waited for as long as it asks, and what is not answered by then is told with the
/// part's own error.
#[tokio::test]
async fn a_busy_part_is_waited_for() {
    guard(async {
        let came: Arc<Mutex<Vec<(i32, Instant)>>> = Arc::default();
        let noted = Arc::clone(&came);
        let service = Faulty::start(move |request: &Request| {
            let answer = |part: &Value| {
                noted.lock().unwrap().push((number(part), Instant::now()));
                match (number(part), request.number) {
                    (3, 0) => json!({"id": part["id"], "status": 429, "headers": {"Retry-After": "0.2"}}),
                    (4, _) => json!({"id": part["id"], "status": 429, "headers": {"retry-after": 0.01}}),
                    _ => answered(part),
                }
            };
            responses(parts(request).iter().map(answer).collect())
        });
        let service = service.await.unwrap();
        for (n, outcome) in read(&client(&service, 3), 6).await.into_iter().enumerate() {
            match outcome {
                Ok(read) => assert_eq!(read, i32::try_from(n).unwrap()),
                Err(error) => assert!(n == 4 && error.is_throttled(), "{n}: {error}"),
            }
        }
        let came = came.lock().unwrap();
        let times = |part: i32| came.iter().filter(|(n, _)| *n == part).map(|(_, time)| *time).collect::<Vec<_>>();
        assert_eq!([0, 1, 2, 3, 4, 5].map(|part| times(part).len()), [1, 1, 1, 2, 3, 1]);
        assert!(times(3)[1] - times(3)[0] >= Duration::from_millis(200));
    })
    .await;
}

/// Writes in more than one request, of which one is lost: what was answered is kept, what may have been
/// carried out and what was not sent are told apart, and nothing is carried out twice.
#[tokio::test]
async fn a_lost_request_of_a_batch_of_writes_is_told() {
    guard(async {
        for fault in [Fault::CutBefore, Fault::CutInHead, Fault::CutInBody, Fault::Status(504, None)] {
            let service = Faulty::start(move |request: &Request| {
                let made = |part: &Value| json!({"id": part["id"], "status": 201, "body": part["body"]});
                let answer = responses(parts(request).iter().map(made).collect());
                if request.number == 1 { answer.with(&fault) } else { answer.into() }
            });
            let service = service.await.unwrap();
            let client = builder(&service, 4).batch_limit(10).build().unwrap();
            let mut batch = client.batch();
            let things = client.resource().child("items");
            let handles: Vec<_> = (0..30).map(|n| batch.add(things.create(&Thing::new(n)))).collect();
            let mut answers = batch.send().await.unwrap();
            assert_eq!(answers.unanswered().count(), 10);
            for (n, handle) in handles.into_iter().enumerate() {
                match answers.take(handle) {
                    Ok(made) => assert_eq!((n < 10, made.n), (true, i32::try_from(n).ok())),
                    Err(error) => {
                        assert!(n >= 10 && error.is_unanswered() == (n < 20) && error.is_unsent() == (n >= 20));
                    }
                }
            }
            assert_eq!(service.requests().len(), 2);
        }
    })
    .await;
}
