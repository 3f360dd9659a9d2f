//! Identifiers: the one place where a service's name becomes a Rust name.
//!
//! Three casings (`TypeName`, `field_name`, `CONSTANT_NAME`) are made of the same words, so that a
//! field, its constant and its accessor always agree. Nothing here looks at more than one name;
//! collisions are the business of `plan/names.rs`.

use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization as _;

/// Keywords, strict and reserved, of every edition up to 2024, that can be written raw (`r#type`); sorted.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// How long the longest of them is.
const LONGEST_KEYWORD: usize = "abstract".len();

/// Keywords that cannot be raw identifiers; they take a trailing underscore.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self", "_"];

/// Module names that mean something else: to cargo, or in the paths of emitted code.
const MODULES: &[&str] =
    &["alloc", "clouds", "core", "lib", "main", "mod", "odata", "odata_runtime", "requests", "std"];

/// The words of a name: `createdDateTime` gives `created`, `Date`, `Time`.
///
/// A new word starts at a capital that follows a lower-case letter or a digit, at the last capital of
/// a run that a lower-case letter follows (`HTTPRequest`), and after anything that is no letter and
/// no digit. A separator between two digits is kept as an underscore, so that `v10_1` and `v1_01`
/// stay apart.
fn words(name: &str) -> Words {
    // Rust takes identifiers that are the same in this form for the same, and warns of all other forms.
    let chars: Vec<char> = if name.is_ascii() { name.chars().collect() } else { name.nfkc().collect() };
    let mut words = Words { text: String::with_capacity(name.len()), ends: Vec::with_capacity(8) };
    for (index, &c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(index + 1).copied();
        // Some letters and numbers, such as `௰`, may stand in no identifier of Rust.
        if !c.is_alphanumeric() || !is_xid_continue(c) {
            let between_digits =
                before.is_some_and(|b| b.is_ascii_digit()) && after.is_some_and(|a| a.is_ascii_digit());
            if between_digits {
                words.text.push('_');
            } else {
                words.end();
            }
            continue;
        }
        let starts = c.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase() || b.is_numeric() || (b.is_uppercase() && after.is_some_and(char::is_lowercase))
            });
        if starts {
            words.end();
        }
        words.text.push(c);
    }
    words.end();
    words
}

/// Words in one text, each up to its end.
struct Words {
    text: String,
    ends: Vec<usize>,
}

impl Words {
    /// Ends the word at hand, if it has any letter.
    fn end(&mut self) {
        if self.ends.last().copied().unwrap_or(0) < self.text.len() {
            self.ends.push(self.text.len());
        }
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, end)| self.text.get(start..*end))
    }

    /// The words with underscores between, in other letters: of ASCII those of the first function.
    fn joined(&self, ascii: fn(&mut str), other: fn(&str) -> String) -> String {
        let mut joined = String::with_capacity(self.text.len() + self.ends.len());
        for word in self.iter() {
            if !joined.is_empty() {
                joined.push('_');
            }
            if word.is_ascii() { joined.push_str(word) } else { joined.push_str(&other(word)) }
        }
        // What is not ASCII was written so already.
        ascii(&mut joined);
        joined
    }
}

/// `taskProcessingResult` → `TaskProcessingResult`. Never empty, never a keyword.
#[must_use]
pub fn type_name(name: &str) -> String {
    let joined: String = words(name).iter().map(capitalized).collect();
    legal(shortened(joined, |hash| format!("{hash:016X}")), 'T')
}

/// `createdDateTime` → `created_date_time`; not yet raw: see [`raw`]. Never empty.
#[must_use]
pub fn field_name(name: &str) -> String {
    legal(words(name).joined(str::make_ascii_lowercase, str::to_lowercase), 'n')
}

/// `createdDateTime` → `CREATED_DATE_TIME`. Never empty.
#[must_use]
pub fn constant_name(name: &str) -> String {
    legal(words(name).joined(str::make_ascii_uppercase, str::to_uppercase), 'N')
}

/// Writes a keyword as a raw identifier: `type` → `r#type`.
#[must_use]
pub fn raw(name: &str) -> String {
    if is_keyword(name) { format!("r#{name}") } else { name.to_owned() }
}

/// Whether a name must be written raw.
#[must_use]
pub(crate) fn is_keyword(name: &str) -> bool {
    // Most names are longer than any keyword.
    name.len() <= LONGEST_KEYWORD && KEYWORDS.binary_search(&name).is_ok()
}

/// A file or module name: a keyword takes an underscore, as a raw module's file would need `#[path]`.
#[must_use]
pub fn module_name(name: &str) -> String {
    // A module's file must have an ASCII name.
    let spelt = |c: char| if c.is_ascii() { c.to_string() } else { format!("u{:x}", u32::from(c)) };
    let name = shortened(field_name(name).chars().map(spelt).collect(), |hash| format!("_{hash:016x}"));
    if is_keyword(&name) || MODULES.contains(&name.as_str()) || is_device(&name) { format!("{name}_") } else { name }
}

/// Whether Windows takes a file of that name for a device, whatever its extension.
fn is_device(name: &str) -> bool {
    let is_port = |kind| {
        name.strip_prefix(kind).is_some_and(|port| port.len() == 1 && port.as_bytes().iter().all(u8::is_ascii_digit))
    };
    matches!(name, "aux" | "con" | "nul" | "prn") || is_port("com") || is_port("lpt")
}

/// FNV-1a, 64 bits: it has to tell names apart that begin alike, the same way whatever else is in scope.
#[must_use]
pub fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Keeps what becomes the name of a file, of ours or of rustdoc's, within what file systems take: 128
/// letters that are not ASCII are more. The end of a longer name becomes a hash of it.
fn shortened(name: String, end: impl Fn(u64) -> String) -> String {
    const MOST: usize = 160;
    if name.len() <= MOST {
        return name;
    }
    let hash = hash(name.bytes());
    let start: String = name.char_indices().take_while(|(at, _)| *at < MOST).map(|(_, c)| c).collect();
    format!("{start}{}", end(hash))
}

/// Mends what no identifier may be: empty, led by a digit or a mark, all underscores, or a word that cannot be raw.
/// Rust takes names that are the same in normal form C for one; so are those that are made here.
fn legal(name: String, lead: char) -> String {
    let name = if name.is_ascii() { name } else { name.nfc().collect() };
    let starts_badly = name.chars().next().is_none_or(|c| c.is_numeric() || !(is_xid_start(c) || c == '_'));
    let name = if starts_badly { format!("{lead}{name}") } else { name };
    if NEVER_RAW.contains(&name.as_str()) || name.chars().all(|c| c == '_') { format!("{name}_") } else { name }
}

fn capitalized(word: &str) -> String {
    if word.is_ascii() {
        let mut word = word.to_owned();
        word.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
        return word;
    }
    let mut chars = word.chars();
    match chars.next() {
        // `HTTP` stays as it is: the words of a name keep their inner casing, as Graph's own SDKs do.
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casings_share_their_words() {
        for (name, type_, field, constant) in [
            ("taskProcessingResult", "TaskProcessingResult", "task_processing_result", "TASK_PROCESSING_RESULT"),
            ("id", "Id", "id", "ID"),
            ("ID", "ID", "id", "ID"),
            ("eTag", "ETag", "e_tag", "E_TAG"),
            ("httpURLPath", "HttpURLPath", "http_url_path", "HTTP_URL_PATH"),
            ("tls1_2", "Tls1_2", "tls1_2", "TLS1_2"),
            ("v10_1", "V10_1", "v10_1", "V10_1"),
            ("v1_01", "V1_01", "v1_01", "V1_01"),
            ("remote_Control_Software", "RemoteControlSoftware", "remote_control_software", "REMOTE_CONTROL_SOFTWARE"),
            ("_links", "Links", "links", "LINKS"),
            ("2fa", "T2fa", "n2fa", "N2FA"),
            ("größe", "Größe", "größe", "GRÖSSE"),
            ("gro\u{308}ße", "Größe", "größe", "GRÖSSE"),
            ("\u{212b}", "Å", "å", "Å"),
            ("ⅷ", "Viii", "viii", "VIII"),
        ] {
            assert_eq!(type_name(name), type_, "{name}");
            assert_eq!(field_name(name), field, "{name}");
            assert_eq!(constant_name(name), constant, "{name}");
        }
    }

    #[test]
    fn any_name_becomes_an_identifier() {
        let is_identifier = |name: &str| syn::parse_str::<proc_macro2::Ident>(&raw(name)).is_ok();
        let others = ["", "\u{bf0}", "_\u{903}", "\u{903}a", "a\u{200f}b", "\u{390}", "\u{1c5}a", "\u{149}"];
        let letters =
            (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| c.is_alphanumeric() && !c.is_ascii());
        // One of seven is enough to meet every block.
        for name in others
            .map(str::to_owned)
            .into_iter()
            .chain(letters.step_by(7).flat_map(|c| [format!("{c}"), format!("a{c}")]))
        {
            for made in [type_name(&name), field_name(&name), constant_name(&name)] {
                assert!(is_identifier(&made), "{name:?} became {made:?}");
                assert_eq!(made, made.nfc().collect::<String>(), "{name:?}");
            }
            assert!(module_name(&name).is_ascii(), "{name:?}");
        }
    }

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn keywords_become_raw_and_the_rest_take_an_underscore() {
        assert_eq!(raw(&field_name("type")), "r#type");
        assert_eq!(raw(&field_name("gen")), "r#gen");
        assert_eq!(raw(&field_name("self")), "self_");
        assert_eq!(raw(&field_name("super")), "super_");
        assert_eq!(type_name("self"), "Self_");
        assert_eq!(field_name("_"), "n");
        assert_eq!(type_name("__"), "T");
        assert_eq!(module_name("mod"), "mod_");
        assert_eq!(module_name("type"), "type_");
        for device in ["con", "AUX", "Nul", "prn", "com1", "LPT9"] {
            assert_eq!(module_name(device), format!("{}_", device.to_lowercase()));
        }
        assert_eq!(module_name("computer"), "computer");
        assert_eq!(module_name("größe"), "gru00f6u00dfe".replace("u00", "u"));
        assert_eq!(module_name("odataRuntime"), "odata_runtime_");
        let (one, other) = (module_name(&"漢".repeat(128)), module_name(&format!("{}字", "漢".repeat(127))));
        assert!(one != other && one.len() < 200, "{one}");
    }
}
