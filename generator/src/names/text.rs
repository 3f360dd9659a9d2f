//! The lock file's text: a line for each name, sorted.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::{Code, Diagnostics, SourceId, Sources, Span};

use super::NameLock;

impl fmt::Display for NameLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", Self::HEADER)?;
        for ((api, scope), names) in &self.scopes {
            for (thing, name) in names {
                writeln!(f, "{} {} {} {name}", Escaped(api), Escaped(scope), Escaped(thing))?;
            }
        }
        Ok(())
    }
}

/// A part of a line: names in a schema can hold what separates parts.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if c.is_whitespace() || c.is_control() || c == '%' {
                write!(f, "%{:x};", u32::from(c))?;
            } else {
                fmt::Write::write_char(f, c)?;
            }
        }
        Ok(())
    }
}

/// The text that was escaped; `None` where it was not.
fn unescaped(part: &str) -> Option<String> {
    let mut pieces = part.split('%');
    let mut text = pieces.next()?.to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_once(';')?;
        text.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        text.push_str(rest);
    }
    Some(text)
}

impl NameLock {
    /// Reads a lock file. Each line that is not as it should be is an error with its place.
    #[must_use]
    pub fn parse(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Self {
        let mut names = Self::default();
        let mut owners = BTreeMap::new();
        let mut start = 0;
        for (index, line) in sources.text(id).split('\n').enumerate() {
            let span = Span::new(id, start, start + line.len());
            start += line.len() + 1;
            let line = line.trim_end_matches('\r');
            let result = match (index, line) {
                (0, Self::HEADER) => Ok(()),
                (0, _) => {
                    let help = format!("the first line must be `{}`", Self::HEADER);
                    diagnostics.error(Code::NameLock, span, "this is no file of names of this version").help(help);
                    return names;
                }
                (_, "") => Ok(()),
                (_, line) => names.line(line, &mut owners),
            };
            if let Err(message) = result {
                let help = "restore the line from version control, or remove it: what it names then gets a name anew";
                diagnostics.error(Code::NameLock, span, message).help(help);
            }
        }
        names
    }

    /// The place of a line in a lock file.
    #[must_use]
    pub fn find(sources: &Sources, id: SourceId, api: &str, scope: &str, thing: &str) -> Span {
        let start = format!("\n{} {} {} ", Escaped(api), Escaped(scope), Escaped(thing));
        let text = sources.text(id);
        let Some(at) = text.find(&start).map(|at| at + 1) else { return Span::new(id, 0, 0) };
        let length = text.get(at..).and_then(|rest| rest.find(['\r', '\n'])).unwrap_or(start.len());
        Span::new(id, at, at + length)
    }

    fn line<'t>(&mut self, line: &'t str, owners: &mut BTreeMap<[&'t str; 3], &'t str>) -> Result<(), String> {
        let parts: Vec<&str> = line.split(' ').collect();
        let [api, scope, thing, name] = parts[..] else {
            return Err("a line has four parts: API, scope, what has the name, the name".to_owned());
        };
        if !name.split("::").all(is_identifier) {
            return Err(format!("`{name}` is no Rust name"));
        }
        if scope == Self::SPELLING && !Self::SPELLINGS.contains(&name) {
            return Err(format!("`{name}` is no known spelling: known are {}", Self::SPELLINGS.join(", ")));
        }
        let owner = owners.insert([api, scope, name], thing).filter(|_| scope != Self::SPELLING);
        if let Some(owner) = owner {
            return Err(format!("`{name}` is the name of `{owner}` in that scope already"));
        }
        let part = |text: &str| unescaped(text).ok_or_else(|| format!("`{text}` is not written as it should be"));
        let known = self.scopes.entry((part(api)?, part(scope)?)).or_default();
        match known.insert(part(thing)?, name.to_owned()) {
            Some(_) => Err(format!("`{thing}` has a name in that scope already")),
            None => Ok(()),
        }
    }
}

/// Whether a text can be an identifier, raw where it is a keyword.
fn is_identifier(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(&crate::ident::raw(text)).is_ok()
}
