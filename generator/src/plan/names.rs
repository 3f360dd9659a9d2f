//! Names that must differ: who gets which, within one Rust scope.
//!
//! What is called how does not depend on the order of the input, nor on how many want a name. Each
//! claim has a list of names that depends on nothing but what is named; of those that want one name,
//! what the lock has comes first, then the lower rank, then the more regular spelling, then bytes.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::ident;
use crate::names::NameLock;
use crate::schema::Schema;

use super::model::Method;
use super::spelling::{Of, Spelling, is_regular, spelling};

/// The names of one API that are on record, and those that are to be.
#[derive(Debug)]
pub(crate) struct Ledger<'a> {
    api: &'a str,
    lock: &'a NameLock,
    spellings: BTreeMap<Of, Spelling>,
    given: RefCell<NameLock>,
}

impl<'a> Ledger<'a> {
    /// Spellings are those on record, or else those of most names of the schema.
    pub(crate) fn new(api: &'a str, lock: &'a NameLock, schema: &Schema) -> Self {
        let mut given = NameLock::default();
        let mut spellings = BTreeMap::new();
        for (of, text) in Of::ALL {
            let known = lock.name(api, NameLock::SPELLING, text).and_then(Spelling::parse);
            let spelling = known.unwrap_or_else(|| spelling(schema, of));
            spellings.insert(of, spelling);
            given.keep(api, NameLock::SPELLING, text, spelling.as_str());
        }
        Self { api, lock, spellings, given: RefCell::new(given) }
    }

    /// Whether a name is spelt as those of its sort are, so that no other that is becomes the same in Rust.
    pub(crate) fn fits(&self, of: Of, wire: &str) -> bool {
        let Some(spelling) = self.spellings.get(&of) else { return false };
        // Of words that are only capitalized and joined, `a_1` and `a1` give one.
        let is_joined =
            matches!(of, Of::Types | Of::Members) && !matches!(spelling, Spelling::Camel | Spelling::Pascal);
        !is_joined && spelling.fits(wire)
    }

    /// Whether something has a name on record.
    pub(crate) fn is_known(&self, scope: &str, key: &str) -> bool {
        self.lock.name(self.api, scope, key).is_some()
    }

    /// The names that were given and must be on record.
    pub(crate) fn into_given(self) -> NameLock {
        self.given.into_inner()
    }
}

/// How a name's words are joined, which tells how a mark is put behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Type,
    Field,
    Constant,
}

/// What wants a name in a scope.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// What tells it apart in the scope; the lock knows it by this.
    key: String,
    wire: String,
    plain: String,
    suffix: &'static str,
    /// How many characters of the wire name are no letters and no digits.
    separators: usize,
    rank: u8,
    /// Whether nothing else can have a better right to its first name, now or ever.
    is_firm: bool,
    case: Case,
}

impl Claim {
    /// Wants `plain`, or `plain` + `suffix`, or that with a mark of the key. A name that is spelt like
    /// no other goes without the second: another could be spelt as oddly.
    pub(crate) fn new(key: impl Into<String>, wire: &str, plain: String, suffix: &'static str) -> Self {
        let case = match suffix.trim_start_matches('_').chars().next() {
            Some(c) if suffix.starts_with('_') && c.is_uppercase() => Case::Constant,
            _ if suffix.starts_with('_') => Case::Field,
            _ => Case::Type,
        };
        let separators = wire.chars().filter(|c| !c.is_alphanumeric()).count();
        Self { key: key.into(), wire: wire.to_owned(), plain, suffix, separators, rank: 1, is_firm: false, case }
    }

    /// Says that nothing but the lock can take its first name.
    pub(crate) fn firm(self, is_firm: bool) -> Self {
        Self { is_firm, rank: if is_firm { 0 } else { self.rank }, ..self }
    }

    /// Who comes first of those that are not firm.
    pub(crate) fn rank(self, rank: u8) -> Self {
        Self { rank: if self.is_firm { 0 } else { rank }, ..self }
    }

    fn name(&self, level: usize) -> String {
        match level {
            0 => self.plain.clone(),
            1 if is_regular(&self.wire) => self.suffixed(),
            _ => self.marked(level),
        }
    }

    fn suffixed(&self) -> String {
        // `self_` and `_property` are one underscore too many.
        let stem = if self.suffix.starts_with('_') { self.plain.trim_end_matches('_') } else { &self.plain };
        format!("{stem}{}", self.suffix)
    }

    /// The last of the names, with a mark that only this key has; another one each round.
    fn marked(&self, round: usize) -> String {
        let mark = (ident::hash(self.key.bytes().chain((2..round).map(|_| 0xff))) >> 40) & 0x00ff_ffff;
        let stem = self.suffixed();
        match self.case {
            Case::Type => format!("{stem}X{mark:06x}"),
            Case::Field => format!("{stem}_{mark:06x}"),
            Case::Constant => format!("{stem}_{mark:06X}"),
        }
    }

    /// The order of those that want one name.
    fn order(&self) -> (u8, usize, &str, &str) {
        (self.rank, self.separators, &self.wire, &self.key)
    }
}

/// One Rust scope: a module's types, a struct's fields, a builder's methods.
///
/// Every emitted item's documentation names what it stands for, so that a rename can be read there.
#[derive(Debug)]
pub(crate) struct Scope<'l> {
    ledger: Option<(&'l Ledger<'l>, String)>,
    taken: BTreeSet<String>,
    /// What comes with a name and must differ too.
    with: fn(&str) -> Option<String>,
}

impl<'l> Scope<'l> {
    /// A scope whose names are on record, and in which some names are not to be had.
    pub(crate) fn new(ledger: &'l Ledger<'l>, name: impl Into<String>, reserved: &[&str]) -> Self {
        Self { ledger: Some((ledger, name.into())), ..Self::unrecorded(reserved) }
    }

    /// A scope whose names no caller writes.
    pub(crate) fn unrecorded(reserved: &[&str]) -> Self {
        Self { ledger: None, taken: reserved.iter().map(|name| (*name).to_owned()).collect(), with: |_| None }
    }

    /// Has each name take another one with it.
    pub(crate) fn taking(self, with: fn(&str) -> Option<String>) -> Self {
        Self { with, ..self }
    }

    /// Gives each claim a name, by its key. Who claims later can take nothing of who claimed before.
    pub(crate) fn resolve(&mut self, mut claims: Vec<Claim>) -> BTreeMap<String, String> {
        claims.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut names = BTreeMap::new();
        let known = self.known();
        for claim in &claims {
            let Some(name) = known.get(&claim.key) else { continue };
            let with = (self.with)(name);
            if self.is_free(name, with.as_deref()) {
                self.take(name.clone(), with);
                names.insert(claim.key.clone(), name.clone());
            }
        }
        let held = self.held(&known);
        for level in 0.. {
            let open: Vec<&Claim> = claims.iter().filter(|claim| !names.contains_key(&claim.key)).collect();
            if open.is_empty() {
                break;
            }
            for claim in open {
                let name = claim.name(level);
                let with = (self.with)(&name);
                let is_held = |name: &str| held.get(name).is_some_and(|by| *by != family(&claim.key));
                if !is_held(&name) && !with.as_deref().is_some_and(is_held) && self.is_free(&name, with.as_deref()) {
                    self.take(name.clone(), with);
                    names.insert(claim.key.clone(), name);
                }
            }
        }
        self.record(&claims, &names);
        names
    }

    /// Gives a single claim a name.
    pub(crate) fn resolve_one(&mut self, claim: Claim) -> String {
        self.resolve(vec![claim]).into_values().next().unwrap_or_default()
    }

    fn known(&self) -> BTreeMap<String, String> {
        let known = self.ledger.as_ref().and_then(|(ledger, name)| ledger.lock.scope(ledger.api, name));
        known.cloned().unwrap_or_default()
    }

    /// The names on record, and whose they are. What is gone keeps its name, but for another overload of the
    /// same operation: where a function's parameters change, callers still call it by its name.
    fn held<'k>(&self, known: &'k BTreeMap<String, String>) -> BTreeMap<String, &'k str> {
        let with = |(key, name): (&'k String, &String)| {
            let names = std::iter::once(name.clone()).chain((self.with)(name));
            names.map(move |name| (name, family(key)))
        };
        known.iter().flat_map(with).collect()
    }

    fn is_free(&self, name: &str, with: Option<&str>) -> bool {
        !self.taken.contains(name) && !with.is_some_and(|with| self.taken.contains(with))
    }

    fn take(&mut self, name: String, with: Option<String>) {
        self.taken.extend(with);
        self.taken.insert(name);
    }

    /// A name beyond dispute needs no record.
    fn record(&self, claims: &[Claim], names: &BTreeMap<String, String>) {
        let Some((ledger, scope)) = &self.ledger else { return };
        let mut given = ledger.given.borrow_mut();
        for claim in claims {
            let Some(name) = names.get(&claim.key) else { continue };
            if !claim.is_firm || claim.plain != *name {
                given.keep(ledger.api, scope, &claim.key, name);
            }
        }
    }
}

/// What overloads of one operation share of their keys; other things are families of their own.
fn family(key: &str) -> &str {
    if key.starts_with("function:") { key.split('(').next().unwrap_or(key) } else { key }
}

/// Gives methods that have a key in place of a name the names of those keys.
pub(crate) fn rename(methods: &mut [Method], names: &BTreeMap<String, String>) {
    for method in methods {
        if let Some(name) = names.get(&method.name) {
            method.name.clone_from(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(wires: &[&str], reserved: &[&str]) -> BTreeMap<String, String> {
        let claims = wires.iter().map(|wire| {
            let plain = crate::ident::field_name(wire);
            Claim::new(*wire, wire, plain, "_property").firm(Spelling::Camel.fits(wire))
        });
        Scope::unrecorded(reserved).resolve(claims.collect())
    }

    #[test]
    fn the_usual_spelling_keeps_the_plain_name() {
        for wires in [["aB", "AB", "a_b"], ["a_b", "aB", "AB"]] {
            let names = named(&wires, &[]);
            assert_eq!((names["aB"].as_str(), names["AB"].as_str()), ("a_b", "ab"));
            assert_eq!(names["a_b"], "a_b_property");
        }
        assert_eq!(named(&["get"], &["get"])["get"], "get_property");
        assert_eq!(named(&["self"], &["self_"])["self"], "self_property");
    }

    #[test]
    fn the_name_of_what_yields_does_not_depend_on_how_many_do() {
        let (few, many) = (named(&["aB", "_aB"], &[]), named(&["__aB", "aB", "_aB", "a_B", "a__b"], &[]));
        assert_eq!(few["_aB"], many["_aB"]);
        assert!(many["_aB"].starts_with("a_b_property_"), "{many:?}");
        assert_eq!(many.values().collect::<BTreeSet<_>>().len(), 5);
    }

    #[test]
    fn what_is_plain_comes_before_what_is_made_so() {
        let names = named(&["a_b", "aB", "aBProperty"], &[]);
        assert_eq!(names["aBProperty"], "a_b_property");
        assert!(names["a_b"].starts_with("a_b_property_"), "{names:?}");
    }

    #[test]
    fn another_overload_takes_the_name_of_one_that_is_gone() {
        let mut lock = crate::names::NameLock::default();
        lock.keep("v1", "s", "function:n.f(n.t;a)", "f");
        lock.keep("v1", "s", "function:n.g(n.t)", "g");
        let schema = crate::schema::Schema::default();
        let ledger = Ledger::new("v1", &lock, &schema);
        let claim = |key: &str, wire: &str| Claim::new(key, wire, wire.to_owned(), "_function");
        let claims = vec![claim("function:n.f(n.t;b)", "f"), claim("function:other.g(n.t)", "g")];
        let names = Scope::new(&ledger, "s", &[]).resolve(claims);
        assert_eq!(names["function:n.f(n.t;b)"], "f");
        assert_eq!(names["function:other.g(n.t)"], "g_function");
    }
}
