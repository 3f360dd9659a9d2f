//! A collection of generated items, with paging that the service drives.

use std::fmt::Write as _;

use crate::faulty::{Answer, Bytes, Request};

/// Items `{"id": "i0", "n": 0}` and so on at `/odata/items`, in pages of random sizes, some of them
/// empty, with next links in every form.
#[derive(Clone, Copy, Debug)]
pub struct Collection {
    items: usize,
    largest: usize,
    seed: u64,
}

impl Collection {
    /// So many items in pages of `largest` at most.
    #[must_use]
    pub fn new(items: usize, largest: usize, seed: u64) -> Self {
        Self { items, largest, seed }
    }

    /// The answer to a request for a page, for an item, or for anything else.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Answer {
        let path = request.target.split('?').next().unwrap_or_default();
        let below = path.strip_prefix("/odata/items");
        match (request.method.as_str(), below) {
            ("GET", Some("")) => self.page(request),
            ("GET", Some(key)) => self.item(key),
            _ => Answer::error(404, "notThere"),
        }
    }

    /// One item, with its ETag.
    fn item(&self, key: &str) -> Answer {
        let key = key.trim_matches(['(', ')', '\'', '/', 'i']);
        match key.parse::<usize>().ok().filter(|number| *number < self.items) {
            Some(number) => Answer::json(200, item(number)).header("ETag", format!("W/\"{number}\"")),
            None => Answer::error(404, "notThere"),
        }
    }

    fn page(&self, request: &Request) -> Answer {
        // The number of the page tells an empty one from the one after it.
        let token = request.option("$skiptoken").unwrap_or("0-0");
        let Some((page, start)) = token.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)))
        else {
            return Answer::error(400, "skipToken");
        };
        let bytes = Bytes::of(self.seed, page);
        let mut entropy = bytes.entropy();
        let size = if entropy.once_in(8) { 0 } else { 1 + entropy.below(self.largest) };
        let end = self.items.min(start + size);
        let items: Vec<String> = (start..end).map(item).collect();
        let mut body = format!(r#"{{"value":[{}]"#, items.join(","));
        if end < self.items {
            let query = format!("$skiptoken={}-{end}", page + 1);
            let origin = format!("http://{}", request.header("host").unwrap_or_default());
            let (link, context) = match entropy.below(5) {
                0 => (format!("{origin}/odata/items?{query}"), None),
                1 => (format!("/odata/items?{query}"), None),
                2 => (format!("items?{query}"), Some(format!("{origin}/odata/$metadata#items"))),
                3 => (format!("?{query}"), None),
                _ => (format!("items?{query}"), None),
            };
            let context = context.map(|url| format!(r#","@odata.context":"{url}""#)).unwrap_or_default();
            write!(body, r#","@odata.nextLink":"{link}"{context}"#).unwrap_or_default();
        }
        body.push('}');
        let answer = Answer::json(200, body);
        if entropy.once_in(2) { answer.chunked(1 + entropy.below(200)) } else { answer }
    }
}

fn item(number: usize) -> String {
    format!(r#"{{"id":"i{number}","n":{number}}}"#)
}
