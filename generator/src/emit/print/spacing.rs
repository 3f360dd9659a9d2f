//! Empty lines.

/// Puts an empty line between items and between methods: prettyplease prints none.
pub(super) fn spaced(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + code.len() / 32);
    let (mut before, mut opener) = ("", "");
    let mut rest = code;
    while let Some((line, after)) = rest.split_once('\n') {
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
    out
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
    let mut lines = rest.lines();
    if depth > 4 || lines.clone().next().is_none_or(|line| indent(line) != depth) {
        return false;
    }
    let item = lines.find_map(|line| Some(line.trim_ascii_start()).filter(|text| !is_attribute(text)));
    let item = item.unwrap_or_default();
    let together = TOGETHER.iter().any(|start| opener.starts_with(start) && item.starts_with(start));
    starts_item(item) && !together
}

/// Whether a line begins an item, and not a field, a variant or a statement.
fn starts_item(text: &str) -> bool {
    ["pub ", "fn ", "impl", "use ", "const ", "type ", "mod ", "odata_runtime::"]
        .iter()
        .any(|start| text.starts_with(start))
}
