//! Links and redirects that lead elsewhere.

use tests::faulty::{Answer, Collection, Faulty, Request};

use crate::support::{Thing, all, client, drain, get, guard, items};

/// A server that shall see nothing. It would answer, so that going there would not fail by itself.
async fn elsewhere() -> Faulty {
    Faulty::start(|_| Answer::json(200, r#"{"n":666,"value":[{"n":666}]}"#)).await.unwrap()
}

fn untouched(elsewhere: &Faulty) {
    assert_eq!(elsewhere.connections(), 0, "{:?}", elsewhere.requests());
}

/// Links that lead to another origin, by whatever spelling. `HERE` and `THERE` are hosts with ports.
const HOSTILE: [&str; 22] = [
    "http://THERE/odata/items",
    "http://THERE",
    "https://THERE/odata/items",
    "https://HERE/odata/items",
    "//THERE/odata/items",
    "///THERE/odata/items",
    "\\\\THERE\\odata\\items",
    "/\\THERE/odata/items",
    "\\/THERE/odata/items",
    "http:\\\\THERE\\odata",
    "http:/\\THERE/odata",
    "http://HERE@THERE/odata/items",
    "http://user:password@HERE/odata/items",
    "http://user@HERE/odata/items",
    "http://THERE\\@HERE/odata/items",
    "http://THERE#@HERE/",
    "http://HERE.evil.example/odata/items",
    " \thttp://THERE/odata/items",
    "ht\ntp://THERE/odata/items",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://[::1",
];

fn spelled(link: &str, here: &str, there: &str) -> String {
    link.replace("THERE", there).replace("HERE", here)
}

fn host(service: &Faulty) -> String {
    service.origin().trim_start_matches("http://").to_owned()
}

fn escaped(link: &str) -> String {
    link.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n")
}

/// A next link of another origin ends the list with an error, after the items of its page; nothing is
/// sent there, not even a connection is made.
#[tokio::test]
async fn hostile_next_links_are_not_followed() {
    guard(async {
        let elsewhere = elsewhere().await;
        for link in HOSTILE {
            let there = host(&elsewhere);
            let service = Faulty::start(move |request| {
                let link = spelled(link, request.header("host").unwrap(), &there);
                Answer::json(
                    200,
                    format!(r#"{{"value":[{{"n":0}},{{"n":1}}],"@odata.nextLink":"{}"}}"#, escaped(&link)),
                )
            });
            let service = service.await.unwrap();
            let (numbers, error) = drain(items(&client(&service, 3))).await;
            assert!(error.as_ref().is_some_and(|error| error.is_link()), "{link}: {error:?}");
            assert_eq!(numbers, [0, 1], "{link}");
            assert_eq!(service.requests().len(), 1, "{link}");
        }
        untouched(&elsewhere);
    })
    .await;
}

/// A context URL of another origin does not lead a relative link there.
#[tokio::test]
async fn a_context_of_another_origin_does_not_count() {
    guard(async {
        let elsewhere = elsewhere().await;
        let there = elsewhere.origin();
        let collection = Collection::new(3, 1, 1);
        let service = Faulty::start(move |request| match request.target.as_str() {
            "/odata/items" => Answer::json(
                200,
                format!(
                    r#"{{"@odata.context":"{there}/odata/$metadata#items","value":[{{"n":0}}],"@odata.nextLink":"items?$skiptoken=1-1"}}"#
                ),
            ),
            _ => collection.answer(request),
        });
        let service = service.await.unwrap();
        let (numbers, error) = drain(items(&client(&service, 1))).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(numbers, all(3));
        untouched(&elsewhere);
    })
    .await;
}

/// A redirect of a read to another origin is an error with the status, and nothing is sent there.
#[tokio::test]
async fn redirects_to_another_origin_are_not_followed() {
    guard(async {
        let elsewhere = elsewhere().await;
        let there = host(&elsewhere);
        // The key says which status and which link.
        let service = Faulty::start(move |request: &Request| {
            let (_, key) = request.target.split_once("('").unwrap();
            let (status, index) = key.trim_end_matches("')").split_once('-').unwrap();
            let link = HOSTILE[index.parse::<usize>().unwrap()];
            let location = spelled(link, request.header("host").unwrap(), &there);
            Answer::json(status.parse().unwrap(), "{}").header("Location", location)
        });
        let service = service.await.unwrap();
        let client = client(&service, 3);
        let mut asked = 0;
        for status in [301, 302, 303, 307, 308] {
            for (index, link) in HOSTILE.into_iter().enumerate().filter(|(_, link)| !link.contains('\n')) {
                let error = get(&client, &format!("{status}-{index}")).await.unwrap_err();
                assert!(error.is_link(), "{status} {link}: {error}");
                assert_eq!(error.status().unwrap().as_u16(), status);
                asked += 1;
                assert_eq!(service.requests().len(), asked, "{link}");
            }
        }
        untouched(&elsewhere);
    })
    .await;
}

/// A redirect whose `Location` is missing or no URL is an error, never an answer.
#[tokio::test]
async fn redirects_to_nowhere_are_errors() {
    guard(async {
        for location in [None, Some(&b"/\xff\xfe"[..]), Some(b"http://"), Some(b"http://[::1"), Some(b"x:y:z")] {
            let service = Faulty::start(move |_| {
                location.iter().fold(Answer::json(302, r#"{"n":1}"#), |answer, to| answer.header("Location", to))
            });
            let service = service.await.unwrap();
            let client = client(&service, 1);
            get(&client, "i1").await.unwrap_err();
            // What needs no body of its answer must not take it for a success.
            let call = client.resource().child("items").function("check").returns::<()>().send().await;
            assert_eq!(call.unwrap_err().status().unwrap().as_u16(), 302, "{location:?}");
        }
    })
    .await;
}

/// A redirect within the origin is followed with the token; redirects in a circle end.
#[tokio::test]
async fn redirects_within_the_origin_are_followed_but_not_for_ever() {
    guard(async {
        let service = Faulty::start(|request| match request.target.as_str() {
            "/odata/items('i1')" => Answer::new(307, "moved").header("Location", "/odata/moved?a=1"),
            "/odata/moved?a=1" => Answer::new(302, "").header("Location", "there"),
            "/odata/there" => Answer::json(200, r#"{"n":1}"#),
            _ => Answer::new(302, "").header("Location", request.target.as_str()),
        });
        let service = service.await.unwrap();
        let client = client(&service, 5);
        assert_eq!(get(&client, "i1").await.unwrap().n, Some(1));
        let tokens = service.requests().iter().filter(|request| request.token().is_some()).count();
        assert_eq!((service.requests().len(), tokens), (3, 3));
        let error = get(&client, "circle").await.unwrap_err();
        assert!(error.is_link(), "{error}");
        assert!(service.requests().len() <= 3 + 10, "{}", service.requests().len());
    })
    .await;
}

/// A write is never sent to another origin; within its own it is redirected only where the status says
/// that method and body stay the same. Otherwise the caller gets the status.
#[tokio::test]
async fn writes_are_redirected_within_the_origin_and_unchanged_only() {
    guard(async {
        let elsewhere = elsewhere().await;
        for status in [301, 302, 303, 307, 308] {
            for link in ["http://THERE/odata/items", "/odata/other"] {
                let there = host(&elsewhere);
                let service = Faulty::start(move |request| match request.target.as_str() {
                    "/odata/other" => Answer::json(200, r#"{"n":1}"#),
                    _ => Answer::new(status, "").header("Location", link.replace("THERE", &there)),
                });
                let service = service.await.unwrap();
                let client = client(&service, 3);
                let root = client.resource().child("items");
                let is_followed = link.starts_with('/') && status >= 307;
                let outcomes = [
                    root.create(&Thing::new(1)).send().await.map(drop),
                    root.key("a").update::<Thing>().set(Thing::N, 1).send().await.map(drop),
                    root.key("a").delete().send().await,
                    root.invoke::<()>("go").send().await,
                ];
                for outcome in outcomes {
                    assert_eq!(outcome.is_ok(), is_followed, "{status} {link}: {outcome:?}");
                    let code = outcome.err().map(|error| error.status().unwrap().as_u16());
                    assert_eq!(code, (!is_followed).then_some(status), "{link}");
                }
                let requests = service.requests();
                assert_eq!(requests.len(), if is_followed { 8 } else { 4 });
                if is_followed {
                    let same = |pair: &[Request]| (&pair[0].method, &pair[0].body) == (&pair[1].method, &pair[1].body);
                    assert!(requests.chunks(2).all(same), "{requests:?}");
                }
            }
        }
        untouched(&elsewhere);
    })
    .await;
}

/// `Location` in the answer to a creation is not gone to.
#[tokio::test]
async fn the_place_of_a_new_entity_is_not_gone_to() {
    guard(async {
        let elsewhere = elsewhere().await;
        let there = elsewhere.base();
        let service = Faulty::start(move |_| Answer::json(201, r#"{"n":1}"#).header("Location", &there)).await.unwrap();
        let made = client(&service, 1).resource().child("items").create(&Thing::new(1)).send().await.unwrap();
        assert_eq!(made.n, Some(1));
        untouched(&elsewhere);
    })
    .await;
}
