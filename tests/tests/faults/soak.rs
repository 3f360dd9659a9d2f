//! Everything at once, for a while.

use tests::faulty::{Bytes, Collection, Fault, Faulty};

use crate::support::{all, client, drain, for_seeds, items};

/// A service that fails every third answer or so, by anything that passes.
async fn unsteady(items: usize, seed: u64) -> Faulty {
    let collection = Collection::new(items, 20, seed);
    let service = Faulty::start(move |request| {
        let bytes = Bytes::of(seed ^ 0x50a4, request.number);
        let mut entropy = bytes.entropy();
        let fault = if entropy.once_in(3) { Fault::passing(&mut entropy) } else { Fault::harmless(&mut entropy) };
        collection.answer(request).with(&fault)
    });
    service.await.unwrap()
}

/// However the answers fail, every item arrives once and in order, as long as the policy goes on.
#[tokio::test]
async fn all_items_arrive_once_and_in_order() {
    for_seeds(|seed| async move {
        let service = unsteady(500, seed).await;
        let list = items(&client(&service, 50));
        let reads_ahead = seed & 2 == 2;
        let (numbers, error) = drain(if reads_ahead { list.read_ahead() } else { list }).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(numbers, all(500));
    })
    .await;
}

/// Where the policy gives up, what was delivered is a prefix without a gap, and the error says why.
#[tokio::test]
async fn what_arrives_before_the_end_is_a_prefix() {
    for_seeds(|seed| async move {
        let mut broken = 0;
        for round in 0..4 {
            let service = unsteady(500, seed.wrapping_add(round)).await;
            let (numbers, error) = drain(items(&client(&service, 2))).await;
            assert_eq!(numbers, all(numbers.len()));
            match error {
                Some(error) => {
                    assert!(
                        error.is_transport() || error.status().is_some_and(|status| !status.is_success()),
                        "{error}"
                    );
                    broken += 1;
                }
                None => assert_eq!(numbers.len(), 500),
            }
        }
        assert!(broken > 0, "nothing went wrong in 4 rounds");
    })
    .await;
}
