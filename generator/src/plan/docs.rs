//! Documentation: from annotations to lines that rustdoc takes as they are meant.

use super::model::Docs;

/// The widest line of documentation, without the `/// ` before it.
const WIDTH: usize = 96;

impl Docs {
    /// One paragraph of our own text, which may hold markup.
    #[must_use]
    pub fn text(text: impl AsRef<str>) -> Self {
        let mut docs = Self::default();
        docs.paragraph(text);
        docs
    }

    /// Adds a paragraph of our own text, with an empty line before it.
    pub fn paragraph(&mut self, text: impl AsRef<str>) {
        if text.as_ref().trim().is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(wrap(text.as_ref(), WIDTH));
    }

    /// Adds list items of our own text, as a paragraph of their own.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() && !self.0.is_empty() {
            self.0.push(String::new());
        }
        for item in items {
            let mut lines = wrap(&item, WIDTH - 2).into_iter();
            self.0.extend(lines.next().map(|line| format!("- {line}")));
            self.0.extend(lines.map(|line| format!("  {line}")));
        }
    }
}

/// Text of a schema, made harmless: no link, no markup, no HTML, no control character.
///
/// Whatever stands in a schema reads in the documentation as it reads in the schema; code spans are
/// the one thing that may stay markup, and only where their back-ticks are paired.
#[must_use]
pub(crate) fn plain(text: &str) -> String {
    // What is not shown goes first: it must not come between two characters that mean something together.
    let shown: String = text.chars().filter(|c| c.is_whitespace() || is_shown(*c)).collect();
    let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let paired = flat.matches('`').count() % 2 == 0 && !flat.contains("``");
    let mut out = String::with_capacity(flat.len() + 8);
    let mut in_code = false;
    let mut before = ' ';
    for c in flat.chars() {
        match c {
            '`' if paired => in_code = !in_code,
            '`' => out.push('\\'),
            '_' if !in_code && !before.is_alphanumeric() => out.push('\\'),
            '\\' | '[' | ']' | '<' | '>' | '*' | '#' | '|' | '~' | '&' if !in_code => out.push('\\'),
            // A scheme would make a bare URL, which rustdoc warns of.
            ':' if !in_code && flat.contains("://") => out.push('\\'),
            _ => {}
        }
        out.push(c);
        before = c;
    }
    escape_list_marker(out)
}

/// A name of the schema in a code span.
#[must_use]
pub(crate) fn code(name: &str) -> String {
    // Most names are nothing but letters.
    if !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic() && b != b'`') {
        return format!("`{name}`");
    }
    let clean: String =
        name.chars().filter(|c| (*c == ' ' || !c.is_whitespace()) && is_shown(*c) && *c != '`').collect();
    // Two back-ticks with nothing between would begin a longer code span.
    if clean.trim().is_empty() { "` `".to_owned() } else { format!("`{}`", clean.trim()) }
}

/// Ends a sentence that does not end itself.
#[must_use]
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', ';']) { text.to_owned() } else { format!("{text}.") }
}

/// Whether a character is seen. Marks that turn the direction of text around can make code read as what it
/// is not, and those without any width hide what stands between others.
fn is_shown(c: char) -> bool {
    let is_hidden = matches!(c,
        '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    !is_hidden && !c.is_control()
}

/// `- x`, `+ x`, `1. x` at the start of a paragraph would be a list.
fn escape_list_marker(text: String) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", text.get(..digits).unwrap_or_default());
    }
    if text.starts_with(['-', '+', '=']) { format!("\\{text}") } else { text }
}

/// Breaks text at blanks outside code spans and links.
fn wrap(text: &str, width: usize) -> Vec<String> {
    // Most texts fit on a line as they are.
    if text.len() <= width && !text.is_empty() && text.split(' ').all(|word| !word.is_empty()) {
        return vec![text.to_owned()];
    }
    let mut lines = Vec::new();
    let (mut line, mut length) = (String::new(), 0);
    let mut rest = text;
    while let Some(word) = next_unbreakable(&mut rest) {
        let added = word.split(' ').filter(|part| !part.is_empty());
        let word_length = added.clone().map(|part| part.chars().count() + 1).sum::<usize>().saturating_sub(1);
        if !line.is_empty() && length + 1 + word_length > width && !is_marker(word) {
            lines.push(std::mem::take(&mut line));
        }
        length = if line.is_empty() { word_length } else { length + 1 + word_length };
        for part in added {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(part);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Whether a word would be markup, were it the first of a line.
fn is_marker(word: &str) -> bool {
    // A line of nothing but dashes or equals signs makes a heading of the line above.
    (!word.is_empty() && word.chars().all(|c| matches!(c, '-' | '+' | '=')))
        || word.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit()) && word.ends_with(['.', ')'])
}

/// Takes a word off a text, where a code span counts as one with what touches it.
fn next_unbreakable<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let text = rest.trim_start_matches(' ');
    let mut in_code = false;
    let mut end = 0;
    for part in text.split_inclusive(' ') {
        let word = part.trim_end_matches(' ');
        end += part.len();
        in_code = is_code_after(word, in_code);
        if !in_code {
            end -= part.len() - word.len();
            break;
        }
    }
    let (word, after) = text.split_at_checked(end)?;
    *rest = after;
    Some(word.trim_end_matches(' ')).filter(|word| !word.is_empty())
}

/// Whether a code span is open after a text, if one was, or was not, before it.
fn is_code_after(text: &str, mut in_code: bool) -> bool {
    let mut is_escaped = false;
    for c in text.chars() {
        in_code ^= c == '`' && !is_escaped;
        // A back-slash in a code span is but a back-slash.
        is_escaped = c == '\\' && !is_escaped && !in_code;
    }
    in_code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_text_is_not_markup() {
        assert_eq!(plain("see [x](y) <b> & `a b`"), "see \\[x\\](y) \\<b\\> \\& `a b`");
        assert_eq!(plain("odd ` tick"), "odd \\` tick");
        assert_eq!(plain("https://example.com"), "https\\://example.com");
        assert_eq!(plain("1. first\n\n  # head"), "1\\. first \\# head");
        assert_eq!(plain("snake_case and _emphasis_"), "snake_case and \\_emphasis_");
        assert_eq!(plain("a\u{202e}b\u{0}"), "ab");
        assert_eq!(plain("`\u{202e}`<b>`\u{0}`"), "\\`\\`\\<b\\>\\`\\`");
        assert_eq!(plain("a\u{2028}\u{2029}\t    b"), "a b");
        assert_eq!(code("a`\u{2028}\n[b]"), "`a[b]`");
        assert_eq!(code("`"), "` `");
    }

    #[test]
    fn long_text_is_wrapped_outside_code() {
        let lines = wrap("one two `three four` five", 9);
        assert_eq!(lines, ["one two", "`three four`", "five"]);
        // An escaped back-slash before it does not escape a back-tick.
        assert_eq!(wrap(&plain("one\\`two # three` four"), 9), ["one\\\\`two # three`", "four"]);
        assert_eq!(wrap("one two --- === four", 7), ["one two --- ===", "four"]);
    }

    #[allow(clippy::panic, reason = "a test fails by panicking")]
    /// What rustdoc makes of a text of a schema: the text that is read, code included.
    fn read(lines: &[String]) -> String {
        use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
        let joined = lines.join("\n");
        let mut text = String::new();
        // As rustdoc has it, but for the curly quotes, which change the text.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        for event in Parser::new_ext(&joined, options) {
            match event {
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
                Event::SoftBreak => text.push(' '),
                other => panic!("{other:?} in {joined:?}"),
            }
        }
        text
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2000))]

        #[test]
        fn any_text_is_read_as_it_is_written(
            words in proptest::collection::vec("[-+=#>*_~|`\\\\<\\[\\]()!&:^.$/ab1 \u{202e}\u{200b}\t\n]{1,12}|https?://a\\.b/c|```|~~~|---|<!--|[a-zA-Z]{20,40}|\\PC{1,9}", 0..40),
        ) {
            let text = words.join(" ");
            let docs = Docs::text(plain(&text));
            let shown: String = text.chars().filter(|c| c.is_whitespace() || is_shown(*c)).collect();
            let plain_text = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '`').collect::<String>();
            proptest::prop_assert_eq!(plain_text(&read(&docs.0)), plain_text(&shown), "{:?}", docs.0);
            proptest::prop_assert!(docs.0.iter().all(|line| !line.replace("\\://", "").contains("://") || line.contains('`')));
        }
    }
}
