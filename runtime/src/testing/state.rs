//! What is expected, what came, and which expectation a request uses up.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;

use super::{answer::Answer, matching::Matcher, unmet::Unmet};
use crate::client::timer::Timer;

#[derive(Default)]
pub(super) struct State {
    pub(super) entries: Vec<Entry>,
    pub(super) requests: Vec<Request<Bytes>>,
    pub(super) unexpected: Vec<String>,
    /// The URL of the service's root without a slash at its end, where it is known.
    pub(super) root: Option<String>,
    pub(super) in_order: bool,
    pub(super) routes_batches: bool,
    pub(super) timer: Option<Arc<dyn Timer>>,
    /// In order: the expectation that was used last.
    cursor: usize,
}

/// An expectation, and how often it was used.
pub(super) struct Entry {
    pub(super) matcher: Matcher,
    pub(super) answer: Answer,
    pub(super) at_least: usize,
    pub(super) at_most: usize,
    used: usize,
    faults: Vec<String>,
}

impl Entry {
    pub(super) fn new(matcher: Matcher) -> Self {
        Self { matcher, answer: Answer::default(), at_least: 1, at_most: 1, used: 0, faults: Vec::new() }
    }

    pub(super) fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    fn is_open(&self) -> bool {
        self.used < self.at_most
    }

    fn is_owed(&self) -> bool {
        self.used < self.at_least
    }
}

impl State {
    /// Uses up an expectation that the request matches: `matches` says which do, in their order. The
    /// error says what is wrong.
    pub(super) fn claim(&mut self, request: &Request<Bytes>, matches: &[bool]) -> Result<Answer, String> {
        let is_match = |index: usize| matches.get(index).copied().unwrap_or_default();
        let found = if self.in_order { self.next_in_order(is_match) } else { self.first(is_match) };
        let Some((index, entry)) = found.and_then(|index| Some((index, self.entries.get_mut(index)?))) else {
            return Err(self.refuse(request));
        };
        entry.used += 1;
        if let Some(fault) = entry.faults.first() {
            return Err(format!("the expectation {} cannot be met: {fault}", entry.matcher));
        }
        let answer = entry.answer.clone();
        self.cursor = index;
        Ok(answer)
    }

    fn first(&self, is_match: impl Fn(usize) -> bool) -> Option<usize> {
        self.entries
            .iter()
            .enumerate()
            .find(|(index, entry)| entry.is_open() && is_match(*index))
            .map(|(index, _)| index)
    }

    /// The first that is open and matches, with nothing owed before it.
    fn next_in_order(&self, is_match: impl Fn(usize) -> bool) -> Option<usize> {
        for (index, entry) in self.entries.iter().enumerate().skip(self.cursor) {
            if entry.is_open() && is_match(index) {
                return Some(index);
            }
            if entry.is_owed() {
                return None;
            }
        }
        None
    }

    fn refuse(&mut self, request: &Request<Bytes>) -> String {
        let came = format!("{} {}", request.method(), request.uri());
        self.unexpected.push(came.clone());
        let open = self.entries.iter().skip(if self.in_order { self.cursor } else { 0 });
        let open: Vec<String> = open.filter(|entry| entry.is_open()).map(|entry| entry.matcher.to_string()).collect();
        match open.as_slice() {
            [] => format!("{came} was not expected, nor is anything else"),
            [next, ..] if self.in_order => format!("{came} was not expected; the next is {next}"),
            open => format!("{came} was not expected; what is: {}", open.join("; ")),
        }
    }

    pub(super) fn unmet(&self) -> Unmet {
        let missing = self.entries.iter().filter(|entry| entry.is_owed()).map(|entry| match entry.at_least {
            1 => entry.matcher.to_string(),
            times => format!("{} ({} of {times} came)", entry.matcher, entry.used),
        });
        let faults = self
            .entries
            .iter()
            .flat_map(|entry| entry.faults.iter().map(|fault| format!("{}: {fault}", entry.matcher)));
        Unmet { missing: missing.collect(), unexpected: self.unexpected.clone(), faults: faults.collect() }
    }
}
