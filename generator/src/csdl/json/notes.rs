//! Annotations, which are members named `@Term#Qualifier`, `Member@Term` or `@Term@TermOnIt`.

use std::collections::BTreeMap;

use crate::csdl::document::{Annotation, Text};
use crate::diagnostic::{Code, Span};

use super::part::{Part, Reader, piece};
use super::tree::{MAX_DEPTH, Member, Value};

/// The annotations of a part, by the member they are on; the name of those on the part is empty.
pub(super) type Notes<'a> = BTreeMap<String, Vec<Note<'a>>>;

/// An annotation that is still to be read.
pub(super) struct Note<'a> {
    /// The terms, each on the one before, with their qualifiers.
    terms: Vec<Text<'a>>,
    value: Value<'a>,
    /// The place of the whole name.
    span: Span,
}

/// An annotation that is being put together.
struct Tree<'a> {
    term: Text<'a>,
    value: Option<Value<'a>>,
    /// What stands on it, one term shorter.
    on_it: Vec<Note<'a>>,
}

impl Reader<'_> {
    /// Parts annotations from other members.
    pub(super) fn split<'a>(&mut self, members: Vec<Member<'a>>) -> (Vec<Member<'a>>, Notes<'a>) {
        let mut notes = Notes::default();
        if members.iter().all(|member| !member.name.value.contains('@')) {
            return (members, notes);
        }
        let mut others = Vec::with_capacity(members.len());
        for member in members {
            let Some(at) = member.name.value.find('@') else {
                others.push(member);
                continue;
            };
            let terms = terms(&member.name, at + 1);
            if terms.len() > MAX_DEPTH {
                let message = format!("annotations may stand on annotations {MAX_DEPTH} deep, no deeper");
                self.diagnostics.error(Code::TooDeep, member.name.span, message);
                continue;
            }
            let target = member.name.value.get(..at).unwrap_or_default().to_owned();
            notes.entry(target).or_default().push(Note { terms, value: member.value, span: member.name.span });
        }
        (others, notes)
    }

    /// Takes the annotations on a part.
    pub(super) fn annotations<'a>(&mut self, part: &mut Part<'a>) -> Vec<Annotation<'a>> {
        self.annotations_on(part, "")
    }

    /// Takes the annotations on a member of a part.
    pub(super) fn annotations_on<'a>(&mut self, part: &mut Part<'a>, member: &str) -> Vec<Annotation<'a>> {
        match part.notes.remove(member) {
            Some(notes) => self.tree(notes),
            None => Vec::new(),
        }
    }

    /// Takes a value that is written like an annotation, but is control information of the JSON format, such as
    /// `@type`.
    pub(super) fn control<'a>(&mut self, part: &mut Part<'a>, names: &[&str]) -> Option<Value<'a>> {
        let notes = part.notes.get_mut("")?;
        let is_it = |note: &Note<'a>| matches!(note.terms.as_slice(), [one] if names.contains(&one.as_str()));
        let index = notes.iter().position(is_it)?;
        Some(notes.remove(index).value)
    }

    /// Brings annotations on annotations to what they are on.
    fn tree<'a>(&mut self, notes: Vec<Note<'a>>) -> Vec<Annotation<'a>> {
        let mut trees: Vec<Tree<'a>> = Vec::with_capacity(notes.len());
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for mut note in notes {
            let term = note.terms.remove(0);
            let place = *places.entry(term.value.clone().into_owned()).or_insert(trees.len());
            if place == trees.len() {
                trees.push(Tree { term, value: None, on_it: Vec::new() });
            }
            let Some(tree) = trees.get_mut(place) else { continue };
            if note.terms.is_empty() {
                tree.value = Some(note.value);
            } else {
                tree.on_it.push(note);
            }
        }
        trees.into_iter().filter_map(|tree| self.annotation(tree)).collect()
    }

    fn annotation<'a>(&mut self, tree: Tree<'a>) -> Option<Annotation<'a>> {
        let Some(value) = tree.value else {
            for note in &tree.on_it {
                let message = format!("there is no annotation `@{}` here to be annotated", tree.term.value);
                self.diagnostics.warn(Code::UnresolvedTarget, note.span, message);
            }
            return None;
        };
        let hash = tree.term.value.find('#');
        let term = piece(&tree.term, 0, hash.unwrap_or(tree.term.value.len()));
        let qualifier = hash.map(|at| piece(&tree.term, at + 1, tree.term.value.len()));
        if is_control(&term.value) {
            let message = format!("control information `{}` is not kept", term.value);
            self.diagnostics.warn(Code::NotKept, term.span, message);
            return None;
        }
        let value = self.expression(value);
        Some(Annotation { term, qualifier, value, annotations: self.tree(tree.on_it) })
    }

    /// Reports annotations on members that are not there.
    pub(super) fn report_strays(&mut self, notes: Notes<'_>) {
        let mut strays: Vec<(String, Span)> = notes
            .into_iter()
            .flat_map(|(on, notes)| notes.into_iter().map(move |note| (on.clone(), note.span)))
            .collect();
        strays.sort_by_key(|(_, span)| *span);
        for (on, span) in strays {
            let message = match on.as_str() {
                "" => "nothing can be annotated here".to_owned(),
                on => format!("there is no member `{on}` here to be annotated"),
            };
            self.diagnostics.warn(Code::UnresolvedTarget, span, message);
        }
    }
}

/// The terms of a member's name, from `start` on.
fn terms<'a>(name: &Text<'a>, mut start: usize) -> Vec<Text<'a>> {
    let mut terms = Vec::new();
    let rest = name.value.get(start..).unwrap_or_default();
    for term in rest.split('@') {
        terms.push(piece(name, start, start + term.len()));
        start += term.len() + 1;
    }
    terms
}

/// Whether a name is control information of the JSON format, with or without `odata.` as 4.01 allows.
fn is_control(name: &str) -> bool {
    let name = name.strip_prefix("odata.").unwrap_or(name);
    if name.contains('.') {
        return false;
    }
    matches!(name, "type" | "id" | "etag" | "context" | "count" | "bind" | "editLink" | "readLink")
        || name.starts_with("media")
        || name.starts_with("navigation")
        || name.starts_with("association")
}
