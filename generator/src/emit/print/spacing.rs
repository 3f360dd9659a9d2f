//! Empty lines.

/// Adds code to a text, with an empty line between items and between methods: prettyplease prints none.
pub(super) fn add_spaced(out: &mut String, code: &str) {
    out.reserve_exact(code.len() + code.len() / 32);
    let (mut before, mut opener) = ("", "");
    let mut rest = code;
    while let Some((line, after)) = first_line(rest) {
        if separates(before, opener, rest) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        before = line;
        let text = line.trim_ascii_start();
        if starts_item(text) {
            opener = text;
        }
        rest = after;
    }
}

/// A text cut behind its first line.
fn first_line(text: &str) -> Option<(&str, &str)> {
    let end = memchr::memchr(b'\n', text.as_bytes())?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

/// Items that stand one under the other, however many lines one takes.
const TOGETHER: &[&str] = &["use ", "pub use ", "mod ", "pub mod ", "odata_runtime::", "pub const ", "const "];

/// Whether an empty line belongs between `before`, which may end the item that `opener` began, and
/// the line that `rest` begins with.
fn separates(before: &str, opener: &str, rest: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_ascii_start().len();
    let is_attribute = |text: &str| text.starts_with("///") || text.starts_with("#[");
    // Most lines are told by their last letter.
    if !before.ends_with(['}', ';']) || is_attribute(before.trim_ascii_start()) {
        return false;
    }
    let depth = indent(before);
    if depth > 4 || indent(rest) != depth {
        return false;
    }
    let mut item = rest.trim_ascii_start();
    while is_attribute(item) {
        item = first_line(item).map_or("", |(_, rest)| rest.trim_ascii_start());
    }
    let together = TOGETHER.iter().any(|start| opener.starts_with(start) && item.starts_with(start));
    starts_item(item) && !together
}

/// Whether a line begins an item, and not a field, a variant or a statement.
fn starts_item(text: &str) -> bool {
    ["pub ", "fn ", "impl", "use ", "const ", "type ", "mod ", "odata_runtime::"]
        .iter()
        .any(|start| text.starts_with(start))
}
