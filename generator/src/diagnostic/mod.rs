//! Errors and warnings that point into the files they are about.

mod codes;
mod json;
mod render;
mod sources;

#[cfg(test)]
mod tests;

pub use codes::Code;
pub use render::{Style, render};
pub use sources::{Position, SourceId, Sources};

/// A piece of a source file: byte offsets, end exclusive.
///
/// It is kept in eight bytes, since a document has a hundred thousand of them: lengths past a
/// megabyte and sources past the four thousandth are cut, which only shortens what is underlined.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    /// The source in the upper bits, the length in the lower.
    rest: u32,
}

/// How many bits of [`Span::rest`] are the length.
const LENGTH_BITS: u32 = 20;
const MAX_LENGTH: u32 = (1 << LENGTH_BITS) - 1;

/// The start of a span that is a file as a whole. No file that is read is so large.
const WHOLE_FILE: u32 = u32::MAX;

impl Span {
    /// Points nowhere: for what has no place in any file.
    pub const NONE: Self = Self { start: 0, rest: u32::MAX };

    /// A file as a whole: for what has no place in its text.
    #[must_use]
    pub fn file(source: SourceId) -> Self {
        Self { start: WHOLE_FILE, rest: source.number() << LENGTH_BITS }
    }

    /// The bytes `start..end` of a source.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let length = u32::try_from(end.saturating_sub(start)).unwrap_or(u32::MAX).min(MAX_LENGTH);
        let start = u32::try_from(start).unwrap_or(u32::MAX).min(WHOLE_FILE - 1);
        Self { start, rest: source.number() << LENGTH_BITS | length }
    }

    /// Which file.
    #[must_use]
    pub fn source(self) -> SourceId {
        SourceId::from_number(self.rest >> LENGTH_BITS)
    }

    /// The byte offset of the start.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte offset just past the end.
    #[must_use]
    pub fn end(self) -> usize {
        self.start() + (self.rest & MAX_LENGTH) as usize
    }

    /// Whether it points nowhere.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// Whether it is a file as a whole.
    fn is_file(self) -> bool {
        self.start == WHOLE_FILE
    }

    /// The order in which diagnostics are told: file by file, what is about the whole first, then from the top.
    fn order(self) -> (u32, bool, u32, u32) {
        (self.rest >> LENGTH_BITS, !self.is_file(), self.start, self.rest)
    }
}

impl Default for Span {
    fn default() -> Self {
        Self::NONE
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_none() {
            return f.write_str("-");
        }
        write!(f, "{}..{}", self.start(), self.end())
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Generation goes on.
    Warning,
}

/// One error or warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is; stable.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is wrong, in one sentence.
    pub message: String,
    /// A short text under the snippet's mark.
    pub label: Option<String>,
    /// What to do, or what was perhaps meant.
    pub help: Option<String>,
    /// What else is to know, such as why the file is read at all.
    pub note: Option<String>,
}

impl Diagnostic {
    /// Adds a short text under the snippet's mark.
    pub fn label(&mut self, text: impl Into<String>) -> &mut Self {
        self.label = Some(text.into());
        self
    }

    /// Adds advice.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// Adds advice, where there is any.
    pub fn help_with(&mut self, text: Option<String>) -> &mut Self {
        if text.is_some() {
            self.help = text;
        }
        self
    }
}

/// How many diagnostics are kept whole; those beyond are counted only, so that a broken file cannot
/// fill the memory.
const KEPT: usize = 2_000;

/// The errors and warnings of a run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
    /// Takes what is reported once [`KEPT`] is reached.
    overflow: Option<Box<Diagnostic>>,
    /// Codes whose errors count as warnings in this run.
    forgiven: &'static [Code],
}

impl Diagnostics {
    /// Diagnostics of a run in which errors of these codes are warnings.
    #[must_use]
    pub fn forgiving(codes: &'static [Code]) -> Self {
        Self { forgiven: codes, ..Self::default() }
    }

    /// Reports an error, or a warning where the run forgives its code.
    pub fn error(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let severity = if self.forgiven.contains(&code) { Severity::Warning } else { Severity::Error };
        self.report(severity, code, span, message.into())
    }

    /// Reports a warning.
    pub fn warn(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.report(Severity::Warning, code, span, message.into())
    }

    /// Reports with a severity that the caller decides.
    pub fn report(&mut self, severity: Severity, code: Code, span: Span, message: String) -> &mut Diagnostic {
        let keep = self.counts_and_keeps(severity);
        let diagnostic = Diagnostic { code, severity, span, message, label: None, help: None, note: None };
        if keep { self.list.push_mut(diagnostic) } else { self.overflow.insert(Box::new(diagnostic)) }
    }

    /// Counts a diagnostic; whether it is one to keep.
    fn counts_and_keeps(&mut self, severity: Severity) -> bool {
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        // The first error is kept even where warnings have filled the list.
        self.list.len() < KEPT || (severity == Severity::Error && *count <= KEPT)
    }

    /// Adds a note to every error in a file.
    pub(crate) fn note_errors_of(&mut self, source: SourceId, note: &str) {
        let is_of = |one: &&mut Diagnostic| one.severity == Severity::Error && one.span.source() == source;
        self.list.iter_mut().filter(is_of).for_each(|one| one.note = Some(note.to_owned()));
    }

    /// Whether there is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// The one that is told first: the first error, or where there is none, the first warning.
    #[must_use]
    pub fn first(&self) -> Option<&Diagnostic> {
        self.list.iter().min_by_key(|d| (d.severity, d.span.order()))
    }

    /// Whether nothing was reported.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The diagnostics, in the order of their report.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Sorts them: errors first, then by place.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|d| (d.severity, d.span.order()));
    }

    /// Takes over what another run reported, as if it had been reported here.
    pub fn append(&mut self, other: Self) {
        let (errors, warnings) = (self.errors + other.errors, self.warnings + other.warnings);
        for one in other.list {
            if self.counts_and_keeps(one.severity) {
                self.list.push(one);
            }
        }
        // With those that the other has not kept.
        (self.errors, self.warnings) = (errors, warnings);
    }

    /// An empty list for a part of the same run: what is forgiven here is forgiven there.
    pub(crate) fn of_the_same_run(&self) -> Self {
        Self::forgiving(self.forgiven)
    }
}

/// Diagnostics together with the files they point into.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The files.
    pub sources: Sources,
    /// What was found in them.
    pub diagnostics: Diagnostics,
}

impl Report {
    /// How many diagnostics have one of these codes.
    #[must_use]
    pub fn count(&self, codes: &[Code]) -> usize {
        self.diagnostics.iter().filter(|one| codes.contains(&one.code)).count()
    }

    /// The text for a person: `file:line:col`, a snippet, help; capped with a count of the rest.
    #[must_use]
    pub fn render(&self, style: Style) -> String {
        render(&self.sources, &self.diagnostics, style)
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render(Style::Plain))
    }
}

impl std::error::Error for Report {}

/// "did you mean" for a name that is not known, if any candidate is close.
pub fn suggestion<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    closest(name, candidates).map(|best| format!("did you mean `{best}`?"))
}

/// The candidate that is most like `name`, if one is close.
///
/// Candidates that differ in case only come first; then those within an edit distance of about a
/// third of the name's length.
pub fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (name.chars().count() / 3).clamp(1, 6);
    let lower = name.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.len().abs_diff(name.len()) > limit * 4 {
            continue;
        }
        let distance = if candidate.to_lowercase() == lower { 0 } else { strsim::osa_distance(name, candidate) };
        if distance <= limit && best.is_none_or(|(least, text)| (distance, candidate) < (least, text)) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, text)| text)
}
