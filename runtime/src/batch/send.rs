//! Sending a batch: request after request, and again what was throttled.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use http::Method;

use crate::{
    batch::{Planned, answers::BatchAnswers, part::Part, read::Parts},
    client::{Client, exchange::Answer},
    error::{BatchFault, Context, Error, Kind, Result},
    request::Draft,
};

/// A batch on its way.
pub(super) struct Sending<'a> {
    client: &'a Client,
    started: Duration,
    pub(super) answers: BatchAnswers,
}

/// The parts of a request that are to be sent again, and after how long.
#[derive(Default)]
struct Again {
    parts: Vec<Part>,
    wait: Duration,
}

impl<'a> Sending<'a> {
    pub(super) fn new(client: &'a Client, answers: BatchAnswers) -> Self {
        Self { client, started: client.timer().now(), answers }
    }

    /// Builds the parts. What cannot be built, and what comes after it, has its error at once.
    pub(super) fn prepare(&mut self, parts: Vec<Planned>) -> Vec<Part> {
        let mut ready = Vec::with_capacity(parts.len());
        for (index, Planned { draft, after }) in parts.into_iter().enumerate() {
            let blocked = after.iter().any(|earlier| self.answers.has_failed(*earlier));
            match Part::new(self.client, index, &draft, after) {
                Ok(part) if blocked => {
                    self.answers.put(index, Err(Error::new(Kind::Batch(BatchFault::Dependency), part.context)));
                }
                Ok(part) => ready.push(part),
                Err(error) => self.answers.put(index, Err(error)),
            }
        }
        ready
    }

    /// Sends the requests one after the other. The first failure is the batch's where nothing was
    /// answered before it.
    pub(super) async fn send(&mut self, chunks: Vec<Vec<Part>>) -> Result<()> {
        let mut chunks = chunks.into_iter();
        let mut any = false;
        while let Some(mut chunk) = chunks.next() {
            while !chunk.is_empty() {
                match self.round(chunk).await {
                    Ok(again) => (chunk, any) = (again, true),
                    Err((error, _)) if !any => return Err(error),
                    Err((error, failed)) => {
                        let fault = if error.is_before_sending() { BatchFault::Unsent } else { BatchFault::Unanswered };
                        let why = Arc::new(error);
                        self.answers.cut_off(failed, &why, fault);
                        self.answers.cut_off(chunks.by_ref().flatten(), &why, BatchFault::Unsent);
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    /// Sends some parts in one request, puts their answers where they belong, and waits for those
    /// that are to be sent again: it gives them back. A request that fails gives all its parts back,
    /// none of them answered.
    async fn round(&mut self, mut chunk: Vec<Part>) -> Result<Vec<Part>, (Error, Vec<Part>)> {
        chunk.iter_mut().for_each(|part| part.attempts += 1);
        let outer = match exchange(self.client, &chunk).await {
            Ok(outer) => outer,
            Err(error) => return Err((error, chunk)),
        };
        let Again { parts, wait } = match Parts::of(&outer) {
            Ok(parts) => self.settle(chunk, parts, &outer.context),
            Err(error) => return Err((error, chunk)),
        };
        if !parts.is_empty() {
            let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            tracing::info!(parts = parts.len(), wait_ms, "parts of a batch are tried again");
            self.client.timer().sleep(wait).await;
        }
        Ok(parts)
    }

    /// Puts the answers of one request where they belong, but for those of parts to be sent again.
    fn settle(&mut self, chunk: Vec<Part>, mut answers: Parts<'_>, outer: &Context) -> Again {
        let mut again = Again::default();
        let mut indexes = BTreeSet::new();
        for part in chunk {
            let answer = answers.take(&part).unwrap_or_else(|| {
                let (request_id, date) = (outer.request_id.clone(), outer.date.clone());
                let context = Context { request_id, date, ..part.context.clone() };
                Err(Error::new(Kind::Batch(BatchFault::Unanswered(None)), context))
            });
            let is_blocked = part.after.iter().any(|earlier| indexes.contains(earlier));
            match answer.as_ref().err().and_then(|error| self.wait_after(&part, error, is_blocked)) {
                Some(wait) => {
                    again.wait = again.wait.max(wait);
                    indexes.insert(part.index);
                    again.parts.push(part);
                }
                None => self.answers.put(part.index, answer),
            }
        }
        again
    }

    /// How long to wait before a part that failed is sent again, if it is. One that failed only
    /// because another did goes along with that.
    fn wait_after(&self, part: &Part, error: &Error, is_blocked: bool) -> Option<Duration> {
        if error.is_failed_dependency() {
            return is_blocked.then_some(Duration::ZERO);
        }
        // Without an answer, it may have been carried out: the caller decides.
        error.service()?;
        self.client.wait_after(error, part.method(), &part.settings, part.attempts, self.started)
    }
}

async fn exchange(client: &Client, chunk: &[Part]) -> Result<Answer> {
    let present: BTreeSet<usize> = chunk.iter().map(|part| part.index).collect();
    // What is not in this request has succeeded in one before it.
    let after = |part: &Part| part.after.iter().copied().filter(|index| present.contains(index)).collect::<Vec<_>>();
    let parts: Result<Vec<String>, _> = chunk.iter().map(|part| part.json(&after(part))).collect();
    let body = format!(r#"{{"requests":[{}]}}"#, parts.map_err(Error::build)?.join(","));
    let mut draft = Draft::new(client.resource().child("$batch"), Method::POST).with_body(Ok(body.into_bytes()));
    draft.header("accept", "application/json");
    // Without it, OData lets a service stop at the first part that fails.
    draft.header("prefer", "odata.continue-on-error");
    draft.settings_mut().idempotent = chunk.iter().all(|part| part.settings.is_idempotent(part.method()));
    draft.send().await
}
