//! The files that a run reads.

use std::path::Path;
use std::sync::OnceLock;

use super::{Code, Diagnostics, Span};

/// Files larger than this are refused.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// Which file of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// The number that stands for no file.
const NOWHERE: u32 = (1 << 12) - 1;

impl SourceId {
    /// The file of a number, as a span keeps it.
    pub(super) fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// Its number, as a span keeps it.
    pub(super) fn number(self) -> u32 {
        self.0.min(NOWHERE)
    }
}

/// A line and a column, both counted from 1; columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// The files of a run: names for people, and texts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Clone, Debug)]
struct SourceFile {
    name: String,
    text: String,
    /// The offset of each line's start; counted when first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl Sources {
    /// Adds a text under the name that diagnostics show. A byte order mark is dropped.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { name: name.into(), text, lines: OnceLock::new() });
        id
    }

    /// Adds the bytes of a file; what is too large or not UTF-8 is an error, and an empty text is
    /// added in its place.
    pub fn add_bytes(&mut self, name: impl Into<String>, bytes: Vec<u8>, diagnostics: &mut Diagnostics) -> SourceId {
        let name = name.into();
        let problem = match (bytes.len() > MAX_BYTES, encoding_mark(&bytes)) {
            (true, _) => Err((Code::TooLarge, format!("{name} is larger than {} MiB", MAX_BYTES >> 20))),
            (_, Some(encoding)) => {
                Err((Code::Encoding, format!("{name} is encoded as {encoding}; only UTF-8 is read")))
            }
            _ => String::from_utf8(bytes).map_err(|error| {
                let offset = error.utf8_error().valid_up_to();
                let line = error.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1;
                (
                    Code::Encoding,
                    format!("{name} is not UTF-8: the byte at offset {offset}, in line {line}, is not valid"),
                )
            }),
        };
        match problem {
            Ok(text) => self.add(name, text),
            Err((code, message)) => {
                let id = self.add(name, String::new());
                let help = (code == Code::Encoding).then(|| "convert the file to UTF-8".to_owned());
                diagnostics.error(code, Span::file(id), message).help_with(help);
                id
            }
        }
    }

    /// Reads a file; what cannot be read, is too large or not UTF-8 is an error.
    pub fn read(&mut self, path: &Path, diagnostics: &mut Diagnostics) -> Option<SourceId> {
        let name = path.display().to_string();
        match std::fs::read(path) {
            Ok(bytes) => {
                let before = diagnostics.errors();
                let id = self.add_bytes(name, bytes, diagnostics);
                // The empty text in its place would only be wrong in other ways.
                (diagnostics.errors() == before).then_some(id)
            }
            Err(error) => {
                let message = format!("cannot read {name}: {error}");
                let id = self.add(name, String::new());
                diagnostics.error(Code::CannotRead, Span::file(id), message);
                None
            }
        }
    }

    /// The name of a file.
    #[must_use]
    pub fn name(&self, id: SourceId) -> &str {
        self.files.get(id.0 as usize).map_or("", |file| &file.name)
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        self.files.get(id.0 as usize).map_or("", |file| &file.text)
    }

    /// The name of the file that a span is in or is; `None` for one that points nowhere.
    #[must_use]
    pub fn file_of(&self, span: Span) -> Option<&str> {
        self.files.get(span.source().0 as usize).map(|file| file.name.as_str())
    }

    /// Where a span starts; `None` for one that points nowhere or is a file as a whole.
    #[must_use]
    pub fn position(&self, span: Span) -> Option<Position> {
        let file = self.files.get(span.source().0 as usize).filter(|_| !span.is_file())?;
        let lines = file.lines.get_or_init(|| {
            let ends = memchr_lines(&file.text);
            std::iter::once(0).chain(ends).collect()
        });
        let line = lines.partition_point(|&start| start <= span.start());
        let start = lines.get(line.wrapping_sub(1)).copied()?;
        let before = file.text.get(start..floor_char(&file.text, span.start()))?;
        Some(Position { line, column: before.chars().count() + 1 })
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The offsets just after each line feed.
fn memchr_lines(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('\n').map(|(offset, _)| offset + 1)
}

/// The character boundary at or before an offset.
pub(super) fn floor_char(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

/// Names the encoding that a byte order mark or the pattern of zeros tells, where it is not UTF-8.
fn encoding_mark(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [b'<' | b'{', 0, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, b'<' | b'{', ..] => Some("UTF-32BE"),
        [0xFF, 0xFE, ..] | [b'<' | b'{', 0, ..] => Some("UTF-16LE"),
        [0xFE, 0xFF, ..] | [0, b'<' | b'{', ..] => Some("UTF-16BE"),
        _ => None,
    }
}
