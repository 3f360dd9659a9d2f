//! The answers to a batch, until they are taken.

use std::{collections::BTreeMap, fmt, sync::Arc};

use crate::{
    batch::{
        handle::{BatchId, Handle, PartId},
        part::Part,
    },
    client::exchange::Answer,
    error::{BatchFault, Context, Error, Fault, Kind, Result},
    request::{Answers, read},
};

/// The answers to a [`Batch`](crate::Batch): one for each part, be it an error.
///
/// What is not taken is lost when this is dropped, errors too: [`errors`](Self::errors) shows them
/// all.
#[must_use = "the parts of a batch can have failed, each by itself"]
pub struct BatchAnswers {
    batch: BatchId,
    /// How many parts the batch had.
    parts: usize,
    waiting: BTreeMap<usize, Result<Answer>>,
}

impl BatchAnswers {
    pub(super) fn new(batch: BatchId, parts: usize) -> Self {
        Self { batch, parts, waiting: BTreeMap::new() }
    }

    /// Takes the answer to a part: what `send` would have given for the request by itself.
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| Response::new(r#"{"responses": [
    /// #     {"id": "2", "status": 404, "body": {"error": {"code": "NotFound"}}},
    /// #     {"id": "1", "status": 200, "body": {"value": [{"name": "a"}]}}
    /// # ]}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let things = client.resource().child("things");
    /// let mut batch = client.batch();
    /// let all = batch.add(things.list::<Object>());
    /// let one = batch.add(things.key(7).get::<Object>());
    ///
    /// let mut answers = batch.send().await?;
    /// assert_eq!(answers.take(all)?.len(), 1);
    /// assert!(answers.take(one).unwrap_err().is_not_found());
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// - The service refused the part, or its answer cannot be read: the error is that of a single
    ///   request, with the part's own path, status, code and ids.
    /// - No answer came: [`is_unanswered`](Error::is_unanswered).
    /// - The part was not sent: [`is_unsent`](Error::is_unsent). It could not be built, came after
    ///   one that could not be, or an earlier request of the batch failed.
    /// - The handle is of another batch, or the answer was taken before.
    pub fn take<T: Answers>(&mut self, part: Handle<T>) -> Result<T> {
        let PartId { batch, index } = part.id();
        if batch != self.batch {
            return Err(misuse("the handle belongs to another batch".to_owned()));
        }
        match self.waiting.remove(&index) {
            Some(answer) => read(answer?),
            None => Err(misuse(format!("the answer to part {} of the batch was taken already", part.id()))),
        }
    }

    /// The parts that failed and whose errors were not taken yet, in the order in which they were
    /// added. An answer that cannot be read shows when it is taken only.
    ///
    /// ```
    /// # fn log(answers: &odata_runtime::BatchAnswers) {
    /// for (part, error) in answers.errors() {
    ///     eprintln!("part {part}: {error}");
    /// }
    /// # }
    /// ```
    pub fn errors(&self) -> impl Iterator<Item = (PartId, &Error)> {
        let batch = self.batch;
        self.waiting
            .iter()
            .filter_map(move |(index, answer)| Some((PartId { batch, index: *index }, answer.as_ref().err()?)))
    }

    /// The parts that were sent and not answered, and were not taken yet. Whether the service has
    /// acted on them is not known.
    ///
    /// ```
    /// # fn check(answers: &odata_runtime::BatchAnswers, part: odata_runtime::Handle<()>) {
    /// if answers.unanswered().any(|id| id == part.id()) {
    ///     // look whether it was done before it is sent again
    /// }
    /// # }
    /// ```
    pub fn unanswered(&self) -> impl Iterator<Item = PartId> {
        self.errors().filter(|(_, error)| error.is_unanswered()).map(|(id, _)| id)
    }

    /// How many answers and errors were not taken yet.
    #[must_use]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether nothing is left to take.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    pub(super) fn put(&mut self, index: usize, answer: Result<Answer>) {
        self.waiting.insert(index, answer);
    }

    pub(super) fn has_failed(&self, index: usize) -> bool {
        self.waiting.get(&index).is_some_and(Result::is_err)
    }

    /// Says of parts that the request that carried them, or one before it, failed.
    pub(super) fn cut_off(
        &mut self,
        parts: impl IntoIterator<Item = Part>,
        why: &Arc<Error>,
        fault: fn(Option<Arc<Error>>) -> BatchFault,
    ) {
        for part in parts {
            let error = Error::new(Kind::Batch(fault(Some(Arc::clone(why)))), part.context);
            self.put(part.index, Err(error));
        }
    }
}

fn misuse(reason: String) -> Error {
    Error::new(Kind::Batch(BatchFault::Handle(Fault(reason))), Context::default())
}

/// Shows how many parts there were, and what became of those not taken yet.
impl fmt::Debug for BatchAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = |answer: &Result<Answer>| match answer {
            Ok(answer) => answer.context.status.map_or_else(String::new, |status| status.as_u16().to_string()),
            Err(error) => error.to_string(),
        };
        let waiting: Vec<_> = self.waiting.iter().map(|(index, answer)| (index + 1, outcome(answer))).collect();
        f.debug_struct("BatchAnswers").field("parts", &self.parts).field("waiting", &waiting).finish()
    }
}
