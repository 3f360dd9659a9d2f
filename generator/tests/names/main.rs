//! Names stay: schemas full of names that collide, and what is added to them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod given;
mod service;

use std::collections::{BTreeMap, BTreeSet};

use csdl_codegen::{
    diagnostic::{Diagnostics, Sources},
    names::NameLock,
    pipeline,
    plan::{self, ApiInput, ApiOptions, CratePlan, ServicePlan},
};

use given::Given;
use service::{Numbers, Service};

/// How many services each test draws.
const ROUNDS: u64 = 40;

fn plan_of(text: &str, lock: &NameLock) -> CratePlan {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("service.xml", text);
    let schema = pipeline::resolve(&sources, &[id], &[], &mut diagnostics);
    let Some(schema) = schema else { panic!("{:?}\n{text}", diagnostics.iter().next()) };
    let input = ApiInput {
        name: "v1",
        module: "v1",
        source: "service.xml",
        base_url: "https://service.example",
        base_path: "",
        schema: &schema,
        root_namespaces: &[],
    };
    let options = ApiOptions {
        namespace_root: "n.main".to_owned(),
        key_as_segment: false,
        qualified_operations: true,
        client: "ServiceClient".to_owned(),
        enum_sentinel: None,
        advanced_types: Vec::new(),
    };
    let service = ServicePlan { client: options.client.clone(), ..ServicePlan::default() };
    let plan = plan::plan_with(&[input], service, &options, lock);
    assert_eq!(plan::missing(&plan, &plan.apis[0], &schema), Vec::<String>::new());
    plan
}

/// What a run leaves on record.
fn recorded(lock: &NameLock, plan: &CratePlan) -> NameLock {
    assert_eq!(lock.conflicts(&plan.names).next(), None, "a recorded name was not kept");
    let mut lock = lock.clone();
    lock.extend(&plan.names);
    reread(&lock)
}

/// The lock as the next run reads it.
fn reread(lock: &NameLock) -> NameLock {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("names.lock", lock.to_string());
    let again = NameLock::parse(&sources, id, &mut diagnostics);
    assert!(diagnostics.is_empty() && again == *lock, "{lock}");
    again
}

/// The names that changed, of what is in both.
fn renamed(before: &Given, after: &Given) -> Vec<String> {
    // An operation that a derived type overrides is called there by the same name.
    let overridden = |what: &str| {
        let (place, _) = what.rsplit_once(' ').filter(|_| what.starts_with("method "))?;
        let mut same = after.0.iter().filter(|(other, _)| other.starts_with(&format!("{place} ")));
        same.find(|(_, name)| before.0.get(what) == Some(*name)).map(|(_, name)| name.clone())
    };
    let changed = |(what, name): (&String, &String)| {
        let other = after.0.get(what).cloned().or_else(|| overridden(what)).unwrap_or_else(|| "nothing".to_owned());
        (other != *name).then(|| format!("{what}: {name} became {other}"))
    };
    before.0.iter().filter_map(changed).collect()
}

#[test]
fn nothing_that_is_added_renames_what_was_there() {
    let (mut collisions, mut largest) = (0, 0);
    for round in 0..ROUNDS {
        let service = Service::draw(&mut Numbers::new(round));
        let mut lock = NameLock::default();
        let mut before = Given::default();
        // Three updates, each of which adds.
        for age in 0..3 {
            let plan = plan_of(&service.text(age), &lock);
            lock = recorded(&lock, &plan);
            let after = Given::of(&plan);
            assert_eq!(renamed(&before, &after), Vec::<String>::new(), "round {round}, age {age}\n{lock}");
            assert_eq!(Given::of(&plan_of(&service.text(age), &lock)), after, "a second run changes names");
            after.assert_distinct();
            before = after;
        }
        collisions += before.0.values().filter(|name| name.contains("property") || name.contains("Type")).count();
        largest = largest.max(before.0.len());
    }
    assert!(collisions > 400 && largest > 100, "{collisions} {largest}: the services are too tame");
}

#[test]
fn what_comes_back_has_its_old_name() {
    let mut returned = 0;
    for round in 0..ROUNDS {
        let service = Service::draw(&mut Numbers::new(1_000 + round));
        let whole = plan_of(&service.text(2), &NameLock::default());
        let first = recorded(&NameLock::default(), &whole);
        let part = plan_of(&service.text(0), &first);
        let lock = recorded(&first, &part);
        // What overrides an operation that is gone is another one, but for callers of derived types.
        let is_operation = |line: &String| line.contains("/action ") || line.contains("/function ");
        let mut renamed = renamed(&Given::of(&part), &Given::of(&whole));
        renamed.retain(|line| !is_operation(line));
        assert_eq!(renamed, Vec::<String>::new(), "round {round}");
        // Unless something else took a name meanwhile: one beyond dispute is not held for who is gone.
        if lock == first {
            let again = plan_of(&service.text(2), &lock);
            assert_eq!(Given::of(&again), Given::of(&whole), "round {round}");
            returned += 1;
        }
        // Pruned, the lock holds what it would if the part had been all there ever was, and these names.
        let pruned = reread(&part.names);
        assert_eq!(Given::of(&plan_of(&service.text(0), &pruned)), Given::of(&part), "round {round}");
    }
    assert!(returned > ROUNDS / 2, "{returned}");
}

/// Without a lock, what is spelt as the service spells is named as if it were alone.
#[test]
fn the_rule_alone_names_the_usual_spelling_alike_in_every_scope() {
    let mut checked = 0;
    for round in 0..ROUNDS {
        let mut service = Service::draw(&mut Numbers::new(2_000 + round));
        service.spell_usually();
        let (part, whole) =
            (plan_of(&service.text(0), &NameLock::default()), plan_of(&service.text(2), &NameLock::default()));
        let (part, whole) = (Given::of(&part), Given::of(&whole));
        for (what, name) in part.0.iter().filter(|(what, _)| what.starts_with("field n.") && what.ends_with("/abCd")) {
            assert_eq!((name.as_str(), whole.0.get(what)), ("ab_cd", Some(name)), "round {round}: {what}");
            checked += 1;
        }
    }
    assert!(checked > 10, "{checked}");
}

/// The order of the input decides nothing, and every run decides alike.
#[test]
fn names_do_not_depend_on_order() {
    for round in 0..ROUNDS {
        let mut numbers = Numbers::new(3_000 + round);
        let mut service = Service::draw(&mut numbers);
        let first = plan_of(&service.text(2), &NameLock::default());
        service.shuffle(&mut numbers);
        let second = plan_of(&service.text(2), &NameLock::default());
        assert_eq!(Given::of(&first), Given::of(&second), "round {round}");
        assert_eq!(first.names.to_string(), second.names.to_string(), "round {round}");
    }
}

/// Files of one folder differ where letters' case does not count.
#[test]
fn files_differ_without_regard_to_case() {
    for round in 0..20 {
        let service = Service::draw(&mut Numbers::new(4_000 + round));
        let plan = plan_of(&service.text(2), &NameLock::default());
        let files = csdl_codegen::emit::emit(&plan, None, "service.xml").unwrap();
        let folded: BTreeSet<String> = files.keys().map(|path| path.to_string_lossy().to_lowercase()).collect();
        assert_eq!(folded.len(), files.len());
    }
}

/// Which things have a name, counted by what they are: a test of the tests.
#[test]
fn every_sort_of_name_is_drawn() {
    let mut sorts: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..20 {
        let service = Service::draw(&mut Numbers::new(round));
        for what in Given::of(&plan_of(&service.text(2), &NameLock::default())).0.keys() {
            *sorts.entry(what.split(' ').next().unwrap_or_default().to_owned()).or_default() += 1;
        }
    }
    for sort in ["type", "builder", "any", "arguments", "field", "constant", "member", "variant", "method", "client"] {
        assert!(sorts.get(sort).is_some_and(|count| *count > 5), "{sort}: {sorts:?}");
    }
}
