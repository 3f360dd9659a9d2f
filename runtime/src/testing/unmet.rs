//! What was expected and did not come, and what came and was not expected.

use std::fmt;

/// What a [`MockService`](crate::testing::MockService) was promised and did not get. `Debug` is a list
/// too, so that a test which unwraps it says what is wrong.
#[derive(Clone, PartialEq, Eq)]
pub struct Unmet {
    pub(super) missing: Vec<String>,
    pub(super) unexpected: Vec<String>,
    pub(super) faults: Vec<String>,
}

impl Unmet {
    /// The expected calls that did not come, or not often enough.
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// The calls that nothing expected: methods and URLs.
    #[must_use]
    pub fn unexpected(&self) -> &[String] {
        &self.unexpected
    }

    /// Expectations that cannot be met as they are written.
    #[must_use]
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    pub(super) fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.unexpected.is_empty() && self.faults.is_empty()
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lists = [
            ("expected and did not come", &self.missing),
            ("came and was not expected", &self.unexpected),
            ("cannot be expected", &self.faults),
        ];
        let lines = lists.iter().flat_map(|(what, list)| list.iter().map(move |item| format!("{what}: {item}")));
        f.write_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}

impl fmt::Debug for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Unmet {}
