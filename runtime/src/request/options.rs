//! Query options of a request, and the query that they make.

use crate::{client::encode, query};

/// Query options in the order of their first mention.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options(Vec<Opt>);

#[derive(Clone, Debug)]
struct Opt {
    name: String,
    values: Vec<String>,
}

impl Options {
    /// Adds to a system option that can be given in parts, such as `$select`.
    pub(crate) fn extend(&mut self, name: &str, value: String) {
        match self.0.iter_mut().find(|option| option.name == name) {
            Some(option) if option.values.contains(&value) => {}
            Some(option) => option.values.push(value),
            None => self.add(name, value),
        }
    }

    /// Sets a system option (`$top`) or a parameter alias (`@p1`) in place of what it was; a custom
    /// option may stand there more than once.
    pub(crate) fn set(&mut self, name: &str, value: String) {
        let once = name.starts_with(['$', '@']);
        match self.0.iter_mut().find(|option| once && option.name == name) {
            Some(option) => option.values = vec![value],
            None => self.add(name, value),
        }
    }

    /// The value of an option, not percent-encoded.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|option| option.name == name).map(Opt::value)
    }

    fn add(&mut self, name: &str, value: String) {
        self.0.push(Opt { name: name.to_owned(), values: vec![value] });
    }

    /// Appends the query to a URL, percent-encoded.
    pub(crate) fn write(&self, url: &mut String) {
        for (index, option) in self.0.iter().enumerate() {
            url.push(if index == 0 { '?' } else { '&' });
            encode::query_name(&option.name, url);
            url.push('=');
            url.push_str(&query::encode(&option.value()));
        }
    }
}

impl Opt {
    fn value(&self) -> String {
        match self.values.as_slice() {
            [one] => one.clone(),
            several if self.name == "$filter" => {
                several.iter().map(|filter| format!("({filter})")).collect::<Vec<_>>().join(" and ")
            }
            several if self.name == "$search" => several.join(" "),
            several => several.join(","),
        }
    }
}
