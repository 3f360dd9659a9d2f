//! Links that were stored or came within an entity, and other origins that are allowed.

use futures_util::{TryStreamExt as _, stream};
use tests::faulty::{Answer, Fault, Faulty, Request, Script};

use crate::support::{
    TOKEN, Thing, all, builder, client, drain, guard, items,
    odata::{
        Client, DeltaLink, Error, Navigation, NextLink, Result,
        transport::{Body, TransportError},
    },
};

/// Links to another server; `THERE` is its host and port.
const HOSTILE: [&str; 6] = [
    "http://THERE/odata/items",
    "//THERE/odata/items",
    "\\\\THERE\\odata\\items",
    "http:\\\\THERE\\odata",
    "http://user@THERE/odata/items",
    "file:///etc/passwd",
];

async fn elsewhere() -> Faulty {
    Faulty::start(|_| Answer::json(200, r#"{"n":666,"value":[{"n":666}]}"#)).await.unwrap()
}

fn host(service: &Faulty) -> String {
    service.origin().trim_start_matches("http://").to_owned()
}

fn refused<T: std::fmt::Debug>(answer: Result<T>) -> Error {
    let error = answer.unwrap_err();
    assert!(error.is_link() || error.is_builder(), "{error}");
    error
}

/// A link from a store is held to the same rules as one that comes with a page: a store that was
/// tampered with sends the token nowhere.
#[tokio::test]
async fn a_stored_link_leads_nowhere_else() {
    guard(async {
        let elsewhere = elsewhere().await;
        let service = Faulty::start(|_| Answer::json(200, r#"{"value":[]}"#)).await.unwrap();
        let client = client(&service, 3);
        for link in HOSTILE {
            let link = link.replace("THERE", &host(&elsewhere));
            let (Ok(next), Ok(delta)) = (link.parse::<NextLink>(), link.parse::<DeltaLink>());
            refused(client.resume::<Thing>(&next).send().await);
            refused(client.resume::<Thing>(&next).items().try_collect::<Vec<_>>().await);
            refused(client.changes_since::<Thing>(&delta).send().await);
            refused(client.changes_since::<Thing>(&delta).collect().await);
            let things = client.resource().child("items");
            refused(things.list::<Thing>().resume(&next).send().await);
            refused(things.track_changes::<Thing>().since(&delta).send().await);
        }
        assert_eq!((elsewhere.connections(), service.connections()), (0, 0));
    })
    .await;
}

/// The link to the rest of a collection within an entity, and the links of a round of changes, lead
/// nowhere else either.
#[tokio::test]
async fn links_within_answers_lead_nowhere_else() {
    const PARTS: Navigation<Thing, Vec<Thing>> = Navigation::new("parts");
    guard(async {
        let elsewhere = elsewhere().await;
        for link in HOSTILE {
            let there = host(&elsewhere);
            let service = Faulty::start(move |request: &Request| {
                let link = link.replace("THERE", &there).replace('\\', "\\\\");
                let body = match request.target.contains("changes") {
                    true => format!(r#"{{"value":[{{"n":1}}],"@odata.nextLink":"{link}"}}"#),
                    false => format!(r#"{{"n":1,"parts":[{{"n":1}}],"parts@odata.nextLink":"{link}"}}"#),
                };
                Answer::json(200, body)
            });
            let service = service.await.unwrap();
            let client = client(&service, 1);
            let thing = client.resource().child("items").key("a").get::<Thing>().send().await.unwrap();
            refused(client.rest_of(&thing, PARTS).unwrap().send().await);
            refused(client.resource().child("changes").track_changes::<Thing>().collect().await);
            assert_eq!(service.requests().len(), 2, "{link}");
        }
        assert_eq!(elsewhere.connections(), 0, "{:?}", elsewhere.requests());
    })
    .await;
}

/// A service whose pages are at another server, which it also redirects to.
async fn split(there: String) -> Faulty {
    let service = Faulty::start(move |request: &Request| match request.target.as_str() {
        "/odata/items" => {
            Answer::json(200, format!(r#"{{"value":[{{"n":0}}],"@odata.nextLink":"{there}/odata/items?p=2"}}"#))
        }
        _ => Answer::new(307, "").header("Location", format!("{there}/odata/moved")),
    });
    service.await.unwrap()
}

/// An origin that is allowed gets requests, but no token and nothing else that may be secret, not even
/// where it asks for one; from there no further origin is reached, and no write goes there.
#[tokio::test]
async fn an_allowed_origin_gets_no_token() {
    guard(async {
        let third = elsewhere().await;
        let third_origin = third.origin();
        let pages = Faulty::start(move |request: &Request| match (request.number, request.target.as_str()) {
            (0, _) => Answer::error(503, "busy").header("Retry-After", "0"),
            (_, "/odata/items?p=2") => {
                Answer::json(200, format!(r#"{{"value":[{{"n":1}}],"@odata.nextLink":"{third_origin}/odata"}}"#))
            }
            (_, "/odata/moved") => Answer::error(401, "who").header("WWW-Authenticate", "Bearer"),
            _ => Answer::error(404, "notThere"),
        });
        let pages = pages.await.unwrap();
        let service = split(pages.origin()).await;
        let client = builder(&service, 3)
            .allow_origin(pages.origin())
            .default_header("x-api-key", TOKEN)
            .default_header("cookie", TOKEN)
            .build()
            .unwrap();
        let (numbers, error) = drain(items(&client)).await;
        assert_eq!(numbers, all(2));
        refused(error.map_or(Ok(()), Err));
        let thing = client.resource().child("items").key("a");
        assert!(thing.get::<Thing>().send().await.unwrap_err().is_unauthorized());
        refused(thing.delete().send().await);
        refused(thing.update::<Thing>().set(Thing::N, 1).send().await);
        refused(client.resource().child("items").key("b").invoke::<()>("go").send().await);

        assert_eq!(pages.requests().len(), 3, "{:?}", pages.requests());
        let secrets = format!("{:?}", pages.requests());
        assert!(!secrets.contains(TOKEN), "{secrets}");
        assert!(service.requests().iter().all(|request| request.token() == Some(TOKEN)));
        assert_eq!(third.connections(), 0);
    })
    .await;
}

/// A redirect of an upload that comes once cannot be followed: the caller is told, and no half of it
/// goes anywhere.
#[tokio::test]
async fn an_upload_that_comes_once_is_not_redirected() {
    guard(async {
        let service = Faulty::start(|request: &Request| match request.target.as_str() {
            "/odata/moved" => Answer::new(204, ""),
            _ => Answer::new(307, "").header("Location", "/odata/moved"),
        });
        let service = service.await.unwrap();
        let client: Client = client(&service, 3);
        let photo = client.resource().child("items").key("a").value();
        let parts = || stream::iter([Ok::<_, TransportError>("abc".into()), Ok("def".into())]);
        refused(photo.upload("text/plain").send(Body::stream(parts())).await);
        assert_eq!(service.requests().len(), 1);
        photo.upload("text/plain").send(Body::replayable(parts)).await.unwrap();
        let bodies: Vec<_> = service.requests().into_iter().map(|request| request.body).collect();
        assert_eq!(bodies, [b"abcdef", b"abcdef", b"abcdef"]);
    })
    .await;
}

/// A stored link goes on where the list broke off: with what was read before, nothing is missing and
/// nothing comes twice.
#[tokio::test]
async fn a_list_that_broke_off_goes_on_from_its_link() {
    guard(async {
        let collection = tests::faulty::Collection::new(120, 9, 77);
        let service = Faulty::start(move |request: &Request| match request.number % 5 {
            4 => collection.answer(request).with(&Fault::CutInBody),
            _ => Script::from(collection.answer(request)),
        });
        let service = service.await.unwrap();
        let client = client(&service, 1);
        let (mut numbers, mut stored, mut breaks) = (Vec::new(), None::<String>, 0);
        loop {
            let things = client.resource().child("items").list::<Thing>();
            let link = stored.take().map(|text| serde_json::from_str::<NextLink>(&text).unwrap());
            let mut pages = link.as_ref().map_or_else(|| things, |link| client.resume(link)).pages();
            let mut last = link;
            let is_done = loop {
                match pages.try_next().await {
                    Ok(Some(page)) => {
                        numbers.extend(page.iter().filter_map(|thing| thing.n));
                        last = page.next_link().cloned();
                    }
                    Ok(None) => break true,
                    Err(error) => break !error.is_transport(),
                }
            };
            if is_done {
                break;
            }
            breaks += 1;
            stored = last.map(|link| serde_json::to_string(&link).unwrap());
        }
        assert_eq!(numbers, all(120));
        assert!(breaks > 2);
    })
    .await;
}
