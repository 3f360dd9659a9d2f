//! What a request needs to be allowed: a table from the service's documentation, looked into when a
//! service refuses.

use http::Method;

use crate::client::encode;

/// How templates and tables write a key.
const KEY: &str = "{key}";

/// The permissions that a service's documentation lists for one operation.
///
/// A generated client holds a table of them, and a 403 names the entry of its request:
/// [`Error::permissions`](crate::Error::permissions).
///
/// ```
/// use odata_runtime::{Permissions, Service};
///
/// const TABLE: &[Permissions] = &[
///     Permissions::new("GET", "runs/{key}/results", &["Results.Read", "Results.ReadWrite"], &["Results.Read"]),
/// ];
/// const SERVICE: Service = Service::new("Example", "https://services.example/v1.0").permissions(TABLE);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    method: &'static str,
    path: &'static str,
    delegated: &'static [&'static str],
    application: &'static [&'static str],
}

impl Permissions {
    /// What requests of a method to a path need: any one of `delegated` where a user is signed in, any
    /// one of `application` where none is.
    ///
    /// The path is the end of a path below the service's root, and the longest one that fits counts;
    /// one that starts with `/` is a whole path. `{key}` stands for a key, in either style, and a call
    /// of a function ends in `()`. Casts to derived types are left out.
    #[must_use]
    pub const fn new(
        method: &'static str,
        path: &'static str,
        delegated: &'static [&'static str],
        application: &'static [&'static str],
    ) -> Self {
        Self { method, path, delegated, application }
    }

    /// The permissions of which one is enough where a user is signed in, the least privileged first;
    /// empty where none is documented to be enough.
    ///
    /// ```
    /// # use odata_runtime::Permissions;
    /// let needed = Permissions::new("GET", "runs", &["Runs.Read"], &[]);
    /// assert_eq!(needed.delegated(), ["Runs.Read"]);
    /// ```
    #[must_use]
    pub const fn delegated(&self) -> &'static [&'static str] {
        self.delegated
    }

    /// The permissions of which one is enough where a program acts for itself, the least privileged
    /// first; empty where none is documented to be enough.
    ///
    /// ```
    /// # use odata_runtime::Permissions;
    /// let needed = Permissions::new("GET", "runs", &["Runs.Read"], &[]);
    /// assert!(needed.application().is_empty());
    /// ```
    #[must_use]
    pub const fn application(&self) -> &'static [&'static str] {
        self.application
    }

    /// The entry for a request, by its method and the template of its path.
    pub(crate) fn find(table: &'static [Self], method: &Method, template: &str) -> Option<&'static Self> {
        let asked = segments(template, method);
        let fitting = table.iter().filter(|entry| entry.is_for(method) && entry.fits(&asked));
        fitting.max_by_key(|entry| entry.path.split('/').count())
    }

    /// To replace an entity takes what it takes to change it.
    fn is_for(&self, method: &Method) -> bool {
        self.method == method.as_str() || (self.method == "PATCH" && method == Method::PUT)
    }

    /// Whether a path ends as this entry says.
    fn fits(&self, asked: &[&str]) -> bool {
        let whole = self.path.strip_prefix('/');
        let mut asked = asked.iter().rev();
        let is_end = whole.unwrap_or(self.path).rsplit('/').all(|wanted| asked.next().is_some_and(|s| is(s, wanted)));
        is_end && (whole.is_none() || asked.next().is_none())
    }
}

/// The segments of a template, keys in parentheses as segments of their own, without casts.
///
/// A cast has a dot, as its type's name is qualified. So has the full name of an action, which is the
/// last segment of a `POST`: that one stays.
fn segments<'a>(template: &'a str, method: &Method) -> Vec<&'a str> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in template.split('/').filter(|segment| !segment.is_empty()) {
        match segment.strip_suffix("({key})") {
            Some(name) => segments.extend([name, KEY]),
            None => segments.push(segment),
        }
    }
    let last = segments.len().saturating_sub(usize::from(method == Method::POST));
    let mut index = 0;
    segments.retain(|segment| {
        index += 1;
        index > last || !segment.contains('.') || segment.ends_with("()")
    });
    segments
}

/// Whether a segment of a template, which is encoded, is what a table says.
fn is(segment: &str, wanted: &str) -> bool {
    if segment == KEY || wanted == KEY {
        return segment == wanted;
    }
    let mut encoded = String::new();
    encode::segment(wanted, &mut encoded);
    segment == encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[Permissions] = &[
        Permissions::new("GET", "/runs", &["root"], &[]),
        Permissions::new("GET", "runs/{key}/results", &["results"], &[]),
        Permissions::new("GET", "runs/{key}/results/{key}", &["result"], &[]),
        Permissions::new("GET", "flows/{key}/runs", &["flow"], &[]),
        Permissions::new("GET", "old/flows/{key}/runs", &["old"], &[]),
        Permissions::new("GET", "runs/summary()", &["summary"], &[]),
        Permissions::new("POST", "runs", &["create"], &[]),
        Permissions::new("POST", "runs/{key}/x.cancel", &["cancel"], &[]),
        Permissions::new("PATCH", "läufe/{key}", &["change"], &[]),
    ];

    fn find(method: &str, template: &str) -> Option<&'static str> {
        let method = Method::from_bytes(method.as_bytes()).ok()?;
        Permissions::find(TABLE, &method, template)?.delegated().first().copied()
    }

    #[test]
    fn the_end_of_a_path_decides_in_both_key_styles() {
        for path in ["/flows/{key}/runs/{key}/results", "/flows({key})/runs({key})/results", "/runs({key})/results"] {
            assert_eq!(find("GET", path), Some("results"), "{path}");
        }
        assert_eq!(find("GET", "/runs({key})/results({key})"), Some("result"));
        assert_eq!(find("GET", "/runs/{key}/results/{key}"), Some("result"));
        assert_eq!(find("GET", "/runs/summary()"), Some("summary"));
        assert_eq!(find("PATCH", "/l%C3%A4ufe({key})"), Some("change"));
        assert_eq!(find("PUT", "/l%C3%A4ufe({key})"), Some("change"));
    }

    #[test]
    fn the_longest_fit_wins() {
        assert_eq!(find("GET", "/flows/{key}/runs"), Some("flow"));
        assert_eq!(find("GET", "/old/flows/{key}/runs"), Some("old"));
        assert_eq!(find("GET", "/very/old/flows/{key}/runs"), Some("old"));
    }

    #[test]
    fn casts_do_not_count_and_operations_do() {
        assert_eq!(find("GET", "/flows/{key}/runs/{key}/x.special/results"), Some("results"));
        assert_eq!(find("GET", "/flows({key})/x.special/runs/x.special"), Some("flow"));
        assert_eq!(find("POST", "/runs/{key}/x.special/x.cancel"), Some("cancel"));
        assert_eq!(find("POST", "/runs/x.cancelAll"), None);
        assert_eq!(find("GET", "/flows/{key}/runs/x.summary()"), None);
    }

    #[test]
    fn what_is_not_listed_is_not_found() {
        assert_eq!(find("GET", "/runs"), Some("root"));
        for path in ["/other/runs", "/runs/{key}", "", "/", "/results", "/truns/{key}/results", "/runs/summary"] {
            assert_eq!(find("GET", path), None, "{path}");
        }
        assert_eq!(find("DELETE", "/runs/{key}/results/{key}"), None);
        assert_eq!(find("GET", "/runs/{key}/results/$count"), None);
    }
}
