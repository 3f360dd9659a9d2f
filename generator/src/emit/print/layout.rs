//! Words, boxes and places where a line may break, laid out: Oppen's algorithm, as prettyplease has it.
//!
//! A box that does not fit on the rest of the line is broken: a consistent one at each of its breaks,
//! an inconsistent one only where what follows does not fit. How long a box or a break is counts up to
//! the next place where the line could break, so that what follows a box stays with it.

/// Lines are to be no longer than this.
const MARGIN: i32 = 89;
/// Each line has at least this much room, however far it is indented.
const MIN_SPACE: i32 = 60;
/// One step of indentation.
pub(super) const INDENT: i32 = 4;
/// Wider than any line: what makes a break a certain one.
const INFINITE: i32 = 0xffff;

/// Where the lines of a broken box break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// At all of its breaks.
    Consistent,
    /// Where what follows does not fit.
    Inconsistent,
}

/// A place where a line may break.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Break {
    /// How many blanks stand there where it does not.
    pub(super) blanks: i32,
    /// How much further the next line is indented than its box.
    pub(super) offset: i32,
    /// What ends the line where it breaks.
    pub(super) before: Option<char>,
    /// What begins the next line where it breaks.
    pub(super) after: &'static str,
    /// What stands there where it does not.
    pub(super) instead: Option<char>,
    /// It only ends what is measured before it.
    pub(super) never: bool,
}

#[derive(Clone, Copy, Debug)]
enum Event {
    /// As many bytes of the text.
    Word(usize),
    Begin(i32, Breaks),
    Break(Break),
    End,
}

/// Text in the making.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The words that are not laid out yet, one after the other.
    words: String,
    /// What is not laid out yet, each with its size. Sizes of boxes and breaks are negative until they end.
    events: Vec<(Event, i32)>,
    /// Boxes and breaks that have not ended, and ends after the last break.
    open: Vec<usize>,
    /// The size of all events.
    total: i32,
    /// What is laid out.
    out: String,
}

impl Layout {
    /// Forgets all that was said, and keeps the room for it.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.events.clear();
        self.open.clear();
        self.total = 0;
        self.out.clear();
    }

    /// Adds to a word, or begins one.
    pub(super) fn word(&mut self, word: &str) {
        self.words.push_str(word);
        let width = i32::try_from(word.len()).unwrap_or(INFINITE).min(INFINITE);
        self.total += width;
        match self.events.last_mut() {
            Some((Event::Word(length), size)) => {
                *length += word.len();
                *size += width;
            }
            _ => self.events.push((Event::Word(word.len()), width)),
        }
    }

    /// Begins a box that is indented by so much more than the one around it.
    pub(super) fn begin(&mut self, offset: i32, breaks: Breaks) {
        self.open.push(self.events.len());
        self.events.push((Event::Begin(offset, breaks), -self.total));
    }

    /// Ends a box.
    pub(super) fn end(&mut self) {
        self.open.push(self.events.len());
        self.events.push((Event::End, 0));
    }

    pub(super) fn break_at(&mut self, at: Break) {
        self.measure();
        self.open.push(self.events.len());
        self.events.push((Event::Break(at), -self.total));
        self.total += at.blanks;
    }

    /// A blank, or a new line.
    pub(super) fn space(&mut self) {
        self.break_at(Break { blanks: 1, ..Break::default() });
    }

    /// Nothing, or a new line.
    pub(super) fn zero(&mut self) {
        self.break_at(Break::default());
    }

    /// Nothing, and never a new line.
    pub(super) fn never(&mut self) {
        self.break_at(Break { never: true, ..Break::default() });
    }

    /// A new line, indented by so much more than its box.
    pub(super) fn line(&mut self, offset: i32) {
        self.break_at(Break { blanks: INFINITE, offset, ..Break::default() });
    }

    /// A comma and a blank between; at the end of a list, one step back, a comma only where the line breaks.
    pub(super) fn comma(&mut self, is_last: bool) {
        if is_last {
            self.break_at(Break { before: Some(','), offset: -INDENT, ..Break::default() });
        } else {
            self.word(",");
            self.space();
        }
    }

    /// Moves the line that begins here one step back: it ends what is indented.
    pub(super) fn outdent(&mut self) {
        if let Some((Event::Break(last), _)) = self.events.last_mut() {
            last.offset -= INDENT;
        }
    }

    /// Gives the size to the break before this place, and to all boxes and breaks that ended since.
    fn measure(&mut self) {
        let mut depth = 0_usize;
        while let Some((event, size)) = self.open.last().and_then(|index| self.events.get_mut(*index)) {
            match event {
                Event::Begin(..) if depth == 0 => return,
                Event::Begin(..) => {
                    *size += self.total;
                    depth -= 1;
                }
                Event::Break(_) => {
                    *size += self.total;
                    if depth == 0 {
                        self.open.pop();
                        return;
                    }
                }
                Event::End => depth += 1,
                Event::Word(_) => {}
            }
            self.open.pop();
        }
    }

    /// Lays out what was said so far, which must be whole lines and whole boxes.
    pub(super) fn flush(&mut self) {
        self.measure();
        let mut page = Page { out: &mut self.out, room: MARGIN, indent: 0, blanks: 0, boxes: Vec::new() };
        let mut words = self.words.as_str();
        for (event, size) in self.events.drain(..) {
            match event {
                Event::Word(length) => {
                    let (word, rest) = words.split_at_checked(length).unwrap_or((words, ""));
                    page.word(word, size);
                    words = rest;
                }
                Event::Begin(offset, breaks) => page.begin(offset, breaks, size),
                Event::Break(at) => page.break_at(at, size),
                Event::End => page.end(),
            }
        }
        self.words.clear();
        self.open.clear();
        self.total = 0;
    }

    /// The text of all that was laid out.
    pub(super) fn text(&self) -> &str {
        &self.out
    }
}

/// The lines as they are written.
struct Page<'o> {
    out: &'o mut String,
    /// How much more fits on the line.
    room: i32,
    /// How far the lines of the box are indented.
    indent: i32,
    /// Blanks that stand before the next word, if one comes in this line.
    blanks: i32,
    /// The boxes around: how far the one around each was indented, or nothing where it fits on its line.
    boxes: Vec<(Option<i32>, Breaks)>,
}

impl Page<'_> {
    fn word(&mut self, word: &str, size: i32) {
        self.indentation();
        self.out.push_str(word);
        self.room -= size;
    }

    fn begin(&mut self, offset: i32, breaks: Breaks, size: i32) {
        if size > self.room {
            self.boxes.push((Some(self.indent), breaks));
            self.indent += offset;
        } else {
            self.boxes.push((None, breaks));
        }
    }

    fn end(&mut self) {
        if let Some((Some(indent), _)) = self.boxes.pop() {
            self.indent = indent;
        }
    }

    fn break_at(&mut self, at: Break, size: i32) {
        let fits = match self.boxes.last() {
            _ if at.never => true,
            Some((None, _)) => true,
            Some((Some(_), Breaks::Inconsistent)) => size <= self.room,
            // A file is broken between its items.
            Some((Some(_), Breaks::Consistent)) | None => false,
        };
        if fits {
            self.blanks += at.blanks;
            self.room -= at.blanks + i32::from(at.instead.is_some());
            self.out.extend(at.instead);
            return;
        }
        if let Some(before) = at.before {
            self.indentation();
            self.out.push(before);
        }
        self.out.push('\n');
        self.blanks = self.indent + at.offset;
        self.room = (MARGIN - self.blanks).max(MIN_SPACE);
        if !at.after.is_empty() {
            self.word(at.after, 1);
        }
    }

    fn indentation(&mut self) {
        const BLANKS: &str = "                                                                ";
        let mut left = usize::try_from(self.blanks).unwrap_or(0);
        while left > 0 {
            let some = left.min(BLANKS.len());
            self.out.push_str(BLANKS.get(..some).unwrap_or_default());
            left -= some;
        }
        self.blanks = 0;
    }
}
