//! Bodies of the documented operations: each is read and written back without loss.

use std::collections::BTreeSet;

use tests::bodies::{self, Kind};

use crate::table;

#[test]
fn every_body_comes_back_as_it_was() {
    let mut failures = Vec::new();
    let mut names = BTreeSet::new();
    for body in bodies::all() {
        let items = match &body.kind {
            Kind::Item | Kind::Request => std::slice::from_ref(&body.json),
            Kind::Page => body.json.get("value").expect("a page has a value").items(),
            // Those are sent by the tests over HTTP.
            Kind::Action(_) => continue,
        };
        let row = table::declared(body.version, &body.ty).unwrap_or_else(|| panic!("{} is not in the table", body.ty));
        names.insert(&body.name);
        for item in items {
            match (row.rewrite)(&item.to_string()) {
                Ok(written) => {
                    let lost = item.difference(&written);
                    failures.extend(lost.map(|at| format!("{} {}: {at}", body.version, body.name)));
                }
                Err(error) => failures.push(format!("{} {}: {error}", body.version, body.name)),
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert!(names.len() >= 150, "{}", names.len());
}

#[test]
fn names_of_bodies_are_unique() {
    let mut names: Vec<_> = bodies::all().iter().map(|body| (body.version, &body.name)).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}
