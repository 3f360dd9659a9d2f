//! Bodies of the documented operations: each is read and written back without loss.

use tests::bodies::{self, Kind};

use crate::table;

#[test]
fn every_body_comes_back_as_it_was() {
    let mut failures = Vec::new();
    let mut count = 0;
    for body in bodies::all() {
        let items = match &body.kind {
            Kind::Item | Kind::Request => std::slice::from_ref(&body.json),
            Kind::Page => body.json.get("value").expect("a page has a value").items(),
            // Those are sent by the tests over HTTP.
            Kind::Action(_) => continue,
        };
        let row = table::declared(body.version, &body.ty).unwrap_or_else(|| panic!("{} is not in the table", body.ty));
        count += 1;
        for item in items {
            match (row.rewrite)(&item.to_string()) {
                Ok(written) => {
                    failures.extend(item.difference(&written).map(|at| format!("{} {}: {at}", body.version, body.name)))
                }
                Err(error) => failures.push(format!("{} {}: {error}", body.version, body.name)),
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert!(count >= 150, "{count}");
}

#[test]
fn names_of_bodies_are_unique() {
    let mut names: Vec<_> = bodies::all().iter().map(|body| (body.version, &body.name)).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}
