//! Query options of a request, and the query that they make.

use std::borrow::Cow;

use crate::{client::encode, query};

/// Query options in the order of their first mention.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options(Vec<Opt>);

#[derive(Clone, Debug)]
struct Opt {
    name: Cow<'static, str>,
    value: String,
    /// What was added to it.
    more: Vec<String>,
}

impl Options {
    /// Adds to a system option that can be given in parts, such as `$select`.
    pub(crate) fn extend(&mut self, name: &'static str, value: String) {
        match self.0.iter_mut().find(|option| option.name == name) {
            Some(option) if option.values().any(|known| *known == value) => {}
            Some(option) => option.more.push(value),
            None => self.add(name.into(), value),
        }
    }

    /// Sets a system option (`$top`) or a parameter alias (`@p1`) in place of what it was; a custom
    /// option may stand there more than once.
    pub(crate) fn set(&mut self, name: impl Into<Cow<'static, str>>, value: String) {
        let name = name.into();
        let once = name.starts_with(['$', '@']);
        match self.0.iter_mut().find(|option| once && option.name == name) {
            Some(option) => (option.value, option.more) = (value, Vec::new()),
            None => self.add(name, value),
        }
    }

    /// The value of an option, not percent-encoded.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.iter().find(|option| option.name == name).map(Opt::joined)
    }

    fn add(&mut self, name: Cow<'static, str>, value: String) {
        self.0.push(Opt { name, value, more: Vec::new() });
    }

    /// How long the query is where not much of it has to be encoded.
    pub(crate) fn length(&self) -> usize {
        self.0.iter().flat_map(|option| option.values().map(|value| option.name.len() + value.len() + 16)).sum()
    }

    /// Appends the query to a URL, percent-encoded.
    pub(crate) fn write(&self, url: &mut String) {
        for (index, option) in self.0.iter().enumerate() {
            url.push(if index == 0 { '?' } else { '&' });
            encode::query_name(&option.name, url);
            url.push('=');
            query::encode_to(&option.joined(), url);
        }
    }
}

impl Opt {
    fn values(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.value).chain(&self.more)
    }

    fn joined(&self) -> Cow<'_, str> {
        if self.more.is_empty() {
            return Cow::Borrowed(&self.value);
        }
        let join = |separator| self.values().map(String::as_str).collect::<Vec<_>>().join(separator);
        Cow::Owned(match &*self.name {
            "$filter" => format!("({})", join(") and (")),
            "$search" => join(" "),
            _ => join(","),
        })
    }
}
