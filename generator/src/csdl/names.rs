//! The syntax of names.

use crate::diagnostic::{Code, Diagnostics};

use super::document::Text;

/// Reports a name that is no simple identifier.
pub(super) fn check_identifier(text: &Text<'_>, diagnostics: &mut Diagnostics) {
    if !is_simple_identifier(&text.value) {
        diagnostics
            .error(Code::InvalidName, text.span, format!("`{}` is not a simple identifier", text.value))
            .help("a name starts with a letter or `_`, then has letters, digits and `_`, at most 128");
    }
}

/// Reports a name that is no namespace.
pub(super) fn check_namespace(text: &Text<'_>, diagnostics: &mut Diagnostics) {
    if !is_namespace(&text.value) {
        diagnostics
            .error(Code::InvalidName, text.span, format!("`{}` is not a namespace", text.value))
            .help("a namespace is one or more simple identifiers with dots between");
    } else if text.value.len() > 511 {
        diagnostics.error(Code::InvalidName, text.span, "a namespace has at most 511 characters");
    }
}

/// Whether a text is an OData simple identifier: a letter or `_`, then letters, digits, marks,
/// connectors; at most 128 characters.
pub(crate) fn is_simple_identifier(text: &str) -> bool {
    let classes = text.bytes().fold(0, |classes, byte| classes | CLASSES[usize::from(byte)]);
    if classes == LETTER || classes == LETTER | DIGIT {
        return text.len() <= 128 && text.bytes().next().is_some_and(|b| !b.is_ascii_digit());
    }
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && chars.all(|c| c.is_alphanumeric() || is_connector(c) || is_mark(c))
        && text.chars().count() <= 128
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const OTHER: u8 = 4;

/// What each byte is: an ASCII letter or `_`, a digit, or something that needs a closer look.
static CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_digit() {
            classes[byte] = DIGIT;
        } else if (byte as u8).is_ascii_alphabetic() || byte as u8 == b'_' {
            classes[byte] = LETTER;
        }
        byte += 1;
    }
    classes
};

/// Whether a text is a namespace: simple identifiers with dots between.
pub(crate) fn is_namespace(text: &str) -> bool {
    text.split('.').all(is_simple_identifier)
}

/// Unicode's connector punctuation (Pc).
fn is_connector(c: char) -> bool {
    matches!(
        c,
        '_' | '\u{203F}' | '\u{2040}' | '\u{2054}' | '\u{FE33}' | '\u{FE34}' | '\u{FE4D}'..='\u{FE4F}' | '\u{FF3F}'
    )
}

/// Combining marks and format characters that may stand inside of words. The blocks of combining
/// marks stand for the general categories Mn and Mc, which the standard library does not tell.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0487}' | '\u{0591}'..='\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{06D6}'..='\u{06ED}'
        | '\u{0900}'..='\u{0DFF}' | '\u{0E31}'..='\u{0E4E}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{200C}'..='\u{200F}' | '\u{20D0}'..='\u{20FF}' | '\u{3099}' | '\u{309A}'
        | '\u{FE20}'..='\u{FE2F}')
}
