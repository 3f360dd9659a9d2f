//! Text from elsewhere, made fit for one line.

use std::fmt;

/// Shows a text on one line: control characters escaped, cut off after so many characters.
#[derive(Debug)]
pub(crate) struct OneLine<'a>(pub(crate) &'a str, pub(crate) usize);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.0.trim().chars();
        for character in characters.by_ref().take(self.1) {
            if disturbs(character) {
                write!(f, "{}", character.escape_default())?;
            } else {
                fmt::Write::write_char(f, character)?;
            }
        }
        if characters.next().is_some() {
            f.write_str("…")?;
        }
        Ok(())
    }
}

/// Whether a character can break or reorder a line: controls, line separators, and marks of writing
/// direction, which can make a log say what it does not.
fn disturbs(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::OneLine;

    #[test]
    fn stays_on_one_line() {
        assert_eq!(OneLine("  a\r\nb\u{202e}c\u{1b}[31m ", 99).to_string(), "a\\r\\nb\\u{202e}c\\u{1b}[31m");
        assert_eq!(OneLine("äöüß", 3).to_string(), "äöü…");
        assert_eq!(OneLine("", 3).to_string(), "");
    }
}
