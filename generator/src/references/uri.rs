//! What a `Uri` says of a place in the file system.

use std::path::{Component, Path, PathBuf};

/// What kind of reference a text is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Uri {
    /// It has a scheme or a host: it is never followed by itself.
    Absolute,
    /// A path from the root of a host or file system.
    Rooted,
    /// A path from the document, decoded, without query and fragment.
    Relative(PathBuf),
}

pub(super) fn parse(text: &str) -> Uri {
    if has_scheme(text) || text.starts_with("//") {
        return Uri::Absolute;
    }
    let path = decoded(text.split(['?', '#']).next().unwrap_or_default());
    match path {
        Some(path) if path.components().all(is_relative) => {
            Uri::Relative(path.components().filter(|part| *part != Component::CurDir).collect())
        }
        _ => Uri::Rooted,
    }
}

/// The path that the rest of a URI stands for, where it does not lead upwards.
pub(super) fn below(rest: &str) -> Option<PathBuf> {
    match parse(rest) {
        Uri::Relative(path) if !path.components().any(|part| part == Component::ParentDir) => Some(path),
        _ => None,
    }
}

fn is_relative(part: Component<'_>) -> bool {
    matches!(part, Component::Normal(_) | Component::ParentDir | Component::CurDir)
}

/// `scheme:`, before any slash.
fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// The path with `%20` and the like decoded; `None` where that is no text.
fn decoded(path: &str) -> Option<PathBuf> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let escaped = (byte == b'%').then(|| {
            let mut ahead = rest.clone();
            let digits = [ahead.next()?, ahead.next()?];
            let value = u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?;
            rest = ahead;
            Some(value)
        });
        bytes.push(escaped.flatten().unwrap_or(byte));
    }
    Some(PathBuf::from(String::from_utf8(bytes).ok()?))
}

/// The path without `.` and `..`; `None` where it leads above its start.
pub(super) fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !normal.pop() {
                    return None;
                }
            }
            other => normal.push(other),
        }
    }
    Some(normal)
}
